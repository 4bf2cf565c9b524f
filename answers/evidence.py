"""What an answer rests on, for machines: one model per kind of the message contract.

Decimals are strings with a point ("98.27"), dates are ISO; codes are those of `data/`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

ExactString = Annotated[
    Decimal,
    PlainSerializer(
        lambda value: format(value, "f"), return_type=str, when_used="json-unless-none"
    ),
]
"""A decimal that leaves as a string with a point, digit for digit."""

Status = Literal["met", "not_met", "no_target", "unknown"]
ComputedName = Literal["gap", "difference", "total", "share", "ratio_check"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Computed(_Model):
    """A figure of the text that is not stored but worked out from stored ones."""

    name: ComputedName
    value: ExactString


class Target(_Model):
    """A target of a unit's level for a year."""

    value: ExactString
    comparator: Literal[">=", ">", "<=", "<", "="]
    level: str
    year: int


class IndicatorValue(_Model):
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


class BreakdownItem(_Model):
    """One part of a breakdown; `value` is null where the part has words or an empty cell."""

    unit: str
    value: ExactString | None
    simulated: bool


class IndicatorBreakdown(_Model):
    """A unit's figure split over its parts."""

    kind: Literal["indicator_breakdown"] = "indicator_breakdown"
    indicator: str
    parent: str
    items: tuple[BreakdownItem, ...]
    simulated: bool
    computed: tuple[Computed, ...] = ()


class IndicatorDefinition(_Model):
    """What an indicator means and how it is computed."""

    kind: Literal["indicator_definition"] = "indicator_definition"
    indicator: str
    computed: tuple[Computed, ...] = ()


class IndicatorSource(_Model):
    """Where a figure comes from and how fresh it is."""

    kind: Literal["indicator_source"] = "indicator_source"
    indicator: str
    unit: str
    source: str
    locator: str
    published_on: date | None
    computed: tuple[Computed, ...] = ()


class NoData(_Model):
    """No row for what was asked; the nearest figures that exist, said to be such."""

    kind: Literal["no_data"] = "no_data"
    indicator: str
    unit: str
    nearest: tuple[IndicatorValue, ...]
    computed: tuple[Computed, ...] = ()


class UnknownUnit(_Model):
    """A place or body that is not in the catalogue."""

    kind: Literal["unknown_unit"] = "unknown_unit"
    mention: str


class ClarifyOption(_Model):
    """One of at most four choices; choosing it is sending its text."""

    title: str
    text: str
    type: Literal["indicator", "unit", "procedure", "facet", "period"]
    code: str


class Clarify(_Model):
    """A question back: the candidates would be answered differently."""

    kind: Literal["clarify"] = "clarify"
    options: Annotated[tuple[ClarifyOption, ...], Field(max_length=4)]


class Denied(_Model):
    """The row exists, the asker may not see it."""

    kind: Literal["denied"] = "denied"
    reason: Literal["role", "scope", "group_chat"]


class Smalltalk(_Model):
    """A greeting, thanks, a question about the assistant itself."""

    kind: Literal["smalltalk"] = "smalltalk"
    intent: str


class Fallback(_Model):
    """Not understood, out of scope, or a public service that is not covered."""

    kind: Literal["fallback"] = "fallback"
    reason: Literal["not_understood", "out_of_scope", "not_covered"]


Evidence = Annotated[
    IndicatorValue
    | IndicatorBreakdown
    | IndicatorDefinition
    | IndicatorSource
    | NoData
    | UnknownUnit
    | Clarify
    | Denied
    | Smalltalk
    | Fallback,
    Field(discriminator="kind"),
]
