"""The figures of one unit over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from answers.answer import Button, Image, Reply
from answers.evidence import Computed, IndicatorTrend, TrendPoint
from answers.figures import figure_vi, points_vi
from indicators import pictures, suggest
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome
from indicators.evidence import Figure, read_figure
from indicators.kind import Kind
from indicators.kinds import comparison, denied, no_data, ranking
from indicators.members import BLOCKS, level_of
from indicators.periods import Period
from indicators.phrases import SIMULATED, quality_line, source_lines, target_line
from indicators.question import Question
from indicators.rows import Row
from indicators.series import FEWEST, Series, Step, are_of_equal_length, series_of, within

_STEPS = {
    Step.MONTHS: "từng tháng",
    Step.QUARTERS: "từng quý",
    Step.YEARS: "từng năm, số lũy kế",
    Step.SPANS: "từng giai đoạn",
}
_LISTED = 12


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "xu hướng", "qua các tháng", "vẽ biểu đồ"."""
    indicator = desk.indicator(question)
    rows = desk.rows.of(indicator.code, [question.unit])
    visible = desk.rows.visible(rows)
    asked = _asked_periods(question)
    series = series_of(within(visible, asked))
    if series is None:
        kept_back = within([row for row in rows if row not in visible], asked)
        denial = desk.rows.denial(kept_back[0]) if kept_back else None
        if denial is not None:
            return denied.answer(denial, question, desk)
        return no_data.answer(_of_time(question, asked), desk)
    if len(series.rows) < FEWEST and _is_of_picture(question):
        other = _beside_others(question, desk)
        if other is not None:
            return other
    return _told(series, indicator, question, desk)


def _asked_periods(question: Question) -> Sequence[Period]:
    """The time asked about; one that a figure before was of bounds no course of time."""
    carried = question.carried
    if question.periods:
        return question.periods
    if carried is not None and carried.kind is Kind.TREND:
        return carried.periods
    return ()


def _of_time(question: Question, asked: Sequence[Period]) -> Question:
    return replace(question, period=asked[-1] if asked else None)


def _is_of_picture(question: Question) -> bool:
    """Whether a picture of the figure before is wanted: "vẽ biểu đồ"."""
    return question.carried is not None and not question.topic_named and not question.unit_named


def _beside_others(question: Question, desk: Desk) -> Outcome | None:
    """A single figure makes no line: it is drawn beside those of its neighbours, or its whole's."""
    for other in (ranking.answer, comparison.answer):
        outcome = other(question, desk)
        if outcome.reply.image is not None:
            return outcome
    return None


def _told(series: Series, indicator: Indicator, question: Question, desk: Desk) -> Outcome:
    rows = series.rows
    last = read_figure(rows[-1], indicator, desk.rows)
    change = _value(rows[-1]) - _value(rows[0]) if len(rows) >= FEWEST else None
    evidence = IndicatorTrend(
        indicator=indicator.code,
        unit=question.unit,
        points=tuple(
            TrendPoint(
                period_start=row.observation.period_start,
                period_end=row.observation.period_end,
                value=row.observation.value,
                simulated=row.observation.simulated,
            )
            for row in rows
        ),
        simulated=rows[0].observation.simulated,
        computed=_computed(change, last),
    )
    name = desk.unit(question.unit).short_name
    lines = _few(series, indicator, name) if change is None else []
    if change is not None:
        lines = _course(series, change, indicator, name)
    if last.targets:
        lines.append(target_line(last, indicator))
    if evidence.simulated:
        lines.append(SIMULATED)
    doubt = quality_line(last, desk.notes)
    lines += [doubt] if doubt else []
    lines += source_lines(rows)
    reply = Reply(
        text="\n".join(lines),
        buttons=_buttons(question, desk),
        image=_picture(series, last, indicator, name, desk) if change is not None else None,
        evidence=evidence,
    )
    asked = tuple(_asked_periods(question))
    context = desk.context(question).model_copy(
        update={"kind": Kind.TREND, "period": asked[-1] if asked else None, "periods": asked}
    )
    return Outcome(reply, context, rows)


