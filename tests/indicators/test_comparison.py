"""Units side by side, or periods of one unit: figures of rows, and never one in another's place."""

from datetime import date
from decimal import Decimal

import pytest
from asking import CITIZEN, CITY, COUNTRY, WARD, Asking

from core.database import transaction
from indicators import models
from vietnamese.normalise import strip_accents

TYPED = pytest.mark.parametrize("typed", [str, strip_accents], ids=["accented", "unaccented"])
TOLD = pytest.mark.parametrize("intent", ["ask_comparison", "ask_value"], ids=["engine", "words"])


def items(reply):
    assert reply.evidence.kind == "indicator_comparison", reply.text
    return {item.unit.removeprefix("vung-tau."): item.value for item in reply.evidence.items}


def computed(reply):
    return [(one.name, one.value) for one in reply.evidence.computed]


def last(ask, *turns, asker=CITY):
    return ask.dialogue(*turns, asker=asker)[-1].reply


@TYPED
@TOLD
@pytest.mark.parametrize(
    "text",
    [
        "văn bản đi phường 12 so với phường 7",
        "văn bản đi phường 12 với phường 7",
        "so sánh văn bản đi của phường 12 và phường 7",
        "văn bản đi p12 vs p7",
        "phường 12 hay phường 7 nhiều văn bản đi hơn",
        "văn bản đi p12, p7",
    ],
)
def test_two_units_of_one_period(ask, typed, intent, text):
    reply = ask(typed(text), intent).reply
    assert items(reply) == {"phuong-12": 2548, "phuong-7": 1890}
    assert computed(reply) == [("difference", Decimal(658))]
    assert reply.text.startswith("P.12 cao hơn: 2.548 so với 1.890 văn bản của P.7 (hơn 658 văn")


def test_the_items_stand_in_the_order_asked(ask):
    reply = ask("văn bản đi phường 7 so với phường 12", "ask_comparison").reply
    assert list(items(reply)) == ["phuong-7", "phuong-12"]
    assert reply.text.startswith("P.12 cao hơn")


def test_three_units_have_no_difference(ask):
    reply = ask("văn bản đi phường 1, phường 2 và phường 3", "ask_comparison").reply
    assert items(reply) == {"phuong-1": 1582, "phuong-2": 1878, "phuong-3": 1603}
    assert computed(reply) == []
    assert reply.text.startswith("P.2 cao nhất: 1.878 văn bản; P.1 thấp nhất: 1.582 văn bản")


def test_equal_figures_are_said_to_be_equal(ask):
    reply = ask("văn bản đi ngoài phần mềm phường 1 với phường 3", "ask_comparison").reply
    assert computed(reply) == [("difference", Decimal(0))]
    assert reply.text.startswith("Bằng nhau: P.1 và P.3 cùng 0 văn bản")


def test_percentages_differ_in_points(ask):
    reply = ask("thanh toán trực tuyến thành phố so với tỉnh", "ask_comparison").reply
    assert computed(reply) == [("difference", Decimal("30.12"))]
    assert "(hơn 30,12 điểm %)" in reply.text


def test_different_periods_are_said(ask):
    reply = ask("thanh toán trực tuyến thành phố so với tỉnh", "ask_comparison").reply
    assert "100 % (9 tháng năm 2023) so với 69,88 % của BR-VT (8 tháng năm 2023)" in reply.text
    assert "không cùng kỳ, dài ngắn khác nhau" in reply.text


def test_the_same_period_comes_before_each_ones_newest(copies):
    """A newer figure of one side alone is not set against an older one of the other."""
    sessions = copies("reported")
    with transaction(sessions) as session:
        row = (
            session.query(models.Observation)
            .filter_by(indicator="van-ban.di", unit="vung-tau.phuong-12")
            .one()
        )
        values = {c.name: getattr(row, c.name) for c in models.Observation.__table__.columns}
        del values["id"], values["recorded_at"]
        newer = {"period_end": date(2023, 10, 31), "period_label": "10 tháng năm 2023"}
        session.add(models.Observation(**{**values, **newer, "value": Decimal(9999)}))
    reply = Asking(sessions)("văn bản đi phường 12 so với phường 7", "ask_comparison").reply
    assert items(reply) == {"phuong-12": 2548, "phuong-7": 1890}


@pytest.mark.parametrize(
    "text",
    [
        "văn bản đi phường 5 thành phố Vũng Tàu so với phường 7",
        "văn bản đi phường 5, thành phố Vũng Tàu so với phường 7",
        "văn bản đi phường 5 của thành phố so với phường 7",
    ],
)
def test_a_unit_with_the_one_it_lies_in_is_only_the_more_particular(ask, text):
    assert items(ask(text, "ask_comparison").reply) == {"phuong-5": 1722, "phuong-7": 1890}


