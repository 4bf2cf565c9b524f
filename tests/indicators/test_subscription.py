"""The morning brief is ordered, changed and ended in words, by accounts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from asking import CITIZEN, NOW, Asking

from core.accounts import Account, LinkedChat
from core.database import transaction
from core.subscriptions import Subscription, next_run
from indicators.access import Asker
from indicators.sending import Wish, wish
from vietnamese.normalise import clean, strip_accents

STARTS = [
    "gửi báo cáo mỗi sáng thứ hai lúc 7 giờ",
    "gửi bản tin mỗi sáng",
    "gửi báo cáo 6h30 hằng ngày",
    "tôi muốn nhận bản tin lúc 7h",
    "đăng ký nhận báo cáo các ngày làm việc",
    "mỗi sáng 7 giờ gửi tôi báo cáo nhé",
    "ngày nào cũng gửi báo cáo cho tôi lúc bảy giờ",
    "đổi giờ gửi báo cáo sang 8 giờ",
    "gởi cho em bản tin thứ 2 và thứ 5",
    "cho tôi bản tin mỗi sáng",
    "đặt lịch gửi báo cáo thứ hai hàng tuần",
]
STOPS = [
    "thôi đừng gửi nữa",
    "ngưng gửi báo cáo sáng",
    "đừng gửi báo cáo nữa",
    "hủy đăng ký bản tin",
    "hủy lịch gửi báo cáo",
    "tắt bản tin",
    "tôi không muốn nhận bản tin nữa",
    "không cần gửi báo cáo mỗi sáng nữa",
    "bỏ đăng ký nhận báo cáo",
    "dừng gửi báo cáo hằng ngày",
]
SHOWS = ["mấy giờ gửi bản tin?", "tôi đăng ký bản tin chưa?", "lịch gửi báo cáo của tôi"]
OTHERS = [
    "bản tin sáng",
    "gửi bản tin sáng nay cho tôi",
    "đơn vị nào không gửi báo cáo hằng ngày",
    "bao nhiêu hồ sơ gửi hằng ngày",
    "Sở TNMT ngừng gửi báo cáo",
    "tài khoản định danh mấy phần trăm, để anh chốt báo cáo gửi thường trực trước mười giờ",
    "gửi file báo cáo 9 tháng",
    "gửi báo cáo quý hai",
    "gửi báo cáo tháng 9",
    "hủy đăng ký kết hôn",
    "đừng gửi hồ sơ giấy nữa",
    "gửi hồ sơ lúc 7 giờ sáng được không",
    "nhận kết quả thứ bảy được không",
    "tỷ lệ hồ sơ trực tuyến phường 5?",
    "thôi",
    "đừng",
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((text, Wish.START) for text in STARTS),
        *((text, Wish.STOP) for text in STOPS),
        *((text, Wish.SHOW) for text in SHOWS),
        *((text, None) for text in OTHERS),
    ],
)
def test_words_tell_what_is_wished_with_marks_and_without(text, wanted):
    assert wish(clean(text)) is wanted
    assert wish(strip_accents(clean(text))) is wanted


@pytest.fixture
def leader(fresh):
    """A leader whose Telegram chat is linked."""
    with transaction(fresh) as session:
        account = Account(
            name="A", role="leader", scope="vung-tau", token_hash="a" * 64, created_at=NOW
        )
        session.add(account)
        session.flush()
        session.add(LinkedChat(channel="telegram", chat="1", account_id=account.id, linked_at=NOW))
        return Asker(account=str(account.id), scope="vung-tau")


@pytest.fixture
def ask(fresh, leader):
    asking = Asking(fresh)
    return lambda text, asker=leader, intent="ask_overview": asking(text, intent, asker).reply


@pytest.fixture
def stored(fresh, leader):
    def stored():
        with fresh() as session:
            return session.get(Subscription, int(leader.account))

    return stored


def test_an_order_is_kept_and_said_back(ask, stored):
    reply = ask("gửi báo cáo mỗi sáng thứ hai lúc 7 giờ")
    assert reply.evidence.model_dump() == {
        "kind": "subscription",
        "what": "brief",
        "schedule": "mỗi sáng thứ hai lúc 07:00",
        "active": True,
    }
    assert "mỗi sáng thứ hai lúc 07:00" in reply.text
    kept = stored()
    assert (kept.days, kept.time, kept.active, kept.sent_at) == ("1", "07:00", True, NOW)
    assert kept.next_at > NOW


@pytest.mark.parametrize("intent", ["ask_value", "out_of_scope", "greet", "nlu_fallback"])
def test_words_decide_whatever_the_engine_took_it_for(ask, intent):
    assert ask("gửi bản tin mỗi sáng", intent=intent).evidence.active
    assert not ask("thôi đừng gửi nữa", intent=intent).evidence.active


def test_every_morning_at_seven_is_meant_when_little_is_said(ask, stored):
    ask("đăng ký nhận bản tin mỗi sáng")
    assert (stored().days, stored().time) == ("1234567", "07:00")


def test_what_is_not_said_stays_as_it_was(ask, stored):
    ask("gửi báo cáo mỗi sáng thứ hai lúc 7 giờ")
    assert ask("đổi giờ gửi báo cáo sang 8 giờ").evidence.schedule == "mỗi sáng thứ hai lúc 08:00"
    assert ask("gửi báo cáo thứ hai và thứ năm").evidence.schedule == (
        "mỗi sáng thứ hai và thứ năm lúc 08:00"
    )


def test_it_is_ended_and_ordered_anew(ask, stored):
    ask("gửi báo cáo mỗi sáng thứ hai lúc 8 giờ")
    ended = ask("thôi đừng gửi nữa")
    assert not ended.evidence.active
    assert not stored().active
    assert "hiện không đặt" in ask("đừng gửi báo cáo nữa").text
    again = ask("gửi bản tin mỗi sáng")
    assert again.evidence.active
    assert again.evidence.schedule == "mỗi sáng lúc 07:00"


def test_how_it_stands_is_told(ask):
    assert "không đặt" in ask("mấy giờ gửi bản tin?").text
    ask("gửi bản tin mỗi sáng")
    shown = ask("mấy giờ gửi bản tin?")
    assert shown.evidence.active
    assert "07:00" in shown.text


def test_a_time_that_does_not_exist_changes_nothing(ask, stored):
    reply = ask("gửi bản tin lúc 25 giờ mỗi ngày")
    assert "25:00" in reply.text
    assert stored() is None


def test_nobody_without_an_account_is_sent_anything(ask):
    assert ask("gửi bản tin mỗi sáng", CITIZEN).evidence.reason == "role"


def test_a_group_is_sent_nothing(ask, leader, stored):
    reply = ask("gửi bản tin mỗi sáng", replace(leader, in_group=True))
    assert reply.evidence.reason == "group_chat"
    assert stored() is None


def test_an_account_without_a_chat_is_told_so(ask, fresh, leader):
    with transaction(fresh) as session:
        session.delete(session.get(LinkedChat, ("telegram", "1")))
    assert "chưa liên kết" in ask("gửi bản tin mỗi sáng").text


def test_the_next_run_is_local_and_never_now():
    saturday = NOW  # 2026-11-21 09:00
    assert next_run("1", "07:00", saturday) == saturday.replace(day=23, hour=7)
    assert next_run("6", "09:00", saturday) == saturday + timedelta(days=7)
    assert next_run("6", "09:01", saturday) == saturday + timedelta(minutes=1)
    assert next_run("1234567", "07:00", saturday).utcoffset() == timedelta(hours=7)
