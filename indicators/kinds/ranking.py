"""The units of one level in the order of their figures of one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from answers.answer import Button, Image, Reply
from answers.evidence import IndicatorRanking, UnitItem
from answers.figures import figure_vi
from indicators import pictures, suggest
from indicators.access import Denial
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome
from indicators.gather import Gathered, gather, most_shared_days, of_days
from indicators.kinds import denied, no_data, value
from indicators.members import BLOCKS, LEVELS, Level, is_leaf, level_of, members, parent_for
from indicators.order_words import ENDS, Asked, Order, read_asked
from indicators.phrases import SIMULATED, hidden_line, period_words, source_lines
from indicators.question import Question
from indicators.ranks import NO_DIRECTION, Placed, is_largest_first, known_order, placed, up_to
from indicators.rows import Row

FEWEST = 2
_SHOWN = 5
_RANK = "thứ hạng"
_OTHER_END: dict[Order, Order] = {
    "highest": "lowest",
    "lowest": "highest",
    "best": "worst",
    "worst": "best",
}


@dataclass(frozen=True)
class Field:
    """The units that are ranked, with their rows of one period.

    Attributes:
        parent: the place they lie in.
        level: the kind of unit they are.
        units: all of them.
        rows: those with a row of the period, words included.
        hidden: why rows of others are not shown.
    """

    parent: str
    level: Level
    units: tuple[str, ...]
    rows: dict[str, Row]
    hidden: dict[str, Denial]

    @property
    def figures(self) -> list[Row]:
        """The rows that can be ranked."""
        return [row for row in self.rows.values() if row.observation.value is not None]


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "phường nào cao nhất", "3 đơn vị thấp nhất", "phường 5 đứng thứ mấy"."""
    indicator, asked = desk.indicator(question), _asked(question, desk)
    if asked.place and indicator.measure == _RANK:
        # The figure itself is a rank among the provinces.
        return value.answer(question, desk)
    field, place = _field(question, asked, desk)
    if len(field.figures) < FEWEST or (place is not None and place not in field.rows):
        return _without_ranking(field, place, question, desk)
    order = known_order(asked.order, indicator)
    ranking = placed(field.figures, largest_first=is_largest_first(order, indicator))
    first = field.figures[0].observation
    evidence = IndicatorRanking(
        indicator=indicator.code,
        parent=field.parent,
        unit_kind=field.level.code,
        period_start=first.period_start,
        period_end=first.period_end,
        order=order,
        items=tuple(
            UnitItem(unit=one.unit, value=one.value, simulated=one.row.observation.simulated)
            for one in ranking
        ),
        simulated=first.simulated,
    )
    shown = _shown(ranking, asked)
    lines = _lines(ranking, shown, field, place, order, asked, indicator, desk)
    reply = Reply(
        text="\n".join(lines),
        buttons=_buttons(ranking, field, place, order, question, desk),
        image=_picture(ranking, shown, field, place, indicator, desk),
        evidence=evidence,
    )
    context = desk.context(question).model_copy(
        update={"level": field.level.code, "order": asked.order}
    )
    return Outcome(reply, context, tuple(one.row for one in ranking))


def _asked(question: Question, desk: Desk) -> Asked:
    """What the words ask for; a question that goes on keeps the end and the level before."""
    asked, carried = read_asked(question.around, desk.today), question.carried
    if carried is None:
        return asked
    if not asked.told and not asked.place and carried.order is not None:
        asked = replace(asked, order=carried.order)
    return replace(asked, level=asked.level or carried.level)


