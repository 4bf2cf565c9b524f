"""Lists of indicators: met, not met, open, of a group; of reported figures alone."""

from decimal import Decimal

import pytest
from asking import CITIZEN, CITY, COUNTRY, NOW, WARD, Asking
from sqlalchemy import select

from core.database import transaction
from indicators import models
from indicators.access import Asker
from indicators.desk import Desk
from indicators.evidence import read_figure
from indicators.standing import stand

INTENTS = ["ask_list", "nlu_fallback"]


def codes(evidence):
    return {item.indicator for item in evidence.items}


def newest(sessions, catalogue, unit):
    """Of each indicator of a unit its newest reported figure, read one by one."""
    with sessions() as session:
        desk = Desk.open(session, catalogue, COUNTRY, NOW)
        found = {}
        for code, indicator in catalogue.indicators.items():
            rows = [row for row in desk.rows.of(code, [unit]) if not row.observation.simulated]
            row = desk.rows.choose(rows, None).row
            if row is not None:
                found[code] = read_figure(row, indicator, desk.rows).evidence
        return found


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("những chỉ tiêu nào chưa đạt", "not_met"),
        ("nhung chi tieu nao chua dat", "not_met"),
        ("chỉ tiêu đã đạt của thành phố", "met"),
        ("chi tieu da dat cua thanh pho", "met"),
        ("những chỉ tiêu nào chưa rõ đạt hay không", "unknown"),
        ("liệt kê các chỉ tiêu", "all"),
        ("đạt bao nhiêu, chưa đạt bao nhiêu chỉ tiêu", "all"),
    ],
)
def test_a_list_has_exactly_the_indicators_of_the_status(
    ask, reported, catalogue, text, intent, status
):
    evidence = ask(text, intent).reply.evidence
    assert (evidence.kind, evidence.filter, evidence.unit) == ("indicator_list", status, "vung-tau")
    read = newest(reported, catalogue, "vung-tau")
    wanted = {code for code, one in read.items() if status in {"all", one.status}}
    assert codes(evidence) == wanted
    for item in evidence.items:
        one = read[item.indicator]
        assert (item.value, item.target, item.status) == (one.value, one.target, one.status)


def test_the_count_comes_first_and_the_largest_shortfall_leads(ask):
    reply = ask("những chỉ tiêu nào chưa đạt", "ask_list").reply
    items = reply.evidence.items
    assert reply.text.startswith(f"{len(items)}/46 chỉ tiêu chưa đạt")
    assert {str(one.value) for one in reply.evidence.computed} >= {"46", str(len(items))}
    lacking = [(item.target.value - item.value) / item.target.value for item in items]
    assert lacking == sorted(lacking, reverse=True)
    assert lacking[0] > Decimal("0.7")


def test_a_long_list_is_cut_in_words_and_whole_in_the_evidence(ask):
    reply = ask("liệt kê các chỉ tiêu", "ask_list").reply
    assert len(reply.evidence.items) == 60
    assert sum(line.startswith("•") for line in reply.text.splitlines()) == 15
    assert "… còn 45 chỉ tiêu." in reply.text


def test_a_figure_that_contradicts_itself_is_marked(ask):
    text = ask("chỉ tiêu đã đạt của thành phố", "ask_list").reply.text
    (line,) = [line for line in text.splitlines() if "định danh điện tử" in line]
    assert line.endswith("(số đáng ngờ)")


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("các chỉ tiêu nhóm kinh tế số", "Kinh tế số"),
        ("cac chi tieu nhom kinh te so", "Kinh tế số"),
        ("liệt kê chỉ tiêu xã hội số", "Xã hội số"),
        ("những chỉ tiêu thuộc nhóm dịch vụ công", "Dịch vụ công trực tuyến"),
        ("các chỉ tiêu nhóm an ninh mạng", "An toàn, an ninh mạng"),
        ("các chỉ tiêu nhóm kts", "Kinh tế số"),
    ],
)
def test_a_group_is_found_by_its_words(ask, catalogue, text, group, intent):
    evidence = ask(text, intent).reply.evidence
    assert (evidence.filter, evidence.group) == ("group", group)
    assert codes(evidence)
    assert {catalogue.indicators[code].group for code in codes(evidence)} == {group}


def test_a_group_goes_with_a_status(ask):
    evidence = ask("chỉ tiêu nhóm dịch vụ công chưa đạt", "ask_list").reply.evidence
    assert (evidence.filter, evidence.group) == ("not_met", "Dịch vụ công trực tuyến")
    assert {item.status for item in evidence.items} == {"not_met"}


