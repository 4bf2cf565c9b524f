"""How far tasks are: the newest status of each, as the asker may see it."""

import pytest
from asking import CITIZEN, CITY, COUNTRY, WARD
from sqlalchemy import select

from indicators import models

INTENTS = ["ask_tasks", "ask_value", "nlu_fallback"]
CITY_PROGRAM = "Nhiệm vụ chuyển đổi số năm 2023 của TP Vũng Tàu"
NQ112 = "Đề án phát triển đô thị thông minh tỉnh Bà Rịa - Vũng Tàu (Nghị quyết 112/NQ-HĐND)"


def told(evidence):
    return {item.task: (item.status, str(item.as_of)) for item in evidence.items}


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    "text",
    [
        "đề án đô thị thông minh xong mấy việc",
        "de an do thi thong minh xong may viec",
        "tiến độ nghị quyết 112",
        "nq112 tới đâu rồi",
        "đề án đô thị thông minh của tỉnh tới đâu rồi",
    ],
)
def test_a_programme_is_told_task_by_task(ask, text, intent):
    reply = ask(text, intent).reply
    assert (reply.evidence.kind, reply.evidence.program) == ("tasks", NQ112)
    assert len(reply.evidence.items) == 12
    assert reply.text.startswith("4/12 nhiệm vụ ghi hoàn thành")
    assert {str(one.value) for one in reply.evidence.computed} == {"4", "12"}


def test_the_newest_status_of_each_task_is_told(ask, reported):
    evidence = ask("tiến độ nghị quyết 112", "ask_tasks", COUNTRY).reply.evidence
    with reported() as session:
        rows = session.scalars(select(models.Task).filter_by(program=NQ112)).all()
    newest = {}
    for row in sorted(rows, key=lambda row: row.as_of):
        newest[row.code] = (row.status, str(row.as_of))
    assert told(evidence) == newest
    assert told(evidence)["nq112.do-thi-vung-tau"][1] == "2023-09-30"


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("IOC tới đâu rồi", {"nq112.ioc-tinh", "nq112.do-thi-vung-tau"}),
        ("ioc toi dau roi", {"nq112.ioc-tinh", "nq112.do-thi-vung-tau"}),
        ("IOC của tỉnh tới đâu rồi", {"nq112.ioc-tinh"}),
        ("IOC của thành phố triển khai đến đâu", {"nq112.do-thi-vung-tau"}),
        ("IOC Quảng Bình tới đâu rồi", {"quang-binh.ioc"}),
        ("trang thông tin điện tử phường xã làm tới đâu", {"vung-tau.trang-ttdt-17-phuong-xa"}),
        ("trang thong tin dien tu phuong xa lam toi dau", {"vung-tau.trang-ttdt-17-phuong-xa"}),
        ("trợ lý ảo lãnh đạo triển khai đến đâu", {"brvt.tro-ly-ao-lanh-dao"}),
        ("tro ly ao lanh dao trien khai den dau", {"brvt.tro-ly-ao-lanh-dao"}),
        ("callbot của tỉnh triển khai tới đâu", {"brvt.callbot"}),
        ("dự án du lịch thông minh làm tới đâu", {"nq112.du-lich"}),
        ("dự án giao thông thông minh tới đâu rồi", {"nq112.giao-thong-an-ninh"}),
    ],
)
def test_a_task_is_found_by_its_words_and_by_whose_it_is(ask, text, tasks, intent):
    evidence = ask(text, intent).reply.evidence
    assert evidence.kind == "tasks"
    assert set(told(evidence)) == tasks


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("nhiệm vụ chuyển đổi số của thành phố", CITY_PROGRAM),
        ("các nhiệm vụ chuyển đổi số năm 2023 của thành phố", CITY_PROGRAM),
        (
            "nhiệm vụ chuyển đổi số năm 2022 của tỉnh",
            "Nhiệm vụ, chỉ tiêu chuyển đổi số năm 2022 của tỉnh",
        ),
        ("kế hoạch chuyển đổi số năm 2023 của tỉnh", "Kế hoạch chuyển đổi số năm 2023 của tỉnh"),
        ("đề án 06 tới đâu rồi", "Đề án 06"),
        ("nhiệm vụ của thành phố", CITY_PROGRAM),
    ],
)
def test_programmes_of_like_names_are_told_apart_by_unit_and_year(ask, text, program):
    assert ask(text, "ask_tasks").reply.evidence.program == program


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("nhiệm vụ của sở du lịch xong chưa", {"nq112.du-lich"}),
        ("bqlda 2 đang làm dự án nào", {"vung-tau.ung-dung-tien-ich-thong-minh"}),
        ("sở giáo dục làm gì trong đề án đô thị thông minh", {"nq112.giao-duc"}),
    ],
)
def test_a_body_is_told_its_own_tasks(ask, text, tasks):
    assert set(told(ask(text, "ask_tasks").reply.evidence)) == tasks