def test_a_unit_set_against_the_one_it_lies_in_is_compared_with_it(ask_simulated):
    reply = ask_simulated("hồ sơ trực tuyến phường 5 so với thành phố", "ask_comparison").reply
    assert list(items(reply)) == ["phuong-5", "vung-tau"]


@TYPED
def test_two_years_of_one_unit(ask, typed):
    for text in (
        "hồ sơ trực tuyến của tỉnh năm 2023 so với năm 2022",
        "hồ sơ trực tuyến của tỉnh năm 2022 và 2023",
        "hồ sơ trực tuyến của tỉnh so với năm 2022",
    ):
        reply = ask(typed(text), "ask_comparison").reply
        assert {item.unit for item in reply.evidence.items} == {"brvt"}
        assert {str(item.value) for item in reply.evidence.items} == {"28.5", "97.5"}
        assert computed(reply) == [("difference", Decimal("69.0"))]
        assert reply.text.startswith("Tăng 69,0 điểm %: từ 28,5 % (năm 2022")


def test_two_months_of_one_unit(ask_simulated):
    reply = ask_simulated("hồ sơ trực tuyến phường 5 tháng 9 so với tháng 8", "ask_value").reply
    assert [item.period_start.month for item in reply.evidence.items] == [9, 8]
    assert computed(reply) == [("difference", Decimal("2.99"))]
    assert reply.text.startswith("Tăng 2,99 điểm %: từ 77,50 % (tháng 8/2023) lên 80,49 %")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hồ sơ trực tuyến của tỉnh năm nay so với năm ngoái", "năm 2026"),
        ("hồ sơ trực tuyến của tỉnh so với cùng kỳ", "đến ngày 31/8/2022"),
        ("hồ sơ trực tuyến của tỉnh năm 2023 so với năm 2021", "năm 2021"),
    ],
)
def test_a_period_without_a_row_is_never_answered_by_another(ask, text, words):
    reply = ask(text, "ask_comparison").reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("no_data", "brvt")
    assert words in reply.text.splitlines()[0]


def test_a_unit_without_a_row_is_no_data(ask):
    reply = ask("hồ sơ trực tuyến phường 5 so với tỉnh", "ask_comparison").reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("no_data", "vung-tau.phuong-5")
    assert {figure.unit for figure in reply.evidence.nearest} == {"vung-tau", "brvt"}


def test_a_missing_third_unit_is_named(copies):
    sessions = copies("reported")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(
            indicator="van-ban.di", unit="vung-tau.phuong-3"
        ).delete()
    text = "văn bản đi phường 1, phường 2 và phường 3"
    reply = Asking(sessions)(text, "ask_comparison").reply
    assert items(reply) == {"phuong-1": 1582, "phuong-2": 1878}
    assert "Chưa có số liệu: P.3." in reply.text


def test_words_in_place_of_a_figure_are_no_figure(ask):
    reply = ask("văn bản đi ngoài phần mềm phường 2 với phường 8", "ask_comparison").reply
    assert items(reply) == {"phuong-2": None, "phuong-8": 8}
    assert computed(reply) == []
    assert reply.image is None
    assert "P.2: chưa có con số" in reply.text


@TYPED
def test_the_unknown_ward_6_stays_unknown(ask, typed):
    evidence = ask(typed("văn bản đi phường 5 so với phường 6"), "ask_comparison").reply.evidence
    assert (evidence.kind, evidence.mention) == ("unknown_unit", typed("phường 6"))


def test_a_name_told_in_part_is_asked_back(ask):
    reply = ask("văn bản đi phường 5 so với phường Thắng", "ask_comparison").reply
    assert reply.evidence.kind == "clarify"
    pressed = ask(reply.buttons[0].text).reply
    assert set(items(pressed)) == {"phuong-5", reply.evidence.options[0].code[9:]}


def test_an_indicator_asked_back_is_compared_when_chosen(ask):
    reply = ask("so sánh văn bản phường 5 với phường 7", "ask_comparison").reply
    assert reply.evidence.kind == "clarify"
    for button in reply.buttons[:2]:
        assert set(items(ask(button.text).reply)) == {"phuong-5", "phuong-7"}


def test_citizens_are_denied_internal_rows(ask):
    evidence = ask("văn bản đi phường 5 so với phường 7", "ask_comparison", CITIZEN).reply.evidence
    assert (evidence.kind, evidence.reason) == ("denied", "role")


