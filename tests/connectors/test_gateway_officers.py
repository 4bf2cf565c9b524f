"""While an officer holds a conversation the assistant is silent, and the officer's words arrive."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from engine_standin import StandIn, served
from gateway_harness import MESSAGES, NOW, Client, assert_problem, opened
from sqlalchemy import Engine, event

from connectors.app import create_app
from connectors.inbox import MessageKey
from connectors.officers import Officers
from connectors.streams import Streams
from connectors.threads import DatabaseThreads
from core.accounts import Account
from core.clock import system_clock
from core.database import Sessions, transaction
from core.references import Vault, open_vault
from core.settings import Settings
from services import tickets
from services.tables import TicketMessage

Message = dict[str, str]
Event = dict[str, Any]


@pytest.fixture
def officers(sessions: Sessions) -> Officers:
    return Officers(sessions, Vault(["key"], timedelta(hours=1)), system_clock)


@pytest.fixture
def officer(sessions: Sessions) -> int:
    with transaction(sessions) as session:
        account = Account(
            name="An",
            role="staff",
            scope="vung-tau",
            token_hash=secrets.token_hex(8),
            created_at=NOW,
        )
        session.add(account)
        session.flush()
        return account.id


def digest(conversation: str) -> str:
    return MessageKey.of(None, conversation, "", "").conversation


@pytest.fixture
def ticket(sessions: Sessions, message: Message) -> str:
    """A ticket of the conversation, as the action server opens it."""
    with transaction(sessions) as session:
        return tickets.open_ticket(
            session,
            conversation=digest(message["conversation_id"]),
            channel="web",
            about="cho gặp cán bộ",
            now=system_clock(),
        ).code


def evidence(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    (reply,) = response.json()["replies"]
    told: dict[str, Any] = reply["evidence"]
    return told


def said_by_citizen(sessions: Sessions, conversation: str) -> list[str]:
    with sessions() as session:
        heard = tickets.heard_since(session, digest(conversation), 0)
        return [one.text for one in heard if one.sender == "citizen"]


async def test_while_waiting_the_assistant_answers(
    client: Client, message: Message, ticket: str, engine: StandIn
) -> None:
    told = evidence(await client.post(MESSAGES, json=message))
    assert told["kind"] == "indicator_value"
    assert len(engine.received) == 1


async def test_while_claimed_the_assistant_is_silent(
    client: Client,
    message: Message,
    ticket: str,
    engine: StandIn,
    officers: Officers,
    officer: int,
    sessions: Sessions,
) -> None:
    officers.claim(officer, ticket)
    response = await client.post(MESSAGES, json=message | {"text": "số tôi 0912345678"})
    assert evidence(response) == {"kind": "handoff", "ticket": ticket, "status": "claimed"}
    assert response.json()["replies"][0]["text"] == "Đã chuyển cán bộ."
    assert engine.received == []
    # Once for a message that is repeated, and byte for byte.
    again = await client.post(MESSAGES, json=message | {"text": "số tôi 0912345678"})
    assert again.content == response.content
    assert said_by_citizen(sessions, message["conversation_id"]) == ["số tôi [phone:1]"]
    officers.close(officer)
    told = evidence(await client.post(MESSAGES, json=message | {"message_id": "next"}))
    assert told["kind"] == "indicator_value"


async def test_the_same_message_at_two_gateways_reaches_the_officer_once(
    settings: Settings,
    message: Message,
    ticket: str,
    officers: Officers,
    officer: int,
    sessions: Sessions,
) -> None:
    officers.claim(officer, ticket)
    async with opened(create_app(settings)) as one, opened(create_app(settings)) as two:
        answers = await asyncio.gather(
            *(gateway.post(MESSAGES, json=message) for gateway in (one, two) for _ in range(3))
        )
    assert len({answer.content for answer in answers}) == 1
    assert said_by_citizen(sessions, message["conversation_id"]) == [message["text"]]


async def test_order_is_kept_towards_the_officer(
    settings: Settings,
    message: Message,
    ticket: str,
    officers: Officers,
    officer: int,
    sessions: Sessions,
) -> None:
    officers.claim(officer, ticket)
    tasks = []
    async with opened(create_app(settings)) as one, opened(create_app(settings)) as two:
        for number in range(6):
            body = message | {"message_id": f"m{number}", "text": f"câu {number}"}
            gateway = (one, two)[number % 2]
            tasks.append(asyncio.create_task(gateway.post(MESSAGES, json=body)))
            await asyncio.sleep(0.03)
        await asyncio.gather(*tasks)
    expected = [f"câu {number}" for number in range(6)]
    assert said_by_citizen(sessions, message["conversation_id"]) == expected


async def test_another_conversation_and_an_account_in_it_are_answered(
    client: Client, message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    officers.claim(officer, ticket)
    elsewhere = message | {"conversation_id": secrets.token_urlsafe(24)}
    assert evidence(await client.post(MESSAGES, json=elsewhere))["kind"] == "indicator_value"


async def test_the_engine_and_the_database_hold_references_alone(
    client: Client, message: Message, engine: StandIn, settings: Settings, sessions: Sessions
) -> None:
    said = ["gọi 0912345678", "thư a@b.vn, gọi 0912345678", "gọi 0987654321"]
    for number, text in enumerate(said):
        await client.post(MESSAGES, json=message | {"message_id": f"m{number}", "text": text})
    # One value has one reference through the whole conversation.
    assert engine.texts == ["gọi [phone:1]", "thư [email:1], gọi [phone:1]", "gọi [phone:2]"]
    with sessions() as session:
        vault, mine = open_vault(settings), digest(message["conversation_id"])
        assert vault.resolve(session, mine, "[phone:2]", system_clock()) == "0987654321"


# --- What arrives unasked


@pytest.fixture
def serve(settings: Settings) -> Iterator[Callable[..., Any]]:
    """Gateways over real HTTP: a stream is no single answer."""
    yield lambda **changes: served(create_app(settings.model_copy(update=changes)))


@asynccontextmanager
async def listening(
    url: str, conversation: str, **options: Any
) -> AsyncIterator[AsyncIterator[Event]]:
    """The events of a conversation, as they arrive."""
    path = f"{url}/api/v1/conversations/{conversation}/events"
    async with (
        httpx.AsyncClient(timeout=15, trust_env=False) as client,
        client.stream("GET", path, **options) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield events_in(response)


async def events_in(response: httpx.Response) -> AsyncIterator[Event]:
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        elif fields:
            if "data" in fields:
                yield {**json.loads(fields["data"]), "event_id": fields["id"]}
            fields = {}


async def some(events: AsyncIterator[Event], count: int) -> list[Event]:
    async with asyncio.timeout(10):
        return [await anext(events) for _ in range(count)]


async def test_an_officers_words_arrive_and_the_stream_resumes(
    serve: Callable[..., Any], message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    conversation = message["conversation_id"]
    with serve() as url:
        async with listening(url, conversation) as events:
            officers.claim(officer, ticket)
            officers.say(officer, "Chào anh/chị\nxuống dòng")
            claimed, said = await some(events, 2)
            assert (claimed["from"], claimed["status"]) == ("assistant", "claimed")
            assert claimed["ticket"] == ticket and claimed["text"]
            assert said == {
                "id": said["id"],
                "from": "officer",
                "text": "Chào anh/chị\nxuống dòng",
                "event_id": str(said["id"]),
            }
        # Away for a moment; nothing of it is lost, and nothing comes twice.
        officers.say(officer, "Anh/chị còn đó không?")
        officers.close(officer)
        for option in (
            {"headers": {"Last-Event-ID": said["event_id"]}},
            {"params": {"last_event_id": said["event_id"]}},
        ):
            async with listening(url, conversation, **option) as events:
                missed, closed = await some(events, 2)
                assert missed["text"] == "Anh/chị còn đó không?"
                assert (closed["status"], closed["from"]) == ("closed", "assistant")
                assert "tôi tiếp tục" in closed["text"]


async def test_who_listens_late_hears_the_open_talk_and_no_old_one(
    serve: Callable[..., Any], message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    conversation = message["conversation_id"]
    officers.claim(officer, ticket)
    officers.say(officer, "lời đầu")
    with serve(events_lifetime_s=1.5) as url:
        async with listening(url, conversation) as events:
            assert [event["text"] for event in await some(events, 2)][1] == "lời đầu"
        officers.close(officer)
        async with listening(url, conversation) as events:
            # Ends by itself after its lifetime, with nothing to tell.
            assert [event async for event in events] == []


async def test_words_cross_gateways(
    serve: Callable[..., Any], message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    conversation = message["conversation_id"]
    officers.claim(officer, ticket)
    with serve() as one, serve() as two:
        async with listening(one, conversation) as first, listening(two, conversation) as second:
            async with httpx.AsyncClient(trust_env=False) as client:
                await client.post(f"{two}{MESSAGES}", json=message, timeout=15)
            officers.say(officer, "tới cả hai")
            for events in (first, second):
                texts = [event["text"] for event in await some(events, 2)]
                # What the citizen wrote is not echoed.
                assert texts[1] == "tới cả hai"


async def test_nobody_else_listens_in(
    serve: Callable[..., Any], message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    officers.claim(officer, ticket)
    with serve(events_lifetime_s=1.5) as url:
        async with listening(url, secrets.token_urlsafe(24)) as events:
            officers.say(officer, "bí mật")
            assert [event async for event in events] == []


async def test_streams_of_one_address_are_bounded(
    serve: Callable[..., Any], message: Message
) -> None:
    path = f"/api/v1/conversations/{message['conversation_id']}/events"
    with serve(events_per_address=2) as url:
        async with listening(url, message["conversation_id"]), httpx.AsyncClient() as client:
            async with listening(url, message["conversation_id"]):
                refused = await client.get(url + path)
                assert_problem(refused, 429)
                assert int(refused.headers["retry-after"]) >= 1
            # A place is free again once one of them has gone.
            async with asyncio.timeout(10):
                while True:
                    async with client.stream("GET", url + path) as response:
                        if response.status_code == 200:
                            break
                    await asyncio.sleep(0.1)


@pytest.mark.parametrize("conversation", ["short", "x" * 129, "a" * 21 + "!"])
async def test_a_bad_conversation_id_is_refused(client: Client, conversation: str) -> None:
    path = f"/api/v1/conversations/{conversation}"
    assert_problem(await client.get(f"{path}/events"), 422)
    assert_problem(await client.delete(path), 422)


async def test_a_bad_event_id_or_token_is_refused(client: Client, message: Message) -> None:
    path = f"/api/v1/conversations/{message['conversation_id']}/events"
    assert_problem(await client.get(path, headers={"Last-Event-ID": "x"}), 422)
    assert_problem(await client.get(path, headers={"Authorization": "Bearer x"}), 401)


@pytest.mark.parametrize("look", [1, 2, 3])
async def test_a_message_said_while_someone_begins_to_listen_is_not_lost(
    database: Engine,
    sessions: Sessions,
    message: Message,
    ticket: str,
    officers: Officers,
    officer: int,
    look: int,
) -> None:
    looks = 0

    def interrupt(*_: object) -> None:
        """Between a listener's looks at the database the officer claims and speaks."""
        nonlocal looks
        looks += 1
        if looks == look:
            officers.claim(officer, ticket)
            officers.say(officer, "có tôi đây")

    event.listen(database, "after_cursor_execute", interrupt)
    stop = asyncio.Event()
    streams = Streams(sessions, DatabaseThreads(database), 5, 5, interval_s=0.01)
    polling = asyncio.create_task(streams.poll_until(stop))
    heard = streams.follow(digest(message["conversation_id"]), None)
    async with asyncio.timeout(4):
        assert (await anext(heard)).status == "claimed"
        assert (await anext(heard)).text == "có tôi đây"
    stop.set()
    await polling


