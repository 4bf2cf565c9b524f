"""What identifies a conversation or a person is neither logged nor stored."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from engine_standin import SECRET, StandIn
from gateway_harness import MESSAGES, assert_problem
from sqlalchemy import Engine, inspect, text

ROOT = Path(__file__).parents[2]


@contextmanager
def gateway_process(log: Path, **environment: str) -> Iterator[str]:
    """A gateway as it runs in use, its output in `log`."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "connectors.app:build"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            assert process.wait(20) == 0 or process.returncode < 0


async def until_up(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            with suppress(httpx.ConnectError):
                await client.get("/healthz")
                return
            await asyncio.sleep(0.1)


async def test_conversation_ids_and_personal_data_are_nowhere(
    database_url: str, database: Engine, engine: StandIn, tmp_path: Path
) -> None:
    conversation = secrets.token_urlsafe(24)
    said = "số của tôi là 0912345678, bí mật riêng tư"
    message = {"conversation_id": conversation, "message_id": "0987654321", "text": said}
    # What the engine answers is kept for repetitions; it holds what it was sent, masked.
    log = tmp_path / "log"
    environment = {
        "DATABASE_URL": database_url,
        "ENGINE_URLS": engine.url,
        "ENGINE_SECRET": SECRET,
        "RATE_CONVERSATION": "4/hour",
        "VAR": str(tmp_path),
    }
    with gateway_process(log, **environment) as url:
        async with httpx.AsyncClient(base_url=url) as client:
            await until_up(client)
            assert (await client.post(MESSAGES, json=message)).status_code == 200
            assert_problem(await client.post(MESSAGES, json=message | {"text": "khác"}), 409)
            assert_problem(await client.post(MESSAGES, json=message | {"text": ""}), 422)
            engine.status = 500
            following = message | {"message_id": "2"}
            assert_problem(await client.post(MESSAGES, json=following), 503)
            engine.status, engine.body = 200, {"replies": [{"text": said}]}
            assert_problem(await client.post(MESSAGES, json=following), 503)
            assert_problem(await client.post(MESSAGES, json=following), 429)
            with database.begin() as connection:
                connection.execute(text("ALTER TABLE turns RENAME TO away"))
            elsewhere = message | {"conversation_id": conversation[::-1]}
            assert_problem(await client.post(MESSAGES, json=elsewhere), 500)
            with database.begin() as connection:
                connection.execute(text("ALTER TABLE away RENAME TO turns"))
    logged = log.read_text(encoding="utf-8")
    assert '"event": "turn"' in logged
    assert '"incident"' in logged
    stored = ""
    with database.connect() as connection:
        for table in inspect(connection).get_table_names():
            stored += str(connection.execute(text(f"SELECT * FROM {table}")).all())
    assert "[phone:1]" in stored
    for place in (logged, stored, str(engine.received)):
        for private in (conversation, conversation[::-1], "0912345678", "0987654321"):
            assert private not in place
    assert "bí mật" not in logged
