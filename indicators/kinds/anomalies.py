"""Reported figures of a unit, and of what lies below it, that are open to doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.answer import Reply
from answers.evidence import Anomalies, AnomalyItem, Computed
from answers.figures import decimal_vi, figure_vi
from indicators.cues import folded_line
from indicators.desk import Desk, Outcome, ask
from indicators.doubts import doubts, gravity, meanings
from indicators.evidence import contradicting_ratio
from indicators.kind import Kind
from indicators.kinds import denied
from indicators.question import Question
from indicators.rows import Row
from indicators.standing import hidden_words, sources_vi, totals

MOST_LINES = 10
MOST_MEANINGS = 2

_ASKS_WHICH = re.compile(r"\b(?:nao|nhung|cac|gi|cho)\b")


@dataclass(frozen=True)
class Doubt:
    """A row with the keywords of what is doubtful, the gravest first."""

    row: Row
    keywords: tuple[str, ...]


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "số nào đáng ngờ", "số này có đáng tin không"."""
    indicator = _indicator(question)
    rows = _rows(question, indicator, desk)
    visible = desk.rows.visible(rows)
    hidden = [denial for denial in map(desk.rows.denial, rows) if denial is not None]
    if hidden and not visible:
        return denied.answer(hidden[0], question, desk)
    found = doubtful(visible, desk)
    items = tuple(
        AnomalyItem(
            indicator=one.row.observation.indicator,
            unit=one.row.observation.unit,
            quality=one.keywords,
        )
        for one in found
    )
    lines = [_head(found, visible, indicator, question, desk)]
    lines += [_line(one, desk) for one in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(f"… còn {len(found) - MOST_LINES} số liệu.")
    lines += [hidden_words(hidden[0])] if hidden else []
    if found:
        lines.append(sources_vi(one.row for one in found))
    ratios = [_ratio(one.row, desk) for one in found[:MOST_LINES]]
    checks = [Computed(name="ratio_check", value=ratio) for ratio in ratios if ratio is not None]
    computed = (*totals(len(found), len(visible)), *checks)
    evidence = Anomalies(unit=question.unit, items=items, computed=computed)
    name = desk.unit(question.unit).name
    reply = Reply(text="\n".join(lines), buttons=(ask(f"Tình hình {name}"),), evidence=evidence)
    context = desk.context(question).model_copy(update={"indicator": indicator})
    return Outcome(reply, context, tuple(one.row for one in found))


def below(unit: str, desk: Desk) -> list[str]:
    """The unit and all units below it."""
    return [code for code in desk.catalogue.units if desk.catalogue.covers(unit, code)]


def doubtful(rows: Sequence[Row], desk: Desk) -> list[Doubt]:
    """Those of some rows that are open to doubt, the gravest first."""
    found = [
        Doubt(row, keywords)
        for row in rows
        if (
            keywords := doubts(
                row.observation, desk.catalogue.indicators[row.observation.indicator]
            )
        )
    ]
    # Sorting keeps the order of the catalogue among equals.
    return sorted(found, key=lambda one: gravity(one.keywords[0]))


def _indicator(question: Question) -> str | None:
    """The indicator whose figures alone are asked about.

    After an answer "số này có đáng tin không" is about its figure, "số nào đáng ngờ" about all.
    """
    if len(question.candidates) != 1 or question.candidates[0].doubtful:
        return None
    code, before = question.candidates[0].code, question.carried
    named = before is None or before.indicator != code or before.kind is Kind.ANOMALIES
    return code if named or not _ASKS_WHICH.search(folded_line(question.text)) else None


def _rows(question: Question, indicator: str | None, desk: Desk) -> list[Row]:
    """The reported rows of the period asked about, hidden ones too."""
    units = below(question.unit, desk)
    if indicator is None:
        rows = desk.rows.of_units(units)
    else:
        rows = [row for row in desk.rows.of(indicator, units) if not row.observation.simulated]
    if question.period is None:
        return rows
    return [row for row in rows if desk.rows.choose([row], question.period).row is not None]


def _head(
    found: Sequence[Doubt],
    visible: Sequence[Row],
    indicator: str | None,
    question: Question,
    desk: Desk,
) -> str:
    unit = desk.unit(question.unit).short_name
    about = unit
    if indicator is not None:
        about = f"{desk.catalogue.indicators[indicator].title}, {unit}"
    if not visible:
        return f"Chưa có số liệu nào: {about}."
    if not found:
        return f"Không thấy điểm đáng ngờ nào trong {len(visible)} số liệu: {about}."
    return f"{len(found)}/{len(visible)} số liệu có điểm cần lưu ý – {about}:"


def _line(one: Doubt, desk: Desk) -> str:
    row = one.row.observation
    indicator = desk.catalogue.indicators[row.indicator]
    value = figure_vi(row.value, indicator.measure) if row.value is not None else f"“{row.text}”"
    about = f"{indicator.title}, {desk.unit(row.unit).short_name}, {row.period_label}"
    ratio = _ratio(one.row, desk)
    parts = ""
    if ratio is not None and row.numerator is not None and row.denominator is not None:
        parts = (
            f" ({decimal_vi(row.numerator)}/{decimal_vi(row.denominator)} = {decimal_vi(ratio)} %)"
        )
    return f"• {about}: {value} – {meanings(one.keywords[:MOST_MEANINGS])}{parts}."


def _ratio(row: Row, desk: Desk) -> Decimal | None:
    """What the parts of a percentage give where it is not the reported one."""
    one = row.observation
    return contradicting_ratio(one, desk.catalogue.indicators[one.indicator])
