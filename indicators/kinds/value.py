"""The figure of an indicator, with target, status, doubts and source."""

from __future__ import annotations

from answers.answer import Button, Reply
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome, ask
from indicators.evidence import Figure, read_figure
from indicators.kind import Kind
from indicators.kinds import breakdown, denied, no_data
from indicators.periods import Period, PeriodKind
from indicators.phrases import SIMULATED, figure_or_words, quality_line, source_line, target_line
from indicators.question import Question


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "bao nhiêu", "đạt chưa", "chỉ tiêu là bao nhiêu"."""
    indicator = desk.indicator(question)
    found = desk.rows.find(indicator.code, question.unit, question.period)
    if found.row is not None:
        figure = read_figure(found.row, indicator, desk.rows)
        reply = Reply(
            text=_text(figure, indicator, question, desk, cumulative=found.cumulative),
            buttons=_buttons(figure),
            evidence=figure.evidence,
        )
        return Outcome(reply, desk.context(question), (found.row,))
    if found.denial is not None:
        return denied.answer(found.denial, question, desk)
    split = breakdown.of_parts(question, desk)
    return split if split is not None else no_data.answer(question, desk)


def _text(
    figure: Figure, indicator: Indicator, question: Question, desk: Desk, *, cumulative: bool
) -> str:
    unit = desk.unit(figure.evidence.unit)
    period = _period(figure, question.period, cumulative=cumulative)
    about = f"{indicator.title}, {unit.short_name}, {period}"
    lines = [f"{figure_or_words(figure)} – {about}."]
    target = target_line(figure, indicator)
    if question.kind is Kind.TARGET and figure.targets:
        lines.insert(0, target)
    elif figure.targets or question.kind is Kind.TARGET:
        lines.append(target)
    lines += filter(
        None, [SIMULATED if figure.evidence.simulated else None, quality_line(figure, desk.notes)]
    )
    lines.append(source_line(figure.row.source, figure.row.observation.locator))
    return "\n".join(lines)


def _period(figure: Figure, asked: Period | None, *, cumulative: bool) -> str:
    label = figure.row.observation.period_label
    if not cumulative or asked is None:
        return label
    return f"lũy kế {label}" if asked.kind is not PeriodKind.SPAN else label


def _buttons(figure: Figure) -> tuple[Button, ...]:
    buttons = [ask("Nguồn số liệu", "Số này lấy ở đâu?"), ask("Cách tính", "Cách tính thế nào?")]
    return tuple(buttons)