async def test_who_resumes_behind_another_listener_misses_nothing(
    sessions: Sessions, message: Message, ticket: str, officers: Officers, officer: int
) -> None:
    conversation = digest(message["conversation_id"])
    officers.claim(officer, ticket)
    officers.say(officer, "hai")
    stop = asyncio.Event()
    come: list[asyncio.Task[list[str]]] = []

    class Joined(DatabaseThreads):
        """While the first listener is served another one comes who has heard less."""

        def __init__(self) -> None:
            self.runs = 0

        async def run(self, work: Any, *arguments: Any) -> Any:
            self.runs += 1
            if self.runs == 3:
                officers.say(officer, "ba")
                come.append(asyncio.create_task(texts(streams.follow(conversation, 0), 3)))
                await asyncio.sleep(0.05)
            return work(*arguments)

    async def texts(heard: AsyncIterator[TicketMessage], count: int) -> list[str]:
        return [(await anext(heard)).text for _ in range(count)]

    streams = Streams(sessions, Joined(), 5, 5, interval_s=0.01)
    polling = asyncio.create_task(streams.poll_until(stop))
    async with asyncio.timeout(4):
        assert (await texts(streams.follow(conversation, None), 3))[1:] == ["hai", "ba"]
        assert (await come[0])[1:] == ["hai", "ba"]
    stop.set()
    await polling
