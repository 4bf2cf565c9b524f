"""Codes, roles and chats: a chat is its account's by a one-time code, until it leaves."""

from __future__ import annotations

from datetime import timedelta

from engine_standin import StandIn
from sqlalchemy import Engine, text
from updates import CHAT, GROUP, blocked, message, said, update

from connectors.accounts.chats import account_of
from connectors.accounts.service import Granted, new_link_for, revoke
from core.accounts import LinkedChat
from core.clock import system_clock
from core.database import Sessions, transaction


def account(turn: dict) -> dict | None:
    return turn["metadata"]["account"]


async def test_a_code_makes_the_chat_the_accounts(
    telegram, granted: Granted, engine: StandIn
) -> None:
    await telegram.say("trước")
    (told,) = await telegram.say(f"/start {granted.link}")
    assert "Nguyễn Văn An" in told
    assert "lãnh đạo" in told
    assert "TP Vũng Tàu" in told
    await telegram.say("sau")
    assert account(engine.received[0]) is None
    assert account(engine.received[1]) == {
        "id": granted.account.id,
        "role": "leader",
        "scope": "vung-tau",
    }
    assert engine.received[0]["sender_id"] != engine.received[1]["sender_id"]


async def test_a_code_works_once(telegram, granted: Granted, engine: StandIn) -> None:
    await telegram.say(f"/start {granted.link}")
    (refused,) = await telegram.say(f"/start {granted.link}", chat=CHAT + 1)
    assert "đã được dùng" in refused
    await telegram.say("tôi là ai", chat=CHAT + 1)
    assert account(engine.received[0]) is None


async def test_pressing_start_twice_does_no_harm(telegram, granted: Granted) -> None:
    await telegram.say(f"/start {granted.link}")
    (again,) = await telegram.say(f"/start {granted.link}")
    assert "Đã liên kết" in again


async def test_a_code_that_ended_is_said_to_have_ended(telegram, granted: Granted, clock) -> None:
    clock.ahead = timedelta(minutes=31)
    (told,) = await telegram.say(f"/start {granted.link}")
    assert "hết hạn" in told
    assert "30 phút" in told


async def test_unknown_codes_may_be_tried_a_few_times_alone(start, granted: Granted) -> None:
    async with start(rate_link="2/hour") as telegram:
        for _ in range(2):
            assert "không đúng" in (await telegram.say("/start doan-bua"))[0]
        assert "quá nhiều mã" in (await telegram.say(f"/start {granted.link}"))[0]
        assert "Đã liên kết" in (await telegram.say(f"/start {granted.link}", chat=CHAT + 1))[0]


