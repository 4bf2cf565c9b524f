"""The figure, its target, what contradicts it: one row, said as it is."""

from datetime import date
from decimal import Decimal

import pytest
from asking import CITIZEN, CITY, COUNTRY, WARD, Asking
from sqlalchemy import select

from core.database import transaction
from indicators import models
from indicators.access import Asker


@pytest.mark.parametrize(
    ("text", "indicator", "unit", "value", "target", "status"),
    [
        ("ty le dinh danh dien tu tp vung tau", "xa-hoi-so.dinh-danh-dien-tu", "vung-tau",
         "54.03", "50", "met"),
        ("số văn bản đi của phường 12", "van-ban.di", "vung-tau.phuong-12", "2548", None,
         "no_target"),
        ("tỉnh mình tới tháng 8/2023 thanh toán trực tuyến đạt mấy phần trăm",
         "dvc.thanh-toan-truc-tuyen", "brvt", "69.88", "30", "met"),
        ("tỷ lệ hồ sơ trực tuyến tỉnh cuối năm 2022 đạt chưa", "dvc.ho-so-truc-tuyen", "brvt",
         "28.5", "50", "not_met"),
        ("trợ lý ảo cho lãnh đạo đạt bao nhiêu rồi", "ioc.tro-ly-ao-lanh-dao", "vung-tau", "39",
         "100", "not_met"),
    ],
)  # fmt: skip
def test_the_examples_of_the_issue(ask, text, indicator, unit, value, target, status):
    figure = ask(text).reply.evidence
    assert (figure.indicator, figure.unit, str(figure.value)) == (indicator, unit, value)
    assert (str(figure.target.value) if figure.target else None) == target
    assert figure.status == status


def test_no_unit_means_the_accounts_own(ask):
    text = "số văn bản đi"
    assert ask(text, asker=WARD).reply.evidence.unit == "vung-tau.phuong-5"
    assert ask("hồ sơ trực tuyến", asker=CITY).reply.evidence.unit == "vung-tau"
    assert ask("hồ sơ trực tuyến", asker=Asker("9", "brvt")).reply.evidence.unit == "brvt"


def test_no_unit_means_the_city_for_a_citizen(ask):
    figure = ask("chợ 4.0 có mấy chợ", asker=CITIZEN).reply.evidence
    assert (figure.unit, figure.value) == ("vung-tau", Decimal(4))


@pytest.mark.parametrize("when", ["", "hiện giờ", "mới nhất", "mấy tháng nay", "đến nay"])
def test_no_period_means_the_latest_reported(ask, when):
    figure = ask(f"hồ sơ trực tuyến của tỉnh {when}").reply.evidence
    assert (figure.period_end, str(figure.value)) == (date(2023, 8, 31), "97.5")


@pytest.mark.parametrize("when", ["năm nay", "tháng này", "năm ngoái", "quý này"])
def test_periods_by_the_clock_are_not_answered_with_the_latest(ask, when):
    assert ask(f"hồ sơ trực tuyến của tỉnh {when}").reply.evidence.kind == "no_data"


@pytest.mark.parametrize(
    ("when", "end", "cumulative"),
    [
        ("tháng 9/2023", date(2023, 9, 30), True),
        ("quý III/2023", date(2023, 9, 30), True),
        ("năm 2023", date(2023, 9, 30), True),
        ("9 tháng đầu năm 2023", date(2023, 9, 30), False),
        ("tính đến ngày 30/9/2023", date(2023, 9, 30), False),
    ],
)
def test_a_period_without_a_row_means_the_cumulative_row_that_ends_in_it(
    ask, when, end, cumulative
):
    reply = ask(f"thanh toán trực tuyến của thành phố {when}").reply
    assert reply.evidence.period_end == end
    assert ("lũy kế" in reply.text) is cumulative


@pytest.mark.parametrize(
    "when", ["tháng 8/2023", "quý II/2023", "8 tháng năm 2023", "năm 2022", "tháng 10/2023"]
)
def test_a_row_that_ends_outside_the_period_never_answers_for_it(ask, when):
    assert ask(f"thanh toán trực tuyến của thành phố {when}").reply.evidence.kind == "no_data"


def test_a_span_of_years_is_a_period_of_its_own(ask):
    text = "nhiệm vụ đã hoàn thành của đề án đô thị thông minh tỉnh giai đoạn 2020-2022"
    reply = ask(text).reply
    assert (reply.evidence.period_start, reply.evidence.period_end) == (
        date(2020, 1, 1),
        date(2022, 12, 31),
    )
    assert "lũy kế" not in reply.text


