"""Too many messages: 429 that says when to come back."""

from __future__ import annotations

import secrets

import httpx
import pytest
from engine_standin import StandIn
from gateway_harness import MESSAGES, NOW, assert_problem, opened

from connectors.accounts.service import grant
from connectors.app import create_app
from connectors.ratelimit import network_of
from core.database import Sessions, transaction
from core.settings import Settings


def fresh(text: str = "xin chào") -> dict[str, str]:
    return {"conversation_id": secrets.token_urlsafe(24), "text": text}


def assert_limited(response: httpx.Response, at_most_s: int) -> None:
    body = assert_problem(response, 429)
    assert "gửi lại" in body["detail"]
    assert 1 <= int(response.headers["retry-after"]) <= at_most_s


async def test_conversation_is_bounded_and_others_are_not(
    settings: Settings, engine: StandIn
) -> None:
    bounded = settings.model_copy(update={"rate_conversation": "3/hour"})
    message = fresh()
    async with opened(create_app(bounded)) as client:
        for _ in range(3):
            assert (await client.post(MESSAGES, json=message)).status_code == 200
        assert_limited(await client.post(MESSAGES, json=message), 3600)
        assert (await client.post(MESSAGES, json=fresh())).status_code == 200
        measures = (await client.get("/metrics")).text
    assert len(engine.received) == 4
    assert 'troly_turns_total{channel="api",outcome="limited"} 1.0' in measures


async def test_address_is_bounded_over_all_conversations(settings: Settings) -> None:
    bounded = settings.model_copy(update={"rate_address": "3/hour"})
    async with opened(create_app(bounded)) as client:
        for _ in range(3):
            assert (await client.post(MESSAGES, json=fresh())).status_code == 200
        assert_limited(await client.post(MESSAGES, json=fresh()), 3600)
        assert (await client.get("/healthz")).status_code == 200


async def test_forwarded_header_does_not_change_the_address(settings: Settings) -> None:
    bounded = settings.model_copy(update={"rate_address": "1/hour"})
    async with opened(create_app(bounded)) as client:
        await client.post(MESSAGES, json=fresh(), headers={"X-Forwarded-For": "203.0.113.1"})
        response = await client.post(
            MESSAGES, json=fresh(), headers={"X-Forwarded-For": "203.0.113.2"}
        )
        assert_limited(response, 3600)


async def test_guessing_tokens_is_bounded(settings: Settings) -> None:
    bounded = settings.model_copy(update={"rate_address": "2/hour"})
    async with opened(create_app(bounded)) as client:
        statuses = [
            (
                await client.post(
                    MESSAGES, json=fresh(), headers={"Authorization": f"Bearer {number}"}
                )
            ).status_code
            for number in range(3)
        ]
    assert statuses == [401, 401, 429]


async def test_account_is_bounded_over_all_conversations(
    settings: Settings, sessions: Sessions
) -> None:
    bounded = settings.model_copy(update={"rate_account": "2/hour"})
    with transaction(sessions) as session:
        token = grant(session, name="A", role="staff", scope="brvt", now=NOW).token
    headers = {"Authorization": f"Bearer {token}"}
    async with opened(create_app(bounded)) as client:
        for _ in range(2):
            response = await client.post(MESSAGES, json=fresh(), headers=headers)
            assert response.status_code == 200
        assert_limited(await client.post(MESSAGES, json=fresh(), headers=headers), 3600)
        assert (await client.post(MESSAGES, json=fresh())).status_code == 200


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_ipv6_is_counted_by_network(address: str, counted: str) -> None:
    assert network_of(address) == counted