async def test_a_revoked_account_is_nobody_at_once(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    with transaction(sessions) as session:
        revoke(session, linked.account.id, system_clock())
    await telegram.say("xin chào")
    assert account(engine.received[-1]) is None
    assert "chưa liên kết" in (await telegram.say("/toi"))[0]


async def test_a_chat_may_change_its_account(telegram, linked: Granted, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        code = new_link_for(session, linked.account.id, system_clock())
    await telegram.say(f"/start {code}", chat=CHAT + 1)
    with sessions() as session:
        for chat in (CHAT, CHAT + 1):
            found = account_of(session, "telegram", str(chat))
            assert found is not None
            assert found.id == linked.account.id


async def test_who_one_is_and_how_one_leaves(telegram, linked: Granted, engine: StandIn) -> None:
    (told,) = await telegram.say("/toi")
    assert f"số {linked.account.id}" in told
    assert "lãnh đạo" in told
    (told,) = await telegram.say("/thoat")
    assert "bỏ liên kết" in told
    assert "chưa liên kết" in (await telegram.say("/thoat"))[0]
    await telegram.say("số liệu nội bộ")
    assert account(engine.received[-1]) is None


async def test_greeting_help_and_what_is_no_command(telegram, engine: StandIn) -> None:
    (greeting,) = await telegram.say("/start")
    assert "trợ lý ảo" in greeting
    assert telegram.api.sent[-1].keyboard
    (shown,) = await telegram.say("/help")
    for command in ("/banggio", "/huy", "/toi", "/thoat"):
        assert command in shown
    assert "/help" in (await telegram.say("/khong_co"))[0]
    assert engine.received == []


async def test_a_typed_intent_is_never_executed(telegram, engine: StandIn) -> None:
    await telegram.say('/ask_value{"indicator": "x"}')
    assert [turn["text"] for turn in engine.received] == ['/ask_value{"indicator": "x"}']


async def test_link_survives_a_restart(start, granted: Granted, engine: StandIn) -> None:
    async with start() as telegram:
        await telegram.say(f"/start {granted.link}")
    async with start() as telegram:
        await telegram.say("xin chào")
    assert account(engine.received[-1]) is not None


async def test_activity_of_the_account_is_noted(
    telegram, linked: Granted, database: Engine
) -> None:
    await telegram.say("xin chào")
    with database.connect() as connection:
        (seen,) = connection.execute(text("SELECT last_active_at FROM accounts")).one()
    assert seen is not None


# Groups.


def in_group(words: str, **more) -> dict:
    return said(words, GROUP, **more)


async def test_a_group_is_answered_only_when_it_speaks_to_the_bot(
    telegram, linked: Granted, engine: StandIn
) -> None:
    bot = {"id": 12345, "is_bot": True, "first_name": "b", "username": "TroLyBot"}
    earlier = message("câu trước", GROUP, **{"from": bot})
    assert await telegram.answered(in_group("tỷ lệ hồ sơ bao nhiêu nhỉ?")) == []
    assert await telegram.answered(in_group("hỏi @TroLyBotKhac xem")) == []
    assert await telegram.answered(in_group("/help@KhacBot")) == []
    assert engine.received == []
    assert await telegram.answered(in_group("@trolybot tỷ lệ hồ sơ của tỉnh?"))
    assert await telegram.answered(in_group("còn năm ngoái?", reply_to_message=earlier))
    assert engine.texts == ["tỷ lệ hồ sơ của tỉnh?", "còn năm ngoái?"]
    assert telegram.api.sent[-1].chat == GROUP


async def test_a_leader_in_a_group_is_nobody_and_others_read_along(
    telegram, linked: Granted, engine: StandIn
) -> None:
    await telegram.answered(in_group("@TroLyBot số nội bộ?"))
    assert engine.received[0]["metadata"] == {
        "account": None,
        "channel": "telegram",
        "group": True,
    }


async def test_a_group_is_never_linked_nor_told_who_is_who(
    telegram, granted: Granted, engine: StandIn
) -> None:
    (told,) = await telegram.answered(in_group(f"/start@TroLyBot {granted.link}"))
    assert "trò chuyện riêng" in told
    for command in ("/toi", "/banggio", "/huy", "/thoat"):
        (told,) = await telegram.answered(in_group(command))
        assert "trò chuyện riêng" in told
    (told,) = await telegram.say(f"/start {granted.link}")
    assert "Đã liên kết" in told, "the code was not used up"


# Other messages.


async def test_what_holds_no_text_is_answered_politely(telegram, engine: StandIn) -> None:
    file = {"file_id": "1", "file_unique_id": "1", "file_size": 1}
    for content in (
        {"photo": [{**file, "width": 1, "height": 1}]},
        {"voice": {**file, "duration": 1}},
        {"sticker": {**file, "width": 1, "height": 1, "is_animated": False, "is_video": False,
                     "type": "regular"}},
        {"location": {"latitude": 10.3, "longitude": 107.1}},
        {"contact": {"phone_number": "0912345678", "first_name": "A"}},
    ):  # fmt: skip
        (told,) = await telegram.answered(update(message=message(None, **content)))
        assert "tin nhắn chữ" in told
        assert await telegram.answered(update(message=message(None, GROUP, **content))) == []
    assert engine.received == []


async def test_an_edited_question_is_asked_anew(telegram, engine: StandIn) -> None:
    asked = message("tỷ lệ hồ sơ")
    await telegram.answered(update(message=asked))
    await telegram.answered(update(edited_message={**asked, "text": "tỷ lệ hồ sơ của tỉnh"}))
    assert engine.texts == ["tỷ lệ hồ sơ", "tỷ lệ hồ sơ của tỉnh"]
    place = message(None, location={"latitude": 10.3, "longitude": 107.1})
    assert await telegram.answered(update(edited_message=place)) == []


async def test_a_text_that_is_too_long_is_said_to_be(telegram, engine: StandIn) -> None:
    assert "2000" in (await telegram.say("a " * 1500))[0]
    assert engine.received == []


async def test_a_person_who_blocks_the_bot_is_not_written_to_until_they_come_back(
    telegram, linked: Granted, sessions: Sessions
) -> None:
    await telegram.answered(blocked())
    with sessions() as session:
        assert session.get(LinkedChat, ("telegram", str(CHAT))).blocked_at is not None
    await telegram.say("xin chào")
    with sessions() as session:
        assert session.get(LinkedChat, ("telegram", str(CHAT))).blocked_at is None
