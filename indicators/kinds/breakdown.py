"""A unit's figure split over its parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from answers.answer import Reply
from answers.evidence import Computed, IndicatorBreakdown, UnitItem
from answers.figures import figure_vi
from indicators.access import Denial
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome
from indicators.kinds import denied, no_data
from indicators.phrases import SIMULATED, hidden_line, source_lines
from indicators.question import Question
from indicators.rows import Row
from vietnamese.normalise import fold

_LEVELS = (("phong ban", "department"), ("phuong", "ward"), ("xa", "ward"), ("phong", "department"))


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "chia theo từng đơn vị"."""
    split = of_parts(_at_level(question, desk), desk)
    if split is not None:
        return split
    found = desk.rows.find(desk.indicator(question).code, question.unit, question.period)
    if found.denial is not None:
        return denied.answer(found.denial, question, desk)
    return no_data.answer(question, desk)


@dataclass
class Parts:
    """What was found of a unit's parts.

    Attributes:
        rows: one of each part that has a figure the asker may see.
        missing: the parts without a row.
        hidden: the parts whose row the asker may not see.
        denial: why not.
    """

    rows: list[Row] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    denial: Denial | None = None

    @property
    def complete(self) -> bool:
        """Whether all parts are there."""
        return not self.missing and not self.hidden

    def add(self, other: Parts) -> None:
        """Take the parts of a part in."""
        self.rows += other.rows
        self.missing += other.missing
        self.hidden += other.hidden
        self.denial = self.denial or other.denial


def of_parts(question: Question, desk: Desk) -> Outcome | None:
    """The breakdown of a unit over its parts, None where no part has a row."""
    indicator = desk.indicator(question)
    parts = collect(question.unit, question, desk)
    rows = parts.rows
    if not rows:
        return denied.answer(parts.denial, question, desk) if parts.denial is not None else None
    total = _total(parts, indicator)
    evidence = IndicatorBreakdown(
        indicator=indicator.code,
        parent=question.unit,
        items=tuple(
            UnitItem(
                unit=row.observation.unit,
                value=row.observation.value,
                simulated=row.observation.simulated,
            )
            for row in rows
        ),
        simulated=any(row.observation.simulated for row in rows),
        computed=() if total is None else (Computed(name="total", value=total),),
    )
    text = _text(parts, total, indicator, question, desk)
    return Outcome(Reply(text=text, evidence=evidence), desk.context(question), tuple(rows))


def collect(unit: str, question: Question, desk: Desk) -> Parts:
    """The rows of a unit's parts; a part without a row is replaced by its own parts."""
    indicator = desk.indicator(question).code
    parts = Parts()
    for part in desk.catalogue.parts.get(unit, ()):
        found = desk.rows.find(indicator, part, question.period)
        if found.row is not None:
            parts.rows.append(found.row)
            continue
        below = collect(part, question, desk)
        if below.rows:
            parts.add(below)
        elif found.denial is not None or below.denial is not None:
            parts.add(Parts(hidden=[part], denial=found.denial or below.denial))
        else:
            parts.missing.append(part)
    return parts


def _total(parts: Parts, indicator: Indicator) -> Decimal | None:
    """The sum, only of an additive indicator, one period, and when all parts are there."""
    rows = parts.rows
    periods = {(row.observation.period_start, row.observation.period_end) for row in rows}
    values = [row.observation.value for row in rows]
    if not indicator.additive or not parts.complete or len(periods) > 1 or len(rows) < 2:
        return None
    figures = [value for value in values if value is not None]
    return sum(figures, Decimal(0)) if len(figures) == len(values) else None


def _text(
    parts: Parts,
    total: Decimal | None,
    indicator: Indicator,
    question: Question,
    desk: Desk,
) -> str:
    parent = desk.unit(question.unit)
    labels = list(dict.fromkeys(row.observation.period_label for row in parts.rows))
    about = f"{indicator.title}, {parent.short_name}, {'; '.join(labels)}"
    head = f"{figure_vi(total, indicator.measure)} – {about}" if total is not None else about
    lines = [f"{head}, theo đơn vị:"]
    lines += [_line(row, indicator, desk) for row in parts.rows]
    lines += _remarks(parts, total, indicator, desk)
    lines += source_lines(parts.rows)
    return "\n".join(lines)


def _line(row: Row, indicator: Indicator, desk: Desk) -> str:
    value = row.observation.value
    amount = figure_vi(value, indicator.measure) if value is not None else row.observation.text
    return f"• {desk.unit(row.observation.unit).short_name}: {amount}"


def _remarks(parts: Parts, total: Decimal | None, indicator: Indicator, desk: Desk) -> list[str]:
    rows, remarks = parts.rows, []
    if parts.hidden and parts.denial is not None:
        names = [desk.unit(code).short_name for code in parts.hidden]
        remarks.append(hidden_line(parts.denial, names))
    wordless = [row for row in rows if row.observation.value is None]
    if not indicator.additive:
        remarks.append("Đây là tỷ lệ hoặc trạng thái nên không cộng, không lấy trung bình.")
    elif total is None:
        codes = [*parts.missing, *(row.observation.unit for row in wordless)]
        without = ", ".join(desk.unit(code).short_name for code in codes)
        if without:
            remarks.append(f"Chưa cộng tổng vì chưa có số của: {without}.")
        elif not parts.hidden and len(rows) > 1:
            remarks.append("Chưa cộng tổng vì các số không cùng kỳ.")
    flagged = [row for row in rows if "không phải tổng" in (row.observation.quality or "")]
    if total is not None and flagged:
        name = desk.unit(flagged[0].observation.unit).short_name
        remarks.append(f"Lưu ý: trong báo cáo, số của {name} không phải tổng các phòng, ban.")
    if any(row.observation.simulated for row in rows):
        remarks.append(SIMULATED)
    return remarks


def _at_level(question: Question, desk: Desk) -> Question:
    """Split the city "theo từng phường" into its wards, not into the two blocks above them."""
    text = fold(question.text)
    kind = next((kind for word, kind in _LEVELS if f" {word}" in text), None)
    if kind is None:
        return question
    for part in desk.catalogue.parts.get(question.unit, ()):
        members = desk.catalogue.parts.get(part, ())
        if members and desk.unit(members[0]).kind == kind:
            return replace(question, unit=part)
    return question
