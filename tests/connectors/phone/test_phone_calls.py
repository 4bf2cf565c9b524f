"""Whole calls, turn by turn over HTTP, the same on the lines of all three providers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from engine_standin import StandIn
from gateway_harness import Client, opened
from lines import CLOSED, OFFICERS, Line
from sqlalchemy import select

from connectors.app import create_app
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.database import Sessions
from core.references import open_vault
from core.settings import Settings
from services.tables import Ticket

PROCEDURE = {"kind": "procedure", "procedure": "khai_sinh", "facet": "documents", "also": []}
FORM_CODE = {"kind": "form", "form": "dossier", "asks": "code"}
FORM_PROOF = {"kind": "form", "form": "dossier", "asks": "phone_digits"}
NOT_UNDERSTOOD = {"kind": "fallback", "reason": "not_understood"}
Answers = Callable[..., None]


def call_of(sessions: Sessions, line: Line) -> PhoneCall:
    with sessions() as session:
        return session.scalars(select(PhoneCall).where(PhoneCall.call == line.call)).one()


def tickets_of(sessions: Sessions) -> list[Ticket]:
    with sessions() as session:
        return list(session.scalars(select(Ticket)))


async def test_procedure_by_voice(line: Line, answers: Answers, engine: StandIn) -> None:
    told = await line.start()
    assert "trợ lý tự động" in told.text and "ghi lại" in told.text
    answers(
        "Giấy tờ đăng ký khai sinh:\n• Tờ khai theo mẫu;\n• Giấy chứng sinh (bản chính).\n"
        "Lệ phí: 0 đồng. Thời hạn: 1 ngày làm việc. Nộp tại UBND cấp xã.",
        PROCEDURE,
        buttons=[{"title": "Nơi nộp", "text": "nộp ở đâu"}],
    )
    told = await line.say("đăng ký khai sinh cần giấy tờ gì")
    assert engine.texts == ["đăng ký khai sinh cần giấy tờ gì"]
    assert engine.received[0]["metadata"] == {"account": None, "channel": "phone"}
    assert told.then == "listen"
    assert "giấy chứng sinh" in told.text.lower() and "nghe tiếp" in told.text
    assert not any(character.isdigit() for character in told.text)
    first = told.text
    told = await line.say("nghe tiếp đi em")
    assert len(engine.texts) == 1, "the rest of the answer is kept, not asked for"
    told = await line.press("9") if "nghe tiếp" in told.text else told
    assert told.text != first
    told = await line.say("dạ cảm ơn không cần nữa")
    assert told.then == "hangup"
    assert len(engine.texts) == 1


async def test_choice_by_key_and_by_voice(line: Line, answers: Answers, engine: StandIn) -> None:
    await line.start()
    options = [
        {"title": "Khai sinh lần đầu", "text": "đăng ký khai sinh"},
        {"title": "Đăng ký lại", "text": "đăng ký lại khai sinh"},
    ]
    answers("Anh/chị hỏi việc nào?", {"kind": "clarify", "options": []}, buttons=options)
    told = await line.say("khai sinh")
    assert "Nhấn một để chọn" in told.text and "nhấn hai để chọn" in told.text
    answers("Đăng ký lại khai sinh: 5 ngày.", PROCEDURE, buttons=options)
    await line.press("2")
    await line.say("đăng ký lại")
    await line.say("dạ số một")
    assert engine.texts[1:] == ["đăng ký lại khai sinh"] * 2 + ["đăng ký khai sinh"]


async def test_menu_by_keys(line: Line, answers: Answers, engine: StandIn) -> None:
    await line.start()
    told = await line.press("#")
    assert "một, khai sinh" in told.text
    told = await line.press("9")
    assert "tra cứu hồ sơ" in told.text
    answers("Đăng ký hộ kinh doanh: 3 ngày.", PROCEDURE)
    await line.press("4")
    assert engine.texts == ["thành lập hộ kinh doanh"]


async def test_dossier_code_spoken_and_keyed(
    line: Line, answers: Answers, engine: StandIn, sessions: Sessions
) -> None:
    await line.start()
    answers("Anh/chị cho tôi mã hồ sơ.", FORM_CODE)
    told = await line.say("tra cứu hồ sơ giúp tôi")
    assert "phím thăng" in told.text
    spoken = "hát không sáu chấm mười hai gạch hai ba không chín mười lăm gạch không không bốn hai"
    await line.say(spoken)
    answers("Cho tôi 4 số cuối của số điện thoại.", FORM_PROOF)
    await line.press("06122309150042#")
    assert engine.texts[1:] == [spoken, "tra cứu hồ sơ H06.12-230915-0042"]
    answers("Hồ sơ đang xử lý.", {"kind": "dossier", "code": "H06", "status": "x"})
    await line.press("5678")
    assert engine.texts[-1] == "5678"
    with sessions() as session:
        log = " ".join(session.scalars(select(PhoneTurn.heard)))
    assert "5678" not in log, "what proves who someone is does not stay in the log"


async def test_three_silences_lead_to_an_officer(line: Line, engine: StandIn) -> None:
    await line.start()
    told = await line.silence()
    assert told.then == "listen" and "chưa nghe" in told.text and "ví dụ" in told.text
    told = await line.silence()
    assert told.then == "listen" and "một, khai sinh" in told.text
    told = await line.silence()
    assert (told.then, told.number) == ("transfer", OFFICERS)
    assert engine.texts == []


async def test_silence_and_not_understood_count_together(line: Line, answers: Answers) -> None:
    await line.start()
    await line.silence()
    answers("Tôi chưa hiểu.", NOT_UNDERSTOOD)
    told = await line.say("ờ cái đó đó")
    assert "một, khai sinh" in told.text
    told = await line.say("cái kia kìa")
    assert told.then == "transfer"


async def test_an_answer_forgives_earlier_misses(line: Line, answers: Answers) -> None:
    await line.start()
    await line.silence()
    await line.silence()
    answers("Khai sinh: 1 ngày.", PROCEDURE)
    await line.say("khai sinh mấy ngày")
    assert "ví dụ" in (await line.silence()).text


@pytest.mark.parametrize(("key", "words"), [("1", "đúng rồi"), ("1", "dạ một")])
async def test_low_confidence_is_read_back(
    line: Line, answers: Answers, engine: StandIn, key: str, words: str
) -> None:
    await line.start()
    answers("Kết hôn: trong ngày.", PROCEDURE)
    told = await line.say("đăng ký kết hôn", 0.3)
    assert engine.texts == [] and "đăng ký kết hôn" in told.text and "nhấn hai" in told.text
    await line.press(key)
    assert engine.texts == ["đăng ký kết hôn"]
    await line.say("đăng ký tạm trú", 0.2)
    await line.say(words)
    assert engine.texts[-1] == "đăng ký tạm trú"


async def test_wrongly_heard_is_said_again(line: Line, answers: Answers, engine: StandIn) -> None:
    await line.start()
    answers("Khai tử: trong ngày.", PROCEDURE)
    await line.say("đăng ký khai sinh", 0.3)
    told = await line.press("2")
    assert "nói lại" in told.text
    await line.say("đăng ký khai tử")
    assert engine.texts == ["đăng ký khai tử"]


async def test_confidence_that_is_not_given_is_no_doubt(line: Line, engine: StandIn) -> None:
    await line.start()
    await line.say("đăng ký kết hôn", None)
    assert engine.texts == ["đăng ký kết hôn"]


async def test_star_repeats_word_for_word(line: Line, answers: Answers, engine: StandIn) -> None:
    await line.start()
    answers("Khai sinh: 1 ngày.", PROCEDURE)
    first = await line.say("khai sinh mấy ngày")
    assert (await line.press("*")).text == first.text
    assert (await line.say("em nói lại đi")).text == first.text
    assert len(engine.texts) == 1


async def test_transfer_that_is_answered_ends_the_call(line: Line, sessions: Sessions) -> None:
    await line.start()
    told = await line.press("0")
    assert (told.then, told.number) == ("transfer", OFFICERS)
    assert (await line.dialled(answered=True)).then == "hangup"
    await line.hang_up()
    call = call_of(sessions, line)
    assert (call.outcome, call.duration_s) == ("transferred", 42)
    assert tickets_of(sessions) == []


async def test_failed_transfer_becomes_a_callback(
    line: Line, sessions: Sessions, phone_settings: Settings
) -> None:
    await line.start()
    await line.press("0")
    told = await line.dialled(answered=False)
    assert "Xin lỗi" in told.text and "sáu bảy tám" in told.text
    told = await line.press("1")
    (ticket,) = tickets_of(sessions)
    assert ticket.callback and ticket.channel == "phone" and ticket.status == "waiting"
    assert ticket.contact and open_vault(phone_settings).unseal(ticket.contact) == "0912345678"
    assert "xê bê" in told.text
    assert "0912345678" not in ticket.about and "chín một hai" not in ticket.about
    await line.hang_up()
    call = call_of(sessions, line)
    assert (call.outcome, call.ticket) == ("callback", ticket.code)


async def test_callback_to_another_number(
    line: Line, sessions: Sessions, phone_settings: Settings
) -> None:
    await line.start()
    await line.press("0")
    await line.dialled(answered=False)
    await line.press("2")
    assert "mười chữ số" in (await line.press("12345#")).text
    told = await line.say("không chín tám bảy sáu năm bốn ba hai một")
    assert "không chín tám bảy sáu năm bốn ba hai một" in told.text
    await line.say("đồng ý")
    (ticket,) = tickets_of(sessions)
    assert ticket.contact and open_vault(phone_settings).unseal(ticket.contact) == "0987654321"
    await line.say("cảm ơn không cần nữa")
    assert call_of(sessions, line).outcome == "callback", "saying goodbye does not undo it"


async def test_callback_is_declined(line: Line, sessions: Sessions) -> None:
    await line.start()
    await line.press("0")
    await line.dialled(answered=False)
    told = await line.say("thôi không cần")
    assert told.then == "listen" and "không ghi" in told.text
    assert tickets_of(sessions) == []


async def test_out_of_hours_officers_call_back(
    phone_settings: Settings, calling: Callable[..., Line], sessions: Sessions
) -> None:
    closed = phone_settings.model_copy(update={"now": CLOSED})
    async with opened(create_app(closed)) as client:
        line = calling(client)
        await line.start()
        told = await line.press("0")
        assert told.then == "listen" and "không trực" in told.text
        told = await line.press("1")
        assert "bảy giờ ba mươi thứ hai" in told.text


async def test_hidden_number_is_asked_for(phone: Client, calling: Callable[..., Line]) -> None:
    line = calling(phone, caller="anonymous")
    await line.start()
    await line.press("0")
    told = await line.dialled(answered=False)
    assert "số điện thoại" in told.text and "đuôi" not in told.text


async def test_engine_that_calls_an_officer_transfers(line: Line, answers: Answers) -> None:
    await line.start()
    handoff = {"kind": "handoff", "ticket": "CB-1234-5678", "status": "waiting"}
    answers("Tôi đang gọi cán bộ.", handoff)
    told = await line.say("cho tôi gặp cán bộ")
    assert (told.then, told.number) == ("transfer", OFFICERS)


async def test_three_misses_on_the_callback_end_the_call(line: Line, sessions: Sessions) -> None:
    await line.start()
    await line.press("0")
    await line.dialled(answered=False)
    for _ in range(2):
        assert (await line.silence()).then == "listen"
    assert (await line.silence()).then == "hangup"
    assert call_of(sessions, line).outcome == "gave_up"


async def test_engine_that_dies_in_mid_call(
    line: Line, answers: Answers, engine: StandIn, sessions: Sessions
) -> None:
    await line.start()
    answers("Khai sinh: 1 ngày.", PROCEDURE)
    await line.say("khai sinh mấy ngày")
    engine.status = 500
    told = await line.say("còn lệ phí thì sao")
    assert told.then == "listen" and "chưa tra cứu được" in told.text and "gọi lại" in told.text
    await line.press("1")
    assert len(tickets_of(sessions)) == 1
    engine.status = 200
    assert "một ngày" in (await line.say("khai sinh mấy ngày")).text


async def test_slow_answer_is_bridged_and_asked_once(
    line: Line, answers: Answers, engine: StandIn
) -> None:
    await line.start()
    answers("Khai sinh: 1 ngày.", PROCEDURE)
    engine.delay_s = 1.5
    told = await line.say("khai sinh mấy ngày")
    assert told.then == "wait" and "chờ một chút" in told.text
    told = await line.poll()
    assert "một ngày" in told.text
    assert engine.texts == ["khai sinh mấy ngày"]


async def test_engine_that_never_answers_ends_in_a_callback(line: Line, engine: StandIn) -> None:
    await line.start()
    engine.delay_s = 3
    await line.say("khai sinh mấy ngày")
    told = await line.poll()
    assert "chưa tra cứu được" in told.text
    assert len(engine.texts) == 1
    while any(engine.running.values()):  # It answers in the end, to nobody.
        await asyncio.sleep(0.05)


async def test_hang_up_closes_the_call_and_forgets_the_caller(
    line: Line, sessions: Sessions, answers: Answers
) -> None:
    await line.start()
    answers("Khai sinh: 1 ngày.", PROCEDURE)
    await line.say("số của tôi là 0912345678 khai sinh mấy ngày")
    assert (await line.hang_up()).status_code == 204
    call = call_of(sessions, line)
    assert (call.outcome, call.duration_s, call.state) == ("hung_up", 42, None)
    assert call.ended_at is not None
    with sessions() as session:
        heard = session.scalars(select(PhoneTurn.heard).order_by(PhoneTurn.turn)).all()
    assert heard == ["", "số của tôi là [phone:1] khai sinh mấy ngày"]


async def test_two_calls_from_one_number_are_two_conversations(
    phone: Client, calling: Callable[..., Line], engine: StandIn
) -> None:
    for _ in range(2):
        line = calling(phone)
        await line.start()
        await line.say("khai sinh mấy ngày")
    assert len({message["sender_id"] for message in engine.received}) == 2


async def test_any_gateway_takes_the_next_turn(
    phone_settings: Settings, calling: Callable[..., Line], answers: Answers, engine: StandIn
) -> None:
    answers("Một. Hai. Ba. Bốn. Năm.", PROCEDURE)
    async with (
        opened(create_app(phone_settings)) as one,
        opened(create_app(phone_settings)) as other,
    ):
        line = calling(one)
        await line.start()
        line.client = other
        assert "Một. Hai." in (await line.say("đọc cho tôi nghe")).text
        line.client = one
        assert "Ba. Bốn." in (await line.press("9")).text
        # Also while the engine is at work: the second gateway joins in, and asks nothing again.
        engine.delay_s = 1.2
        assert (await line.say("câu nữa")).then == "wait"
        line.client = other
        assert "Một. Hai." in (await line.poll()).text
    assert engine.texts == ["đọc cho tôi nghe", "câu nữa"]
