"""The shape in which other systems send figures, and what takes them in.

The gateway does not know the indicator database: whoever starts it passes it an `Ingest`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from connectors.validation import DecimalString, IsoDate, RowError

MAX_ROWS = 5000

_Code = Annotated[str, StringConstraints(min_length=1, max_length=80)]
_Words = Annotated[str, StringConstraints(max_length=2000)]


class Observation(BaseModel):
    """A figure (or words in its place) for an indicator, unit and period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: _Code
    unit: _Code
    period_start: IsoDate
    period_end: IsoDate
    period_label: _Words | None = None
    value: DecimalString | None = Field(description="Null where words stand instead of a figure.")
    numerator: DecimalString | None = None
    denominator: DecimalString | None = None
    text: _Words | None = None
    source: _Code
    locator: _Words | None = None
    quality: _Words | None = Field(None, description="Flags, joined by '; '.")


class Batch(BaseModel):
    """Figures that are stored together or not at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_id: Annotated[str, StringConstraints(min_length=1, max_length=128)] | None = Field(
        None, description="The sender's own name for the batch; it appears in the logs."
    )
    observations: Annotated[list[Observation], Field(min_length=1, max_length=MAX_ROWS)]


class IngestReport(BaseModel):
    """What a batch changed; sent again, everything is unchanged."""

    model_config = ConfigDict(frozen=True)

    inserted: int = Field(ge=0)
    updated: int = Field(ge=0)
    unchanged: int = Field(ge=0)


class BatchRefused(Exception):
    """A batch of which nothing was stored, with what is wrong in which row."""

    def __init__(self, errors: list[RowError]) -> None:
        self.errors = errors
        super().__init__(f"{len(errors)} errors")


class Ingest(Protocol):
    """Stores figures, all or nothing."""

    def __call__(self, rows: Sequence[Observation]) -> IngestReport:
        """Stores `rows` in one transaction.

        Raises:
            BatchRefused: some row is not acceptable; nothing was stored.
        """
