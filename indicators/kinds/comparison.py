"""Units side by side, or periods of one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from answers.answer import Button, Image, Reply
from answers.evidence import Computed, IndicatorComparison, PeriodItem
from answers.figures import decimal_vi, figure_vi, points_vi
from indicators import pictures, suggest
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome
from indicators.evidence import read_figure
from indicators.kind import Kind
from indicators.kinds import clarify, denied, no_data, ranking, value
from indicators.members import level_of
from indicators.phrases import SIMULATED, hidden_line, period_words, quality_line, source_lines
from indicators.question import Context, Question
from indicators.rows import Row
from indicators.series import are_of_equal_length
from indicators.sides import FEWEST, Found, Side, asked_sides, is_of_all, look_up

_TWO = 2
_DOUBT = "Lưu ý"


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "phường 5 với phường 7", "so với tỉnh", "năm nay so với năm ngoái"."""
    if is_of_all(question):
        return ranking.answer(question, desk)
    sides = asked_sides(question, desk)
    if len(sides) < FEWEST:
        return _with_whom(sides[0], question, desk)
    return _of_sides(sides, question, desk)


def _of_sides(sides: Sequence[Side], question: Question, desk: Desk) -> Outcome:
    found = look_up(sides, desk.indicator(question).code, desk)
    distinct = {row.observation.id for row in found.rows.values()}
    if len(distinct) >= FEWEST:
        outcome = _told(found, question, desk)
    elif found.hidden:
        side, denial = next(iter(found.hidden.items()))
        outcome = denied.answer(denial, _for(side, question), desk)
    elif found.missing:
        outcome = no_data.answer(_for(found.missing[0], question), desk)
    else:
        return _with_whom(sides[0], question, desk)
    return replace(outcome, context=_context(sides, question, desk))


def _for(side: Side, question: Question) -> Question:
    return replace(question, unit=side.unit, period=side.period)


def _context(sides: Sequence[Side], question: Question, desk: Desk) -> Context:
    """What was compared: the next question may change one of it."""
    periods = tuple(dict.fromkeys(side.period for side in sides))
    told = tuple(period for period in periods if period is not None)
    return desk.context(replace(question, kind=Kind.COMPARISON)).model_copy(
        update={
            "unit": sides[0].unit,
            "period": periods[0],
            "units": tuple(dict.fromkeys(side.unit for side in sides)),
            "periods": told if len(periods) > 1 else (),
        }
    )


def _with_whom(side: Side, question: Question, desk: Desk) -> Outcome:
    """Only one side is said: it is set against what it is a part of, else asked back."""
    code = desk.indicator(question).code
    found = look_up([side], code, desk)
    near = [
        unit
        for unit in desk.catalogue.ancestors(side.unit)
        if desk.rows.visible(desk.rows.of(code, [unit]))
    ]
    if not found.rows or near:
        return _of_sides([side, *(replace(side, unit=unit) for unit in near[:1])], question, desk)
    others = _beside(side.unit, code, desk)
    if not others:
        return value.answer(replace(question, kind=Kind.VALUE, unit=side.unit), desk)
    return clarify.other_side(side.unit, others, question, desk)


def _beside(unit: str, indicator: str, desk: Desk) -> list[str]:
    """The units of the same level with a figure the asker may see, in the catalogue's order."""
    level = level_of(desk.catalogue, unit)
    others = [
        other
        for other in desk.catalogue.units
        if other != unit and level is not None and level_of(desk.catalogue, other) is level
    ]
    with_rows = {row.observation.unit for row in desk.rows.visible(desk.rows.of(indicator, others))}
    return [other for other in others if other in with_rows]


