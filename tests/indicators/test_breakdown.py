"""A unit without a figure of its own is split into its parts; only what adds up is added."""

from decimal import Decimal

from asking import CITIZEN, CITY, COUNTRY, WARD, Asking
from tables import GOOD, write_tables

from core.database import transaction
from indicators import models
from indicators.importers.load import import_path

ROW = {**GOOD["observations"], "indicator": "mot-cua.tre-han"}


def items(reply):
    return {item.unit: item.value for item in reply.evidence.items}


def test_the_city_is_split_into_its_two_blocks(ask):
    reply = ask("hồ sơ trễ hạn của thành phố").reply
    assert (reply.evidence.kind, reply.evidence.parent) == ("indicator_breakdown", "vung-tau")
    assert items(reply) == {"vung-tau.ubnd": 33, "vung-tau.phuong-xa": 297}
    assert [(c.name, c.value) for c in reply.evidence.computed] == [("total", Decimal(330))]
    assert reply.text.startswith("330 hồ sơ – ")


def test_a_block_without_a_row_is_replaced_by_its_own_parts(ask):
    reply = ask("số văn bản đi của thành phố").reply
    assert len(items(reply)) == 18
    assert items(reply)["vung-tau.ubnd"] == 4602
    (total,) = reply.evidence.computed
    assert total.value == sum(items(reply).values()) == 37281
    assert "không phải tổng" in reply.text


def test_a_unit_with_a_row_of_its_own_is_not_split(ask):
    assert ask("văn bản đi của UBND thành phố").reply.evidence.kind == "indicator_value"


def test_asked_by_ward_the_city_is_split_into_wards(ask):
    reply = ask("văn bản đi của thành phố chia theo từng phường", "ask_breakdown").reply
    assert reply.evidence.parent == "vung-tau.phuong-xa"
    assert len(items(reply)) == 17
    reply = ask("van ban di chia theo phong ban", "ask_breakdown").reply
    assert reply.evidence.parent == "vung-tau.ubnd"
    assert len(items(reply)) == 12


def test_no_total_where_a_part_has_no_figure(ask):
    reply = ask("văn bản đi ngoài phần mềm của 17 phường xã").reply
    assert items(reply)["vung-tau.phuong-2"] is None
    assert reply.evidence.computed == ()
    assert "Chưa cộng tổng vì chưa có số của: P.2." in reply.text


def test_no_total_where_a_part_is_missing(copies, tmp_path):
    sessions = copies("reported")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(
            indicator="van-ban.di", unit="vung-tau.phuong-7"
        ).delete()
    reply = Asking(sessions)("văn bản đi của 17 phường xã").reply
    assert len(items(reply)) == 16
    assert reply.evidence.computed == ()
    assert "chưa có số của: P.7" in reply.text


def test_no_total_over_different_periods(copies):
    sessions = copies("reported")
    with transaction(sessions) as session:
        row = session.query(models.Observation).filter_by(
            indicator="mot-cua.tre-han", unit="vung-tau.ubnd"
        )
        row.update({"period_end": row.one().period_end.replace(month=8), "period_label": "8 tháng"})
    reply = Asking(sessions)("hồ sơ trễ hạn của thành phố").reply
    assert reply.evidence.computed == ()
    assert "không cùng kỳ" in reply.text
    assert "8 tháng; 9 tháng năm 2023" in reply.text


def test_shares_are_listed_and_never_added(ask):
    reply = ask("mạng LAN của Quảng Bình", asker=COUNTRY).reply
    assert items(reply) == {
        "quang-binh.cap-tinh": 100,
        "quang-binh.cap-huyen": 100,
        "quang-binh.cap-xa": Decimal("98.7"),
    }
    assert reply.evidence.computed == ()
    assert "không cộng, không lấy trung bình" in reply.text


def test_figures_of_two_sources_name_both(copies, tmp_path):
    """A figure that another system sent must not be passed off as the report's."""
    sessions = copies("reported")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(
            indicator="mot-cua.tre-han", unit="vung-tau.ubnd"
        ).delete()
    row = {**ROW, "unit": "vung-tau.ubnd", "value": "31", "numerator": "", "denominator": ""}
    source = {**GOOD["sources"], "issuer": "Hệ thống một cửa"}
    import_path(sessions, write_tables(tmp_path, {"sources": [source], "observations": [row]}))
    reply = Asking(sessions)("hồ sơ trễ hạn của thành phố").reply
    assert items(reply) == {"vung-tau.ubnd": 31, "vung-tau.phuong-xa": 297}
    assert "Hệ thống một cửa" in reply.text
    assert "UBND thành phố Vũng Tàu" in reply.text


def test_simulated_parts_are_marked_and_never_mixed_into_a_total(ask_simulated):
    reply = ask_simulated("hồ sơ trực tuyến của 17 phường xã").reply
    assert len(items(reply)) == 17
    assert reply.evidence.simulated
    assert all(item.simulated for item in reply.evidence.items)
    assert reply.evidence.computed == ()
    assert "mô phỏng" in reply.text


def test_parts_that_may_not_be_seen_are_denied(ask):
    evidence = ask("văn bản đi của 17 phường xã", asker=CITIZEN).reply.evidence
    assert (evidence.kind, evidence.reason) == ("denied", "role")


def test_a_part_that_is_hidden_is_not_said_to_have_no_figure(ask):
    reply = ask("văn bản đi của 17 phường xã", asker=WARD).reply
    if reply.evidence.kind == "indicator_breakdown":
        assert list(items(reply)) == ["vung-tau.phuong-5"]
        assert reply.evidence.computed == ()
        assert "Không hiện số ngoài phạm vi tài khoản của anh/chị: P.1, P.2," in reply.text
    assert "chưa có số của" not in reply.text


def test_what_has_neither_a_row_nor_parts_is_no_data(ask):
    evidence = ask("công tơ điện tử chia theo từng phường", "ask_breakdown", CITY).reply.evidence
    assert evidence.kind == "no_data"
