"""Erasing a conversation erases all of it, in its turn; ratings belong to answers."""

from __future__ import annotations

import asyncio
import secrets

import pytest
from engine_standin import StandIn, reply
from gateway_harness import MESSAGES, Client, assert_problem, opened
from sqlalchemy import Engine, inspect, select, text

from connectors.app import create_app
from connectors.inbox import MessageKey
from core.clock import system_clock
from core.database import Sessions, transaction
from core.settings import Settings
from services import tickets
from services.tables import Feedback

FEEDBACK = "/api/v1/feedback"
Message = dict[str, str]


def path_of(message: Message) -> str:
    return f"/api/v1/conversations/{message['conversation_id']}"


def digest(message: Message) -> str:
    return MessageKey.of(None, message["conversation_id"], "", "").conversation


def rating(message: Message, **fields: str) -> dict[str, str]:
    body = {name: message[name] for name in ("conversation_id", "message_id")}
    return body | {"rating": "up"} | fields


def stored_of(database: Engine, conversation: str) -> int:
    """How many rows of any table name the conversation."""
    count = 0
    with database.connect() as connection:
        for table in inspect(connection).get_table_names():
            columns = {column["name"] for column in inspect(connection).get_columns(table)}
            if "conversation" in columns:
                query = text(f"SELECT count(*) FROM {table} WHERE conversation = :c")
                count += connection.execute(query, {"c": conversation}).scalar_one()
    return count


async def filled(client: Client, message: Message, sessions: Sessions) -> None:
    """A conversation with an answer, personal data, a rating and a ticket."""
    await client.post(MESSAGES, json=message | {"text": "gọi 0912345678"})
    assert (await client.post(FEEDBACK, json=rating(message))).status_code == 200
    with transaction(sessions) as session:
        tickets.open_ticket(
            session, conversation=digest(message), channel="web", about="?", now=system_clock()
        )


async def test_nothing_is_left_and_it_may_be_repeated(
    client: Client, message: Message, engine: StandIn, database: Engine, sessions: Sessions
) -> None:
    other = message | {"conversation_id": secrets.token_urlsafe(24)}
    await filled(client, message, sessions)
    await filled(client, other, sessions)
    before = stored_of(database, digest(other))
    assert stored_of(database, digest(message)) == before == 4
    for _ in range(2):
        response = await client.delete(path_of(message))
        assert (response.status_code, response.content) == (204, b"")
    assert stored_of(database, digest(message)) == 0
    assert stored_of(database, digest(other)) == before
    assert set(engine.erased) == {digest(message)}
    with sessions() as session:
        assert [one.conversation for one in tickets.listed(session)] == [digest(other)]


async def test_an_engine_that_does_not_confirm_is_503_and_erasing_can_be_repeated(
    client: Client, message: Message, engine: StandIn, database: Engine, sessions: Sessions
) -> None:
    await filled(client, message, sessions)
    engine.status = 500
    refused = await client.delete(path_of(message))
    assert_problem(refused, 503)
    assert int(refused.headers["retry-after"]) >= 1
    engine.status = 200
    assert (await client.delete(path_of(message))).status_code == 204
    assert stored_of(database, digest(message)) == 0


async def test_erasing_waits_for_the_answer_under_way(
    client: Client, message: Message, engine: StandIn, database: Engine
) -> None:
    engine.delay_s = 0.4
    asking = asyncio.create_task(client.post(MESSAGES, json=message))
    await asyncio.sleep(0.1)
    erasing = asyncio.create_task(client.delete(path_of(message)))
    assert (await asking).status_code == 200
    assert (await erasing).status_code == 204
    # Else the engine would have written back what was erased.
    assert stored_of(database, digest(message)) == 0


async def test_a_message_behind_it_is_answered_anew(
    client: Client, message: Message, engine: StandIn
) -> None:
    await client.post(MESSAGES, json=message)
    engine.delay_s = 0.3
    running = asyncio.create_task(client.post(MESSAGES, json=message | {"message_id": "2"}))
    await asyncio.sleep(0.1)
    erasing = asyncio.create_task(client.delete(path_of(message)))
    await asyncio.sleep(0.1)
    behind = asyncio.create_task(client.post(MESSAGES, json=message | {"message_id": "3"}))
    answers = await asyncio.gather(running, erasing, behind)
    assert [answer.status_code for answer in answers] == [200, 204, 200]


async def test_the_conversation_of_an_account_is_another_one(
    client: Client, message: Message, engine: StandIn, database: Engine, sessions: Sessions
) -> None:
    await filled(client, message, sessions)
    refused = await client.delete(path_of(message), headers={"Authorization": "Bearer x"})
    assert_problem(refused, 401)
    assert stored_of(database, digest(message)) == 4