def _told(found: Found, question: Question, desk: Desk) -> Outcome:
    indicator, rows = desk.indicator(question), list(found.rows.values())
    figures = _figures(rows)
    is_mixed = len({row.observation.simulated for row in rows}) > 1
    over_time = len({row.observation.unit for row in rows}) == 1
    difference = None
    if len(rows) == len(figures) == _TWO and not is_mixed:
        difference = _difference(rows, over_time=over_time)
    evidence = IndicatorComparison(
        indicator=indicator.code,
        items=tuple(
            PeriodItem(
                unit=row.observation.unit,
                period_start=row.observation.period_start,
                period_end=row.observation.period_end,
                value=row.observation.value,
                simulated=row.observation.simulated,
            )
            for row in rows
        ),
        simulated=any(row.observation.simulated for row in rows),
        computed=() if difference is None else (Computed(name="difference", value=difference),),
    )
    names = _names(rows, desk)
    lines = _verdict(rows, names, difference, indicator, desk, is_mixed=is_mixed)
    lines += _remarks(found, names, indicator, desk, is_mixed=is_mixed)
    lines += source_lines(rows)
    reply = Reply(
        text="\n".join(lines),
        buttons=_buttons(rows, question, desk),
        image=_picture(rows, names, indicator, desk) if not is_mixed else None,
        evidence=evidence,
    )
    return Outcome(reply, None, tuple(rows))


def _figures(rows: Sequence[Row]) -> list[tuple[Decimal, Row]]:
    return [(row.observation.value, row) for row in rows if row.observation.value is not None]


def _difference(rows: Sequence[Row], *, over_time: bool) -> Decimal:
    """Over time the later figure less the earlier one; of two units the larger less the smaller."""
    if over_time:
        rows = sorted(rows, key=lambda row: row.observation.period_end)
    first, second = (value for value, _ in _figures(rows))
    return second - first if over_time else abs(second - first)


def _names(rows: Sequence[Row], desk: Desk) -> dict[int, str]:
    """What each row is called by: what it differs in from the others (by the row's id)."""
    units = {row.observation.unit for row in rows}
    labels = {row.observation.period_label for row in rows}
    names = {}
    for row in rows:
        unit, label = desk.unit(row.observation.unit).short_name, row.observation.period_label
        both = f"{unit}, {label}" if len(labels) > 1 else unit
        names[row.observation.id] = both if len(units) > 1 else label
    return names


def _about(rows: Sequence[Row], indicator: Indicator, desk: Desk) -> str:
    """What all rows have in common."""
    units = {row.observation.unit for row in rows}
    labels = {row.observation.period_label for row in rows}
    parts = [indicator.title]
    parts += [desk.unit(unit).short_name for unit in units] if len(units) == 1 else []
    return ", ".join([*parts, *(labels if len(labels) == 1 else ())])


def _verdict(
    rows: Sequence[Row],
    names: Mapping[int, str],
    difference: Decimal | None,
    indicator: Indicator,
    desk: Desk,
    *,
    is_mixed: bool,
) -> list[str]:
    """Which is higher, figures first; every figure where there are more than two."""
    about, measure = _about(rows, indicator, desk), indicator.measure
    if difference is not None and len({row.observation.unit for row in rows}) == 1:
        return [f"{_change(rows, difference, measure)} – {about}."]
    ordered = sorted(_figures(rows), key=lambda figure: -figure[0])
    if difference is not None:
        return [f"{_higher(ordered, difference, measure, desk)} – {about}."]
    lines = []
    if len(ordered) > _TWO and not is_mixed:
        (high, top), (low, bottom) = ordered[0], ordered[-1]
        lines = [
            f"{names[top.observation.id]} cao nhất: {figure_vi(high, measure)}; "
            f"{names[bottom.observation.id]} thấp nhất: {figure_vi(low, measure)} – {about}."
        ]
    lines = lines or [f"{about}:"]
    listed = rows if is_mixed else [row for _, row in ordered]
    listed = [*listed, *(row for row in rows if row not in listed)]
    return lines + [f"• {names[row.observation.id]}: {_amount(row, measure)}" for row in listed]


