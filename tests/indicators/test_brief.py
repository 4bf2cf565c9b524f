"""The brief: what is new, missed, old and doubtful, of reported figures alone."""

from datetime import timedelta

import pytest
from asking import CITIZEN, CITY, NOW, WARD, Asking
from sqlalchemy import update

from core.database import transaction
from indicators import models
from indicators.access import Asker

DAY = timedelta(days=1)


def dated(sessions, fresh=(), days=1):
    """A database whose rows came in long ago, those of some units lately."""
    row = models.Observation
    with transaction(sessions) as session:
        session.execute(update(row).values(recorded_at=NOW - 400 * DAY))
        session.execute(update(row).where(row.unit.in_(fresh)).values(recorded_at=NOW - days * DAY))
    return Asking(sessions)


@pytest.fixture
def ask(fresh):
    return dated(fresh)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("điểm tin", "ask_brief"),
        ("điểm tin", "ask_overview"),
        ("diem tin", "nlu_fallback"),
        ("bản tin sáng", "ask_overview"),
        ("ban tin sang", "nlu_fallback"),
        ("báo cáo nhanh sáng nay", "ask_overview"),
        ("bao cao nhanh sang nay", "nlu_fallback"),
    ],
)
def test_a_brief_is_an_overview_in_short(ask, text, intent):
    reply = ask(text, intent).reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("overview", "vung-tau")
    assert len(reply.evidence.items) == 60
    assert reply.text.startswith("Điểm tin TP. Vũng Tàu, 21/11/2026.")
    assert "Chưa đạt: 15/46 chỉ tiêu" in reply.text
    assert len(reply.text) <= 1500


def test_nothing_new_is_said(ask):
    assert "Từ 14/11/2026 chưa có số liệu mới." in ask("điểm tin", "ask_brief").reply.text


def test_what_came_in_lately_is_counted_with_the_units_below(fresh):
    ask = dated(fresh, ("vung-tau.phuong-5", "vung-tau.phuong-7", "brvt"))
    reply = ask("điểm tin", "ask_brief").reply
    assert "Từ 14/11/2026 có 8 số liệu mới hoặc sửa" in reply.text
    assert "8" in {str(one.value) for one in reply.evidence.computed}


def test_the_units_own_new_figures_are_told(fresh):
    text = dated(fresh, ("vung-tau",))("điểm tin", "ask_brief").reply.text
    assert "có 60 số liệu mới hoặc sửa" in text
    assert len(text) <= 1500


def test_since_the_last_brief_is_from_that_moment_on(fresh):
    ask = dated(fresh, ("vung-tau.phuong-5",), days=3)
    for days, words in ((4, "có 4 số liệu mới"), (2, "chưa có số liệu mới")):
        asker = Asker("2", "vung-tau", since=NOW - days * DAY)
        assert words in ask("điểm tin", "ask_brief", asker).reply.text


def test_a_correction_is_new(fresh):
    ask = dated(fresh)
    with transaction(fresh) as session:
        row = session.query(models.Observation).filter_by(unit="vung-tau.phuong-5").first()
        row.value += 1
    asker = Asker("2", "vung-tau", since=NOW - 300 * DAY)
    assert "có 1 số liệu mới hoặc sửa" in ask("điểm tin", "ask_brief", asker).reply.text


def test_old_figures_are_counted_with_the_oldest(ask):
    reply = ask("điểm tin", "ask_brief").reply
    assert "Số cũ hơn 12 tháng: 60 chỉ tiêu, cũ nhất đến ngày 16/11/2022" in reply.text


def test_doubtful_figures_are_counted_as_their_list_counts_them(ask):
    listed = ask("số nào đáng ngờ", "ask_anomalies").reply.evidence.items
    assert f"Đáng ngờ: {len(listed)} số liệu" in ask("điểm tin", "ask_brief").reply.text


def test_it_is_of_the_askers_unit_whatever_was_talked_about(ask):
    outcomes = ask.dialogue(("văn bản đi của phường 7", "ask_value"), ("điểm tin", "ask_brief"))
    assert outcomes[-1].reply.evidence.unit == "vung-tau"
    assert ask("điểm tin phường 7", "ask_brief").reply.evidence.unit == "vung-tau.phuong-7"
    ward = ask("điểm tin", "ask_brief", WARD).reply
    assert ward.evidence.unit == "vung-tau.phuong-5"
    assert "Chưa đạt" not in ward.text


def test_simulated_rows_are_never_in_a_brief(copies):
    ask = dated(copies("simulated"), ("vung-tau.phuong-5",))
    outcome = ask("điểm tin", "ask_brief", WARD)
    assert "có 4 số liệu mới" in outcome.reply.text
    assert "mô phỏng" not in outcome.reply.text
    assert not any(row.observation.simulated for row in outcome.shown)


def test_a_citizens_brief_has_public_figures_alone(ask):
    outcome = ask("điểm tin của tỉnh", "ask_brief", CITIZEN)
    assert not any(row.internal for row in outcome.shown)
    ward = ask("điểm tin phường 5", "ask_brief", CITIZEN).reply.evidence
    assert (ward.kind, ward.reason) == ("denied", "role")


def test_its_buttons_are_understood(ask):
    buttons = ask("điểm tin", "ask_brief", CITY).reply.buttons
    kinds = [ask(button.text, "nlu_fallback").reply.evidence.kind for button in buttons]
    assert kinds == ["indicator_list", "anomalies"]
