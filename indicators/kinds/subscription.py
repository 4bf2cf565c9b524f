"""The morning brief as a subscription: ordered, changed, ended in words."""

from __future__ import annotations

from sqlalchemy import exists, select

from answers.answer import Button, Reply
from answers.evidence import Denied, Fallback
from answers.evidence import Subscription as Evidence
from answers.schedules import schedule_vi
from core.accounts import LinkedChat
from core.subscriptions import Subscription, subscribe, subscription_of, unsubscribe
from indicators.access import Denial
from indicators.desk import Desk, Outcome, ask
from indicators.question import Question
from indicators.schedules import read_schedule
from indicators.sending import Wish, wish

_ROLE = (
    "Bản tin chỉ gửi cho tài khoản đã được cấp. Anh/chị mở đường dẫn liên kết do người quản trị "
    "gửi, rồi đặt lại."
)
_GROUP = "Bản tin có số liệu nội bộ nên không gửi vào nhóm. Anh/chị nhắn riêng cho tôi để đặt."
_IMPOSSIBLE = (
    "Không có lúc {time} trong ngày. Anh/chị nêu lại giờ, ví dụ: “gửi bản tin lúc 7 giờ 30 mỗi "
    "sáng thứ hai”."
)
_NO_CHAT = (
    " Bản tin đi qua Telegram, mà tài khoản chưa liên kết cuộc trò chuyện nào ở đó: anh/chị xin "
    "người quản trị mã liên kết."
)
_STOP = ask("Thôi nhận", "Thôi đừng gửi bản tin nữa")
_READ = ask("Xem bản tin", "bản tin sáng")


def answer(question: Question, desk: Desk) -> Outcome:
    """Do what is wished, and say how the subscription stands."""
    if desk.asker.in_group:
        return _denied(Denial.GROUP_CHAT, _GROUP)
    if desk.asker.account is None:
        return _denied(Denial.ROLE, _ROLE)
    account = int(desk.asker.account)
    match wish(question.text):
        case Wish.STOP:
            ended = unsubscribe(desk.session, account)
            desk.session.expire_all()
            text = (
                "Tôi thôi gửi bản tin từ giờ." if ended else "Anh/chị hiện không đặt bản tin nào."
            )
            return _told(text, account, desk, ask("Nhận lại", "Gửi bản tin mỗi sáng"))
        case Wish.START:
            return _start(question.text, account, desk)
        case _:
            return _show(account, desk)


def _start(text: str, account: int, desk: Desk) -> Outcome:
    wanted = read_schedule(text)
    if wanted.impossible is not None:
        reply = _IMPOSSIBLE.format(time=wanted.impossible)
        return Outcome(Reply(text=reply, evidence=Fallback(reason="not_understood")))
    made = subscribe(desk.session, account, desk.now, wanted.days, wanted.time)
    told = f"Đã đặt: tôi gửi bản tin {_words(made)}."
    linked = select(exists().where(LinkedChat.account_id == account))
    if not desk.session.scalar(linked):
        told += _NO_CHAT
    return _told(told, account, desk, _READ, _STOP)


def _show(account: int, desk: Desk) -> Outcome:
    known = subscription_of(desk.session, account)
    if known is not None and known.active:
        return _told(f"Anh/chị đang nhận bản tin {_words(known)}.", account, desk, _READ, _STOP)
    order = ask("Nhận mỗi sáng", "Gửi bản tin mỗi sáng")
    return _told("Anh/chị hiện không đặt bản tin nào.", account, desk, order)


def _told(text: str, account: int, desk: Desk, *buttons: Button) -> Outcome:
    known = subscription_of(desk.session, account)
    schedule = _words(known) if known is not None else ""
    active = known is not None and known.active
    evidence = Evidence(what="brief", schedule=schedule, active=active)
    return Outcome(Reply(text=text, buttons=buttons, evidence=evidence))


def _words(one: Subscription) -> str:
    return schedule_vi(one.days, one.time)


def _denied(denial: Denial, text: str) -> Outcome:
    return Outcome(Reply(text=text, evidence=Denied(reason=denial.value)))
