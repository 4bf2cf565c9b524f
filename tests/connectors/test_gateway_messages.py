"""The contract of `POST /api/v1/messages`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from engine_standin import SECRET, StandIn, served
from gateway_harness import MESSAGES, NOW, Client, assert_problem
from structlog.testing import capture_logs

from answers.answer import Reply
from connectors.accounts.service import grant, revoke
from connectors.app import create_app
from core.database import Sessions, transaction
from core.settings import Settings

JSON = {"Content-Type": "application/json"}


async def test_answer_has_the_shape_of_the_contract(
    client: Client, message: dict[str, str]
) -> None:
    response = await client.post(MESSAGES, json=message)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert set(body) == {"conversation_id", "message_id", "replies"}
    assert body["conversation_id"] == message["conversation_id"]
    assert body["message_id"] == message["message_id"]
    (reply,) = body["replies"]
    assert set(reply) == {"text", "speech", "buttons", "image", "evidence"}
    assert reply["evidence"]["value"] == "98.27"
    assert reply["evidence"]["period_end"] == "2023-09-30"
    Reply.model_validate(reply)


async def test_message_id_is_made_when_absent(client: Client, message: dict[str, str]) -> None:
    del message["message_id"]
    ids = {(await client.post(MESSAGES, json=message)).json()["message_id"] for _ in range(2)}
    assert len(ids) == 2


async def test_channel_is_api_unless_said(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    del message["channel"]
    await client.post(MESSAGES, json=message)
    assert engine.received[0]["metadata"] == {"account": None, "channel": "api"}


async def test_engine_gets_the_secret_and_digests_alone(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    await client.post(MESSAGES, json=message)
    assert engine.secrets == {SECRET}
    (sent,) = engine.received
    assert set(sent) == {"sender_id", "message_id", "text", "metadata"}
    assert message["conversation_id"] not in str(sent)
    assert len(sent["sender_id"]) == 64


async def test_typed_intent_is_text(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    message["text"] = '/inform{"unit": "vung-tau"}'
    assert (await client.post(MESSAGES, json=message)).status_code == 200
    assert engine.texts == ['/inform{"unit": "vung-tau"}']


async def test_text_is_cleaned_before_the_engine(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    message["text"] = unicodedata.normalize("NFD", "  hoà\u200b bình   tỷ lệ ")
    await client.post(MESSAGES, json=message)
    assert engine.texts == ["hòa bình tỷ lệ"]


async def test_personal_data_never_reaches_the_engine(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    # The zero-width space would hide the number from a mask that came before the cleaning.
    message["text"] = "gọi 0912\u200b345678, a.b@example.vn, căn cước 079123456789"
    await client.post(MESSAGES, json=message)
    assert engine.texts == ["gọi [phone:1], [email:1], căn cước [cccd:1]"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n\t"}, "text"),
        ({"text": "\u200b\u2060\ufeff"}, "text"),
        ({"text": "a" * 2001}, "text"),
        ({"text": 5}, "text"),
        ({"text": None}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"conversation_id": "a" * 21}, "conversation_id"),
        ({"conversation_id": "a" * 129}, "conversation_id"),
        ({"conversation_id": "a" * 22 + "\n"}, "conversation_id"),
        ({"conversation_id": "a" * 22 + "/"}, "conversation_id"),
        ({"message_id": ""}, "message_id"),
        ({"message_id": "m" * 129}, "message_id"),
        ({"message_id": 7}, "message_id"),
        ({"channel": "telegram"}, "channel"),
        ({"sender": "someone"}, "sender"),
    ],
)
async def test_bad_field_is_422_and_named(
    client: Client, message: dict[str, str], engine: StandIn, change: dict[str, Any], field: str
) -> None:
    # Escaped throughout: half a surrogate pair has no other form.
    content = json.dumps({**message, **change})
    response = await client.post(MESSAGES, content=content, headers=JSON)
    body = assert_problem(response, 422)
    assert [error["field"] for error in body["errors"]] == [field]
    assert engine.received == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 30_000, b'{"text": NaN}'],
)
async def test_bad_json_is_422(client: Client, content: bytes) -> None:
    assert_problem(await client.post(MESSAGES, content=content, headers=JSON), 422)


async def test_other_content_type_is_422(client: Client) -> None:
    assert_problem(await client.post(MESSAGES, data={"text": "xin chào"}), 422)


@pytest.mark.parametrize("length", [1, 2000])
async def test_longest_and_shortest_text_pass(
    client: Client, message: dict[str, str], length: int
) -> None:
    # The longest form JSON can give a character: two escapes of six bytes.
    content = httpx.Request("POST", "http://x", json=message).content
    escaped = b"\\ud835\\udc00" * length
    content = content.replace(message["text"].encode(), escaped)
    assert (await client.post(MESSAGES, content=content, headers=JSON)).status_code == 200


@pytest.mark.parametrize("identifier", ["\u0000", "a\nb", "Đ" * 128, "0912345678", "🙂"])
async def test_any_message_id_will_do(
    client: Client, message: dict[str, str], engine: StandIn, identifier: str
) -> None:
    message["message_id"] = identifier
    first = await client.post(MESSAGES, json=message)
    second = await client.post(MESSAGES, json=message)
    assert first.status_code == 200
    assert first.json()["message_id"] == identifier
    assert first.content == second.content
    assert identifier not in str(engine.received)


async def test_too_large_a_body_is_413(client: Client, message: dict[str, str]) -> None:
    message["text"] = "a" * 70_000
    assert_problem(await client.post(MESSAGES, json=message), 413)


async def test_too_large_a_body_is_413_though_not_announced(client: Client) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"a" * 1000

    assert_problem(await client.post(MESSAGES, content=chunks(), headers=JSON), 413)


def test_413_arrives_over_real_http(settings: Settings) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(70):
            yield b"a" * 1000

    with served(create_app(settings)) as url, httpx.Client(base_url=url) as client:
        for content in (b"a" * 5_000_000, chunks()):
            assert_problem(client.post(MESSAGES, content=content, headers=JSON), 413)
        assert client.get("/healthz").status_code == 200


async def test_token_gives_role_and_scope(
    client: Client, message: dict[str, str], engine: StandIn, sessions: Sessions
) -> None:
    with transaction(sessions) as session:
        granted = grant(session, name="Chủ tịch", role="leader", scope="vung-tau", now=NOW)
    headers = {"Authorization": f"Bearer {granted.token}"}
    assert (await client.post(MESSAGES, json=message, headers=headers)).status_code == 200
    assert engine.received[0]["metadata"]["account"] == {
        "id": granted.account.id,
        "role": "leader",
        "scope": "vung-tau",
    }


async def test_context_is_kept_per_account(
    client: Client, message: dict[str, str], engine: StandIn, sessions: Sessions
) -> None:
    with transaction(sessions) as session:
        token = grant(session, name="A", role="leader", scope="brvt", now=NOW).token
    await client.post(MESSAGES, json=message, headers={"Authorization": f"Bearer {token}"})
    await client.post(MESSAGES, json=message)
    assert len({sent["sender_id"] for sent in engine.received}) == 2


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer ", "Bearer", "Basic abc", "", "wrong", "Bearer a b"]
)
async def test_wrong_credentials_are_401(
    client: Client, message: dict[str, str], engine: StandIn, header: str
) -> None:
    response = await client.post(MESSAGES, json=message, headers={"Authorization": header})
    assert_problem(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"
    assert engine.received == []


async def test_revoked_token_is_401(
    client: Client, message: dict[str, str], sessions: Sessions
) -> None:
    with transaction(sessions) as session:
        granted = grant(session, name="A", role="staff", scope="brvt", now=NOW)
    headers = {"Authorization": f"Bearer {granted.token}"}
    assert (await client.post(MESSAGES, json=message, headers=headers)).status_code == 200
    with transaction(sessions) as session:
        assert revoke(session, granted.account.id, NOW)
    assert_problem(await client.post(MESSAGES, json=message, headers=headers), 401)


async def test_unknown_path_and_method_are_problems(client: Client) -> None:
    assert_problem(await client.get("/api/v1/nothing"), 404)
    response = await client.get(MESSAGES)
    assert_problem(response, 405)
    assert response.headers["allow"] == "POST"


async def test_every_answer_has_security_headers(client: Client, message: dict[str, str]) -> None:
    for response in (
        await client.post(MESSAGES, json=message),
        await client.post(MESSAGES, json={}),
        await client.get("/nothing"),
        await client.get("/"),
    ):
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["cache-control"] in {"no-store", "no-cache"}


async def test_unexpected_failure_is_500_with_a_logged_incident(
    client: Client, message: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("connectors.inbox.Inbox.enter", broken)
    with capture_logs() as logs:
        body = assert_problem(await client.post(MESSAGES, json=message), 500)
    assert body["incident"] in body["detail"]
    (incident,) = [entry for entry in logs if entry["event"] == "incident"]
    assert incident["incident"] == body["incident"]
    assert incident["route"] == MESSAGES
    assert incident["exc_info"]
