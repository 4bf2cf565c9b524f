"""Pydantic's findings in plain Vietnamese, and the checked text forms that requests share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from vietnamese.normalise import clean

_MESSAGES = {
    "missing": "còn thiếu",
    "blank": "đang để trống",
    "string_type": "phải là chuỗi ký tự",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_pattern_mismatch": "không đúng định dạng",
    "string_unicode": "có ký tự không hợp lệ",
    "literal_error": "không thuộc các giá trị được nhận: {expected}",
    "extra_forbidden": "không có trường này",
    "json_invalid": "không phải JSON hợp lệ",
    "list_type": "phải là một danh sách",
    "too_short": "phải có ít nhất {min_length} dòng",
    "too_long": "nhiều quá {max_length} dòng",
    "model_attributes_type": "phải là một đối tượng JSON",
    "model_type": "phải là một đối tượng JSON",
    "iso_date": "phải là ngày dạng YYYY-MM-DD",
    "exact_decimal": 'phải là số thập phân viết trong chuỗi, ví dụ "98.27"',
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIMAL_PATTERN = r"-?\d{1,20}(\.\d{1,12})?"
_DECIMAL = re.compile(_DECIMAL_PATTERN, re.ASCII)


class RowError(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(frozen=True)

    row: int | None = Field(None, description="Place in the batch, counted from 1; else null.")
    field: str
    message: str = Field(description="Vietnamese.")


def faults_of(errors: Sequence[Mapping[str, Any]]) -> list[RowError]:
    """Pydantic's errors as places and Vietnamese messages; what was sent is not quoted."""
    return [_fault(error) for error in errors]


def _fault(error: Mapping[str, Any]) -> RowError:
    place = [part for part in error["loc"] if part != "body"]
    row = next((part + 1 for part in place if isinstance(part, int)), None)
    names = [part for part in place if isinstance(part, str)]
    if error["type"] == "json_invalid":
        row = None  # The number there is a position in the text.
    message = _MESSAGES.get(error["type"], "không hợp lệ")
    return RowError(
        row=row,
        field=names[-1] if names else "body",
        message=message.format(**error.get("ctx", {})),
    )


def _not_blank(text: str) -> str:
    if not clean(text):
        raise PydanticCustomError("blank", "nothing to read")
    return text


def _iso_date(value: object) -> date:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "not an ISO date")


def _exact_decimal(value: object) -> Decimal:
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise PydanticCustomError("exact_decimal", "not a decimal in a string")


Readable = Annotated[str, AfterValidator(_not_blank)]
"""A text of which something is left once invisible characters and white space are gone."""

IsoDate = Annotated[date, BeforeValidator(_iso_date)]
"""A date as YYYY-MM-DD and nothing else: pydantic alone would take time stamps too."""

DecimalString = Annotated[
    Decimal,
    BeforeValidator(_exact_decimal),
    WithJsonSchema({"type": "string", "pattern": f"^{_DECIMAL_PATTERN}$", "examples": ["98.27"]}),
]
"""A decimal in a string. JSON numbers are refused: on their way they become floats."""
