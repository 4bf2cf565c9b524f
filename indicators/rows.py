"""Fetching: the row that answers a question, and what stands near it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from indicators import models
from indicators.access import Asker, Denial
from indicators.catalogue import Catalogue
from indicators.periods import Period, PeriodKind


@dataclass(frozen=True)
class Row:
    """An observation with its source."""

    observation: models.Observation
    source: models.Source

    @property
    def internal(self) -> bool:
        """Whether only accounts whose scope covers the unit may see it."""
        return self.source.visibility == models.INTERNAL or self.observation.simulated

    @property
    def is_month(self) -> bool:
        """Whether the row stands for one calendar month, not a cumulative period."""
        start, end = self.observation.period_start, self.observation.period_end
        return start.day == 1 and (start.year, start.month) == (end.year, end.month)


@dataclass(frozen=True)
class Found:
    """What a look for a row gave: the row, or why there is none to show.

    Attributes:
        row: the row, when there is one that may be seen.
        denial: why the only matching rows are hidden.
        cumulative: whether a longer, cumulative row answers for the period asked.
    """

    row: Row | None = None
    denial: Denial | None = None
    cumulative: bool = False


class Rows:
    """Looks up rows for one asker in one session."""

    def __init__(self, session: Session, catalogue: Catalogue, asker: Asker, today: date) -> None:
        self._session = session
        self._catalogue = catalogue
        self._asker = asker
        self._today = today

    def of(self, indicator: str, units: Iterable[str]) -> list[Row]:
        """All rows of an indicator for these units, hidden ones too, oldest first."""
        query = (
            select(models.Observation, models.Source)
            .join(models.Source, models.Source.id == models.Observation.source)
            .where(
                models.Observation.indicator == indicator,
                models.Observation.unit.in_(list(units)),
            )
            .order_by(models.Observation.period_end, models.Observation.period_start.desc())
        )
        return [Row(observation, source) for observation, source in self._session.execute(query)]

    def of_units(self, units: Iterable[str]) -> list[Row]:
        """All reported rows of these units, hidden ones too, by indicator, oldest first."""
        query = (
            select(models.Observation, models.Source)
            .join(models.Source, models.Source.id == models.Observation.source)
            .join(models.Indicator, models.Indicator.code == models.Observation.indicator)
            .where(
                models.Observation.unit.in_(list(units)), models.Observation.simulated.is_(False)
            )
            .order_by(
                models.Indicator.position,
                models.Observation.period_end,
                models.Observation.period_start.desc(),
            )
        )
        return [Row(observation, source) for observation, source in self._session.execute(query)]

    def visible(self, rows: Iterable[Row]) -> list[Row]:
        """Those of the rows that the asker may see."""
        return [row for row in rows if self.denial(row) is None]

    def find(self, indicator: str, unit: str, period: Period | None) -> Found:
        """The row that answers for an indicator, unit and period."""
        rows = self.of(indicator, [unit])
        visible = self.visible(rows)
        found = self.choose(visible, period)
        if found.row is not None:
            return found
        hidden = self.choose([row for row in rows if row not in visible], period).row
        return Found(denial=self.denial(hidden)) if hidden else found

    def choose(self, rows: Sequence[Row], period: Period | None) -> Found:
        """The row of those given that a period means; reported rows before simulated ones."""
        reported = [row for row in rows if not row.observation.simulated]
        for group in (reported, [row for row in rows if row.observation.simulated]):
            found = _choose(group, period, self._today)
            if found.row is not None:
                return found
        return Found()

    def targets(self, indicator: str, unit: str, year: int) -> list[models.Target]:
        """The unit's own targets for the year that the asker may see; equal ones once."""
        wanted = (models.Target.indicator == indicator, models.Target.year == year)
        return self._targets(unit, *wanted).get((indicator, year), [])

    def targets_of(self, unit: str) -> dict[tuple[str, int], list[models.Target]]:
        """All of a unit's own targets that the asker may see, by indicator and year."""
        return self._targets(unit)

    def _targets(
        self, unit: str, *wanted: ColumnElement[bool]
    ) -> dict[tuple[str, int], list[models.Target]]:
        query = (
            select(models.Target, models.Source.visibility)
            .join(models.Source, models.Source.id == models.Target.source)
            .where(models.Target.unit == unit, *wanted)
            .order_by(models.Target.id)
        )
        seen: dict[tuple[str, int], dict[tuple[str, Decimal], models.Target]] = defaultdict(dict)
        for target, visibility in self._session.execute(query):
            if self._asker.sees_target(self._catalogue, unit, visibility == models.INTERNAL):
                equal = seen[target.indicator, target.year]
                equal.setdefault((target.comparator, target.value), target)
        return {key: list(targets.values()) for key, targets in seen.items()}

    def target_years(self, indicator: str, unit: str) -> list[int]:
        """The years the unit has a target for, newest first."""
        query = (
            select(models.Target.year)
            .where(models.Target.indicator == indicator, models.Target.unit == unit)
            .distinct()
            .order_by(models.Target.year.desc())
        )
        return list(self._session.scalars(query))

    def units_with_rows(self, indicator: str) -> set[str]:
        """The units that have any row of the indicator."""
        query = select(models.Observation.unit).where(models.Observation.indicator == indicator)
        return set(self._session.scalars(query.distinct()))

    def nearest(self, indicator: str, unit: str, limit: int = 3) -> list[Row]:
        """The nearest figures that exist: the unit's own, then those of the units above it.

        Words without a figure are near too, but stand behind figures.
        """
        near: list[Row] = []
        for code in (unit, *self._catalogue.ancestors(unit)):
            rows = self.visible(self.of(indicator, [code]))
            reported = [row for row in rows if not row.observation.simulated] or rows
            near += reversed(reported[-2:] if code == unit else reported[-1:])
        near.sort(key=lambda row: row.observation.value is None)
        return near[:limit]

    def denial(self, row: Row) -> Denial | None:
        """Why the asker may not see a row, None where they may."""
        return self._asker.denial(self._catalogue, row.observation.unit, row.internal)


def _choose(rows: Sequence[Row], period: Period | None, today: date) -> Found:
    if not rows:
        return Found()
    if period is None or period.kind is PeriodKind.LATEST:
        return Found(_newest(rows))
    if period.year is None:
        for year in sorted({row.observation.period_end.year for row in rows}, reverse=True):
            found = _choose(rows, period.in_year(year), today)
            if found.row is not None:
                return found
        return Found()
    exact = [
        row
        for row in rows
        if (row.observation.period_start, row.observation.period_end) == (period.start, period.end)
    ]
    if exact:
        return Found(_newest(exact))
    # A longer row that ends in the period answers for it; a single month's row never does.
    ending = [
        row
        for row in rows
        if period.tail_start <= row.observation.period_end <= period.end
        and not row.is_month
        and row.observation.period_start <= period.start
    ]
    return Found(_newest(ending), cumulative=True) if ending else Found()


def _newest(rows: Sequence[Row]) -> Row:
    return max(
        rows,
        key=lambda row: (
            row.observation.period_end,
            row.observation.period_start,
            row.source.published_on or date.min,
        ),
    )
