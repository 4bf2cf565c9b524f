"""The trained model, and a running engine that uses it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from action_endpoint import ActionEndpoint

from bot.serve import set_up_process

os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# Before Rasa is imported, as in production. What it stands on warns as it is imported, and some
# of it changes the filters of warnings.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    set_up_process()
    warnings.simplefilter("ignore")
    import bot.agent
    import bot.span_extractor  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
SECRET = "secret-of-the-tests"
_SECONDS_TO_START = 90


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no model comes first: a small mistake is told at once."""
    items.sort(key=lambda item: bool({"model", "engine"} & set(item.fixturenames)))


@pytest.fixture(scope="session")
def model() -> str:
    """Path of the trained model's archive. It is never skipped: untested is not passed."""
    named = os.environ.get("TEST_MODEL")
    if not named:
        pytest.fail("TEST_MODEL must name the folder of a trained model (make test sets it).")
    path = Path(named)
    archive = path / "model.tar.gz" if path.is_dir() else path
    if not archive.is_file():
        pytest.fail(f"TEST_MODEL={named} holds no model: python -m bot.train --out {named}")
    return str(archive)


@pytest.fixture(scope="session")
def action_endpoint() -> Iterator[ActionEndpoint]:
    endpoint = ActionEndpoint()
    yield endpoint
    endpoint.stop()


@pytest.fixture
def actions(action_endpoint: ActionEndpoint) -> Iterator[ActionEndpoint]:
    """The action server, well again after the test."""
    action_endpoint.reset()
    yield action_endpoint
    action_endpoint.stop()
    action_endpoint.start()
    action_endpoint.reset()


@dataclass(frozen=True)
class Engine:
    """A running engine, as the gateway sees it."""

    url: str
    database: Path
    log: Path
    process: subprocess.Popen[bytes]

    def post(self, body: Any, secret: str | None = SECRET) -> requests.Response:
        """Sends a body: bytes as they are, all else as JSON."""
        content = {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = {} if secret is None else {"X-Engine-Secret": secret}
        return requests.post(f"{self.url}/messages", headers=headers, timeout=30, **content)

    def say(self, text: str, sender: str = "citizen", **fields: Any) -> requests.Response:
        """Sends a message as the gateway does."""
        return self.post({"sender_id": sender, "message_id": "m1", "text": text, **fields})

    def get(self, path: str, secret: str | None = SECRET) -> requests.Response:
        headers = {} if secret is None else {"X-Engine-Secret": secret}
        return requests.get(f"{self.url}{path}", headers=headers, timeout=30)

    def delete(self, path: str, secret: str = SECRET) -> requests.Response:
        headers = {"X-Engine-Secret": secret}
        return requests.delete(f"{self.url}{path}", headers=headers, timeout=30)


@pytest.fixture(scope="session")
def engine(
    model: str, action_endpoint: ActionEndpoint, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """`python -m bot.serve` with the trained model, as production starts it."""
    folder = tmp_path_factory.mktemp("engine")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "ENGINE_SECRET": SECRET,
        "ACTIONS_URL": action_endpoint.url,
        "TRACKER_URL": f"sqlite:///{folder / 'tracker.db'}",
        # What Rasa would then write, the engine must not.
        "LOG_LEVEL": "DEBUG",
    }
    command = [sys.executable, "-m", "bot.serve", "--model", model, "--port", str(port)]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}/webhooks/assistant"
    running = Engine(url, folder / "tracker.db", log, process)
    try:
        _wait(running)
        yield running
    finally:
        process.terminate()
        assert process.wait(20) == 0, log.read_text()[-3000:]


def _wait(engine: Engine) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        assert engine.process.poll() is None, engine.log.read_text()[-3000:]
        with suppress(requests.ConnectionError):
            if engine.get("/ready").status_code == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"The engine did not start: {engine.log.read_text()[-3000:]}")