@pytest.mark.parametrize("text", ["chỉ tiêu nhóm nhân lực chưa đạt", "các chỉ tiêu nhóm du lịch"])
def test_a_group_that_does_not_exist_is_said_not_to_exist(ask, text):
    reply = ask(text, "ask_list").reply
    assert (reply.evidence.group, reply.evidence.items) == (None, ())
    assert "Không có nhóm chỉ tiêu" in reply.text
    assert "Kinh tế số" in reply.text
    assert 1 <= len(reply.buttons) <= 3


def test_indicators_that_mention_a_word_are_listed_as_such(ask, catalogue):
    reply = ask("những chỉ tiêu liên quan doanh nghiệp", "ask_list").reply
    assert "có nhắc đến “doanh nghiệp”" in reply.text
    for code in codes(reply.evidence):
        one = catalogue.indicators[code]
        assert "doanh nghiệp" in " ".join((one.name, *one.aliases)).lower()


def test_a_group_that_only_the_parts_report_is_asked_of_them(ask):
    reply = ask("các chỉ tiêu nhóm một cửa", "ask_list").reply
    assert reply.evidence.items == ()
    assert "Chưa có số liệu" in reply.text
    assert "UBND TP" in reply.text
    evidence = ask(reply.buttons[0].text, "ask_list").reply.evidence
    assert (evidence.unit, evidence.group) == ("vung-tau.ubnd", "Một cửa")
    assert evidence.items


def test_two_targets_that_disagree_are_unknown(ask):
    evidence = ask("liệt kê các chỉ tiêu", "ask_list").reply.evidence
    (item,) = [one for one in evidence.items if one.indicator == "xa-hoi-so.ho-so-suc-khoe"]
    assert item.status == "unknown"


def test_two_targets_that_disagree_are_unknown_even_with_a_figure(fresh):
    with transaction(fresh) as session:
        row = session.scalar(
            select(models.Observation).filter_by(
                indicator="xa-hoi-so.ho-so-suc-khoe", unit="vung-tau"
            )
        )
        row.value = Decimal(92)
    ask = Asking(fresh)
    unknown = ask("những chỉ tiêu nào chưa rõ đạt hay không", "ask_list").reply
    assert "xa-hoi-so.ho-so-suc-khoe" in codes(unknown.evidence)
    for text in ("chỉ tiêu đã đạt", "những chỉ tiêu nào chưa đạt"):
        assert "xa-hoi-so.ho-so-suc-khoe" not in codes(ask(text, "ask_list").reply.evidence)


def test_a_year_asked_for_is_listed_with_its_own_figures_and_targets(ask):
    evidence = ask("năm 2022 tỉnh chưa đạt những chỉ tiêu nào", "ask_list").reply.evidence
    assert {item.target.year for item in evidence.items} == {2022}
    values = {item.indicator: str(item.value) for item in evidence.items}
    assert values["dvc.ho-so-truc-tuyen"] == "28.5"


def test_a_year_without_figures_is_said_to_have_none(ask):
    reply = ask("chỉ tiêu nào không đạt năm nay", "ask_list").reply
    assert reply.evidence.items == ()
    assert "năm 2026" in reply.text
    evidence = ask(reply.buttons[0].text, "ask_list").reply.evidence
    assert (evidence.filter, evidence.unit) == ("not_met", "vung-tau")
    assert evidence.items


def test_a_unit_without_targets_is_said_to_have_none(ask):
    reply = ask("phường 5 còn chỉ tiêu nào chưa đạt", "ask_list").reply
    assert (reply.evidence.unit, reply.evidence.items) == ("vung-tau.phuong-5", ())
    assert "Không có chỉ tiêu giao" in reply.text


def test_a_unit_without_rows_is_said_to_have_none(ask):
    reply = ask("các chỉ tiêu chưa đạt của côn đảo", "ask_list").reply
    assert (reply.evidence.unit, reply.evidence.items) == ("brvt.con-dao", ())
    assert "BR-VT" in reply.text


def test_a_threshold_is_said_not_to_be_possible(ask):
    reply = ask("chỉ tiêu nào đạt dưới 50%", "ask_list").reply
    assert reply.evidence.filter == "all"
    assert "Chưa lọc được theo mức số" in reply.text


