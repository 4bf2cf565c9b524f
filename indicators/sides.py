"""What a comparison sets side by side, and the rows that answer for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.access import Denial
from indicators.cues import SOME_UNIT
from indicators.desk import Desk
from indicators.gather import gather, of_days, shared_days
from indicators.kind import Kind
from indicators.periods import Period, PeriodKind
from indicators.question import Question
from indicators.rows import Row
from indicators.series import series_of
from indicators.together import sets_against_period
from vietnamese.normalise import fold

FEWEST = 2
_ALL = re.compile(
    r"\b(?:cac|nhung|tung|tat ca|toan bo) (?:phuong|xa|phong|don vi|huyen|so|dia phuong|noi)\b"
    r"|\b(?:phuong|xa|phong|don vi|huyen|so|noi|ai) nao\b"
)
_SET_AGAINST = re.compile(
    rf"\b(?:voi|vs|hon|kem|thua|bang|canh|kip|theo|sanh|qua)(?: \w+)? {SOME_UNIT}\b"
)
_ADDED = re.compile(r"\b(?:them|ca|luon ca|voi ca|bo sung)\b")
_SAME_TIME = re.compile(r"\bcung ky\b")
_TIME_BEFORE = re.compile(r"\bky (?:bao cao )?(?:truoc|vua roi|roi)\b|\blan truoc\b")
_LAST_TWO = re.compile(r"\b(?:hai|2) (?:nam|quy|thang|ky)\b")


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        unit: its code.
        period: None: the latest that all sides have.
    """

    unit: str
    period: Period | None


@dataclass(frozen=True)
class Found:
    """The sides with what was found of them.

    Attributes:
        rows: the sides that have a row the asker may see, words included, in the order asked.
        missing: those without a row.
        hidden: those whose row the asker may not see, and why not.
    """

    rows: Mapping[Side, Row]
    missing: Sequence[Side]
    hidden: Mapping[Side, Denial]


def asked_sides(question: Question, desk: Desk) -> list[Side]:
    """The sides in the order asked; fewer than two where the question does not say them all."""
    units, periods = _units(question, desk), _periods(question, desk)
    return [Side(unit, period) for period in periods for unit in units]


def is_of_all(question: Question) -> bool:
    """Whether all units of a level are to be compared: "so sánh các phường"."""
    return len(question.units) < FEWEST and _ALL.search(fold(question.around)) is not None


def look_up(sides: Sequence[Side], indicator: str, desk: Desk) -> Found:
    """The rows of the sides: of one period where all have it, reported before simulated."""
    rows: dict[Side, Row] = {}
    missing: list[Side] = []
    hidden: dict[Side, Denial] = {}
    for period in dict.fromkeys(side.period for side in sides):
        units = [side.unit for side in sides if side.period == period]
        gathered = gather(desk, indicator, units, period)
        chosen: dict[str, Row] = {}
        for group in (gathered.reported, gathered.simulated):
            if len(group) == len(units):
                shared = shared_days(group, len(units))
                chosen = {unit: found[-1] for unit, found in group.items()}
                chosen = of_days(group, shared) if shared is not None else chosen
                break
        else:
            chosen = {unit: best[-1] for unit in units if (best := gathered.best(unit))}
        for unit in units:
            side = Side(unit, period)
            if unit in chosen:
                rows[side] = chosen[unit]
            elif unit in gathered.hidden:
                hidden[side] = gathered.hidden[unit]
            else:
                missing.append(side)
    return Found({side: rows[side] for side in sides if side in rows}, missing, hidden)


def _units(question: Question, desk: Desk) -> list[str]:
    """The units named; one alone is set against the one talked about, or against one's own."""
    named, carried = list(question.units), question.carried
    if len(named) > 1:
        return named
    before = carried.units if carried is not None else ()
    if not named and not question.unit_named:
        return list(before) or [question.unit]
    named = named or [question.unit]
    if _is_over_time(question):
        return named
    if carried is None and _SET_AGAINST.search(fold(question.around)) is None:
        return named  # "so sánh … của phường 5": with what is not said
    if before and _ADDED.search(fold(question.around)) is not None:
        return list(dict.fromkeys([*before, *named]))
    bases = [*before, carried.unit if carried is not None else desk.asker.home]
    base = next((unit for unit in bases if unit not in named), named[0])
    return list(dict.fromkeys([base, *named]))


def _periods(question: Question, desk: Desk) -> list[Period | None]:
    """The periods set side by side; one, the same for all units, where units are."""
    told = [None if p.kind is PeriodKind.LATEST else p for p in question.periods]
    words = fold(question.text)
    if len(told) >= FEWEST:
        return list(dict.fromkeys(told))
    if _SAME_TIME.search(words):
        return _with_year_before(question, desk)
    if _TIME_BEFORE.search(words) or _LAST_TWO.search(words):
        return _last_two(question, desk)
    carried = question.carried
    if told and sets_against_period(question.text):
        base = carried.period if carried is not None and carried.period != told[0] else None
        return [base, *told]
    if carried is not None and carried.kind is Kind.COMPARISON and carried.periods and not told:
        return list(carried.periods)
    return [question.period]


def _with_year_before(question: Question, desk: Desk) -> list[Period | None]:
    """The newest period, or the one asked, and the same days of the year before."""
    rows = gather(desk, desk.indicator(question).code, [question.unit], question.period)
    newest = rows.best(question.unit)[-1:]
    if newest:
        base = _period_of(newest[0])
    else:
        base = question.period or Period(PeriodKind.YEAR, desk.today.year, by_clock=True)
    return [base, _year_before(base)]


def _last_two(question: Question, desk: Desk) -> list[Period | None]:
    """The newest two periods that the unit has a figure of."""
    rows = gather(desk, desk.indicator(question).code, [question.unit], None)
    series = series_of(rows.best(question.unit))
    newest = series.rows[-FEWEST:] if series is not None else ()
    return [_period_of(row) for row in newest] or [question.period]


def _period_of(row: Row) -> Period:
    """The period that means exactly this row's days, as far as one counts from January."""
    start, end = row.observation.period_start, row.observation.period_end
    if row.is_month:
        return Period(PeriodKind.MONTH, end.year, end.month)
    if start.year < end.year:
        return Period(PeriodKind.SPAN, start.year, last_year=end.year)
    if start.month > 1:
        return Period(PeriodKind.QUARTER, end.year, (end.month + 2) // 3)
    if (end.month, end.day) == (12, 31):
        return Period(PeriodKind.YEAR, end.year)
    return Period(PeriodKind.CUMULATIVE, end.year, end.month, last_day=end)


def _year_before(period: Period) -> Period:
    year = (period.year or 0) - 1 if period.year is not None else None
    last = period.last_day
    if last is None:
        return replace(period, year=year)
    is_leap_day = (last.month, last.day) == (2, 29)
    day = date(last.year - 1, last.month, 28 if is_leap_day else last.day)
    return replace(period, year=year, last_day=day)


def _is_over_time(question: Question) -> bool:
    """Whether periods are compared, not units."""
    words = fold(question.text)
    carried = question.carried
    return (
        len(question.periods) > 1
        or _SAME_TIME.search(words) is not None
        or _TIME_BEFORE.search(words) is not None
        or _LAST_TWO.search(words) is not None
        or (len(question.periods) == 1 and sets_against_period(question.text))
        or (
            carried is not None
            and carried.kind is Kind.COMPARISON
            and len(carried.periods) > 1
            and not question.periods
        )
    )
