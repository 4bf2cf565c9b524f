"""The morning brief: once, to every chat, caught up, never lost, ended when nobody reads it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from bot_api import forbidden
from engine_standin import StandIn, reply
from sqlalchemy import select
from structlog.testing import capture_logs
from updates import CHAT, said

from connectors.accounts.service import Granted, new_link_for, revoke
from connectors.briefs import queue_due
from connectors.telegram.models import Job
from core.clock import LOCAL_ZONE, system_clock
from core.database import Sessions, transaction
from core.subscriptions import Subscription, claim, due, subscribe

BRIEF = "bản tin sáng"


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    """Briefs are looked for often."""
    monkeypatch.setattr("connectors.briefs.brief_until.__defaults__", (0.02,))


def subscription(sessions: Sessions) -> Subscription:
    with sessions() as session:
        return session.scalars(select(Subscription)).one()


def make_due(sessions: Sessions, account: int, ago: timedelta = timedelta(0)) -> datetime:
    """Subscribes and lets the run lie in the past; gives when it was sent last."""
    now = system_clock()
    with transaction(sessions) as session:
        one = subscribe(session, account, now, None, None)
        one.sent_at = now - timedelta(days=1) - ago
        one.next_at = now - timedelta(seconds=1) - ago
        return one.sent_at


async def sent(telegram, engine: StandIn) -> list[dict]:
    """The turns of briefs, once everything has settled."""
    await telegram.settled()
    return [turn for turn in engine.received if turn["text"] == BRIEF]


async def test_a_due_brief_is_asked_for_as_its_account_and_sent(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    before = len(telegram.api.sent)
    since = make_due(sessions, linked.account.id)
    await telegram.until(lambda: len(telegram.api.sent) > before)
    (turn,) = await sent(telegram, engine)
    assert turn["metadata"]["account"]["id"] == linked.account.id
    assert turn["metadata"]["channel"] == "telegram"
    assert datetime.fromisoformat(turn["metadata"]["since"]) == since
    assert telegram.api.sent[-1].chat == CHAT
    assert BRIEF in telegram.api.texts[-1]
    await asyncio.sleep(0.2)
    assert len(telegram.api.sent) == before + 1, "once"


async def test_runs_that_were_missed_are_caught_up_once(
    start, granted: Granted, engine: StandIn, sessions: Sessions
) -> None:
    async with start() as telegram:
        await telegram.say(f"/start {granted.link}")
    make_due(sessions, granted.account.id, ago=timedelta(days=5))
    async with start() as telegram:
        await telegram.until(lambda: len(telegram.api.sent) == 2)
        await asyncio.sleep(0.2)
        assert len(await sent(telegram, engine)) == 1
    assert subscription(sessions).next_at > system_clock()


async def test_all_chats_of_the_account_get_the_same(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    with transaction(sessions) as session:
        code = new_link_for(session, linked.account.id, system_clock())
    await telegram.say(f"/start {code}", chat=CHAT + 1)
    before = len(telegram.api.sent)
    make_due(sessions, linked.account.id)
    await telegram.until(lambda: len(telegram.api.sent) == before + 2)
    assert {call.chat for call in telegram.api.sent[before:]} == {CHAT, CHAT + 1}
    assert len(set(telegram.api.texts[before:])) == 1
    assert len(await sent(telegram, engine)) == 1, "asked for once"


def test_of_several_gateways_one_claims_a_run(sessions: Sessions, granted: Granted) -> None:
    make_due(sessions, granted.account.id)
    now = system_clock()
    with sessions() as session:
        (one,) = due(session, now)

    def attempt(_: int) -> bool:
        with transaction(sessions) as session:
            return claim(session, one, now)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]


async def test_a_brief_that_fails_is_tried_again_and_not_lost(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    before = len(telegram.api.sent)
    engine.status = 500
    make_due(sessions, linked.account.id)
    await telegram.until(lambda: engine.received)
    engine.status = 200
    await telegram.until(lambda: len(telegram.api.sent) > before)
    assert BRIEF in telegram.api.texts[-1]
    assert not any("gián đoạn" in one for one in telegram.api.texts)


async def test_a_brief_that_waits_holds_up_no_answer(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    engine.status = 500
    make_due(sessions, linked.account.id)
    await telegram.until(lambda: engine.received)
    engine.status = 200
    before = len(telegram.api.sent)
    await telegram.bring(said("tỷ lệ hồ sơ?"))
    await telegram.until(lambda: len(telegram.api.sent) > before)
    assert "tỷ lệ hồ sơ?" in telegram.api.texts[before]


async def test_a_brief_the_engine_does_not_know_is_not_sent(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    before = len(telegram.api.sent)
    engine.body = {"replies": [reply("?", {"kind": "fallback", "reason": "not_understood"})]}
    with capture_logs() as logs:
        make_due(sessions, linked.account.id)
        await telegram.until(lambda: engine.received)
        await telegram.settled()
    assert len(telegram.api.sent) == before
    assert "the engine has no brief" in [entry["event"] for entry in logs]


async def test_nobody_reads_it_any_more_ends_it(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    telegram.api.refuse = forbidden
    make_due(sessions, linked.account.id)
    await telegram.until(lambda: not subscription(sessions).active)
    await telegram.settled()
    assert len([call for call in telegram.api.named("sendMessage") if BRIEF in call.text]) == 1


async def test_leaving_or_revoking_ends_the_sending(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    await telegram.say("/thoat")
    make_due(sessions, linked.account.id)
    await telegram.until(lambda: subscription(sessions).next_at > system_clock())
    assert await sent(telegram, engine) == []
    with transaction(sessions) as session:
        revoke(session, linked.account.id, system_clock())
    make_due(sessions, linked.account.id)
    await asyncio.sleep(0.2)
    assert await sent(telegram, engine) == []


async def test_a_subscription_survives_a_restart(
    start, granted: Granted, engine: StandIn, sessions: Sessions
) -> None:
    async with start() as telegram:
        await telegram.say(f"/start {granted.link}")
        assert "mỗi sáng lúc 07:00" in (await telegram.say("/banggio"))[0]
    make_due(sessions, granted.account.id)
    async with start() as telegram:
        await telegram.until(lambda: len(telegram.api.sent) == 3)
        assert len(await sent(telegram, engine)) == 1


async def test_the_commands_order_show_and_end_it(
    telegram, linked: Granted, engine: StandIn, sessions: Sessions
) -> None:
    assert "không đặt" in (await telegram.say("/huy"))[0]
    assert "Đã đặt" in (await telegram.say("/banggio"))[0]
    assert "đang nhận" in (await telegram.say("/banggio"))[0]
    one = subscription(sessions)
    assert (one.days, one.time, one.active) == ("1234567", "07:00", True)
    assert one.next_at.astimezone(LOCAL_ZONE).hour == 7
    assert "Đã thôi" in (await telegram.say("/huy"))[0]
    assert not subscription(sessions).active
    assert engine.received == []


async def test_nobody_may_order_it_without_an_account(telegram) -> None:
    for command in ("/banggio", "/huy"):
        assert "chưa liên kết" in (await telegram.say(command))[0]


async def test_claim_and_queue_are_one_step(
    telegram, linked: Granted, sessions: Sessions, monkeypatch
) -> None:
    """A gateway that dies between both has done neither."""

    def broken(*_: object) -> bool:
        raise OSError("the machine goes down")

    monkeypatch.setattr("connectors.telegram.queue.JobQueue.put_in", broken)
    make_due(sessions, linked.account.id)
    await asyncio.sleep(0.2)
    assert subscription(sessions).next_at <= system_clock()
    monkeypatch.undo()
    channel = telegram.client._transport.app.state.telegram
    assert await asyncio.to_thread(queue_due, channel) <= 1
    await telegram.settled()
    with sessions() as session:
        keys = session.scalars(select(Job.key).where(Job.key.startswith("brief:"))).all()
    assert len(keys) == 1
