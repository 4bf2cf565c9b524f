"""How a unit stands as a whole; and when "tình hình" asks for something else."""

import pytest
from asking import CITIZEN, CITY, WARD, Asking

INTENTS = ["ask_overview", "nlu_fallback"]


def counts(evidence):
    statuses = [item.status for item in evidence.items]
    return {status: statuses.count(status) for status in set(statuses)}


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tình hình chuyển đổi số thành phố", "vung-tau"),
        ("tinh hinh chuyen doi so thanh pho", "vung-tau"),
        ("tổng quan tỉnh", "brvt"),
        ("tong quan tinh", "brvt"),
        ("phường 5 thế nào", "vung-tau.phuong-5"),
        ("tình hình Quảng Bình", "quang-binh"),
        ("tổng quan", "vung-tau"),
    ],
)
def test_an_overview_has_every_indicator_with_a_row(ask, text, unit, intent):
    evidence = ask(text, intent).reply.evidence
    assert (evidence.kind, evidence.unit) == ("overview", unit)
    lists = ask(f"liệt kê các chỉ tiêu của {unit_name(ask, unit)}", "ask_list").reply.evidence
    assert evidence.items == lists.items


def unit_name(ask, unit):
    names = {"vung-tau": "thành phố", "brvt": "tỉnh", "quang-binh": "Quảng Bình"}
    return names.get(unit, "phường 5")


def test_the_counts_come_first_then_the_shortfalls_and_the_groups(ask):
    reply = ask("tình hình chuyển đổi số thành phố", "ask_overview").reply
    told = counts(reply.evidence)
    head = reply.text.splitlines()[0]
    assert f"{len(reply.evidence.items)} chỉ tiêu có số liệu" in head
    assert f"{told['met']} đạt, {told['not_met']} chưa đạt" in head
    assert f"{told['unknown']} chưa kết luận được" in head
    assert "• Kinh tế số: 2/8" in reply.text
    assert "số liệu có điểm cần lưu ý" in reply.text
    figures = {str(one.value) for one in reply.evidence.computed}
    assert figures >= {str(number) for number in told.values()}


def test_a_unit_of_few_figures_is_told_them_all(ask):
    reply = ask("phường 5 thế nào", "ask_overview").reply
    assert {item.status for item in reply.evidence.items} == {"no_target"}
    assert "không có chỉ tiêu giao" in reply.text
    assert sum(line.startswith("•") for line in reply.text.splitlines()) == 4


def test_a_unit_without_rows_names_the_unit_above_that_has_some(ask):
    reply = ask("tình hình côn đảo", "ask_overview").reply
    assert (reply.evidence.unit, reply.evidence.items) == ("brvt.con-dao", ())
    assert "Chưa có số liệu nào của Huyện Côn Đảo" in reply.text
    assert "Tỉnh Bà Rịa - Vũng Tàu" in reply.text
    assert ask(reply.buttons[0].text, "nlu_fallback").reply.evidence.unit == "brvt"


def test_a_year_without_rows_is_not_answered_with_another(ask):
    reply = ask("tổng quan thành phố năm nay", "ask_overview").reply
    assert reply.evidence.items == ()
    assert "năm 2026" in reply.text


@pytest.mark.parametrize("intent", ["ask_overview", "ask_value", "nlu_fallback"])
@pytest.mark.parametrize("text", ["tình hình hồ sơ trực tuyến", "tinh hinh ho so truc tuyen"])
def test_the_state_of_one_indicator_is_its_value(ask, text, intent):
    evidence = ask(text, intent).reply.evidence
    assert (evidence.kind, evidence.indicator) == ("indicator_value", "dvc.ho-so-truc-tuyen")


@pytest.mark.parametrize("intent", ["ask_overview", "nlu_fallback"])
def test_the_state_of_a_group_is_its_list(ask, intent):
    evidence = ask("tình hình kinh tế số", intent).reply.evidence
    assert (evidence.kind, evidence.group) == ("indicator_list", "Kinh tế số")


