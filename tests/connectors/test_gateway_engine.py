"""What the engine does wrong becomes a 503 that can be shown, never an empty 200."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpx
import pytest
from engine_standin import EVIDENCE, StandIn, reply
from gateway_harness import MESSAGES, Client, assert_problem, opened

from connectors.app import create_app
from connectors.engine import EngineClient, Question, make_client, replica_of
from connectors.errors import EngineUnavailable
from core.settings import Settings

SMALLTALK = {"kind": "smalltalk", "intent": "greet"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def assert_unavailable(response: httpx.Response) -> None:
    body = assert_problem(response, 503)
    assert "Trợ lý" in body["detail"]
    assert int(response.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"replies": []},
        {"replies": None},
        {"replies": [{}]},
        {"replies": [reply("không có căn cứ", None)]},
        {"replies": [reply("hai căn cứ"), reply("hai căn cứ")]},
        {"replies": [reply("", SMALLTALK)]},
        {"replies": [reply("loại lạ", {"kind": "rumour"})]},
        {"replies": [reply("thiếu trường", {"kind": "indicator_value", "value": "1"})]},
    ],
)
async def test_answer_outside_the_contract_is_503(
    client: Client, message: dict[str, str], engine: StandIn, body: Any
) -> None:
    engine.body = body
    assert_unavailable(await client.post(MESSAGES, json=message))


@pytest.mark.parametrize("status", [204, 302, 400, 401, 403, 500, 503])
async def test_refusal_of_the_engine_is_503(
    client: Client, message: dict[str, str], engine: StandIn, status: int
) -> None:
    engine.status = status
    assert_unavailable(await client.post(MESSAGES, json=message))


async def test_silent_engine_is_503_in_time(
    settings: Settings, message: dict[str, str], engine: StandIn
) -> None:
    engine.delay_s = 1.0
    hurried = settings.model_copy(update={"engine_timeout_s": 0.2})
    async with opened(create_app(hurried)) as client, asyncio.timeout(0.8):
        assert_unavailable(await client.post(MESSAGES, json=message))


async def test_engine_that_is_down_is_503_and_recovers(
    settings: Settings, message: dict[str, str], engine: StandIn
) -> None:
    down = settings.model_copy(update={"engine_urls": (f"http://127.0.0.1:{free_port()}",)})
    async with opened(create_app(down)) as client:
        assert_unavailable(await client.post(MESSAGES, json=message))
    async with opened(create_app(settings)) as client:
        assert (await client.post(MESSAGES, json=message)).status_code == 200


async def test_several_replies_with_one_evidence_pass(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    engine.body = {"replies": [reply("một", None), reply("hai")]}
    replies = (await client.post(MESSAGES, json=message)).json()["replies"]
    assert [part["evidence"] for part in replies] == [None, EVIDENCE]


def question(number: int) -> Question:
    return Question(f"conversation {number}", "message", "xin chào", "api", None)


async def test_one_engine_gets_few_turns_at_once(engine: StandIn) -> None:
    engine.delay_s = 0.05
    async with make_client(1, 3) as http:
        client = EngineClient(http, [engine.url], "secret", 5, 3)
        await asyncio.gather(*(client.ask(question(number)) for number in range(12)))
    assert engine.most_at_once == 3


async def test_waiting_for_a_free_slot_is_bounded(engine: StandIn) -> None:
    engine.delay_s = 0.3
    async with make_client(1, 1) as http:
        client = EngineClient(http, [engine.url], "secret", 0.4, 1)
        results = await asyncio.gather(
            *(client.ask(question(number)) for number in range(3)), return_exceptions=True
        )
    failures = [result for result in results if isinstance(result, EngineUnavailable)]
    assert [failure.reason for failure in failures] == ["timeout"] * 2


def test_conversation_keeps_its_replica_when_others_come_and_go() -> None:
    urls = [f"http://engine-{number}" for number in range(4)]
    conversations = [f"conversation {number}" for number in range(400)]
    homes = {name: replica_of(name, urls) for name in conversations}
    assert set(homes.values()) == set(urls)
    fewer = urls[:-1]
    for name, home in homes.items():
        if home in fewer:
            assert replica_of(name, fewer) == home
    assert homes == {name: replica_of(name, urls[::-1]) for name in conversations}


async def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, engine: StandIn
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    async with make_client(1, 1) as http:
        assert await EngineClient(http, [engine.url], "secret", 2, 1).ask(question(1))