def deleted() -> dict[str, object]:
    said = reply("Đã xóa.", {"kind": "privacy", "action": "deleted"})
    return {"replies": [said]}


async def test_erasing_that_the_chat_confirms_is_done_before_the_answer(
    client: Client, message: Message, engine: StandIn, database: Engine, sessions: Sessions
) -> None:
    await filled(client, message, sessions)
    engine.body = deleted()
    confirm = message | {"message_id": "yes", "text": "đúng"}
    answer = await client.post(MESSAGES, json=confirm)
    assert answer.json()["replies"][0]["text"] == "Đã xóa."
    assert engine.erased == [digest(message)]
    # The turn itself stays, for repetitions: digests, and an answer that tells nothing.
    assert stored_of(database, digest(message)) == 1
    assert (await client.post(MESSAGES, json=confirm)).content == answer.content
    assert len(engine.erased) == 1


async def test_nobody_is_told_that_it_was_erased_when_it_was_not(
    settings: Settings, message: Message, engine: StandIn, database: Engine, sessions: Sessions
) -> None:
    async with opened(create_app(settings)) as client:
        await filled(client, message, sessions)
    engine.body = deleted()
    # Two engines, one of which is not there: it may hold a part of the conversation.
    away = settings.model_copy(update={"engine_urls": (engine.url, f"{engine.url}/nowhere")})
    async with opened(create_app(away)) as client:
        answers = [
            await client.post(MESSAGES, json=message | {"message_id": f"yes{n}", "text": "đúng"})
            for n in range(2)
        ]
    for answer in answers:
        assert_problem(answer, 503)


@pytest.mark.parametrize("action", ["explained"])
async def test_an_explanation_erases_nothing(
    client: Client, message: Message, engine: StandIn, action: str
) -> None:
    engine.body = {"replies": [reply('"deleted"', {"kind": "privacy", "action": action})]}
    await client.post(MESSAGES, json=message)
    assert engine.erased == []


# --- Ratings


async def test_the_last_rating_counts(client: Client, message: Message, sessions: Sessions) -> None:
    await client.post(MESSAGES, json=message)
    answers = [
        await client.post(FEEDBACK, json=rating(message)),
        await client.post(
            FEEDBACK, json=rating(message, rating="down", comment="sai, gọi 0912345678")
        ),
    ]
    assert [answer.json() for answer in answers] == [{"rating": "up"}, {"rating": "down"}]
    with sessions() as session:
        (kept,) = session.scalars(select(Feedback)).all()
    assert (kept.rating, kept.comment) == ("down", "sai, gọi [phone:1]")
    assert '"indicator": "dvc.ho-so-truc-tuyen"' in (kept.evidence or "")


async def test_ratings_at_once_end_as_one(
    settings: Settings, message: Message, sessions: Sessions
) -> None:
    async with opened(create_app(settings)) as one, opened(create_app(settings)) as two:
        await one.post(MESSAGES, json=message)
        answers = await asyncio.gather(
            *(
                client.post(FEEDBACK, json=rating(message))
                for client in (one, two)
                for _ in range(4)
            )
        )
    assert {answer.status_code for answer in answers} == {200}
    with sessions() as session:
        assert len(session.scalars(select(Feedback)).all()) == 1


@pytest.mark.parametrize("change", [{"message_id": "other"}, {"conversation_id": "x" * 24}])
async def test_what_was_not_answered_cannot_be_rated(
    client: Client, message: Message, change: dict[str, str]
) -> None:
    await client.post(MESSAGES, json=message)
    assert_problem(await client.post(FEEDBACK, json=rating(message, **change)), 404)


async def test_a_failed_message_cannot_be_rated(
    client: Client, message: Message, engine: StandIn
) -> None:
    engine.status = 500
    await client.post(MESSAGES, json=message)
    assert_problem(await client.post(FEEDBACK, json=rating(message)), 404)


@pytest.mark.parametrize(
    "change",
    [{"rating": "meh"}, {"conversation_id": "short"}, {"message_id": ""}, {"comment": "x" * 2001},
     {"extra": "1"}],
)  # fmt: skip
async def test_a_bad_rating_is_refused(
    client: Client, message: Message, change: dict[str, str]
) -> None:
    assert_problem(await client.post(FEEDBACK, json=rating(message, **change)), 422)


async def test_ratings_and_erasing_are_limited(settings: Settings, message: Message) -> None:
    few = settings.model_copy(update={"rate_conversation": "2/hour"})
    async with opened(create_app(few)) as client:
        await client.post(MESSAGES, json=message)
        assert (await client.post(FEEDBACK, json=rating(message))).status_code == 200
        assert_problem(await client.post(FEEDBACK, json=rating(message)), 429)
        assert_problem(await client.delete(path_of(message)), 429)
