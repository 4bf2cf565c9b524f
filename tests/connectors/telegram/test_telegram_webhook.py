"""The webhook: closed to others, once for each update, in order, across restarts."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from bot_api import TOKEN
from engine_standin import StandIn, reply
from gateway_harness import assert_problem, opened
from pydantic import ValidationError
from sqlalchemy import Engine, text
from structlog.testing import capture_logs
from updates import CHAT, GROUP, HEADERS, PATH, SECRET, message, said, update

from connectors.app import create_app
from core.settings import Settings

QUESTION = "tỷ lệ hồ sơ trực tuyến của tỉnh?"


async def test_without_a_token_there_is_no_such_door(settings: Settings) -> None:
    off = settings.model_copy(update={"telegram_token": "", "telegram_secret": ""})
    async with opened(create_app(off)) as client:
        assert_problem(await client.post(PATH, json=said("xin chào"), headers=HEADERS), 404)


async def test_polling_without_a_secret_leaves_the_door_closed(start, engine: StandIn) -> None:
    async with start(telegram_secret="", telegram_polling=True) as telegram:
        for headers in ({}, HEADERS, {"X-Telegram-Bot-Api-Secret-Token": ""}):
            sent = await telegram.client.post(PATH, json=said("xin chào"), headers=headers)
            assert_problem(sent, 404)
    assert engine.received == []


def test_a_webhook_without_a_secret_is_refused_at_the_start(tmp_path) -> None:
    with pytest.raises(ValidationError, match="TELEGRAM_SECRET"):
        Settings(telegram_token=TOKEN, var=tmp_path)
    assert Settings(telegram_token=TOKEN, telegram_polling=True, var=tmp_path).telegram_token
    with pytest.raises(ValidationError):
        Settings(telegram_token=TOKEN, telegram_secret="có dấu cách", var=tmp_path)


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, {SECRET: SECRET},
     {"X-Telegram-Bot-Api-Secret-Token": b"b\xc3\xad m\xe1\xba\xadt"}],
)  # fmt: skip
async def test_without_the_secret_nothing_is_taken(telegram, engine: StandIn, headers) -> None:
    response = await telegram.client.post(PATH, json=said(QUESTION), headers=headers)
    assert_problem(response, 403)
    assert telegram.undone() == 0
    assert engine.received == []


async def test_guessing_the_secret_is_bounded_and_telegram_is_not(start) -> None:
    async with start(rate_address="2/hour") as telegram:
        for _ in range(4):
            assert (await telegram.bring(said("xin chào"))).status_code == 200
        statuses = [
            (await telegram.client.post(PATH, json=said("a"))).status_code for _ in range(3)
        ]
    assert statuses == [403, 403, 429]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b'"x"', b"null", b"\xff\xfe", b"{}", b'{"update_id": "1"}',
     b'{"update_id": 1, "message": 5}', b'{"update_id": 1, "message": {"text": "a"}}',
     b'{"update_id": 1, "callback_query": []}', b"[" * 60_000],
)  # fmt: skip
async def test_a_bad_body_is_the_senders_fault(telegram, body: bytes) -> None:
    with capture_logs() as logs:
        response = await telegram.client.post(PATH, content=body, headers=HEADERS)
    assert_problem(response, 422)
    assert [entry for entry in logs if entry["log_level"] in {"error", "critical"}] == []


async def test_a_body_that_is_too_large_is_refused(telegram) -> None:
    body = json.dumps(said("a" * 70_000)).encode()
    assert_problem(await telegram.client.post(PATH, content=body, headers=HEADERS), 413)


async def test_what_is_of_no_concern_is_acknowledged(telegram, engine: StandIn) -> None:
    for content in (
        {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0,
                  "is_closed": False, "is_anonymous": True, "type": "regular",
                  "allows_multiple_answers": False}},
        {"channel_post": message("tin của kênh")},
        {"message": message(None, new_chat_title="Tên mới", chat=GROUP)},
        {"message": message("từ một bot", **{"from": {"id": 9, "is_bot": True,
                                                      "first_name": "b"}})},
        {"some_future_kind": {"a": 1}},
    ):  # fmt: skip
        assert await telegram.answered(update(**content)) == []
    assert engine.received == []


async def test_the_answer_to_telegram_does_not_wait_for_the_engine(
    telegram, engine: StandIn
) -> None:
    engine.delay_s = 1.0
    async with asyncio.timeout(0.8):
        assert (await telegram.bring(said(QUESTION))).status_code == 200
    await telegram.settled()
    assert telegram.api.texts == [f"Trả lời 1: {QUESTION}"]


async def test_a_text_is_a_turn_of_its_channel(telegram, engine: StandIn) -> None:
    await telegram.say(QUESTION)
    (turn,) = engine.received
    assert turn["text"] == QUESTION
    assert turn["metadata"] == {"account": None, "channel": "telegram"}
    assert telegram.api.sent[0].chat == CHAT
    assert QUESTION in telegram.api.texts[0]


async def test_chats_are_conversations_of_their_own_that_nobody_can_guess(
    telegram, engine: StandIn
) -> None:
    await telegram.say("một")
    await telegram.say("hai")
    await telegram.say("ba", chat=CHAT + 1)
    senders = [turn["sender_id"] for turn in engine.received]
    assert senders[0] == senders[1] != senders[2]
    assert not any(str(CHAT) in sender for sender in senders)


async def test_a_repeated_update_is_answered_once(telegram, engine: StandIn) -> None:
    same = said(QUESTION)
    await asyncio.gather(*(telegram.bring(same) for _ in range(6)))
    await telegram.settled()
    assert (await telegram.bring(same)).status_code == 200
    await telegram.settled()
    assert len(telegram.api.sent) == 1
    assert len(engine.received) == 1


async def test_the_same_words_twice_are_two_questions(telegram, engine: StandIn) -> None:
    await telegram.say(QUESTION)
    await telegram.say(QUESTION)
    assert len(telegram.api.sent) == len(engine.received) == 2


async def test_a_chat_is_answered_in_order_and_others_meanwhile(telegram, engine: StandIn) -> None:
    engine.delay_s = 0.15
    for number in range(4):
        await telegram.bring(said(f"câu {number}"))
        await telegram.bring(said(f"khác {number}", chat=CHAT + 1))
    await telegram.settled()
    for chat, word in ((CHAT, "câu"), (CHAT + 1, "khác")):
        texts = [call.text for call in telegram.api.sent if call.chat == chat]
        assert [f"{word} {number}" in text for number, text in enumerate(texts)] == [True] * 4
    assert not engine.overlapped
    assert engine.most_at_once == 2


async def test_a_restart_between_answer_and_repetition_sends_nothing_twice(
    start, engine: StandIn
) -> None:
    same = said(QUESTION)
    async with start() as telegram:
        assert len(await telegram.answered(same)) == 1
    async with start() as telegram:
        assert await telegram.answered(same) == []
    assert len(engine.received) == 1


async def test_an_update_that_a_stop_interrupts_is_answered_after_the_restart(
    start, engine: StandIn, monkeypatch
) -> None:
    monkeypatch.setattr("connectors.telegram.worker.GRACE_S", 0.05)
    engine.delay_s = 1.0
    async with start() as telegram:
        await telegram.bring(said(QUESTION))
        await telegram.bring(said("câu sau"))
        await telegram.until(lambda: engine.received)
        assert telegram.api.sent == []
    engine.delay_s = 0
    async with start() as telegram:
        async with asyncio.timeout(20):
            while telegram.undone():
                await asyncio.sleep(0.02)
        assert [QUESTION in one or "câu sau" in one for one in telegram.api.texts] == [True, True]
        assert QUESTION in telegram.api.texts[0]


async def test_an_answer_cut_off_half_way_goes_on_where_it_stopped(start, engine: StandIn) -> None:
    engine.body = {"replies": [reply("Phần một", None), reply("Phần hai")]}
    async with start() as telegram:
        # Telegram breaks off after the first part.
        telegram.api.refuse = lambda call: (
            (502, "Bad Gateway", {})
            if call.method == "sendMessage" and "hai" in call.text
            else None
        )
        await telegram.bring(said(QUESTION))
        await telegram.until(lambda: len(telegram.api.named("sendMessage")) >= 2)
    async with start() as telegram:
        telegram.api.refuse = lambda call: None
        await telegram.settled()
        sent = [call.text for call in telegram.api.named("sendMessage")]
    assert sent[0] == "Phần một"
    assert sent.count("Phần một") == 1
    assert sent[-1] == "Phần hai"
    assert len(engine.received) == 1


async def test_personal_data_and_codes_are_never_stored(
    telegram, engine: StandIn, database: Engine
) -> None:
    engine.delay_s = 0.5
    await telegram.bring(said("số của tôi 0912345678, mail a@b.vn"))
    await telegram.bring(said("/start ma-bi-mat-rat-dai"))
    await telegram.until(lambda: engine.received)
    with database.connect() as connection:
        stored = str(connection.execute(text("SELECT * FROM telegram_jobs")).all())
    await telegram.settled()
    with database.connect() as connection:
        stored += str(connection.execute(text("SELECT * FROM telegram_jobs")).all())
        bodies = connection.execute(text("SELECT body, answer FROM telegram_jobs")).all()
    assert "[phone:1]" in stored
    for secret in ("0912345678", "a@b.vn", "ma-bi-mat-rat-dai", "Người Thử"):
        assert secret not in stored
    assert set(bodies) == {("", None)}


async def test_nothing_logged_tells_token_chat_or_text(telegram) -> None:
    with capture_logs() as logs:
        await telegram.say(QUESTION)
        await telegram.say("/toi")
    for word in (TOKEN, str(CHAT), "hồ sơ"):
        assert word not in str(logs)


async def test_commands_and_webhook_are_registered_at_the_start(telegram) -> None:
    await telegram.until(lambda: telegram.api.named("setWebhook"))
    (webhook,) = telegram.api.named("setWebhook")
    assert webhook.data["url"] == "https://troly.example.vn/channels/telegram"
    assert webhook.data["secret_token"] == SECRET
    assert "callback_query" in webhook.data["allowed_updates"]
    private, groups = telegram.api.named("setMyCommands")
    assert json.loads(private.data["scope"]) == {"type": "all_private_chats"}
    named = {one["command"] for one in json.loads(private.data["commands"])}
    assert named == {"banggio", "huy", "toi", "thoat", "help"}
    assert [one["command"] for one in json.loads(groups.data["commands"])] == ["help"]


async def test_a_start_while_telegram_is_away_takes_updates_and_answers_later(
    start, api, monkeypatch
) -> None:
    monkeypatch.setattr("connectors.telegram.channel.AGAIN_S", 0.05)
    api.refuse = lambda call: (502, "Bad Gateway", {}) if call.method == "getMe" else None
    async with start() as telegram:
        assert (await telegram.bring(said(QUESTION))).status_code == 200
        await telegram.until(lambda: len(api.named("getMe")) >= 2)
        assert api.sent == []
        api.refuse = lambda call: None
        await telegram.settled()
        assert len(api.sent) == 1


async def test_polling_fetches_what_the_webhook_would_bring(start, api, engine) -> None:
    api.delay_s = 0.01
    api.updates = [said("một"), said("hai")]
    async with start(telegram_polling=True) as telegram:
        await telegram.until(lambda: len(api.sent) == 2)
        api.updates.append(said("ba"))
        await telegram.until(lambda: len(api.sent) == 3)
        await telegram.settled()
    assert api.named("deleteWebhook")
    assert not api.named("setWebhook")
    assert engine.texts == ["một", "hai", "ba"]


async def test_the_engine_down_is_said_and_the_question_offered_again(
    telegram, engine: StandIn
) -> None:
    engine.status = 500
    (said_,) = await telegram.say(QUESTION)
    assert "thử lại sau" in said_
    ((title, key),) = telegram.api.sent[-1].keyboard
    assert title == "Hỏi lại"
    assert len(key.encode()) <= 64


async def test_a_flood_limit_is_waited_for(telegram, engine: StandIn) -> None:
    seen: list[httpx.Response] = []

    def once(call):
        if call.method != "sendMessage" or seen:
            return None
        seen.append(call)
        return 429, "Too Many Requests: retry after 1", {"retry_after": 1}

    telegram.api.refuse = once
    await telegram.bring(said(QUESTION))
    await telegram.settled()
    assert len(telegram.api.named("sendMessage")) == 2
    assert len(engine.received) == 1, "the answer is kept, not asked for again"


async def test_a_chat_that_floods_is_told_once(start, engine: StandIn) -> None:
    async with start(rate_conversation="2/hour") as telegram:
        for number in range(5):
            await telegram.say(f"câu {number}")
        assert len(engine.received) == 2
        assert ["gửi hơi nhanh" in one for one in telegram.api.texts] == [False, False, True]


async def test_an_unforeseen_failure_is_told_under_the_id_it_is_logged_with(
    telegram, monkeypatch
) -> None:
    async def broken(*_: object) -> str:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("connectors.turns.Turns.answer", broken)
    with capture_logs() as logs:
        (told,) = await telegram.say(QUESTION)
    (entry,) = [entry for entry in logs if entry["event"] == "incident"]
    assert f"Mã sự cố: {entry['incident']}" in told
    monkeypatch.undo()
    assert QUESTION in (await telegram.say(QUESTION))[0], "the next question is answered"
