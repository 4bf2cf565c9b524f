"""The rows of each table, checked one by one: one model per table of `data/`."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from indicators.importers.cells import (
    Code,
    Day,
    Exact,
    IndicatorAliases,
    Text,
    Text20,
    Text50,
    Text100,
    Text200,
    Text500,
    UnitAliases,
    Year,
    is_control,
)


class Record(BaseModel):
    """A checked row; empty cells are absent values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]

    @classmethod
    def columns(cls) -> set[str]:
        """The columns the table may have."""
        return set(cls.model_fields)

    @classmethod
    def required(cls) -> set[str]:
        """The columns the table must have."""
        return {name for name, field in cls.model_fields.items() if field.is_required()}


class UnitRecord(Record):
    """A row of `units.csv`."""

    table = "units"

    code: Code
    name: Text
    short_name: Text
    kind: Literal["country", "province", "city", "district", "ward", "commune", "agency",
                  "department", "aggregate"]  # fmt: skip
    parent: Code | None = None
    gso_code: str | None = Field(None, pattern=r"^[0-9]{2,5}$")
    aliases: UnitAliases = ()
    valid_from: Day | None = None
    valid_to: Day | None = None


class UnitPartRecord(Record):
    """A row of `unit_parts.csv`."""

    table = "unit_parts"

    whole: Code
    part: Code


class UnitSuccessorRecord(Record):
    """A row of `unit_successors.csv`."""

    table = "unit_successors"

    unit: Code
    name: Text200
    gso_code: str | None = Field(None, pattern=r"^[0-9]{2,5}$")
    effective_on: Day
    resolution: Text


class SourceRecord(Record):
    """A row of `sources.csv`."""

    table = "sources"

    id: Code
    title: Text
    issuer: Text
    document_number: Text | None = None
    published_on: Day | None = None
    reference_period: Text50 | None = None
    visibility: Literal["public", "internal"]
    seed_file: Text | None = None
    url: Text | None = None

    @property
    def reference(self) -> tuple[date | None, date | None]:
        """First and last day of the reference period ("2023-01-01..2023-09-30")."""
        first, _, last = (self.reference_period or "").partition("..")
        return (
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )

    @model_validator(mode="after")
    def _check_reference(self) -> SourceRecord:
        try:
            first, last = self.reference
        except ValueError as error:
            raise ValueError("reference_period phải có dạng 2023-01-01..2023-09-30") from error
        if first and last and first > last:
            raise ValueError("reference_period: ngày đầu sau ngày cuối")
        return self


class IndicatorRecord(Record):
    """A row of `indicators.csv`."""

    table = "indicators"

    code: Code
    name: Text
    group: Text100
    measure: Text50
    direction: Literal["higher", "lower", "neutral"]
    additive: Literal["yes", "no"]
    numerator: Text | None = None
    denominator: Text | None = None
    aliases: IndicatorAliases = ()
    note: Text | None = None


class ObservationRecord(Record):
    """A row of `observations.csv`, and of a batch sent by another system."""

    table = "observations"

    indicator: Code
    unit: Code
    period_start: Day
    period_end: Day
    period_label: Text | None = None
    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    text: Text | None = None
    source: Code
    locator: Text500 | None = None
    quality: Text | None = None

    @model_validator(mode="after")
    def _check(self) -> ObservationRecord:
        if self.period_start > self.period_end:
            raise ValueError("kỳ bắt đầu sau khi kết thúc")
        if self.value is None and self.text is None:
            raise ValueError("cần có value (con số) hoặc text (lời thay con số)")
        return self


class TargetRecord(Record):
    """A row of `targets.csv`."""

    table = "targets"

    indicator: Code
    unit: Code
    level: Text20
    year: Year
    comparator: Literal[">=", ">", "<=", "<", "="]
    value: Exact
    text: Text | None = None
    source: Code
    locator: Text500 | None = None


class TaskRecord(Record):
    """A row of `tasks.csv`."""

    table = "tasks"

    code: Code
    name: Text
    program: Text
    owner: Code | None = None
    status: Text
    as_of: Day
    source: Code
    locator: Text500 | None = None
    note: Text | None = None


RECORDS: tuple[type[Record], ...] = (
    UnitRecord,
    UnitPartRecord,
    UnitSuccessorRecord,
    SourceRecord,
    IndicatorRecord,
    ObservationRecord,
    TargetRecord,
    TaskRecord,
)
"""All tables, in the order in which they depend on each other."""


def check(record: type[Record], cells: dict[str, Any]) -> tuple[Record | None, list[str]]:
    """A row as a record, or what is wrong with it, a message a field."""
    unreadable = [
        f"{name}: có ký tự điều khiển"
        for name, cell in cells.items()
        if isinstance(cell, str) and any(map(is_control, cell))
    ]
    if unreadable:
        return None, unreadable
    given = {
        name: unicodedata.normalize("NFC", cell) if isinstance(cell, str) else cell
        for name, cell in cells.items()
        if cell not in ("", None)
    }
    try:
        return record.model_validate(given), []
    except ValidationError as error:
        return None, [_message(problem) for problem in error.errors()]


_MESSAGES = {
    "missing": "thiếu giá trị",
    "extra_forbidden": "cột lạ",
    "int_parsing": "phải là số nguyên",
    "date_from_datetime_parsing": "không phải ngày có thật",
    "date_parsing": "không phải ngày có thật",
    "string_too_long": "quá dài",
    "string_pattern_mismatch": "sai dạng",
    "greater_than_equal": "quá nhỏ",
    "less_than_equal": "quá lớn",
}


def _message(problem: Any) -> str:
    field = "".join(map(str, problem["loc"][:1]))  # behind it the number of an alias
    kind = problem["type"]
    if kind == "value_error":
        message = str(problem["ctx"]["error"])
    elif kind == "literal_error":
        message = f"phải là một trong: {problem['ctx']['expected']}"
    else:
        message = _MESSAGES.get(kind, problem["msg"])
    return f"{field}: {message}" if field else message
