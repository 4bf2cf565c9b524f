"""The document of an answer: its table with the circumstances it was made in."""

from __future__ import annotations

from answers.evidence import (
    Adoption,
    Anomalies,
    IndicatorBreakdown,
    IndicatorComparison,
    IndicatorList,
    IndicatorRanking,
    IndicatorTrend,
    IndicatorValue,
    Overview,
    Tasks,
)
from indicators.desk import Desk, Outcome
from indicators.exports import figure_tables, standing_tables
from indicators.exports.document import Document, Section
from indicators.exports.lines import made, scope
from indicators.exports.reader import Reader, Table
from indicators.phrases import SIMULATED


def document_of_answer(outcome: Outcome, desk: Desk) -> Document | None:
    """The document of an answer, None where it has no table (a question back, no data …)."""
    reader = Reader(outcome.shown, desk)
    table = _table(outcome, reader)
    if table is None or not table.lines:
        return None
    simulated = any(row.observation.simulated for row in outcome.shown)
    return Document(
        name=table.name,
        title=table.title,
        subject=table.subject,
        facts=(
            made(desk),
            scope(desk.asker, desk.catalogue),
            *((SIMULATED,) if simulated else ()),
        ),
        summary=(),
        columns=table.columns,
        sections=(Section("", table.lines),),
        notes=reader.citations.doubts.of_all(outcome.shown),
        sources=reader.citations.sources,
    )


def _table(outcome: Outcome, reader: Reader) -> Table | None:
    match outcome.reply.evidence:
        case IndicatorValue() as evidence:
            return figure_tables.value(evidence, reader)
        case IndicatorBreakdown() as evidence:
            return figure_tables.breakdown(evidence, reader)
        case IndicatorComparison() as evidence:
            return figure_tables.comparison(evidence, reader)
        case IndicatorRanking() as evidence:
            return figure_tables.ranking(evidence, reader)
        case IndicatorTrend() as evidence:
            return figure_tables.trend(evidence, reader)
        case IndicatorList() as evidence:
            return standing_tables.indicator_list(evidence, reader)
        case Overview() as evidence:
            return standing_tables.overview(evidence, reader)
        case Anomalies() as evidence:
            return standing_tables.anomalies(evidence, reader)
        case Tasks() as evidence:
            return standing_tables.tasks(evidence, reader)
        case Adoption() as evidence:
            return standing_tables.adoption(evidence, reader)
        case _:
            return None
