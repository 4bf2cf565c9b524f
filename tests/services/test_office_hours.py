"""When officers are there: the setting's hours, less the holidays."""

from datetime import datetime

import pytest

from core.clock import LOCAL_ZONE
from core.settings import Settings
from services.office_hours import OfficeHours, moment_vi

HOURS = OfficeHours.parse("1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-26 07:29", False),
        ("2026-11-26 07:30", True),
        ("2026-11-26 11:30", False),
        ("2026-11-26 16:59", True),
        ("2026-11-26 17:00", False),
        ("2026-11-28 08:00", True),
        ("2026-11-28 14:00", False),
        ("2026-11-29 08:00", False),
        ("2026-09-02 08:00", False),
        ("2026-02-17 08:00", False),  # the first day of the lunar year
    ],
)
def test_open_and_closed(moment, is_open):
    assert HOURS.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-26 06:00", "2026-11-26 07:30"),
        ("2026-11-26 12:00", "2026-11-26 13:30"),
        ("2026-11-26 18:00", "2026-11-27 07:30"),
        ("2026-11-28 12:00", "2026-11-30 07:30"),
        ("2026-12-31 18:00", "2027-01-02 07:30"),
    ],
)
def test_the_next_opening(moment, opening):
    assert HOURS.next_opening(at(moment)) == at(opening)
    assert HOURS.next_opening(at(opening)) == at(opening)


def test_over_the_lunar_new_year_nobody_is_promised():
    opening = HOURS.next_opening(at("2027-02-05 18:00"))
    assert opening > at("2027-02-08 23:59")


def test_no_hours_mean_no_opening():
    assert OfficeHours.parse("").next_opening(at("2026-11-26 08:00")) is None


@pytest.mark.parametrize(
    "text", ["8 07:30-11:30", "1-5", "1-5 07:30", "1-5 17:00-07:30", "mỗi ngày", "1-5 25:00-26:00"]
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError):
        OfficeHours.parse(text)


def test_the_default_can_be_read():
    hours = OfficeHours.parse(Settings().office_hours)
    assert hours.is_open(at("2026-11-26 08:00"))


def test_moments_in_words():
    now = at("2026-11-26 12:00")
    assert moment_vi(at("2026-11-26 13:30"), now) == "13:30 hôm nay"
    assert moment_vi(at("2026-11-30 07:30"), now) == "07:30 thứ hai, 30/11"
