"""Evidence of one indicator: its figures, and where they come from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from answers.evidence.parts import Computed, ExactString, Model, Status, Target


class IndicatorValue(Model):
    """The figure of an indicator, unit and period, as reported."""

    kind: Literal["indicator_value"] = "indicator_value"
    indicator: str
    unit: str
    period_start: date
    period_end: date
    value: ExactString | None
    text: str | None
    measure: str
    numerator: ExactString | None
    denominator: ExactString | None
    target: Target | None
    status: Status
    source: str
    locator: str
    simulated: bool
    quality: tuple[str, ...]
    computed: tuple[Computed, ...] = ()


class PeriodItem(Model):
    """A figure of a unit and a period, without its circumstances."""

    unit: str
    period_start: date
    period_end: date
    value: ExactString | None
    simulated: bool


class IndicatorComparison(Model):
    """Units side by side, or periods of one unit."""

    kind: Literal["indicator_comparison"] = "indicator_comparison"
    indicator: str
    items: tuple[PeriodItem, ...]
    simulated: bool
    computed: tuple[Computed, ...] = ()


class TrendPoint(Model):
    """One figure of a trend."""

    period_start: date
    period_end: date
    value: ExactString | None
    simulated: bool


class IndicatorTrend(Model):
    """The figures of one unit in time order."""

    kind: Literal["indicator_trend"] = "indicator_trend"
    indicator: str
    unit: str
    points: tuple[TrendPoint, ...]
    simulated: bool
    computed: tuple[Computed, ...] = ()


class UnitItem(Model):
    """A unit's figure among others; `value` is null for words or an empty cell."""

    unit: str
    value: ExactString | None
    simulated: bool


class IndicatorRanking(Model):
    """Units of one kind in order of their figures of one period."""

    kind: Literal["indicator_ranking"] = "indicator_ranking"
    indicator: str
    parent: str
    unit_kind: str
    period_start: date
    period_end: date
    order: Literal["highest", "lowest", "best", "worst"]
    items: tuple[UnitItem, ...]
    simulated: bool
    computed: tuple[Computed, ...] = ()


class IndicatorBreakdown(Model):
    """A unit's figure split over its parts."""

    kind: Literal["indicator_breakdown"] = "indicator_breakdown"
    indicator: str
    parent: str
    items: tuple[UnitItem, ...]
    simulated: bool
    computed: tuple[Computed, ...] = ()


class IndicatorDefinition(Model):
    """What an indicator means and how it is computed."""

    kind: Literal["indicator_definition"] = "indicator_definition"
    indicator: str
    computed: tuple[Computed, ...] = ()


class IndicatorSource(Model):
    """Where a figure comes from and how fresh it is."""

    kind: Literal["indicator_source"] = "indicator_source"
    indicator: str
    unit: str
    source: str
    locator: str
    published_on: date | None
    computed: tuple[Computed, ...] = ()


class NoData(Model):
    """No row for what was asked; the nearest figures that exist, said to be such."""

    kind: Literal["no_data"] = "no_data"
    indicator: str
    unit: str
    nearest: tuple[IndicatorValue, ...]
    computed: tuple[Computed, ...] = ()
