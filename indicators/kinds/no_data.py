"""No row for what was asked: say so, and name the nearest figures that exist."""

from __future__ import annotations

from answers.answer import Reply
from answers.evidence import NoData
from answers.figures import figure_vi
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome
from indicators.evidence import Figure, read_figure
from indicators.phrases import SIMULATED, period_words
from indicators.question import Question


def answer(question: Question, desk: Desk, missing: str | None = None) -> Outcome:
    """Say that there is no figure, never another one in its place.

    Args:
        question: for one unit and period.
        desk: see `Desk`.
        missing: what there is no figure of, in words; None: the indicator, unit and period asked.
    """
    indicator = desk.indicator(question)
    near = [
        read_figure(row, indicator, desk.rows)
        for row in desk.rows.nearest(indicator.code, question.unit)
    ]
    unit = desk.unit(question.unit)
    period = f", {period_words(question.period)}" if question.period else ""
    lines = [f"Chưa có số liệu: {missing or f'{indicator.title}, {unit.short_name}{period}'}."]
    if near:
        lines.append("Số gần nhất đang có:")
        lines += [_line(figure, indicator, desk) for figure in near]
    evidence = NoData(
        indicator=indicator.code,
        unit=question.unit,
        nearest=tuple(figure.evidence for figure in near),
    )
    reply = Reply(text="\n".join(lines), evidence=evidence)
    return Outcome(reply, desk.context(question), tuple(figure.row for figure in near))


def _line(figure: Figure, indicator: Indicator, desk: Desk) -> str:
    value, one = figure.evidence.value, figure.row.observation
    amount = figure_vi(value, indicator.measure) if value is not None else f"“{one.text}”"
    marked = f" {SIMULATED}" if one.simulated else ""
    return f"• {desk.unit(one.unit).short_name}, {one.period_label}: {amount}.{marked}"
