"""No row for what was asked: the nearest figures are named, never put in its place."""

import pytest
from asking import CITIZEN, WARD

QUESTION = "tỷ lệ hồ sơ trực tuyến phường 5"


def nearest(reply):
    return [(figure.unit, str(figure.value)) for figure in reply.evidence.nearest]


@pytest.mark.parametrize("text", [QUESTION, "ty le ho so truc tuyen phuong 5", "hs online p5?"])
def test_a_ward_without_a_rate_gets_the_citys_and_the_provinces_named(ask, text):
    reply = ask(text).reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("no_data", "vung-tau.phuong-5")
    assert nearest(reply) == [("vung-tau", "98.27"), ("brvt", "97.5")]
    assert reply.text.index("98,27 %") < reply.text.index("97,5 %")
    assert reply.text.startswith("Chưa có số liệu")
    assert "Số gần nhất" in reply.text


def test_nearest_figures_are_those_that_the_asker_may_see(ask):
    assert nearest(ask(QUESTION, asker=WARD).reply) == [("brvt", "97.5")]
    assert nearest(ask(QUESTION, asker=CITIZEN).reply) == [("brvt", "97.5")]


def test_other_periods_of_the_same_unit_are_nearest_the_newest_first(ask):
    reply = ask("hồ sơ trực tuyến của tỉnh năm 2021").reply
    assert nearest(reply) == [("brvt", "97.5"), ("brvt", "28.5")]
    assert "năm 2021" in reply.text


def test_figures_come_before_words(ask):
    reply = ask("hồ sơ sức khỏe điện tử của phường 5").reply
    values = [figure.value is None for figure in reply.evidence.nearest]
    assert values == sorted(values)
    assert len(values) == 2


def test_no_more_than_three_are_named(ask_simulated):
    reply = ask_simulated("hồ sơ trực tuyến phường 5 năm 2021").reply
    assert [unit for unit, _ in nearest(reply)] == [
        "vung-tau.phuong-5",
        "vung-tau.phuong-5",
        "vung-tau",
    ]
    assert reply.text.count("mô phỏng") == 2


def test_nothing_near_is_made_up(ask):
    reply = ask("hồ sơ trực tuyến của Quảng Bình").reply
    assert (reply.evidence.kind, reply.evidence.nearest) == ("no_data", ())


def test_one_month_never_answers_for_a_quarter_or_a_year(ask_simulated):
    """Only a cumulative row that ends in the period stands for it, never its last month."""
    for when in ("quý II/2023", "năm 2023", "9 tháng năm 2023"):
        assert ask_simulated(f"{QUESTION} {when}").reply.evidence.kind == "no_data"
    assert str(ask_simulated(f"{QUESTION} tháng 5/2023").reply.evidence.period_end) == "2023-05-31"
