"""`GET /files/{token}`: what an answer points to, for who has its address and for a day."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest
from engine_standin import StandIn, reply
from gateway_harness import MESSAGES, Client, assert_problem, opened
from sqlalchemy import func, select

from connectors.app import create_app
from core.clock import LOCAL_ZONE, system_clock
from core.database import Sessions, transaction
from core.files import KeptFile, keep
from core.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n picture"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def kept(
    sessions: Sessions, name: str = "a.png", content: bytes = PNG, now: datetime | None = None
) -> str:
    with transaction(sessions) as session:
        return keep(session, name, content, now or system_clock())


def count(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(KeptFile)) or 0


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("Biểu đồ.png", "image/png", "inline"),
        ("Số liệu; “Vũng Tàu”.xlsx", SHEET, "attachment"),
        ("Báo cáo 9 tháng.docx", DOCUMENT, "attachment"),
    ],
)
async def test_a_file_comes_with_its_type_and_name(
    client: Client, sessions: Sessions, name: str, kind: str, shown: str
) -> None:
    response = await client.get(kept(sessions, name))
    assert response.status_code == 200
    assert response.content == PNG
    assert response.headers["content-type"] == kind
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "private, no-store"
    disposition = response.headers["content-disposition"]
    assert disposition.startswith(f"{shown}; ")
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name


async def test_what_is_unknown_or_expired_is_said_in_words(
    client: Client, sessions: Sessions
) -> None:
    old = kept(sessions, now=system_clock() - timedelta(hours=25))
    good = kept(sessions)
    for path in (
        old,
        good[:-5] + "x.png",
        good.replace(".png", ".docx"),
        "/files/x",
        "/files/x.exe",
    ):
        problem = assert_problem(await client.get(path), 404)
        assert "hết hạn" in problem["detail"]


async def test_expired_files_are_deleted(settings: Settings, sessions: Sessions) -> None:
    kept(sessions, now=system_clock() - timedelta(hours=25))
    fresh = kept(sessions)
    async with opened(create_app(settings)) as client:
        async with asyncio.timeout(5):
            while count(sessions) > 1:
                await asyncio.sleep(0.02)
        assert (await client.get(fresh)).status_code == 200


async def test_files_go_by_the_clock_that_answers_go_by(
    settings: Settings, sessions: Sessions
) -> None:
    moment = datetime(2024, 1, 5, 9, tzinfo=LOCAL_ZONE)
    path = kept(sessions, now=moment)
    async with opened(create_app(settings.model_copy(update={"now": moment}))) as client:
        assert (await client.get(path)).status_code == 200


async def test_guessing_addresses_is_bounded(settings: Settings) -> None:
    bounded = settings.model_copy(update={"rate_address": "2/hour"})
    async with opened(create_app(bounded)) as client:
        statuses = [(await client.get(f"/files/{number}.png")).status_code for number in range(3)]
    assert statuses == [404, 404, 429]


@pytest.mark.parametrize(
    ("channel", "public_url", "begins"),
    [
        ("api", "https://troly.example.vn", "https://troly.example.vn/files/"),
        ("api", "", "/files/"),
        # The page shows pictures of its own address alone.
        ("web", "https://troly.example.vn", "/files/"),
    ],
)
async def test_links_are_whole_for_clients_that_live_elsewhere(
    settings: Settings,
    engine: StandIn,
    message: dict[str, str],
    channel: str,
    public_url: str,
    begins: str,
) -> None:
    evidence = {"kind": "file", "url": "/files/b.xlsx", "format": "xlsx"}
    shown = reply("Đây ạ", evidence) | {"image": {"url": "/files/a.png", "alt": "Biểu đồ"}}
    engine.body = {"replies": [shown]}
    changed = settings.model_copy(update={"public_url": public_url})
    async with opened(create_app(changed)) as client:
        first, again = [
            await client.post(MESSAGES, json={**message, "channel": channel}) for _ in range(2)
        ]
    assert first.content == again.content
    (answer,) = first.json()["replies"]
    assert answer["image"]["url"] == begins + "a.png"
    assert answer["evidence"]["url"] == begins + "b.xlsx"
    assert answer["text"] == "Đây ạ"