def _value(row: Row) -> Decimal:
    return row.observation.value or Decimal(0)


def _computed(change: Decimal | None, last: Figure) -> tuple[Computed, ...]:
    changed = () if change is None else (Computed(name="difference", value=change),)
    return (*changed, *last.evidence.computed)


def _few(series: Series, indicator: Indicator, name: str) -> list[str]:
    row = series.rows[0]
    amount = figure_vi(_value(row), indicator.measure)
    return [
        f"{amount} – {indicator.title}, {name}, {row.observation.period_label}.",
        "Mới có một kỳ số liệu nên chưa vẽ được diễn biến (cần ít nhất hai kỳ).",
    ]


def _course(series: Series, change: Decimal, indicator: Indicator, name: str) -> list[str]:
    """How much it changed first, then every point."""
    rows, measure = series.rows, indicator.measure
    start, end = (figure_vi(_value(row), measure) for row in (rows[0], rows[-1]))
    labels = rows[0].observation.period_label, rows[-1].observation.period_label
    about = f"{indicator.title}, {name}"
    if change:
        word = "Tăng" if change > 0 else "Giảm"
        way = "lên" if change > 0 else "xuống"
        lines = [
            f"{word} {points_vi(abs(change), measure)}: từ {start} ({labels[0]}) {way} {end} "
            f"({labels[1]}) – {about}."
        ]
    else:
        lines = [f"Không đổi: {end} ({labels[0]} và {labels[1]}) – {about}."]
    if len(rows) > FEWEST:
        lines.append(_extremes(rows, measure))
        lines.append(f"Số {_STEPS[series.step]}:")
        lines += [
            f"• {row.observation.period_label}: {figure_vi(_value(row), measure)}"
            for row in rows[-_LISTED:]
        ]
    if not are_of_equal_length(rows):
        lines.append("Lưu ý: các kỳ dài ngắn khác nhau (số lũy kế từ đầu năm).")
    if series.left_out:
        lines.append(f"Không kể {series.left_out} số của kỳ dài ngắn khác (không trộn với nhau).")
    return lines


def _extremes(rows: Sequence[Row], measure: str) -> str:
    high, low = max(rows, key=_value), min(rows, key=_value)
    return (
        f"Cao nhất {figure_vi(_value(high), measure)} ({high.observation.period_label}), "
        f"thấp nhất {figure_vi(_value(low), measure)} ({low.observation.period_label})."
    )


def _picture(series: Series, last: Figure, indicator: Indicator, name: str, desk: Desk) -> Image:
    rows = series.rows
    labels = rows[0].observation.period_label, rows[-1].observation.period_label
    about = f"{name}, {labels[0]} – {labels[1]}"
    named = [(row.observation.period_label, row) for row in rows]
    target = last.targets[0] if len(last.targets) == 1 else None
    return pictures.line(named, about, indicator, desk, target)


def _buttons(question: Question, desk: Desk) -> tuple[Button, ...]:
    unit, catalogue = question.unit, desk.catalogue
    buttons = [suggest.value_of(unit, question, desk)]
    with_rows = desk.rows.units_with_rows(desk.indicator(question).code)
    whole = next((code for code in catalogue.ancestors(unit) if code in with_rows), None)
    if whole is not None:
        buttons.append(suggest.comparison_of((unit, whole), question, desk))
    level, parent = level_of(catalogue, unit), catalogue.units[unit].parent
    beside = [
        code for code in with_rows if level is not None and level_of(catalogue, code) is level
    ]
    if level is not None and level is not BLOCKS and parent is not None and len(beside) >= FEWEST:
        buttons.append(suggest.ranking_of(parent, level.noun, question, desk))
    return tuple(buttons)
