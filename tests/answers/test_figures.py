"""Figures as Vietnamese readers write them, digit for digit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.figures import date_vi, decimal_vi, figure_vi, points_vi, target_vi


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("100", "100"),
        ("98.27", "98,27"),
        ("4602", "4.602"),
        ("666825", "666.825"),
        ("1234567.50", "1.234.567,50"),
        ("-1.73", "-1,73"),
        ("-0.5", "-0,5"),
        ("1E+3", "1.000"),
        ("80.00", "80,00"),
    ],
)
def test_comma_parts_decimals_and_points_part_thousands(value, written):
    assert decimal_vi(Decimal(value)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15)))
def test_no_digit_is_rounded_away(value):
    written = decimal_vi(value)
    read = Decimal(written.replace(".", "").replace(",", "."))
    assert read == value
    assert read.as_tuple().exponent == value.as_tuple().exponent


@pytest.mark.parametrize(
    ("value", "measure", "written"),
    [
        ("98.27", "%", "98,27 %"),
        ("4602", "văn bản", "4.602 văn bản"),
        ("10", "thứ hạng", "thứ 10"),
    ],
)
def test_figure_carries_its_measure(value, measure, written):
    assert figure_vi(Decimal(value), measure) == written


def test_percentages_differ_in_points_not_in_percent():
    assert points_vi(Decimal("1.73"), "%") == "1,73 điểm %"
    assert points_vi(Decimal(33), "hồ sơ") == "33 hồ sơ"


@pytest.mark.parametrize(
    ("comparator", "words"),
    [
        (">=", "từ 50 % trở lên"),
        (">", "trên 50 %"),
        ("<=", "không quá 50 %"),
        ("<", "dưới 50 %"),
        ("=", "50 %"),
    ],
)
def test_strictly_more_is_not_at_least(comparator, words):
    assert target_vi(Decimal(50), comparator, "%") == words


def test_dates_have_no_leading_zeros():
    assert date_vi(date(2023, 9, 5)) == "5/9/2023"
