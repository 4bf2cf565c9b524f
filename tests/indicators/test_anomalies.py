"""Figures that are open to doubt: all of them, the gravest first, or those of one indicator."""

import pytest
from asking import CITIZEN, COUNTRY, NOW, WARD, Asking
from sqlalchemy import update

from core.database import transaction
from indicators import models
from indicators.desk import Desk
from indicators.doubts import doubts, gravity

INTENTS = ["ask_anomalies", "nlu_fallback"]


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    "text",
    [
        "số nào đáng ngờ",
        "so nao dang ngo",
        "số liệu nào mâu thuẫn",
        "so lieu nao mau thuan",
        "kiểm tra số liệu mâu thuẫn",
    ],
)
def test_every_doubtful_figure_of_the_unit_and_below_is_told(
    ask, reported, catalogue, text, intent
):
    reply = ask(text, intent).reply
    with reported() as session:
        desk = Desk.open(session, catalogue, COUNTRY, NOW)
        units = [code for code in catalogue.units if catalogue.covers("vung-tau", code)]
        rows = desk.rows.of_units(units)
        wanted = {
            (one.indicator, one.unit): doubts(one, catalogue.indicators[one.indicator])
            for one in (row.observation for row in rows)
        }
    wanted = {key: keywords for key, keywords in wanted.items() if keywords}
    evidence = reply.evidence
    assert (evidence.kind, evidence.unit) == ("anomalies", "vung-tau")
    assert {(item.indicator, item.unit): item.quality for item in evidence.items} == wanted
    assert reply.text.startswith(f"{len(wanted)}/{len(rows)} số liệu có điểm cần lưu ý")


def test_the_gravest_come_first_and_the_rest_is_counted(ask):
    reply = ask("số nào đáng ngờ", "ask_anomalies").reply
    graveness = [gravity(item.quality[0]) for item in reply.evidence.items]
    assert graveness == sorted(graveness)
    assert reply.evidence.items[0].quality[0] == "ratio-mismatch"
    assert sum(line.startswith("•") for line in reply.text.splitlines()) == 10
    assert f"… còn {len(graveness) - 10} số liệu." in reply.text


def test_a_figure_that_its_parts_contradict_is_told_without_a_note(fresh):
    with transaction(fresh) as session:
        session.execute(update(models.Observation).values(quality=None))
    reply = Asking(fresh)("số nào đáng ngờ", "ask_anomalies").reply
    found = {item.indicator: item.quality for item in reply.evidence.items}
    assert found["xa-hoi-so.dinh-danh-dien-tu"] == ("ratio-mismatch",)
    assert "118.103/142.378 = 82,95 %" in reply.text
    assert "82.95" in {str(one.value) for one in reply.evidence.computed}


def test_what_is_doubtful_is_said_in_plain_words(ask):
    text = ask("số nào đáng ngờ", "ask_anomalies").reply.text
    assert "số báo cáo không khớp với tử số và mẫu số" in text
    assert "mismatch" not in text


@pytest.mark.parametrize(
    ("turn", "intent"),
    [
        ("số này có đáng tin không", "follow_up"),
        ("số này có đáng tin không", "ask_anomalies"),
        ("so nay co dang tin khong", "nlu_fallback"),
    ],
)
def test_after_a_figure_its_own_doubts_are_told(ask, turn, intent):
    first = ("định danh điện tử của thành phố", "ask_value")
    evidence = ask.dialogue(first, (turn, intent))[-1].reply.evidence
    assert [(item.indicator, item.unit) for item in evidence.items] == [
        ("xa-hoi-so.dinh-danh-dien-tu", "vung-tau")
    ]


def test_after_a_figure_all_doubts_can_be_asked_for(ask):
    first = ("định danh điện tử của thành phố", "ask_value")
    turn = ("số liệu nào mâu thuẫn", "ask_anomalies")
    assert len(ask.dialogue(first, turn)[-1].reply.evidence.items) > 1


def test_an_indicator_that_is_named_is_told_alone(ask):
    text = "công tơ điện tử ghi 90,2 mà chia ra 92, kiểm tra lại"
    evidence = ask(text, "ask_anomalies").reply.evidence
    assert {item.indicator for item in evidence.items} == {"xa-hoi-so.cong-to-dien-tu"}


def test_a_figure_without_doubt_is_said_to_have_none(ask):
    first = ("văn bản đi của phường 12", "ask_value")
    reply = ask.dialogue(first, ("số này có đáng tin không", "ask_anomalies"))[-1].reply
    assert reply.evidence.items == ()
    assert "Không thấy điểm đáng ngờ nào" in reply.text


def test_a_year_limits_them_to_its_own(ask):
    evidence = ask("số liệu nào đáng ngờ của tỉnh năm 2022", "ask_anomalies").reply.evidence
    assert evidence.items
    assert ("xa-hoi-so.ho-gia-dinh-cap-quang", "brvt") not in {
        (item.indicator, item.unit) for item in evidence.items
    }


def test_simulated_rows_are_never_doubted(ask_simulated):
    outcome = ask_simulated("số nào đáng ngờ", "ask_anomalies", COUNTRY)
    assert not any(row.observation.simulated for row in outcome.shown)


def test_a_citizen_is_told_of_public_figures_alone(ask):
    outcome = ask("số nào đáng ngờ của tỉnh", "ask_anomalies", CITIZEN)
    assert outcome.reply.evidence.items
    assert not any(row.internal for row in outcome.shown)
    assert "không gồm số nội bộ" in outcome.reply.text


def test_a_ward_leader_is_told_of_the_own_ward(ask):
    own = ask("số nào đáng ngờ", "ask_anomalies", WARD).reply.evidence
    assert own.unit == "vung-tau.phuong-5"
    other = ask("số nào đáng ngờ của phường 7", "ask_anomalies", WARD).reply.evidence
    assert (other.kind, other.reason) == ("denied", "scope")


def test_another_unit_keeps_the_kind(ask):
    first = ("số nào đáng ngờ", "ask_anomalies")
    evidence = ask.dialogue(first, "còn tỉnh?")[-1].reply.evidence
    assert (evidence.kind, evidence.unit) == ("anomalies", "brvt")
    assert len(evidence.items) > 50, "what lies below the province too"
