"""Old wards and the new ones they became."""

from datetime import date

import pytest

from kb.places import load_places
from vietnamese.normalise import strip_accents

BECAME = {
    "Phường Vũng Tàu": (
        *(f"Phường {number}" for number in range(1, 6)),
        "Phường Thắng Nhì",
        "Phường Thắng Tam",
    ),
    "Phường Tam Thắng": ("Phường 7", "Phường 8", "Phường 9", "Phường Nguyễn An Ninh"),
    "Phường Rạch Dừa": ("Phường 10", "Phường Thắng Nhất"),
    "Phường Phước Thắng": ("Phường 11", "Phường 12"),
}
OLD = [(old, today) for today, olds in BECAME.items() for old in olds]


def find(text):
    return load_places().find(text)


def test_the_merger_is_of_july_2025():
    assert load_places().effective == date(2025, 7, 1)


@pytest.mark.parametrize(("old", "today"), OLD)
def test_every_old_ward_is_known_by_what_it_became(old, today):
    for text in (old, old.lower(), strip_accents(old)):
        place = find(f"làm giấy ở {text} được không")
        assert (place.name, place.today) == (old, today)


@pytest.mark.parametrize("today", [*BECAME, "Xã Long Sơn"])
def test_the_new_ones_are_known_as_they_are(today):
    place = find(f"tôi ở {today.lower()}")
    assert (place.name, place.today) == (today, today)


@pytest.mark.parametrize("text", ["phường 6", "phường 13", "số 10 Trần Phú", "Vũng Tàu", "ở đó"])
def test_what_is_no_ward_is_none(text):
    assert find(text) is None


def test_rach_dua_is_the_old_and_the_new_one():
    place = find("phường Rạch Dừa")
    assert (place.name, place.today) == ("Phường Rạch Dừa", "Phường Rạch Dừa")


@pytest.mark.parametrize("text", ["P10", "p 10", "f10", "P.10", "phuong 10"])
def test_short_forms_of_a_ward_are_known(text):
    assert find(f"ở {text} thì nộp đâu").name == "Phường 10"


def test_phuong_10_is_not_phuong_1():
    assert find("phường 10").name == "Phường 10"
    assert find("phường 1 0").name == "Phường 1"


def test_a_place_tells_where_it_stands():
    place = find("làm hộ chiếu ở phường Thắng Nhì nhé")
    assert (place.start, place.end) == (4, 7)


def test_the_first_place_named_counts():
    assert find("từ phường 11 chuyển về phường 2").name == "Phường 11"
