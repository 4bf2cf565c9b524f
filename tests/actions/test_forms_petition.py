"""A petition is taken in once it is whole and confirmed; half of one is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from talking import shown

from core.database import transaction
from services import petitions
from services.tables import Petition


def lodged(talk):
    with talk.world.sessions() as session:
        return session.scalars(select(Petition).where(Petition.conversation == talk.id)).all()


def whole(talk, contact="0912 345 678"):
    talk.say("đèn đường hẻm tôi hư cả tuần nay", "lodge_petition")
    talk.say("hẻm 12 đường Ba Cu, phường 4")
    return talk.say(contact)


def test_a_petition_from_its_first_word_to_its_code(talk):
    first = talk.say("tôi muốn gửi phản ánh", "lodge_petition")
    assert shown(first) == {"kind": "form", "form": "petition", "asks": "content"}
    assert shown(talk.say("đèn đường hư cả tuần nay"))["asks"] == "place"
    assert shown(talk.say("hẻm 12 đường Ba Cu"))["asks"] == "contact"
    confirm = talk.say("0912 345 678")
    assert shown(confirm)["asks"] == "confirm"
    assert "đèn đường" in confirm.text and "Ba Cu" in confirm.text
    assert "0912" not in confirm.text
    assert lodged(talk) == []
    done = shown(talk.say("đúng rồi"))
    (petition,) = lodged(talk)
    assert done == {"kind": "petition", "code": petition.code, "status": "received"}
    assert (petition.content, petition.place) == ("đèn đường hư cả tuần nay", "hẻm 12 đường Ba Cu")
    assert talk.world.vault.unseal(petition.contact) == "0912 345 678"
    assert b"0912" not in petition.contact


def test_what_the_first_message_tells_is_not_asked_again(talk):
    assert (
        shown(talk.say("nắp cống bể ở ngã tư nguy hiểm quá", "lodge_petition"))["asks"] == "place"
    )


def test_no_contact_need_be_left(talk):
    assert shown(whole(talk, "không"))["asks"] == "confirm"
    talk.say("đúng")
    (petition,) = lodged(talk)
    assert petition.contact is None


def test_a_contact_that_is_none_is_asked_for_again(talk):
    assert shown(whole(talk, "gọi tôi"))["asks"] == "contact"


def test_stopped_midway_nothing_is_sent(talk):
    whole(talk)
    assert "không gửi" in talk.say("thôi khỏi").text
    assert lodged(talk) == [] and talk.form is None


def test_no_means_writing_it_anew(talk):
    whole(talk)
    assert shown(talk.say("sai rồi"))["asks"] == "content"
    assert lodged(talk) == []


def test_the_petition_survives_restarts(talk):
    for text, intent in [
        ("đèn đường hẻm tôi hư cả tuần nay", "lodge_petition"),
        ("hẻm 12 đường Ba Cu", "nlu_fallback"),
        ("0912345678", "nlu_fallback"),
        ("đúng", "nlu_fallback"),
    ]:
        talk.restart()
        reply = talk.say(text, intent)
    assert shown(reply)["kind"] == "petition"
    assert len(lodged(talk)) == 1


def test_agreeing_twice_sends_once(talk):
    whole(talk)
    talk.say("đúng")
    talk.say("đúng")
    assert len(lodged(talk)) == 1


def test_a_contact_that_is_no_longer_kept_is_asked_for_again(talk, clock):
    whole(talk)
    clock.now += timedelta(days=4)
    assert shown(talk.say("đúng"))["asks"] == "contact"
    assert lodged(talk) == []


def test_an_emergency_comes_first(talk):
    whole(talk)
    reply = talk.say("cháy nhà rồi cứu với", "emergency")
    assert "114" in reply.text
    assert talk.form == "petition"


@pytest.mark.parametrize("spelled", ["{}", "mã {} tới đâu rồi", "{} xong chưa"])
def test_the_code_tells_how_far_it_is(talk, spelled):
    whole(talk)
    code = shown(talk.say("đúng"))["code"]
    with transaction(talk.world.sessions) as session:
        petitions.settle(session, code, "done", "Đã thay bóng đèn.", talk.world.clock())
    reply = talk.say("phản ánh " + spelled.format(code), "lodge_petition")
    assert shown(reply) == {"kind": "petition", "code": code, "status": "done"}
    assert "Đã thay bóng đèn." in reply.text


def test_an_unknown_code_is_said_to_be_unknown(talk):
    reply = talk.say("phản ánh PA-0000-0000 tới đâu rồi", "lodge_petition")
    assert shown(reply) == {"kind": "petition", "code": "PA-0000-0000", "status": "not_found"}
