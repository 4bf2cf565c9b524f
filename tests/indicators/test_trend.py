"""One unit's figures over time: one length of period, reported or simulated, never both."""

from datetime import date
from decimal import Decimal

import pytest
from asking import CITIZEN, CITY, COUNTRY, Asking

from core.database import transaction
from indicators import models
from vietnamese.normalise import strip_accents

TYPED = pytest.mark.parametrize("typed", [str, strip_accents], ids=["accented", "unaccented"])


def ends(reply):
    """The last days of the points."""
    assert reply.evidence.kind == "indicator_trend", reply.text
    return [point.period_end for point in reply.evidence.points]


def computed(reply):
    return {one.name: one.value for one in reply.evidence.computed}


def months(reply):
    return [day.month for day in ends(reply)]


def add(sessions, unit, start, end, value, label, source="bc-vungtau-9t-2023"):
    """One more reported row."""
    with transaction(sessions) as session:
        session.add(
            models.Observation(
                indicator="dvc.ho-so-truc-tuyen",
                unit=unit,
                period_start=start,
                period_end=end,
                period_label=label,
                value=Decimal(value),
                source=source,
                locator="thử",
                simulated=False,
            )
        )


@TYPED
@pytest.mark.parametrize("intent", ["ask_trend", "ask_value"], ids=["engine", "words"])
@pytest.mark.parametrize(
    "text",
    [
        "xu hướng hồ sơ trực tuyến phường 5",
        "diễn biến hồ sơ trực tuyến phường 5 qua các tháng",
        "vẽ biểu đồ hồ sơ trực tuyến phường 5",
        "hồ sơ trực tuyến phường 5 tăng hay giảm",
    ],
)
def test_the_months_of_a_ward(ask_simulated, typed, intent, text):
    reply = ask_simulated(typed(text), intent).reply
    assert months(reply) == list(range(1, 10))
    assert computed(reply) == {"difference": Decimal("17.29")}
    assert reply.text.startswith("Tăng 17,29 điểm %: từ 63,20 % (tháng 1/2023) lên 80,49 %")
    assert "Cao nhất 80,49 % (tháng 9/2023), thấp nhất 63,20 % (tháng 1/2023)" in reply.text


def test_the_target_of_the_last_year(ask):
    reply = ask("xu hướng hồ sơ trực tuyến của tỉnh", "ask_trend").reply
    assert ends(reply) == [date(2022, 11, 16), date(2023, 8, 31)]
    assert computed(reply) == {"difference": Decimal("69.0"), "gap": Decimal("-2.5")}
    assert "Chỉ tiêu 2023: từ 100 % trở lên" in reply.text
    assert "Chỉ tiêu 2023" in reply.image.alt
    assert "dài ngắn khác nhau" in reply.text


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ("từ tháng 3 đến tháng 6", [3, 4, 5, 6]),
        ("từ tháng 1 đến tháng 9", list(range(1, 10))),
        ("năm 2023", list(range(1, 10))),
        ("quý 2", [4, 5, 6]),
        ("6 tháng đầu năm 2023", list(range(1, 7))),
    ],
)
def test_the_time_asked_about(ask_simulated, span, shown):
    reply = ask_simulated(f"diễn biến hồ sơ trực tuyến phường 5 {span}", "ask_trend").reply
    assert months(reply) == shown


def test_this_year_follows_the_clock(ask_simulated):
    text = "diễn biến hồ sơ trực tuyến phường 5 năm nay"
    assert ask_simulated(text, "ask_trend").reply.evidence.kind == "no_data"


def test_one_point_is_no_course(ask):
    reply = ask("xu hướng văn bản đi phường 5", "ask_trend").reply
    assert len(ends(reply)) == 1
    assert computed(reply) == {}
    assert reply.image is None
    assert reply.text.startswith("1.722 văn bản – ")
    assert "cần ít nhất hai kỳ" in reply.text


def test_without_a_row_there_is_no_data(ask):
    evidence = ask("xu hướng hồ sơ trực tuyến phường 5", "ask_trend").reply.evidence
    assert (evidence.kind, evidence.unit) == ("no_data", "vung-tau.phuong-5")


def test_what_only_its_parts_have_is_no_data(ask):
    evidence = ask("xu hướng văn bản đi của thành phố", "ask_trend").reply.evidence
    assert (evidence.kind, evidence.unit) == ("no_data", "vung-tau")


def test_hidden_rows_are_denied(ask):
    evidence = ask("xu hướng văn bản đi phường 5", "ask_trend", CITIZEN).reply.evidence
    assert (evidence.kind, evidence.reason) == ("denied", "role")


