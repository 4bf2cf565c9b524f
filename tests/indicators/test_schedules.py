"""Days of the week and times of day, read from words and said in words."""

from __future__ import annotations

import pytest

from answers.schedules import schedule_vi
from indicators.schedules import Schedule, read_schedule
from vietnamese.normalise import clean, strip_accents

TEXTS = [
    ("gửi báo cáo mỗi sáng thứ hai lúc 7 giờ", "1", "07:00"),
    ("gửi bản tin mỗi sáng", "1234567", None),
    ("gửi báo cáo 6h30 hằng ngày", "1234567", "06:30"),
    ("ngày nào cũng gửi lúc bảy giờ", "1234567", "07:00"),
    ("mỗi sáng thứ hai và thứ năm", "14", None),
    ("từ thứ 2 đến thứ 6 lúc bảy rưỡi", "12345", "07:30"),
    ("từ thứ hai tới thứ sáu", "12345", None),
    ("thứ 2 - thứ 6", "12345", None),
    ("t2-t6 17:30", "12345", "17:30"),
    ("thứ 2-4-6 7h", "135", "07:00"),
    ("thứ 2 4 6", "135", None),
    ("thứ 2, 4, 6 lúc 06:45", "135", "06:45"),
    ("thứ hai, tư, sáu lúc 8 giờ kém mười lăm", "135", "07:45"),
    ("thứ bảy và chủ nhật", "67", None),
    ("các ngày làm việc bảy giờ sáng", "12345", "07:00"),
    ("cuối tuần lúc 5 giờ chiều", "67", "17:00"),
    ("mỗi ngày trừ chủ nhật lúc 7g30", "123456", "07:30"),
    ("hằng ngày trừ thứ bảy và chủ nhật", "12345", None),
    ("tất cả các ngày trong tuần 7h", "1234567", "07:00"),
    ("mỗi tuần", "1", None),
    ("mỗi chiều", "1234567", "17:00"),
    ("chiều thứ sáu", "5", "17:00"),
    ("7 giờ tối thứ 6", "5", "19:00"),
    ("thứ bảy bảy giờ tối", "6", "19:00"),
    ("thứ năm năm giờ chiều", "4", "17:00"),
    ("thứ hai 6 giờ 30 phút", "1", "06:30"),
    ("thứ hai bảy giờ ba mươi", "1", "07:30"),
    ("thứ 2 từ 7 giờ", "1", "07:00"),
    ("chủ nhật hằng tuần lúc mười giờ", "7", "10:00"),
    ("12 giờ trưa", None, "12:00"),
    ("1 giờ trưa", None, "13:00"),
    ("gửi cho tôi lúc 7 giờ", None, "07:00"),
    ("đổi sang 8 giờ", None, "08:00"),
    ("báo cáo quý 2 năm 2023", None, None),
    ("báo cáo tuần này", None, None),
    ("lần thứ hai", None, None),
    ("tháng hai năm nay", None, None),
]


@pytest.mark.parametrize(("text", "days", "time"), TEXTS)
def test_days_and_time_are_read_with_marks_and_without(text, days, time):
    expected = Schedule(days, time)
    assert read_schedule(clean(text)) == expected
    assert read_schedule(strip_accents(clean(text))) == expected


@pytest.mark.parametrize(("text", "shown"), [("25 giờ", "25:00"), ("7h75", "07:75")])
def test_a_time_that_does_not_exist_is_no_time(text, shown):
    assert read_schedule(text) == Schedule(impossible=shown)


@pytest.mark.parametrize(
    ("days", "at", "words"),
    [
        ("1", "07:00", "mỗi sáng thứ hai lúc 07:00"),
        ("1234567", "07:00", "mỗi sáng lúc 07:00"),
        ("12345", "06:30", "mỗi sáng các ngày làm việc lúc 06:30"),
        ("67", "17:00", "mỗi chiều cuối tuần lúc 17:00"),
        ("14", "11:30", "mỗi trưa thứ hai và thứ năm lúc 11:30"),
        ("135", "19:00", "mỗi tối thứ hai, thứ tư và thứ sáu lúc 19:00"),
        ("123456", "07:00", "mỗi sáng từ thứ hai đến thứ bảy lúc 07:00"),
    ],
)
def test_a_schedule_in_words_is_read_back_as_itself(days, at, words):
    assert schedule_vi(days, at) == words
    assert read_schedule(words) == Schedule(days, at)