def test_a_contradiction_over_time_is_said(ask):
    for text in ("IOC của tỉnh tới đâu rồi", "tiến độ nghị quyết 112"):
        reply = ask(text, "ask_tasks").reply
        assert told(reply.evidence)["nq112.ioc-tinh"] == ("chưa hoàn thành", "2023-06-16")
        assert "hai nguồn nói khác nhau" in reply.text
        assert "ngày 16/11/2022 ghi “vận hành thử nghiệm”" in reply.text
        assert "ngày 16/6/2023 ghi “chưa hoàn thành”" in reply.text


def test_the_day_asked_for_tells_what_was_known_then(ask):
    reply = ask("dự án giao thông thông minh năm 2022 tới đâu", "ask_tasks").reply
    assert [str(item.as_of) for item in reply.evidence.items] == ["2022-11-16"] * 2
    assert "Công an tỉnh" in reply.text, "both owners are told"
    assert "Sở GTVT" in reply.text


def test_before_anything_was_known_the_newest_is_said_to_be_later(ask):
    text = ask("IOC của tỉnh năm 2021 tới đâu", "ask_tasks").reply.text
    assert text.startswith("Chưa có ghi nhận nào đến ngày 31/12/2021; mới nhất:")


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        (
            "Đề án đô thị thông minh của tỉnh xong được mấy nhiệm vụ?",
            "do-thi-thong-minh.nhiem-vu-hoan-thanh",
            "4",
        ),
        (
            "Giai đoạn 2020-2022 đề án đô thị thông minh của tỉnh hoàn thành mấy nhiệm vụ?",
            "do-thi-thong-minh.nhiem-vu-hoan-thanh",
            "4",
        ),
        (
            "số nhiệm vụ chưa hoàn thành của đề án đô thị thông minh tỉnh là bao nhiêu",
            "do-thi-thong-minh.nhiem-vu-chua-hoan-thanh",
            "8",
        ),
    ],
)
@pytest.mark.parametrize("intent", INTENTS)
def test_a_number_of_tasks_that_the_unit_reports_stays_a_figure(
    ask, text, indicator, value, intent
):
    evidence = ask(text, intent).reply.evidence
    assert (evidence.kind, evidence.indicator) == ("indicator_value", indicator)
    assert str(evidence.value) == value


@pytest.mark.parametrize(
    "text",
    ["dự án đường ven biển làm tới đâu rồi", "nhiệm vụ nào chưa xong", "IOC Côn Đảo tới đâu"],
)
def test_what_is_no_task_is_answered_with_the_programmes_there_are(ask, text):
    reply = ask(text, "ask_tasks").reply
    assert reply.evidence.kind == "fallback"
    assert NQ112 in reply.text
    assert len(reply.buttons) == 3
    pressed = {ask(button.text, "nlu_fallback").reply.evidence.program for button in reply.buttons}
    assert len(pressed) == 3
    assert all(program in reply.text for program in pressed)


def test_a_status_of_an_internal_source_is_for_those_whose_scope_covers_the_owner(ask):
    text = "hệ thống điều hành đô thị thông minh thành phố Vũng Tàu tới đâu"
    for asker, day in ((CITY, "2023-09-30"), (WARD, "2023-06-16"), (CITIZEN, "2023-06-16")):
        evidence = ask(text, "ask_tasks", asker).reply.evidence
        assert told(evidence)["nq112.do-thi-vung-tau"][1] == day


@pytest.mark.parametrize("asker", [CITIZEN, WARD])
def test_an_internal_programme_is_not_even_named_to_others(ask, asker):
    reply = ask("nhiệm vụ nào chưa xong", "ask_tasks", asker).reply
    assert CITY_PROGRAM not in reply.text
    assert NQ112 in reply.text
    assert "nhà thầu" not in ask("trang thông tin điện tử phường xã", "ask_tasks", asker).reply.text


def test_an_unknown_unit_is_said_to_be_unknown(ask):
    assert ask("IOC Đà Nẵng tới đâu", "ask_tasks").reply.evidence.kind == "unknown_unit"


def test_another_unit_keeps_the_task(ask):
    outcomes = ask.dialogue(("IOC của thành phố tới đâu rồi", "ask_tasks"), "còn tỉnh?")
    assert set(told(outcomes[-1].reply.evidence)) == {"nq112.ioc-tinh"}


def test_a_single_task_leads_to_its_programme(ask):
    (button,) = ask("IOC của tỉnh tới đâu rồi", "ask_tasks").reply.buttons
    assert ask(button.text, "nlu_fallback").reply.evidence.program == NQ112
