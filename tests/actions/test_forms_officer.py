"""Whoever asks for an officer gets a ticket, and is told truly when someone will be there."""

from datetime import datetime

import pytest
from sqlalchemy import select
from talking import Talk, shown

from core.clock import LOCAL_ZONE
from core.database import transaction
from indicators.question import UNSURE
from services import tickets
from services.tables import Ticket

ASK = ("cho gặp cán bộ", "request_officer")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


def tickets_of(talk):
    with talk.world.sessions() as session:
        return session.scalars(select(Ticket).where(Ticket.conversation == talk.id)).all()


def test_in_office_hours_an_officer_is_called(talk):
    talk.say("làm căn cước lần đầu cần gì", "public_service")
    reply = talk.say(*ASK)
    (ticket,) = tickets_of(talk)
    assert shown(reply) == {"kind": "handoff", "ticket": ticket.code, "status": "waiting"}
    assert ticket.code in reply.text and "cứ hỏi tiếp" in reply.text
    lines = ticket.about.splitlines()
    assert lines[0] == "Người dân: làm căn cước lần đầu cần gì"
    assert lines[1].startswith("Trợ lý: ")
    assert lines[-1] == "Người dân: cho gặp cán bộ"


def test_the_officer_is_shown_no_personal_data(talk):
    talk.say("số tôi là 0912345678, hồ sơ sao rồi", "public_service")
    talk.say(*ASK)
    (ticket,) = tickets_of(talk)
    assert "0912345678" not in ticket.about and "[phone:1]" in ticket.about


def test_asking_again_finds_the_same_ticket(talk):
    first, again = shown(talk.say(*ASK)), talk.say(*ASK)
    assert shown(again) == first
    assert "vẫn đang chờ" in again.text
    assert len(tickets_of(talk)) == 1


def test_while_waiting_the_assistant_goes_on(talk):
    talk.say(*ASK)
    assert shown(talk.say("làm căn cước lần đầu cần gì", "public_service"))["kind"] == ("procedure")
    assert tickets_of(talk)[0].status == "waiting"


@pytest.mark.parametrize("words", ["thôi khỏi", "thôi", "hủy đi em"])
def test_it_can_be_called_off(talk, words):
    talk.say(*ASK)
    reply = talk.say(words)
    assert shown(reply)["status"] == "closed"
    assert tickets_of(talk)[0].status == "closed"
    assert shown(talk.say(*ASK))["status"] == "waiting"
    assert len(tickets_of(talk)) == 2


@pytest.mark.parametrize(
    ("moment", "back"),
    [
        ("2026-11-26 12:00", "13:30 hôm nay"),
        ("2026-11-26 20:00", "07:30 thứ sáu, 27/11"),
        ("2026-11-27 17:00", "07:30 thứ hai, 30/11"),
        ("2026-11-28 09:00", "07:30 thứ hai, 30/11"),
        # The day of Vietnamese culture, then the days of reunification and labour.
        ("2026-11-24 09:00", "07:30 thứ tư, 25/11"),
        ("2026-04-30 09:00", "07:30 thứ hai, 4/5"),
    ],
)
def test_outside_office_hours_one_is_told_when_they_are_back(talk, clock, moment, back):
    clock.now = at(moment)
    reply = talk.say(*ASK)
    assert shown(reply)["status"] == "waiting"
    assert back in reply.text
    assert "Nhờ cán bộ gọi lại cho tôi" in [button.text for button in reply.buttons]


def test_at_the_lunar_new_year_nobody_is_promised(talk, clock):
    clock.now = at("2027-02-08 09:00")  # a Monday, the third day of the year
    reply = talk.say(*ASK)
    assert "hôm nay" not in reply.text and "ngoài giờ làm việc" in reply.text


def called_back(talk, clock, *said, intent=UNSURE):
    clock.now = at("2026-11-26 20:00")
    talk.say(*ASK)
    for text in said:
        reply = talk.say(text, intent)
    return reply