def test_months_and_cumulative_figures_are_never_one_series(copies):
    sessions = copies("reported")
    for month, last in ((7, 31), (8, 31)):
        day = date(2023, month, last)
        add(sessions, "vung-tau", day.replace(day=1), day, "90", f"tháng {month}/2023")
    reply = Asking(sessions)("xu hướng hồ sơ trực tuyến của thành phố", "ask_trend").reply
    assert months(reply) == [7, 8]
    assert "Không kể 1 số của kỳ dài ngắn khác" in reply.text


def test_one_month_gives_way_to_the_cumulative_figures(copies):
    sessions = copies("reported")
    add(sessions, "brvt", date(2023, 9, 1), date(2023, 9, 30), "99", "tháng 9/2023")
    reply = Asking(sessions)("xu hướng hồ sơ trực tuyến của tỉnh", "ask_trend").reply
    assert ends(reply) == [date(2022, 11, 16), date(2023, 8, 31)]


def test_quarters_are_a_series_of_their_own(copies):
    sessions = copies("reported")
    add(sessions, "vung-tau", date(2023, 1, 1), date(2023, 3, 31), "90", "quý I/2023")
    add(sessions, "vung-tau", date(2023, 4, 1), date(2023, 6, 30), "95", "quý II/2023")
    reply = Asking(sessions)("xu hướng hồ sơ trực tuyến của thành phố", "ask_trend").reply
    assert ends(reply) == [date(2023, 3, 31), date(2023, 6, 30)]
    assert computed(reply)["difference"] == 5


def test_simulated_never_mixed_with_reported(copies):
    sessions = copies("simulated")
    for month, value in ((10, "91"), (11, "92")):
        start = date(2023, month, 1)
        end = date(2023, month, 30)
        add(sessions, "vung-tau.phuong-5", start, end, value, f"tháng {month}/2023")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(period_end=date(2023, 10, 30)).update(
            {"period_end": date(2023, 10, 31)}
        )
    reply = Asking(sessions)("xu hướng hồ sơ trực tuyến phường 5", "ask_trend").reply
    assert months(reply) == [10, 11]
    assert not reply.evidence.simulated


def test_simulated_points_are_marked(ask_simulated):
    reply = ask_simulated("xu hướng hồ sơ trực tuyến phường 5", "ask_trend").reply
    assert reply.evidence.simulated
    assert "mô phỏng" in reply.text
    assert "mô phỏng" in reply.image.alt


def test_a_picture_of_the_figure_before_is_its_course(ask_simulated):
    first = ("hồ sơ trực tuyến phường 5 tháng 9/2023", "ask_value")
    reply = ask_simulated.dialogue(first, ("vẽ biểu đồ", "ask_trend"))[-1].reply
    assert months(reply) == list(range(1, 10))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("văn bản đi của phường 12", "indicator_ranking"),
        ("thanh toán trực tuyến của thành phố", "indicator_comparison"),
        ("văn bản đi phường 5 so với phường 7", "indicator_comparison"),
        ("phường nào nhiều văn bản đi nhất", "indicator_ranking"),
    ],
)
@TYPED
def test_a_picture_of_one_figure_sets_it_beside_others(ask, typed, first, kind):
    for intent in ("ask_trend", "follow_up"):
        turns = ((first, "ask_value"), (typed("vẽ biểu đồ"), intent))
        reply = ask.dialogue(*turns)[-1].reply
        assert (reply.evidence.kind, reply.image is not None) == (kind, True)


def test_a_picture_of_a_comparison_is_a_comparison(ask):
    text = "vẽ biểu đồ so sánh văn bản đi phường 5 với phường 7"
    assert ask(text, "ask_trend").reply.evidence.kind == "indicator_comparison"


def test_another_unit_keeps_the_course_and_the_time(ask_simulated):
    first = ("diễn biến hồ sơ trực tuyến phường 5 từ tháng 3 đến tháng 6", "ask_trend")
    reply = ask_simulated.dialogue(first, "còn phường 7")[-1].reply
    assert (reply.evidence.unit, months(reply)) == ("vung-tau.phuong-7", [3, 4, 5, 6])


def test_what_is_shown_is_told_for_the_audit(ask_simulated):
    outcome = ask_simulated("xu hướng hồ sơ trực tuyến phường 5", "ask_trend", CITY)
    assert len(outcome.shown) == 9


def test_buttons_are_whole_questions(ask_simulated):
    reply = ask_simulated("xu hướng hồ sơ trực tuyến phường 5", "ask_trend", COUNTRY).reply
    kinds = [ask_simulated(b.text, asker=COUNTRY).reply.evidence.kind for b in reply.buttons]
    assert kinds == ["indicator_value", "indicator_comparison", "indicator_ranking"]