def _higher(
    ordered: Sequence[tuple[Decimal, Row]], difference: Decimal, measure: str, desk: Desk
) -> str:
    """Which of two units is higher; each figure with its period where they differ."""
    (high, top), (low, bottom) = ordered
    upper, lower = (desk.unit(row.observation.unit).short_name for row in (top, bottom))
    labels = [row.observation.period_label for row in (top, bottom)]
    when = [f" ({label})" for label in labels] if labels[0] != labels[1] else ["", ""]
    if not difference:
        both = f"{upper}{when[0]} và {lower}{when[1]}"
        return f"Bằng nhau: {both} cùng {figure_vi(high, measure)}"
    first = figure_vi(high, measure) if when[0] else decimal_vi(high)
    return (
        f"{upper} cao hơn: {first}{when[0]} so với {figure_vi(low, measure)} của "
        f"{lower}{when[1]} (hơn {points_vi(difference, measure)})"
    )


def _amount(row: Row, measure: str) -> str:
    one = row.observation
    marked = " (mô phỏng)" if one.simulated else ""
    if one.value is None:
        return f"chưa có con số (“{one.text}”)"
    return f"{figure_vi(one.value, measure)}{marked}"


def _change(rows: Sequence[Row], difference: Decimal, measure: str) -> str:
    """From the earlier figure to the later one."""
    in_time = sorted(rows, key=lambda row: row.observation.period_end)
    (first, start), (last, end) = _figures(in_time)
    labels = start.observation.period_label, end.observation.period_label
    if not difference:
        return f"Không đổi: {figure_vi(last, measure)} ({labels[0]} và {labels[1]})"
    word, way = ("Tăng", "lên") if difference > 0 else ("Giảm", "xuống")
    return (
        f"{word} {points_vi(abs(difference), measure)}: từ {figure_vi(first, measure)} "
        f"({labels[0]}) {way} {figure_vi(last, measure)} ({labels[1]})"
    )


def _remarks(
    found: Found, names: Mapping[int, str], indicator: Indicator, desk: Desk, *, is_mixed: bool
) -> list[str]:
    rows, remarks = list(found.rows.values()), []
    if found.missing:
        remarks.append(f"Chưa có số liệu: {'; '.join(_said(s, desk) for s in found.missing)}.")
    if found.hidden:
        denial = next(iter(found.hidden.values()))
        remarks.append(hidden_line(denial, [_said(side, desk) for side in found.hidden]))
    if len({row.observation.period_label for row in rows}) > 1:
        equal = are_of_equal_length(rows)
        length = "" if equal else ", dài ngắn khác nhau nên chỉ so để tham khảo"
        over_time = len({row.observation.unit for row in rows}) == 1
        if not over_time or not equal:
            remarks.append(f"Lưu ý: các số không cùng kỳ{length}.")
    if is_mixed:
        remarks.append("Số mô phỏng và số báo cáo đặt cạnh nhau, không tính hơn kém.")
    if any(row.observation.simulated for row in rows):
        remarks.append(SIMULATED)
    for row in rows:
        doubt = quality_line(read_figure(row, indicator, desk.rows), desk.notes)
        if doubt is not None:
            remarks.append(doubt.replace(_DOUBT, f"{_DOUBT} ({names[row.observation.id]})", 1))
    return remarks


def _said(side: Side, desk: Desk) -> str:
    period = f", {period_words(side.period)}" if side.period is not None else ""
    return f"{desk.unit(side.unit).short_name}{period}"


def _picture(
    rows: Sequence[Row], names: Mapping[int, str], indicator: Indicator, desk: Desk
) -> Image | None:
    drawn = [(names[row.observation.id], row) for _, row in _figures(rows)]
    if len(drawn) < FEWEST:
        return None
    about = _about(rows, indicator, desk).removeprefix(indicator.title).lstrip(", ")
    units = dict.fromkeys(desk.unit(row.observation.unit).short_name for row in rows)
    return pictures.bars(drawn, about or " và ".join(units), indicator, desk)


def _buttons(rows: Sequence[Row], question: Question, desk: Desk) -> tuple[Button, ...]:
    units = list(dict.fromkeys(row.observation.unit for row in rows))
    return tuple(suggest.value_of(unit, question, desk) for unit in units[:2])