def _field(question: Question, asked: Asked, desk: Desk) -> tuple[Field, str | None]:
    """The units ranked, and the one whose place is asked for."""
    catalogue, unit = desk.catalogue, question.unit
    own = level_of(catalogue, unit)
    alone = question.unit_named and is_leaf(catalogue, unit)
    if own is not None and (alone or (asked.place and asked.level in {None, own.code})):
        above = [code for code in question.units if code != unit and catalogue.covers(code, unit)]
        start = above[0] if above else catalogue.units[unit].parent or unit
        return _filled(start, own, question, desk), unit
    if asked.level is not None:
        level = LEVELS[asked.level]
        parent = parent_for(catalogue, unit, level, named=question.unit_named)
        return _filled(parent, level, question, desk), None
    start = unit
    while not question.unit_named and is_leaf(catalogue, start):
        start = catalogue.units[start].parent or start
    fields = [_filled(start, level, question, desk) for level in LEVELS.values()]
    # The level with the most figures; the blocks of a whole only where no level has any.
    single = [field for field in fields if field.level is not BLOCKS]
    best = max(single, key=lambda field: (len(field.figures), len(field.hidden)))
    blocks = fields[-1]
    chosen = blocks if len(best.figures) < FEWEST <= len(blocks.figures) else best
    return chosen, None


def _filled(parent: str, level: Level, question: Question, desk: Desk) -> Field:
    units = members(desk.catalogue, parent, level)
    gathered = gather(desk, desk.indicator(question).code, units, question.period)
    return Field(parent, level, tuple(units), _of_one_period(gathered), dict(gathered.hidden))


def _of_one_period(gathered: Gathered) -> dict[str, Row]:
    """The rows of one period, reported before simulated, never both."""
    found: dict[str, Row] = {}
    for rows in (gathered.reported, gathered.simulated):
        period = most_shared_days(rows)
        of_period = of_days(rows, period) if period is not None else {}
        if len([row for row in of_period.values() if row.observation.value is not None]) >= FEWEST:
            return of_period
        found = found or of_period
    return found


def _without_ranking(field: Field, place: str | None, question: Question, desk: Desk) -> Outcome:
    """Fewer than two figures, or none of the unit whose place is asked for."""
    if place is not None and place not in field.rows and place not in field.hidden:
        outcome = no_data.answer(replace(question, unit=place), desk)
    elif field.hidden:
        outcome = denied.answer(next(iter(field.hidden.values())), question, desk)
    else:
        title, parent = desk.indicator(question).title, desk.unit(field.parent)
        period = f", {period_words(question.period)}" if question.period else ""
        missing = f"{title} theo từng {field.level.noun} của {parent.name}{period}"
        if field.figures:
            missing += " để xếp hạng (cần ít nhất hai đơn vị có số)"
        outcome = no_data.answer(replace(question, unit=field.parent), desk, missing)
    return replace(outcome, context=desk.context(question))


def _shown(ranking: Sequence[Placed], asked: Asked) -> list[Placed]:
    if asked.everything:
        return list(ranking)
    return up_to(ranking, max(asked.count or _SHOWN, 1))


def _lines(
    ranking: Sequence[Placed],
    shown: Sequence[Placed],
    field: Field,
    place: str | None,
    order: Order,
    asked: Asked,
    indicator: Indicator,
    desk: Desk,
) -> list[str]:
    about = f"{indicator.title}, {_about(ranking, field, desk)}"
    lines = [f"{_head(ranking, place, order, indicator, desk)} – {about}."]
    lines += _list(shown, indicator, desk)
    if asked.both and len(shown) < len(ranking):
        rest = [one for one in ranking[-(asked.count or _SHOWN) :] if one not in shown]
        lines += [f"{ENDS[_OTHER_END[order]].capitalize()}:"]
        lines += _list(rest, indicator, desk)
    lines += _remarks(ranking, field, order, asked, indicator, desk)
    lines += source_lines(one.row for one in ranking)
    return lines


def _about(ranking: Sequence[Placed], field: Field, desk: Desk) -> str:
    """Over which units and in which period."""
    label = ranking[0].row.observation.period_label
    parent = desk.unit(field.parent).short_name
    if field.level.noun in parent:
        return f"{parent}, {label}"
    return f"{len(field.units)} {field.level.noun} của {parent}, {label}"