def test_a_call_back_is_confirmed_and_keeps_the_ticket(talk, clock):
    confirm = called_back(talk, clock, "có", "0912 345 678")
    assert shown(confirm) == {"kind": "form", "form": "callback", "asks": "confirm"}
    (ticket,) = tickets_of(talk)
    assert ticket.callback is False
    reply = talk.say("đúng")
    (ticket,) = tickets_of(talk)
    assert shown(reply) == {"kind": "handoff", "ticket": ticket.code, "status": "waiting"}
    assert ticket.callback and talk.world.vault.unseal(ticket.contact) == "0912 345 678"
    assert "07:30 thứ sáu, 27/11" in reply.text
    assert talk.form is None


def test_a_number_takes_the_offer_up_at_once(talk, clock):
    assert shown(called_back(talk, clock, "gọi số 0912345678 nhé"))["asks"] == "confirm"


def test_an_offer_that_is_not_taken_up_is_not_repeated(talk, clock):
    reply = called_back(talk, clock, "làm căn cước lần đầu cần gì", intent="public_service")
    assert shown(reply)["kind"] == "procedure"
    assert "số điện thoại" not in reply.text.rpartition("\n\n")[2]
    assert talk.form is None
    assert tickets_of(talk)[0].status == "waiting"


def test_declining_the_offer_calls_the_ticket_off(talk, clock):
    assert shown(called_back(talk, clock, "thôi khỏi"))["status"] == "closed"
    assert tickets_of(talk)[0].status == "closed"


def test_asking_to_be_called_needs_no_detour(talk):
    asked = talk.say("nhờ cán bộ gọi lại cho tôi", "request_officer")
    assert shown(asked) == {"kind": "form", "form": "callback", "asks": "contact"}
    assert shown(talk.say("12345678"))["asks"] == "contact"
    talk.say("0912345678")
    talk.restart()
    assert shown(talk.say("đúng"))["kind"] == "handoff"
    (ticket,) = tickets_of(talk)
    assert ticket.callback


def test_who_waits_for_a_call_is_told_so(talk):
    talk.say("gọi lại cho tôi số 0912345678", "request_officer")
    talk.say("đúng")
    again = talk.say(*ASK)
    assert "gọi lại" in again.text
    assert len(tickets_of(talk)) == 1


def test_a_wrong_number_is_given_anew(talk):
    talk.say("gọi lại cho tôi số 0912345678", "request_officer")
    assert shown(talk.say("sai"))["asks"] == "contact"
    talk.say("0987654321")
    talk.say("đúng")
    (ticket,) = tickets_of(talk)
    assert talk.world.vault.unseal(ticket.contact) == "0987654321"


def test_an_officer_comes_before_a_form(talk):
    talk.say("tôi muốn gửi phản ánh", "lodge_petition")
    assert shown(talk.say(*ASK))["kind"] == "handoff"
    assert talk.form is None


def test_an_emergency_comes_before_an_officer(talk):
    talk.say("nhờ cán bộ gọi lại cho tôi", "request_officer")
    assert "115" in talk.say("cấp cứu, có người bất tỉnh", "emergency").text


def test_an_unsure_reading_does_not_break_a_form(talk):
    talk.say("tôi muốn gửi phản ánh", "lodge_petition")
    reply = talk.say("cán bộ phường nói chuyện khó nghe quá", "request_officer", 0.6)
    assert shown(reply) == {"kind": "form", "form": "petition", "asks": "place"}


def test_a_claimed_ticket_is_not_opened_again(talk):
    code = shown(talk.say(*ASK))["ticket"]
    with transaction(talk.world.sessions) as session:
        tickets.claim(session, code, None, talk.world.clock())
    assert shown(talk.say(*ASK)) == {"kind": "handoff", "ticket": code, "status": "claimed"}


def test_conversations_have_tickets_of_their_own(world):
    one, other = Talk(world), Talk(world)
    assert shown(one.say(*ASK))["ticket"] != shown(other.say(*ASK))["ticket"]
    one.say("thôi khỏi")
    assert tickets_of(other)[0].status == "waiting"
