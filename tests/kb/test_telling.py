"""What is told of a procedure: today's body, what is not sure, what changed."""

from datetime import date

import pytest
import yaml
from writing import PROCEDURE

from kb.models import Facet, Procedure
from kb.places import load_places
from kb.telling import TITLES, tell, where

TODAY = date(2026, 11, 21)
BEFORE = date(2025, 6, 30)


def procedure(**changes):
    raw = yaml.safe_load(PROCEDURE.format(key="tha_chim", name="Thả chim", alias="thả bồ câu"))
    return Procedure.model_validate(raw | changes)


def told(facet, place=None, today=TODAY, **changes):
    named = load_places().find(place) if place else None
    return tell(procedure(**changes), facet, named, today).splitlines()


def test_the_first_line_names_the_procedure_and_the_facet_and_the_last_the_day():
    for facet in Facet:
        lines = told(facet)
        assert lines[0] == f"Thả chim – {TITLES[facet].lower()}:"
        assert lines[-1] == "Thông tin tính đến 31/12/2023."


def test_the_body_of_today_stands_before_the_old_one():
    assert told(Facet.PLACE)[1:3] == ["Phường mới.", "Trước ngày 1/7/2025: Phường cũ."]
    assert where(procedure(), TODAY) == "Phường mới."


def test_before_the_merger_the_old_body_alone_is_told():
    assert told(Facet.PLACE, today=BEFORE)[1:-1] == ["Phường cũ."]
    assert where(procedure(), BEFORE) == "Phường cũ."
    assert where(procedure(), date(2025, 7, 1)) == "Phường mới."


def test_an_old_ward_is_told_by_what_it_became():
    lines = told(Facet.PLACE, "phường 10")
    assert lines[1] == "Phường 10 trước đây nay thuộc phường Rạch Dừa."


def test_a_ward_of_today_is_told_as_the_place_to_go():
    assert "anh/chị đến UBND phường Tam Thắng" in told(Facet.PLACE, "phường Tam Thắng")[1]


def test_a_ward_says_nothing_of_what_the_province_does():
    lines = told(Facet.PLACE, "phường 10", level="province")
    assert lines[1] == "Phường mới."


def test_before_the_merger_a_ward_has_become_nothing():
    assert "nay thuộc" not in "\n".join(told(Facet.PLACE, "phường 10", BEFORE))


@pytest.mark.parametrize(
    ("facet", "said"),
    [
        (Facet.DOCUMENTS, "• Tờ khai."),
        (Facet.STEPS, "1. Nộp tờ khai."),
        (Facet.FEE, "Không mất lệ phí."),
        (Facet.DURATION, "Trong ngày."),
        (Facet.ONLINE, "Đến tận nơi."),
        (Facet.RESULT, "Giấy xác nhận."),
    ],
)
def test_each_facet_tells_its_own_and_nothing_else(facet, said):
    assert told(facet)[1:-1] == [said]


def test_the_overview_tells_what_people_ask_first():
    text = "\n".join(told(Facet.OVERVIEW))
    for said in ("Việc làm thử.", "• Tờ khai.", "Không mất lệ phí.", "Trong ngày.", "Phường mới."):
        assert said in text


def test_what_the_sources_lack_is_said_to_be_unknown_with_whom_to_ask():
    assert "chưa có thông tin" in told(Facet.CONDITIONS)[1]
    assert "UBND phường, xã nơi cư trú" in told(Facet.CONDITIONS)[1]
    assert "hỏi UBND phường để" in told(Facet.CONDITIONS, today=BEFORE)[1]
    assert "chưa có thông tin" in told(Facet.LEGAL_BASIS)[1]


def test_low_confidence_is_said_in_every_facet():
    for facet in Facet:
        assert any("chưa đối chiếu" in line for line in told(facet, confidence="low"))
        assert not any("chưa đối chiếu" in line for line in told(facet))


def test_a_fee_that_the_province_sets_is_not_made_up():
    fee = {"amount": None, "text": "Có thu.", "exempt": "Hộ nghèo: miễn.", "set_by_province": True}
    lines = told(Facet.FEE, fee=fee)
    assert lines[1:3] == ["Có thu.", "Hộ nghèo: miễn."]
    assert "do tỉnh, thành phố quy định, tôi chưa có" in lines[3]


def test_an_amount_is_told_once_with_points():
    fee = {"amount": 50000, "text": "Nộp khi nhận."}
    assert told(Facet.FEE, fee=fee)[1:3] == ["50.000 đồng.", "Nộp khi nhận."]
    fee["text"] = "Thu 50.000 đồng."
    assert told(Facet.FEE, fee=fee)[1:-1] == ["Thu 50.000 đồng."]


def test_a_change_is_told_from_its_day_on():
    changes = [{"since": "2025-01-01", "text": "Nay khác."}]
    line = "Lưu ý, từ 1/1/2025: Nay khác."
    assert line in told(Facet.FEE, changes=changes)
    assert line in told(Facet.FEE, changes=changes, today=date(2025, 1, 1))
    assert line not in told(Facet.FEE, changes=changes, today=date(2024, 12, 31))


def test_a_note_is_told_where_it_belongs():
    assert "Xin nhớ." in told(Facet.OVERVIEW, note="Xin nhớ.")
    assert "Xin nhớ." not in told(Facet.FEE, note="Xin nhớ.")


def test_a_legal_document_is_told_with_its_day_where_it_is_known():
    basis = [{"title": "Luật A", "issued": "2014-11-20"}, {"title": "Luật B"}]
    assert told(Facet.LEGAL_BASIS, legal_basis=basis, missing=["conditions"])[1:3] == [
        "• Luật A (ngày 20/11/2014)",
        "• Luật B",
    ]


def test_every_shipped_procedure_tells_something_of_every_facet(content):
    for entry in content.procedures.values():
        for facet in Facet:
            lines = tell(entry, facet, None, TODAY).splitlines()
            assert len(lines) >= 3, (entry.key, facet)
            assert all(line.strip() for line in lines)


def test_no_shipped_procedure_sends_anyone_to_a_district_today(content):
    """Districts ended on 2025-07-01: the old body is told only as what was before."""
    for entry in content.procedures.values():
        lines = tell(entry, Facet.PLACE, None, TODAY).splitlines()
        assert lines[1] == entry.place.today
        assert lines[2] == f"Trước ngày 1/7/2025: {entry.place.before}"
        assert not entry.place.today.startswith(("UBND thành phố Vũng Tàu", "Công an thành phố"))
