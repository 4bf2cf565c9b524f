"""Once, in order, one at a time: also with several gateways and a failing engine."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from engine_standin import StandIn
from gateway_harness import MESSAGES, Client, assert_problem, opened
from sqlalchemy import Engine, func, select, update
from structlog.testing import capture_logs

from connectors.app import create_app
from connectors.models import State, Turn
from connectors.retention import purge_until
from connectors.threads import DatabaseThreads
from core.clock import system_clock
from core.database import Sessions, transaction
from core.settings import Settings

Message = dict[str, str]


def numbered(message: Message, number: int) -> Message:
    return {**message, "message_id": f"m{number}", "text": f"câu {number}"}


def count_turns(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count(Turn.id))) or 0


async def test_repeated_message_is_answered_byte_for_byte_and_run_once(
    client: Client, message: Message, engine: StandIn
) -> None:
    first = await client.post(MESSAGES, json=message)
    again = [await client.post(MESSAGES, json=message) for _ in range(3)]
    assert {response.content for response in again} == {first.content}
    assert len(engine.received) == 1


async def test_repetition_with_another_text_is_409(
    client: Client, message: Message, engine: StandIn
) -> None:
    await client.post(MESSAGES, json=message)
    message["text"] += "!"
    assert_problem(await client.post(MESSAGES, json=message), 409)
    assert len(engine.received) == 1


async def test_the_same_message_twice_at_once_runs_once(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.delay_s = 0.2
    answers = await asyncio.gather(*(client.post(MESSAGES, json=message) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(engine.received) == 1


async def test_the_same_message_at_two_gateways_at_once_runs_once(
    settings: Settings, message: Message, engine: StandIn
) -> None:
    engine.delay_s = 0.2
    async with opened(create_app(settings)) as one, opened(create_app(settings)) as two:
        answers = await asyncio.gather(
            *(gateway.post(MESSAGES, json=message) for gateway in (one, two) for _ in range(3))
        )
    assert len({answer.content for answer in answers}) == 1
    assert len(engine.received) == 1


async def test_order_of_arrival_is_kept_across_gateways(
    settings: Settings, message: Message, engine: StandIn, sessions: Sessions
) -> None:
    engine.delay_s = 0.08
    tasks = []
    async with opened(create_app(settings)) as one, opened(create_app(settings)) as two:
        for number in range(8):
            gateway = (one, two)[number % 2]
            tasks.append(
                asyncio.create_task(gateway.post(MESSAGES, json=numbered(message, number)))
            )
            # The next is sent once this one has arrived, that is, stands in the queue.
            while count_turns(sessions) <= number:
                await asyncio.sleep(0.005)
        answers = await asyncio.gather(*tasks)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert engine.texts == [f"câu {number}" for number in range(8)]
    assert not engine.overlapped
    for number, answer in enumerate(answers):
        assert f"câu {number}" in answer.json()["replies"][0]["text"]


async def test_many_at_once_never_overlap(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.delay_s = 0.02
    answers = await asyncio.gather(
        *(client.post(MESSAGES, json=numbered(message, number)) for number in range(15))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert not engine.overlapped
    assert sorted(engine.texts) == sorted(f"câu {number}" for number in range(15))


async def test_failed_message_may_be_sent_again_with_the_same_id(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.status = 500
    assert_problem(await client.post(MESSAGES, json=message), 503)
    engine.status = 200
    answer = await client.post(MESSAGES, json=message)
    assert answer.status_code == 200
    assert (await client.post(MESSAGES, json=message)).content == answer.content
    assert len(engine.received) == 2


async def test_failure_lets_the_next_message_run(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.status, engine.delay_s = 500, 0.2
    failing = asyncio.create_task(client.post(MESSAGES, json=numbered(message, 1)))
    await asyncio.sleep(0.1)
    following = asyncio.create_task(client.post(MESSAGES, json=numbered(message, 2)))
    assert_problem(await failing, 503)
    engine.status = 200
    assert (await following).status_code == 200


async def test_who_waits_for_the_same_message_shares_its_failure(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.status, engine.delay_s = 500, 0.2
    answers = await asyncio.gather(*(client.post(MESSAGES, json=message) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {503}
    assert len(engine.received) == 1


async def test_waiting_too_long_is_503_and_blocks_nobody(
    settings: Settings, message: Message, engine: StandIn
) -> None:
    engine.delay_s = 1.0
    hurried = settings.model_copy(update={"queue_timeout_s": 0.1})
    async with opened(create_app(hurried)) as client:
        running = asyncio.create_task(client.post(MESSAGES, json=numbered(message, 1)))
        await asyncio.sleep(0.3)
        response = await client.post(MESSAGES, json=numbered(message, 2))
        body = assert_problem(response, 503)
        assert "tin nhắn trước" in body["detail"]
        assert int(response.headers["retry-after"]) >= 1
        assert (await running).status_code == 200
        engine.delay_s = 0
        assert (await client.post(MESSAGES, json=numbered(message, 3))).status_code == 200


async def test_turn_of_a_dead_gateway_is_freed(
    client: Client, message: Message, engine: StandIn, sessions: Sessions
) -> None:
    first = await client.post(MESSAGES, json=numbered(message, 1))
    assert first.status_code == 200
    with transaction(sessions) as session:
        # As a gateway leaves it that dies half-way; its lease ends shortly.
        ends = system_clock() + timedelta(seconds=0.3)
        session.execute(update(Turn).values(state=State.RUNNING, replies=None, lease_until=ends))
    assert (await client.post(MESSAGES, json=numbered(message, 2))).status_code == 200
    again = await client.post(MESSAGES, json=numbered(message, 1))
    assert again.status_code == 200
    assert engine.texts == ["câu 1", "câu 2", "câu 1"]


async def test_old_turns_are_purged_while_the_gateway_runs(
    settings: Settings, message: Message, sessions: Sessions
) -> None:
    async with opened(create_app(settings)) as client:
        await client.post(MESSAGES, json=message)
        assert count_turns(sessions) == 1
    brief = settings.model_copy(update={"turn_retention_h": 1e-6})
    async with asyncio.timeout(5), opened(create_app(brief)):
        while count_turns(sessions):
            await asyncio.sleep(0.02)


async def test_purging_goes_on_after_a_failure(database: Engine) -> None:
    calls = {"turns": 0, "files": 0}

    def failing() -> int:
        calls["turns"] += 1
        raise OSError("the database is away")

    def working() -> int:
        calls["files"] += 1
        return 1

    threads, stop = DatabaseThreads(database), asyncio.Event()
    with capture_logs() as logs:
        job = asyncio.create_task(
            purge_until(stop, threads, {"turns": failing, "files": working}, interval_s=0.01)
        )
        while calls["turns"] < 3:
            await asyncio.sleep(0.01)
        stop.set()
        await job
    assert calls["files"] == calls["turns"], "one failure keeps no other from its work"
    assert {(entry["event"], entry["what"]) for entry in logs} == {
        ("purge failed", "turns"),
        ("purged", "files"),
    }