def _head(
    ranking: Sequence[Placed], place: str | None, order: Order, indicator: Indicator, desk: Desk
) -> str:
    """The place asked for, or who stands first, with the figure."""
    if place is not None:
        one = next(one for one in ranking if one.unit == place)
        amount = figure_vi(one.value, indicator.measure)
        way = "cao xuống thấp" if is_largest_first(order, indicator) else "thấp lên cao"
        shared = " (đồng hạng)" if one.tied else ""
        name = desk.unit(place).short_name
        return f"{name} đứng thứ {one.rank}/{len(ranking)}{shared}: {amount}, xếp từ {way}"
    first = [one for one in ranking if one.rank == 1]
    names = ", ".join(desk.unit(one.unit).short_name for one in first)
    shared = " (bằng nhau)" if len(first) > 1 else ""
    amount = figure_vi(first[0].value, indicator.measure)
    return f"{names} {ENDS[order]}{shared}: {amount}"


def _list(ranking: Sequence[Placed], indicator: Indicator, desk: Desk) -> list[str]:
    """A line for each rank; those who share one stand in one line."""
    lines = []
    for rank, group in groupby(ranking, key=lambda one: one.rank):
        tied = list(group)
        names = ", ".join(desk.unit(one.unit).short_name for one in tied)
        shared = f" ({len(tied)} đơn vị đồng hạng)" if len(tied) > 1 else ""
        lines.append(f"{rank}. {names}: {figure_vi(tied[0].value, indicator.measure)}{shared}")
    return lines


def _remarks(
    ranking: Sequence[Placed],
    field: Field,
    order: Order,
    asked: Asked,
    indicator: Indicator,
    desk: Desk,
) -> list[str]:
    remarks = []
    if indicator.direction == NO_DIRECTION and asked.order != order:
        remarks.append(
            "Chỉ tiêu này chỉ để theo dõi, không có chiều tốt hay xấu nên xếp theo giá trị."
        )
    elif indicator.direction == "lower":
        remarks.append("Chỉ tiêu này càng thấp càng tốt.")
    wordless = [code for code, row in field.rows.items() if row.observation.value is None]
    if wordless:
        remarks.append(f"Không có con số để xếp hạng: {_names(wordless, desk)}.")
    missing = [code for code in field.units if code not in field.rows and code not in field.hidden]
    if missing:
        remarks.append(f"Không có số của kỳ này: {_names(missing, desk)}.")
    if field.hidden:
        names = [desk.unit(code).short_name for code in field.hidden]
        remarks.append(hidden_line(next(iter(field.hidden.values())), names))
    if ranking[0].row.observation.simulated:
        remarks.append(SIMULATED)
    return remarks


def _names(codes: Sequence[str], desk: Desk) -> str:
    return ", ".join(desk.unit(code).short_name for code in codes)


def _picture(
    ranking: Sequence[Placed],
    shown: Sequence[Placed],
    field: Field,
    place: str | None,
    indicator: Indicator,
    desk: Desk,
) -> Image:
    """The whole ranking; what the text is about stands out."""
    strong = {place} if place is not None else {one.unit for one in shown}
    named = [(desk.unit(one.unit).short_name, one.row) for one in ranking]
    marked = {desk.unit(code).short_name for code in strong}
    return pictures.bars(named, _about(ranking, field, desk), indicator, desk, marked)


def _buttons(
    ranking: Sequence[Placed],
    field: Field,
    place: str | None,
    order: Order,
    question: Question,
    desk: Desk,
) -> tuple[Button, ...]:
    first, last = ranking[0].unit, ranking[-1].unit
    one = place if place not in {None, first} else last
    buttons = [suggest.comparison_of((first, one or last), question, desk)]
    if field.level is not BLOCKS:
        end = ENDS[_OTHER_END[order]]
        button = suggest.ranking_of(field.parent, field.level.noun, question, desk, end)
        buttons.insert(0, button)
    return (*buttons, suggest.value_of(place or first, question, desk))
