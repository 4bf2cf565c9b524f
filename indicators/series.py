"""The rows of one unit as a series over time: of one length of period, reported or simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from indicators.gather import one_each
from indicators.periods import Period, PeriodKind
from indicators.rows import Row

FEWEST = 2
_DAYS_OF_A_YEAR = 366


class Step(StrEnum):
    """What the points of a series stand for."""

    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"
    SPANS = "spans"


@dataclass(frozen=True)
class Series:
    """Rows in time order.

    Attributes:
        rows: the points, one a period; rows of words are left out.
        step: what they stand for; `YEARS` are whole years and cumulative parts of one.
        left_out: how many rows of another length are not in it.
    """

    rows: tuple[Row, ...]
    step: Step
    left_out: int = 0


def series_of(rows: Sequence[Row]) -> Series | None:
    """The series that rows of one unit make, None without any figure.

    Months come first where there are two, then quarters, then years and their cumulative parts:
    lengths are never mixed. Reported rows and simulated ones are never mixed either.
    """
    figures = [row for row in rows if row.observation.value is not None]
    reported = [row for row in figures if not row.observation.simulated]
    points = one_each(reported or figures)
    if not points:
        return None
    by_step = {step: [row for row in points if step in _steps(row)] for step in Step}
    step = next((step for step in Step if len(by_step[step]) >= FEWEST), _steps(points[-1])[-1])
    return Series(tuple(by_step[step]), step, len(points) - len(by_step[step]))


def within(rows: Sequence[Row], periods: Sequence[Period]) -> list[Row]:
    """The rows that lie in the time from the first to the last of some periods.

    Where no year was said, the newest that has rows there.
    """
    told = [period for period in periods if period.kind is not PeriodKind.LATEST]
    if not told:
        return list(rows)
    years = {row.observation.period_end.year for row in rows}
    for year in sorted(years, reverse=True):
        known = [replace(p, year=p.year if p.year is not None else year) for p in told]
        # "Từ tháng 3 đến tháng 6" begins in March, though "đến tháng 6" counts from January.
        begun = [p.start for p in known if p.kind is not PeriodKind.CUMULATIVE]
        start, end = min(begun or [p.start for p in known]), max(p.end for p in known)
        found = [
            row
            for row in rows
            if start <= row.observation.period_start and row.observation.period_end <= end
        ]
        if found:
            return found
    return []


def are_of_equal_length(rows: Sequence[Row]) -> bool:
    """Whether the periods of all rows are equally long, to the month."""
    return len({_months(row) for row in rows}) == 1


def _months(row: Row) -> tuple[int, bool]:
    """How many months a row covers, and whether it ends with one."""
    start, end = row.observation.period_start, row.observation.period_end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return months, _ends_a_month(end)


def _ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _steps(row: Row) -> tuple[Step, ...]:
    """What a row may stand for: the first quarter is a cumulative part of its year too."""
    start, end = row.observation.period_start, row.observation.period_end
    if row.is_month:
        return (Step.MONTHS,)
    if (end - start).days > _DAYS_OF_A_YEAR:
        return (Step.SPANS,)
    is_quarter = start.day == 1 and start.month % 3 == 1 and _months(row) == (3, True)
    begins_year = (start.month, start.day) == (1, 1)
    if is_quarter:
        return (Step.QUARTERS, Step.YEARS) if begins_year else (Step.QUARTERS,)
    return (Step.YEARS,) if begins_year else (Step.SPANS,)