def test_simulated_rows_are_never_listed(ask_simulated):
    for text in ("liệt kê các chỉ tiêu của phường 5", "chỉ tiêu nào chưa đạt của phường 5"):
        outcome = ask_simulated(text, "ask_list")
        assert not any(row.observation.simulated for row in outcome.shown)
        assert "dvc.ho-so-truc-tuyen" not in codes(outcome.reply.evidence)


def test_a_citizen_is_listed_public_figures_alone(ask, catalogue):
    outcome = ask("liệt kê các chỉ tiêu của thành phố", "ask_list", CITIZEN)
    assert {row.source.id for row in outcome.shown} == {"brvt-2022-11"}
    assert "không gồm số nội bộ" in outcome.reply.text
    province = ask("liệt kê các chỉ tiêu của tỉnh", "ask_list", CITIZEN)
    assert not any(row.internal for row in province.shown)
    assert "nội bộ" not in province.reply.text


@pytest.mark.parametrize(
    ("asker", "reason"),
    [
        (CITIZEN, "role"),
        (WARD, "scope"),
        (Asker("2", "vung-tau", in_group=True), "group_chat"),
    ],
)
def test_a_list_of_hidden_figures_alone_is_denied(ask, asker, reason):
    reply = ask("liệt kê các chỉ tiêu của phường 7", "ask_list", asker).reply
    assert (reply.evidence.kind, reply.evidence.reason) == ("denied", reason)


def test_what_is_listed_is_told_to_the_audit_log(fresh):
    outcome = Asking(fresh)("liệt kê các chỉ tiêu của thành phố", "ask_list")
    assert len(outcome.shown) == len(outcome.reply.evidence.items) == 60
    with fresh() as session:
        lines = session.scalars(select(models.AuditEntry)).all()
    assert len(lines) == 59, "one row of the city is public"
    assert {line.kind for line in lines} == {"indicator_list"}


def test_another_unit_keeps_status_and_group(ask):
    first = ("chỉ tiêu nhóm kinh tế số chưa đạt", "ask_list")
    for turn in ("còn tỉnh?", "tỉnh thì sao"):
        evidence = ask.dialogue(first, turn)[-1].reply.evidence
        assert (evidence.kind, evidence.unit) == ("indicator_list", "brvt")
        assert (evidence.filter, evidence.group) == ("not_met", "Kinh tế số")


def test_another_status_keeps_the_unit(ask):
    evidence = ask.dialogue(
        ("những chỉ tiêu nào chưa đạt của tỉnh", "ask_list"), ("chỉ tiêu đã đạt?", "ask_list")
    )[-1].reply.evidence
    assert (evidence.filter, evidence.unit) == ("met", "brvt")


def test_another_group_keeps_the_status(ask):
    first = ("chỉ tiêu nhóm kinh tế số chưa đạt", "ask_list")
    evidence = ask.dialogue(first, "còn nhóm xã hội số?")[-1].reply.evidence
    assert (evidence.filter, evidence.group) == ("not_met", "Xã hội số")


def test_half_a_wards_name_is_asked_back_with_the_whole_question(ask):
    reply = ask("các chỉ tiêu chưa đạt của phường Thắng", "ask_list").reply
    assert reply.evidence.kind == "clarify"
    for option in reply.evidence.options:
        pressed = ask(option.text, "nlu_fallback").reply.evidence
        assert (pressed.kind, pressed.filter, pressed.unit) == (
            "indicator_list",
            "not_met",
            option.code,
        )


@pytest.mark.parametrize(
    "text", ["những chỉ tiêu nào chưa đạt", "chỉ tiêu đã đạt", "liệt kê các chỉ tiêu của tỉnh"]
)
def test_its_buttons_are_understood(ask, text):
    reply = ask(text, "ask_list").reply
    assert 1 <= len(reply.buttons) <= 3
    for button in reply.buttons:
        pressed = ask(button.text, "nlu_fallback").reply.evidence
        assert (pressed.kind, pressed.unit) == ("indicator_list", reply.evidence.unit)


def test_an_indicator_named_with_the_word_is_no_list(ask):
    text = "hồ sơ trực tuyến của tỉnh đã đạt các chỉ tiêu chưa"
    assert ask(text).reply.evidence.kind == "indicator_value"


def test_it_takes_two_queries_whatever_the_number_of_indicators(fresh, catalogue):
    from sqlalchemy import event

    with fresh() as session:
        statements = []
        event.listen(
            session.get_bind(), "before_cursor_execute", lambda *call: statements.append(call[2])
        )
        stand("vung-tau", None, Desk.open(session, catalogue, CITY, NOW))
    assert len(statements) == 2
