"""Figures, dates and periods as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal


def decimal_vi(value: Decimal) -> str:
    """A decimal with comma and points: 4602 → "4.602", 98.27 → "98,27"; digits kept as stored."""
    whole, _, fraction = format(abs(value), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def figure_vi(value: Decimal, measure: str) -> str:
    """A figure with its measure: "98,27 %", "4.602 văn bản", "thứ 10" for a rank."""
    if measure == "thứ hạng":
        return f"thứ {decimal_vi(value)}"
    return f"{decimal_vi(value)} {measure}"


def date_vi(day: date) -> str:
    """A date: 30/9/2023."""
    return f"{day.day}/{day.month}/{day.year}"


def points_vi(value: Decimal, measure: str) -> str:
    """A difference of two figures: percentages differ in points."""
    return figure_vi(value, "điểm %" if measure == "%" else measure)


_COMPARATORS = {
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "<=": "không quá {}",
    "<": "dưới {}",
    "=": "{}",
}


def target_vi(value: Decimal, comparator: str, measure: str) -> str:
    """A target in words: "từ 50 % trở lên"."""
    return _COMPARATORS[comparator].format(figure_vi(value, measure))
