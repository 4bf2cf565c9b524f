"""What a dialogue carries from one turn to the next, and what it drops."""

import pytest
from asking import CITY, WARD
from hypothesis import given
from hypothesis import strategies as st

from indicators.kind import Kind
from indicators.periods import Period, PeriodKind
from indicators.question import Context

FIRST = ("số văn bản đi của phường 12", "ask_value")


def last(ask, *turns, asker=CITY):
    return ask.dialogue(*turns, asker=asker)[-1]


@pytest.mark.parametrize(
    "turn", ["còn phường 7?", "con phuong 7", "thế phường 7 thì sao", "p7", "vậy còn phường bảy"]
)
def test_another_unit_keeps_the_indicator(ask, turn):
    figure = last(ask, FIRST, turn).reply.evidence
    assert (figure.kind, figure.indicator) == ("indicator_value", "van-ban.di")
    assert (figure.unit, str(figure.value)) == ("vung-tau.phuong-7", "1890")


def test_another_indicator_keeps_the_unit(ask):
    figure = last(ask, FIRST, "còn văn bản đến?").reply.evidence
    assert (figure.indicator, figure.unit) == ("van-ban.den", "vung-tau.phuong-12")


def test_a_question_for_the_target_keeps_indicator_and_unit(ask):
    first = ("thanh toán trực tuyến của tỉnh", "ask_value")
    reply = last(ask, first, ("thế chỉ tiêu là bao nhiêu?", "ask_target")).reply
    assert (reply.evidence.indicator, reply.evidence.unit) == ("dvc.thanh-toan-truc-tuyen", "brvt")
    assert reply.text.startswith("Chỉ tiêu 2023: từ 30 % trở lên")


def test_another_period_keeps_indicator_and_unit(ask):
    first = ("hồ sơ trực tuyến của tỉnh", "ask_value")
    figure = last(ask, first, "năm 2022 thì sao").reply.evidence
    assert (figure.unit, str(figure.value)) == ("brvt", "28.5")


def test_the_period_is_carried_to_another_unit_and_dropped_by_the_latest(ask):
    first = ("hồ sơ trực tuyến của tỉnh năm 2022", "ask_value")
    kept, newest = ask.dialogue(first, "còn thành phố?", "còn tỉnh, mới nhất ấy")[1:]
    assert kept.reply.evidence.kind == "no_data"
    assert kept.context.period == Period(PeriodKind.YEAR, 2022)
    assert str(newest.reply.evidence.value) == "97.5"


@pytest.mark.parametrize(
    ("turn", "intent", "kind"),
    [
        ("số này lấy ở đâu ra", "ask_source", "indicator_source"),
        ("nghĩa là gì vậy", "ask_definition", "indicator_definition"),
        ("cách tính thế nào?", "ask_definition", "indicator_definition"),
    ],
)
def test_source_and_meaning_are_those_of_the_figure_talked_about(ask, turn, intent, kind):
    evidence = last(
        ask, ("hồ sơ trực tuyến từ xa của tỉnh", "ask_value"), (turn, intent)
    ).reply.evidence
    assert (evidence.kind, evidence.indicator) == (kind, "dvc.ho-so-truc-tuyen-tu-xa")


def test_the_source_is_that_of_the_period_talked_about(ask):
    first = ("hồ sơ trực tuyến của tỉnh năm 2022", "ask_value")
    evidence = last(ask, first, ("nguồn nào nói thế?", "ask_source")).reply.evidence
    assert (evidence.unit, evidence.source) == ("brvt", "brvt-2022-11")


def test_a_full_question_carries_nothing_over(ask):
    first = ("hồ sơ trực tuyến của tỉnh năm 2022", "ask_value")
    figure = last(
        ask, first, ("định danh điện tử đạt bao nhiêu phần trăm", "ask_value")
    ).reply.evidence
    assert (figure.indicator, figure.unit) == ("xa-hoi-so.dinh-danh-dien-tu", "vung-tau")
    assert figure.period_end.year == 2023


def test_an_unknown_unit_keeps_the_indicator_for_the_next_turn(ask):
    unknown, known = ask.dialogue(FIRST, "còn phường 6?", "à phường 7")[1:]
    assert unknown.reply.evidence.kind == "unknown_unit"
    assert unknown.reply.evidence.mention == "phường 6"
    assert (known.reply.evidence.indicator, known.reply.evidence.unit) == (
        "van-ban.di",
        "vung-tau.phuong-7",
    )


def test_what_was_denied_can_be_asked_of_another_unit(ask):
    denied, seen = ask.dialogue(
        ("văn bản đi của phường 7", "ask_value"), "còn phường 5?", asker=WARD
    )
    assert denied.reply.evidence.kind == "denied"
    assert (seen.reply.evidence.indicator, seen.reply.evidence.unit) == (
        "van-ban.di",
        "vung-tau.phuong-5",
    )


def test_a_level_alone_is_below_the_place_talked_about(ask):
    first = ("mạng LAN của Quảng Bình", "ask_value")
    figure = last(ask, first, "còn cấp huyện?").reply.evidence
    assert (figure.unit, str(figure.value)) == ("quang-binh.cap-huyen", "100")


@pytest.mark.parametrize("turn", ["còn phường 7?", "năm 2022 thì sao"])
def test_without_anything_talked_about_a_follow_up_is_not_answered_with_a_figure(ask, turn):
    assert ask(turn, "follow_up").reply.evidence.kind == "fallback"


def test_a_context_of_an_indicator_that_is_gone_is_dropped(ask):
    gone = Context(indicator="khong.con", unit="vung-tau")
    assert ask("còn phường 7?", "follow_up", context=gone).reply.evidence.kind == "fallback"


@given(
    st.sampled_from(Kind),
    st.none()
    | st.builds(
        Period,
        kind=st.sampled_from(PeriodKind),
        year=st.none() | st.integers(2000, 2099),
        number=st.integers(0, 12),
        last_year=st.none() | st.integers(2000, 2099),
        by_clock=st.booleans(),
        last_day=st.none() | st.dates(),
    ),
)
def test_a_context_comes_back_from_the_tracker_as_it_went_in(kind, period):
    context = Context(kind=kind, indicator="van-ban.di", unit="vung-tau", period=period)
    assert Context.model_validate_json(context.model_dump_json()) == context
