"""The evidence of a figure: the row with its target, status and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from answers.evidence import Comparator, Computed, IndicatorValue, Status, Target
from indicators import models
from indicators.catalogue import Indicator
from indicators.rows import Row, Rows

_CENT = Decimal("0.01")
_MEETS = {
    ">=": lambda value, goal: value >= goal,
    ">": lambda value, goal: value > goal,
    "<=": lambda value, goal: value <= goal,
    "<": lambda value, goal: value < goal,
    "=": lambda value, goal: value == goal,
}


@dataclass(frozen=True)
class Figure:
    """A row read for an answer.

    Attributes:
        row: the observation and its source.
        targets: the unit's own targets of the period's year; two that disagree are both kept.
        evidence: what the contract calls `indicator_value`.
        gap: value minus target, None without a figure or an undisputed target.
        ratio: the figure recomputed from its parts, where it contradicts the reported one.
    """

    row: Row
    targets: tuple[models.Target, ...]
    evidence: IndicatorValue
    gap: Decimal | None
    ratio: Decimal | None


def read_figure(row: Row, indicator: Indicator, rows: Rows) -> Figure:
    """A row with its target, status and contradictions."""
    one = row.observation
    return figure_of(row, indicator, rows.targets(one.indicator, one.unit, one.period_end.year))


def figure_of(row: Row, indicator: Indicator, targets: Sequence[models.Target]) -> Figure:
    """A row with its status and contradictions; `targets` are the unit's own of its year."""
    one, targets = row.observation, tuple(targets)
    gap = _gap(one.value, targets)
    ratio = contradicting_ratio(one, indicator)
    computed = []
    if gap is not None:
        computed.append(Computed(name="gap", value=gap))
    if ratio is not None:
        computed.append(Computed(name="ratio_check", value=ratio))
    evidence = IndicatorValue(
        indicator=one.indicator,
        unit=one.unit,
        period_start=one.period_start,
        period_end=one.period_end,
        value=one.value,
        text=one.text if one.value is None else None,
        measure=indicator.measure,
        numerator=one.numerator,
        denominator=one.denominator,
        target=_target(targets),
        status=_status(one.value, targets),
        source=one.source,
        locator=one.locator,
        simulated=one.simulated,
        quality=quality_keywords(one.quality),
        computed=tuple(computed),
    )
    return Figure(row, targets, evidence, gap, ratio)


def quality_keywords(quality: str | None) -> tuple[str, ...]:
    """The flags of a row: "ratio-mismatch: 118103/…; duplicate-figures: …" → both keywords."""
    return tuple(keyword for keyword, _ in quality_notes(quality))


def quality_notes(quality: str | None) -> list[tuple[str, str]]:
    """The flags of a row with what is said to each."""
    notes = []
    for flag in (quality or "").split("; "):
        keyword, _, note = flag.partition(":")
        if keyword.strip():
            notes.append((keyword.strip(), note.strip()))
    return notes


def contradicting_ratio(one: models.Observation, indicator: Indicator) -> Decimal | None:
    """The percentage that the row's parts give, where it is not the reported one.

    A difference that rounding or cutting to the reported digits explains is none.
    """
    if indicator.measure != "%" or None in (one.value, one.numerator, one.denominator):
        return None
    value, numerator, denominator = one.value, one.numerator, one.denominator
    if value is None or numerator is None or not denominator:
        return None
    exact = numerator * 100 / denominator
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return None if abs(exact - value) < step else exact.quantize(_CENT, ROUND_HALF_UP)


def _target(targets: Sequence[models.Target]) -> Target | None:
    if not targets:
        return None
    first = targets[0]
    return Target(
        value=first.value,
        comparator=cast(Comparator, first.comparator),
        level=first.level,
        year=first.year,
    )


def _gap(value: Decimal | None, targets: Sequence[models.Target]) -> Decimal | None:
    return value - targets[0].value if value is not None and len(targets) == 1 else None


def _status(value: Decimal | None, targets: Sequence[models.Target]) -> Status:
    if not targets:
        return "no_target"
    if value is None or len(targets) > 1:
        return "unknown"
    return "met" if _MEETS[targets[0].comparator](value, targets[0].value) else "not_met"
