"""Rows of several units or periods, to be set side by side: of one period, never mixed unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.access import Denial
from indicators.desk import Desk
from indicators.periods import Period, PeriodKind
from indicators.rows import Row

Days = tuple[date, date]
"""First and last day of a period."""


def days(row: Row) -> Days:
    """The period of a row."""
    return row.observation.period_start, row.observation.period_end


@dataclass(frozen=True)
class Gathered:
    """The rows of an indicator for some units that may answer for one period.

    Attributes:
        reported: unit → its rows, oldest first, one a period; units without any are left out.
        simulated: the same of the simulated rows.
        hidden: why the matching rows of a unit are not shown, where the asker may see none.
    """

    reported: Mapping[str, tuple[Row, ...]]
    simulated: Mapping[str, tuple[Row, ...]]
    hidden: Mapping[str, Denial]

    def best(self, unit: str) -> tuple[Row, ...]:
        """A unit's rows: the reported ones, else the simulated ones."""
        return self.reported.get(unit) or self.simulated.get(unit, ())


def gather(desk: Desk, indicator: str, units: Sequence[str], period: Period | None) -> Gathered:
    """The rows that answer for a period (None: any), those the asker may see apart."""
    rows: dict[str, list[Row]] = {unit: [] for unit in units}
    for row in desk.rows.of(indicator, units):
        rows[row.observation.unit].append(row)
    reported, simulated, hidden = {}, {}, {}
    for unit, all_rows in rows.items():
        visible = desk.rows.visible(all_rows)
        real = _matching([row for row in visible if not row.observation.simulated], period, desk)
        made_up = _matching([row for row in visible if row.observation.simulated], period, desk)
        if real:
            reported[unit] = real
        if made_up:
            simulated[unit] = made_up
        if not real and not made_up:
            kept_back = [row for row in all_rows if row not in visible]
            if _matching(kept_back, period, desk):
                denial = desk.rows.denial(kept_back[0])
                if denial is not None:
                    hidden[unit] = denial
    return Gathered(reported, simulated, hidden)


def shared_days(
    rows: Mapping[str, Sequence[Row]], least: int, *, figures: bool = False
) -> Days | None:
    """The newest period that at least so many units have a row of.

    Args:
        rows: unit → its rows.
        least: how many units.
        figures: whether only rows with a figure count.
    """
    counts = _counted(rows, figures=figures)
    shared = [period for period, count in counts.items() if count >= least]
    return max(shared, key=_newness) if shared else None


def most_shared_days(rows: Mapping[str, Sequence[Row]]) -> Days | None:
    """The newest period that most units have a figure of; else the one that the most have."""
    newest = shared_days(rows, len(rows) // 2 + 1, figures=True)
    counts = _counted(rows, figures=True)
    if newest is not None or not counts:
        return newest
    return max(counts, key=lambda period: (counts[period], _newness(period)))


def of_days(rows: Mapping[str, Sequence[Row]], period: Days) -> dict[str, Row]:
    """Each unit's row of a period, where it has one."""
    return {
        unit: row for unit, candidates in rows.items() for row in candidates if days(row) == period
    }


def _counted(rows: Mapping[str, Sequence[Row]], *, figures: bool) -> Counter[Days]:
    return Counter(
        days(row)
        for candidates in rows.values()
        for row in candidates
        if not figures or row.observation.value is not None
    )


def _newness(period: Days) -> Days:
    """The later end first; of two that end together the shorter."""
    return period[1], period[0]


def _matching(rows: Sequence[Row], period: Period | None, desk: Desk) -> tuple[Row, ...]:
    """The rows that answer for a period, one for each first and last day, oldest first."""
    if period is None or period.kind is PeriodKind.LATEST:
        return one_each(rows)
    years: Iterable[int] = (
        {row.observation.period_end.year for row in rows} if period.year is None else [period.year]
    )
    found = [desk.rows.choose(rows, period.in_year(year)).row for year in sorted(years)]
    return tuple(row for row in found if row is not None)


def one_each(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Of several rows of one period the one published last; oldest period first."""
    newest: dict[Days, Row] = {}
    for row in sorted(rows, key=lambda row: row.source.published_on or date.min):
        newest[days(row)] = row
    return tuple(sorted(newest.values(), key=lambda row: _newness(days(row))))
