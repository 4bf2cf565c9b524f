"""Periods named in a text: a closed grammar, in digits and in words, with or without diacritics."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import LATEST, Period, PeriodKind, find_periods
from vietnamese.normalise import clean, strip_accents

TODAY = date(2026, 11, 21)
CUMULATIVE, MONTH, QUARTER, YEAR, SPAN = (
    PeriodKind.CUMULATIVE,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.YEAR,
    PeriodKind.SPAN,
)


def find(text: str, today: date = TODAY) -> list[Period]:
    return [mention.period for mention in find_periods(clean(text), today)]


def cumulative(month: int, year: int | None = 2023, last_day: date | None = None) -> Period:
    return Period(CUMULATIVE, year, month, last_day=last_day)


def month(number: int, year: int | None = 2023) -> Period:
    return Period(MONTH, year, number)


FORMS = {
    month(9): [
        "tháng 9/2023", "tháng 9 năm 2023", "tháng 09/2023", "T9/2023", "t9 2023", "9/2023",
        "tháng chín năm 2023", "tháng chín năm hai nghìn không trăm hai mươi ba",
        "tháng chín năm hai không hai ba", "trong tháng 9 của năm 2023",
    ],
    month(4): ["tháng tư năm 2023", "tháng 4/2023"],
    month(5): ["tháng năm năm 2023", "tháng 5 năm 2023"],
    month(10): ["tháng mười năm 2023", "tháng 10/2023"],
    month(11, 2022): ["tháng mười một năm 2022", "tháng 11 năm 2022"],
    month(9, None): ["tháng 9", "tháng chín", "t9"],
    month(5, None): ["tháng năm", "tháng 5"],
    month(12, None): ["tháng mười hai", "tháng 12"],
    Period(QUARTER, 2022, 3): [
        "quý III/2022", "quý 3 năm 2022", "quý ba năm 2022", "q3/2022", "quý III năm 2022",
        "quí 3/2022",
    ],
    Period(QUARTER, 2023, 4): ["quý IV/2023", "quý tư năm 2023", "quý 4 năm 2023"],
    Period(QUARTER, None, 1): ["quý 1", "quý I", "quý một"],
    Period(YEAR, 2023): [
        "năm 2023", "2023", "cả năm 2023", "trong năm 2023", "cuối năm 2023",
        "năm hai không hai ba", "năm hai nghìn không trăm hai mươi ba", "tính đến hết năm 2023",
    ],
    cumulative(9): [
        "9 tháng năm 2023", "9T/2023", "9t 2023", "9 tháng đầu năm 2023", "9 tháng của năm 2023",
        "chín tháng đầu năm 2023", "chín tháng năm 2023", "tới tháng 9/2023",
        "đến tháng 9 năm 2023",
        "tính đến hết tháng 9/2023", "lũy kế đến tháng 9/2023", "lũy kế tháng 9/2023",
        "từ tháng 1 đến tháng 9/2023", "từ tháng 1 tới tháng 9 năm 2023", "tháng 1-9/2023",
        "từ đầu năm đến tháng 9/2023", "chín tháng đầu năm hai không hai ba",
    ],
    cumulative(8, None): ["8 tháng", "8 tháng đầu năm", "tám tháng đầu năm", "đến tháng 8"],
    cumulative(5): ["năm tháng đầu năm 2023", "5 tháng đầu năm 2023"],
    cumulative(11, 2022): ["11 tháng năm 2022", "mười một tháng năm 2022"],
    cumulative(6, 2022): [
        "6 tháng đầu năm 2022", "sáu tháng năm 2022", "nửa đầu năm 2022", "6T/2022",
    ],
    cumulative(6, None): ["nửa đầu năm", "6 tháng đầu năm"],
    cumulative(11, 2022, date(2022, 11, 16)): [
        "đến ngày 16/11/2022", "16/11/2022", "ngày 16 tháng 11 năm 2022", "tới 16-11-2022",
    ],
    cumulative(2, 2024, date(2024, 2, 29)): ["ngày 29/2/2024", "29/02/2024"],
    Period(SPAN, 2020, last_year=2022): [
        "giai đoạn 2020-2022", "2020 - 2022", "từ năm 2020 đến năm 2022", "từ 2020 tới 2022",
    ],
    Period(YEAR, 2026, by_clock=True): ["năm nay"],
    Period(YEAR, 2025, by_clock=True): ["năm ngoái", "năm trước", "năm rồi", "năm vừa rồi"],
    Period(YEAR, 2024, by_clock=True): ["năm kia"],
    Period(MONTH, 2026, 11, by_clock=True): ["tháng này"],
    Period(MONTH, 2026, 10, by_clock=True): ["tháng trước", "tháng rồi", "tháng vừa rồi"],
    Period(MONTH, 2025, 5, by_clock=True): ["tháng 5 năm ngoái", "tháng năm năm ngoái"],
    Period(QUARTER, 2026, 4, by_clock=True): ["quý này"],
    Period(QUARTER, 2026, 3, by_clock=True): ["quý trước"],
    Period(CUMULATIVE, 2026, 10, by_clock=True): ["10 tháng năm nay", "tới tháng 10 năm nay"],
    LATEST: [
        "mới nhất", "hiện giờ", "hiện nay", "bây giờ", "mấy tháng nay", "gần nhất", "đến nay",
        "từ đầu năm đến nay", "lúc này", "tới giờ",
    ],
}  # fmt: skip
EACH = [(form, period) for period, forms in FORMS.items() for form in forms]


@pytest.mark.parametrize(("form", "period"), EACH, ids=[form for form, _ in EACH])
def test_form_means_its_period(form, period):
    assert find(form) == [period]
    assert find(f"tỷ lệ hồ sơ trực tuyến {form} của thành phố là bao nhiêu?") == [period]
    assert find(strip_accents(clean(f"ty le ho so truc tuyen {form} cua thanh pho"))) == [period]


@pytest.mark.parametrize(
    "text",
    ["dịch vụ công mức độ 3, 4", "muc 3 4", "phủ sóng 3G 4G", "phu song 3g, 4g", "tiến độ NQ 112",
     "nghị quyết 112/NQ-HĐND", "chợ 4.0", "quyết định 5851", "Đề án 06", "học sinh lớp 12",
     "dân số từ 15 tuổi trở lên", "định danh mức 2", "17 phường xã", "đạt 98,27 %", "4.602 văn bản",
     "tên miền .vn", "phường 9", "năm cửa khẩu", "cả năm"],
)  # fmt: skip
def test_other_numbers_and_years_unsaid_are_no_period(text):
    assert find(text) == []


@pytest.mark.parametrize("text", ["phần mềm nằm ngoài", "văn bản đến ngoài phần mềm"])
def test_outside_is_not_last_year(text):
    assert find(text) == []


@pytest.mark.parametrize("text", ["tối nay", "tháng sau", "từng tháng từ đầu năm", "hai mươi tháng",
                                  "trong năm tháng nào cao nhất"])  # fmt: skip
def test_other_marks_are_other_words(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("các tháng năm 2023", Period(YEAR, 2023)),
        ("các quý năm 2023", Period(YEAR, 2023)),
        ("các tháng năm nay", Period(YEAR, 2026, by_clock=True)),
        ("sau tháng 9/2023", month(9)),
    ],
)
def test_year_behind_months_is_no_fifth_month(text, period):
    assert find(text) == [period]


def test_syllables_that_mean_something_else_are_left_alone():
    text = "phường 9 tháng 8"
    assert [mention.period for mention in find_periods(text, TODAY, {0, 1})] == [month(8, None)]


def test_several_periods_keep_their_order():
    assert find("năm 2022 so với năm 2023") == [Period(YEAR, 2022), Period(YEAR, 2023)]


@pytest.mark.parametrize(
    "text", ["29/2/2023", "ngày 29 tháng 2 năm 2023", "30/2/2024", "ngày 31/4/2023", "32/1/2023"]
)
def test_a_day_that_does_not_exist_is_not_widened_to_the_year(text):
    periods = find(text)
    assert all(period.last_day is None for period in periods)
    assert all(period.kind is MONTH and period.year for period in periods)


@pytest.mark.parametrize("text", ["quý 5/2023", "quý 0/2023", "quý VI/2023"])
def test_a_quarter_that_does_not_exist_is_not_a_month(text):
    assert all(period.kind is not MONTH for period in find(text))


@pytest.mark.parametrize("text", ["tháng 13/2023", "tháng 0/2023", "13T/2023", "13 tháng năm 2023"])
def test_a_month_that_does_not_exist_is_no_month(text):
    assert all(period.kind not in {MONTH, CUMULATIVE} for period in find(text))


@pytest.mark.parametrize(
    ("today", "last_month", "last_quarter"),
    [
        (date(2024, 1, 31), (2023, 12), (2023, 4)),
        (date(2024, 3, 31), (2024, 2), (2023, 4)),
        (date(2024, 12, 31), (2024, 11), (2024, 3)),
    ],
)
def test_last_month_and_quarter_go_back_over_the_new_year(today, last_month, last_quarter):
    (found,) = find("tháng trước", today)
    assert (found.year, found.number) == last_month
    (found,) = find("quý trước", today)
    assert (found.year, found.number) == last_quarter


@pytest.mark.parametrize(
    ("period", "first", "last", "earliest_end"),
    [
        (month(2, 2024), date(2024, 2, 1), date(2024, 2, 29), date(2024, 2, 1)),
        (month(2), date(2023, 2, 1), date(2023, 2, 28), date(2023, 2, 1)),
        (Period(QUARTER, 2023, 4), date(2023, 10, 1), date(2023, 12, 31), date(2023, 10, 1)),
        (cumulative(9), date(2023, 1, 1), date(2023, 9, 30), date(2023, 9, 1)),
        (Period(YEAR, 2022), date(2022, 1, 1), date(2022, 12, 31), date(2022, 1, 1)),
        (
            Period(SPAN, 2020, last_year=2022),
            date(2020, 1, 1),
            date(2022, 12, 31),
            date(2020, 1, 1),
        ),
    ],
)
def test_first_and_last_day(period, first, last, earliest_end):
    assert (period.start, period.end, period.tail_start) == (first, last, earliest_end)


def test_days_of_a_period_without_year_are_not_guessed():
    with pytest.raises(ValueError, match="year"):
        _ = month(9, None).start
    assert month(9, None).in_year(2023) == month(9)


@given(st.text(st.sampled_from("0123456789/-. tháquýnămđếgcr"), max_size=25))
def test_whatever_is_typed_gives_real_days(text):
    for period in find(text):
        if period != LATEST and period.year is not None:
            assert period.start <= period.end