def test_a_ward_is_denied_what_is_beyond_its_scope(ask):
    evidence = ask("văn bản đi phường 5 so với phường 7", "ask_comparison", WARD).reply.evidence
    assert (evidence.kind, evidence.reason) == ("denied", "scope")


def test_simulated_figures_are_marked(ask_simulated):
    reply = ask_simulated("hồ sơ trực tuyến phường 5 so với phường 7", "ask_comparison").reply
    assert reply.evidence.simulated
    assert all(item.simulated for item in reply.evidence.items)
    assert "mô phỏng" in reply.text
    assert "mô phỏng" in reply.image.alt


def test_simulated_never_mixed_with_reported(ask_simulated):
    """Side by side they may stand, marked; nothing is worked out, judged or drawn of both."""
    reply = ask_simulated("hồ sơ trực tuyến phường 5 so với thành phố", "ask_comparison").reply
    assert [item.simulated for item in reply.evidence.items] == [True, False]
    assert computed(reply) == []
    assert reply.image is None
    assert "80,49 % (mô phỏng)" in reply.text
    assert "cao hơn" not in reply.text


def test_one_unit_is_set_against_the_one_talked_about(ask):
    first = ("hồ sơ trực tuyến của thành phố", "ask_value")
    reply = last(ask, first, ("so với tỉnh thì sao", "ask_comparison"))
    assert list(items(reply)) == ["vung-tau", "brvt"]
    assert computed(reply) == [("difference", Decimal("0.77"))]


def test_without_a_dialogue_it_is_set_against_the_askers_own(ask):
    reply = ask("hồ sơ trực tuyến so với tỉnh", "ask_comparison").reply
    assert list(items(reply)) == ["vung-tau", "brvt"]


FIRST = ("văn bản đi phường 5 so với phường 7", "ask_comparison")


@pytest.mark.parametrize(
    ("turn", "units"),
    [
        ("còn phường 12?", ["phuong-5", "phuong-12"]),
        ("bên nào cao hơn", ["phuong-5", "phuong-7"]),
        ("hơn kém nhau bao nhiêu", ["phuong-5", "phuong-7"]),
    ],
)
def test_a_comparison_goes_on(ask, turn, units):
    assert list(items(last(ask, FIRST, turn))) == units


def test_another_indicator_keeps_the_units(ask):
    reply = last(ask, FIRST, "còn văn bản đến thì sao")
    assert (reply.evidence.indicator, items(reply)) == (
        "van-ban.den",
        {"phuong-5": 4481, "phuong-7": 4302},
    )


def test_another_unit_keeps_the_periods(ask):
    first = ("hồ sơ trực tuyến của tỉnh năm 2023 so với năm 2022", "ask_comparison")
    evidence = last(ask, first, "còn thành phố?").evidence
    assert (evidence.kind, evidence.unit) == ("no_data", "vung-tau")


def test_with_whom_is_asked_where_nothing_says_it(ask):
    reply = ask("so sánh văn bản đi của phường 5", "ask_comparison").reply
    assert reply.evidence.kind == "clarify"
    assert set(items(ask(reply.buttons[0].text).reply)) == {"phuong-5", "phuong-1"}


def test_a_part_alone_is_compared_with_its_whole(ask):
    reply = ask("hồ sơ trực tuyến của thành phố cao hay thấp hơn", "ask_comparison").reply
    assert list(items(reply)) == ["vung-tau", "brvt"]


def test_all_units_compared_are_a_ranking(ask):
    evidence = ask("so sánh văn bản đi của các phường", "ask_comparison").reply.evidence
    assert (evidence.kind, evidence.unit_kind) == ("indicator_ranking", "ward")


@pytest.mark.parametrize(
    "text", ["không phải phường 7, phường 8 văn bản đi cơ", "văn bản đi phường 5 ở thành phố"]
)
def test_a_correction_or_an_address_is_no_comparison(ask, text):
    assert ask(text).reply.evidence.kind == "indicator_value"


def test_a_result_against_its_target_is_no_comparison(ask):
    evidence = ask("hồ sơ trực tuyến của tỉnh so với chỉ tiêu").reply.evidence
    assert (evidence.kind, evidence.unit) == ("indicator_value", "brvt")


def test_what_is_shown_is_told_for_the_audit(ask):
    outcome = ask("văn bản đi phường 12 so với phường 7", "ask_comparison")
    assert [row.observation.unit[9:] for row in outcome.shown] == ["phuong-12", "phuong-7"]


def test_buttons_are_whole_questions(ask):
    for button in ask("văn bản đi phường 12 so với phường 7", "ask_comparison").reply.buttons:
        assert ask(button.text, asker=COUNTRY).reply.evidence.kind == "indicator_value"
