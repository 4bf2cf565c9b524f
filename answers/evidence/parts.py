"""What the models of evidence are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

ExactString = Annotated[
    Decimal,
    PlainSerializer(
        lambda value: format(value, "f"), return_type=str, when_used="json-unless-none"
    ),
]
"""A decimal that leaves as a string with a point, digit for digit."""

Status = Literal["met", "not_met", "no_target", "unknown"]
ComputedName = Literal["gap", "difference", "total", "share", "ratio_check"]
Comparator = Literal[">=", ">", "<=", "<", "="]


class Model(BaseModel):
    """Immutable, and with no field that the contract lacks."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Computed(Model):
    """A figure of the text that is not stored but worked out from stored ones."""

    name: ComputedName
    value: ExactString


class Target(Model):
    """A target of a unit's level for a year."""

    value: ExactString
    comparator: Comparator
    level: str
    year: int