def test_a_month_without_year_is_that_of_the_latest_year_with_a_row(ask):
    assert ask("thanh toán trực tuyến tháng 9").reply.evidence.period_end == date(2023, 9, 30)


def test_the_target_is_that_of_the_rows_year(ask):
    old = ask("hồ sơ trực tuyến của tỉnh năm 2022").reply.evidence
    new = ask("hồ sơ trực tuyến của tỉnh năm 2023").reply.evidence
    assert (old.target.year, str(old.target.value), old.status) == (2022, "50", "not_met")
    assert (new.target.year, str(new.target.value), new.status) == (2023, "100", "not_met")


def test_the_target_of_another_level_is_not_inherited(ask_simulated):
    figure = ask_simulated("hồ sơ trực tuyến phường 5").reply.evidence
    assert (figure.target, figure.status) == (None, "no_target")
    said = ask_simulated("chỉ tiêu hồ sơ trực tuyến phường 5", "ask_target").reply
    assert "Chưa có chỉ tiêu năm 2023" in said.text


def test_more_than_is_not_met_by_exactly_as_much(ask):
    reply = ask("tài khoản dịch vụ công của thành phố").reply
    figure = reply.evidence
    assert (figure.value, figure.target.value, figure.target.comparator) == (60, 60, ">")
    assert figure.status == "not_met"
    assert "chưa đạt" in reply.text


def test_gap_is_computed_and_said_in_points(ask):
    reply = ask("hồ sơ trực tuyến của thành phố đạt chưa").reply
    assert {c.name: str(c.value) for c in reply.evidence.computed} == {"gap": "-1.73"}
    assert "còn thiếu 1,73 điểm %" in reply.text


def test_two_targets_that_disagree_are_both_said_and_nothing_is_concluded(copies):
    sessions = copies("reported")
    with transaction(sessions) as session:
        found = select(models.Observation).filter_by(
            indicator="xa-hoi-so.ho-so-suc-khoe", unit="vung-tau"
        )
        session.scalars(found).one().value = Decimal(92)
    reply = Asking(sessions)("hồ sơ sức khỏe điện tử của thành phố").reply
    assert reply.evidence.status == "unknown"
    assert not [c for c in reply.evidence.computed if c.name == "gap"]
    assert "từ 90 % trở lên và từ 95 % trở lên" in reply.text
    assert "đạt," not in reply.text


def test_a_figure_that_contradicts_its_parts_is_shown_as_reported_with_one_line(ask):
    reply = ask("định danh điện tử thành phố").reply
    assert str(reply.evidence.value) == "54.03"
    assert "ratio-mismatch" in reply.evidence.quality
    computed = {c.name: str(c.value) for c in reply.evidence.computed}
    assert computed["ratio_check"] == "82.95"
    assert [line for line in reply.text.splitlines() if line.startswith("Lưu ý")] == [
        "Lưu ý: 118.103/142.378 = 82,95 %, khác số báo cáo 54,03 %."
    ]


@pytest.mark.parametrize(
    "text",
    ["kiểm tra trực tuyến của thành phố", "thuê bao smartphone của thành phố"],
)
def test_digits_cut_or_rounded_are_no_contradiction(ask, text):
    assert not [c for c in ask(text).reply.evidence.computed if c.name == "ratio_check"]


def test_a_ratio_over_one_hundred_is_doubted(ask):
    reply = ask("internet cáp quang của tỉnh").reply
    assert "over-100" in reply.evidence.quality
    assert "Lưu ý: tỷ lệ vượt 100" in reply.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("chữ ký số cá nhân của người dân", "Đang thống kê"),
        ("văn bản đi ngoài phần mềm của phường 2", "Không có số liệu (ô để trống)"),
    ],
)
def test_words_or_an_empty_cell_are_a_row_and_not_no_data(ask, text, words):
    reply = ask(text).reply
    assert (reply.evidence.kind, reply.evidence.value) == ("indicator_value", None)
    assert reply.evidence.text == words
    assert f"“{words}”" in reply.text


def test_a_rank_has_no_unit_of_measure_behind_it(ask):
    reply = ask("xếp hạng website PCI của Quảng Bình", asker=COUNTRY).reply
    assert reply.text.startswith("thứ 10 – ")


def test_a_question_for_the_target_begins_with_the_target(ask):
    reply = ask("chỉ tiêu thanh toán trực tuyến của thành phố là bao nhiêu", "ask_target").reply
    assert reply.text.startswith("Chỉ tiêu 2023: từ 50 % trở lên")
    assert str(reply.evidence.value) == "100"
