"""Where a figure comes from, and how fresh it is."""

from __future__ import annotations

from answers.answer import Reply
from answers.evidence import IndicatorSource
from answers.figures import date_vi
from indicators.desk import Desk, Outcome
from indicators.evidence import quality_notes
from indicators.kinds import breakdown, denied, no_data
from indicators.phrases import SIMULATED, vietnamese_numbers
from indicators.question import Question
from indicators.rows import Row


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "nguồn ở đâu", "số của ngày nào"."""
    indicator = desk.indicator(question)
    found = desk.rows.find(indicator.code, question.unit, question.period)
    row = found.row or _first_part(question, desk)
    if row is None:
        if found.denial is not None:
            return denied.answer(found.denial, question, desk)
        return no_data.answer(question, desk)
    source, one = row.source, row.observation
    evidence = IndicatorSource(
        indicator=indicator.code,
        unit=one.unit,
        source=source.id,
        locator=one.locator,
        published_on=source.published_on,
    )
    return Outcome(Reply(text=_text(row, desk), evidence=evidence), desk.context(question))


def _first_part(question: Question, desk: Desk) -> Row | None:
    rows = breakdown.collect(question.unit, question, desk).rows
    return rows[0] if rows else None


def _text(row: Row, desk: Desk) -> str:
    source, one = row.source, row.observation
    number = f", số {source.document_number}" if source.document_number else ""
    published = (
        f"Công bố ngày {date_vi(source.published_on)}."
        if source.published_on
        else "Văn bản không ghi ngày ban hành."
    )
    lines = [
        f"“{source.title}”{number} – {source.issuer}.",
        f"Vị trí: {one.locator}. Đơn vị: {desk.unit(one.unit).short_name}.",
        f"Số liệu của kỳ {one.period_label} (đến ngày {date_vi(one.period_end)}). {published}",
    ]
    if one.simulated:
        lines.append(SIMULATED)
    readable = (desk.notes.readable(note) for _, note in quality_notes(one.quality))
    notes = [vietnamese_numbers(note) for note in readable if note]
    if notes:
        lines.append("Lưu ý: " + "; ".join(notes) + ".")
    return "\n".join(lines)