def test_what_the_catalogue_lacks_is_not_answered_with_everything(ask):
    for intent in ("ask_value", "nlu_fallback"):
        assert ask("tình hình dân số thành phố", intent).reply.evidence.kind != "overview"


@pytest.mark.parametrize("text", ["tình hình phường 6", "tổng quan Đà Nẵng"])
def test_an_unknown_unit_is_said_to_be_unknown(ask, text):
    assert ask(text, "ask_overview").reply.evidence.kind == "unknown_unit"


def test_simulated_rows_are_never_in_an_overview(ask, ask_simulated):
    for text in ("tình hình phường 5", "tổng quan thành phố", "tình hình 17 phường xã"):
        reply = ask_simulated(text, "ask_overview").reply
        assert reply == ask(text, "ask_overview").reply
        assert "mô phỏng" not in reply.text


def test_a_citizen_sees_public_figures_alone(ask):
    outcome = ask("tình hình thành phố", "ask_overview", CITIZEN)
    assert len(outcome.reply.evidence.items) == 1
    assert not any(row.internal for row in outcome.shown)
    assert "không gồm số nội bộ" in outcome.reply.text


def test_a_ward_leader_sees_the_own_ward_and_is_denied_another(ask):
    own = ask("tình hình", "ask_overview", WARD).reply
    assert own.evidence.unit == "vung-tau.phuong-5"
    assert len(own.evidence.items) == 4
    other = ask("tình hình phường 7", "ask_overview", WARD).reply
    assert (other.evidence.kind, other.evidence.reason) == ("denied", "scope")
    assert not any(character.isdigit() for character in other.text)


@pytest.mark.parametrize("turn", ["còn phường 7?", "tỉnh thì sao", "p7"])
def test_another_unit_keeps_the_overview(ask, turn):
    unit = "brvt" if "tỉnh" in turn else "vung-tau.phuong-7"
    evidence = ask.dialogue(("tình hình thành phố", "ask_overview"), turn)[-1].reply.evidence
    assert (evidence.kind, evidence.unit) == ("overview", unit)


def test_the_missed_targets_can_be_asked_after_it(ask):
    evidence = ask.dialogue(
        ("tổng quan tỉnh", "ask_overview"), ("chỉ tiêu chưa đạt?", "nlu_fallback")
    )[-1].reply.evidence
    assert (evidence.kind, evidence.filter, evidence.unit) == ("indicator_list", "not_met", "brvt")


def test_an_indicator_asked_after_it_is_answered_with_its_value(ask):
    outcome = ask.dialogue(("tổng quan tỉnh", "ask_overview"), "còn hồ sơ trực tuyến?")[-1]
    evidence = outcome.reply.evidence
    assert (evidence.kind, evidence.unit) == ("indicator_value", "brvt")


def test_its_buttons_are_understood(ask):
    reply = ask("tình hình thành phố", "ask_overview", CITY).reply
    kinds = [ask(button.text, "nlu_fallback").reply.evidence.kind for button in reply.buttons]
    assert kinds == ["indicator_list", "anomalies", "overview"]


def test_a_new_figure_is_in_the_next_overview(fresh):
    from core.database import transaction
    from indicators import models

    ask = Asking(fresh)
    before = ask("tình hình côn đảo", "ask_overview").reply.evidence
    with transaction(fresh) as session:
        row = session.query(models.Observation).filter_by(unit="brvt").first()
        values = {
            column.name: getattr(row, column.name)
            for column in models.Observation.__table__.columns
            if column.name not in {"id", "unit", "recorded_at"}
        }
        session.add(models.Observation(**values, unit="brvt.con-dao"))
    after = ask("tình hình côn đảo", "ask_overview").reply.evidence
    assert (len(before.items), len(after.items)) == (0, 1)
