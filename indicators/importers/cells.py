"""What may stand in a cell: exact decimals, days, codes, texts as long as their columns."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from vietnamese.normalise import clean

# [0-9] and not \d: digits of other scripts ("٥", "９") are no figures of a report.
_EXACT = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_CODE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def _decimal(value: object) -> object:
    """A decimal with a point; digit groups, commas and exponents are refused as ambiguous."""
    text = format(value, "f") if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not _EXACT.fullmatch(text):
        raise ValueError("phải là số thập phân dùng dấu chấm, ví dụ 98.27")
    return Decimal(text)


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError("mã chỉ gồm chữ thường không dấu, số, dấu chấm và gạch nối")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("ngày phải có dạng 2023-09-30")
    return value


def _year(value: object) -> object:
    if isinstance(value, str) and not _YEAR.fullmatch(value):
        raise ValueError("phải là năm, ví dụ 2023")
    return value


def _list(value: object) -> object:
    if isinstance(value, str):
        return tuple(name for part in value.split("|") if (name := clean(part)))
    return value


def is_control(character: str) -> bool:
    """Whether it is no text: PostgreSQL refuses NUL, and half a surrogate cannot be written."""
    return character not in "\n\r\t" and unicodedata.category(character) in {"Cc", "Cs"}


# As long as their columns: SQLite would take more, PostgreSQL fails.
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Text500 = Annotated[str, Field(min_length=1, max_length=500)]
Text300 = Annotated[str, Field(min_length=1, max_length=300)]
Text200 = Annotated[str, Field(min_length=1, max_length=200)]
Text100 = Annotated[str, Field(min_length=1, max_length=100)]
Text50 = Annotated[str, Field(min_length=1, max_length=50)]
Text20 = Annotated[str, Field(min_length=1, max_length=20)]
Code = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_code)]
Exact = Annotated[Decimal, BeforeValidator(_decimal)]
Day = Annotated[date, BeforeValidator(_day)]
Year = Annotated[int, Field(ge=1990, le=2100), BeforeValidator(_year)]
UnitAliases = Annotated[tuple[Text200, ...], BeforeValidator(_list)]
IndicatorAliases = Annotated[tuple[Text300, ...], BeforeValidator(_list)]
