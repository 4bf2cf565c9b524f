"""Webhooks of a Twilio that others wrote: npm's `emulate`, pinned, over real HTTP.

It signs and posts as Twilio does, and does not run TwiML. Without npm, or without a registry
to fetch it from, these tests are skipped; the rest of the suite signs with Twilio's own library.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from engine_standin import StandIn, served
from sqlalchemy import select

from connectors.app import create_app
from connectors.phone.tables import PhoneCall
from core.database import Sessions
from core.settings import Settings

PACKAGE = "emulate@0.8.0"
FOLDER = Path(__file__).resolve().parents[3] / "var" / "test-peers"
SID, TOKEN, NUMBER = "AC" + "0" * 32, "an-auth-token", "+842543850000"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def emulate() -> Path:
    """The program, installed on first use."""
    program = FOLDER / "node_modules" / "emulate" / "dist" / "index.js"
    if not program.exists():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed: the Twilio of others cannot be run")
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(FOLDER), "--no-save", PACKAGE]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, check=False, timeout=90)
    if not program.exists():
        pytest.skip(f"{PACKAGE} cannot be had from the package registry")
    return program


@pytest.fixture
def gateway_url(phone_settings: Settings) -> Iterator[str]:
    """A gateway over real HTTP that knows its own address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    known = {"public_url": url, "twilio_auth_tokens": (TOKEN,)}
    with served(create_app(phone_settings.model_copy(update=known)), port):
        yield url


@pytest.fixture
def twilio(emulate: Path, gateway_url: str, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a running Twilio whose number leads to the gateway."""
    number: dict[str, Any] = {
        "phone_number": NUMBER,
        "voice_url": f"{gateway_url}/channels/phone/twilio",
        "voice_method": "POST",
        "status_callback": f"{gateway_url}/channels/phone/twilio/status",
    }
    seed = {"twilio": {"account": {"sid": SID, "auth_token": TOKEN}, "phone_numbers": [number]}}
    (tmp_path / "seed.json").write_text(json.dumps(seed), encoding="utf-8")
    port = str(free_port())
    command = ["node", str(emulate), "start", "--service", "twilio", "--port", port]
    process = subprocess.Popen(
        [*command, "--seed", str(tmp_path / "seed.json")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", auth=(SID, TOKEN)) as client:
            for _ in range(200):
                with suppress(httpx.TransportError):
                    client.get("/")
                    break
                time.sleep(0.05)
            yield client
    finally:
        process.terminate()
        process.wait()


def test_call_of_another_twilio_is_greeted_and_closed(
    twilio: httpx.Client, gateway_url: str, engine: StandIn, sessions: Sessions
) -> None:
    begun = twilio.post(
        "/_twilio/simulate/inbound-call", data={"To": NUMBER, "From": "+84912345678"}
    )
    assert begun.status_code == 201, begun.text
    sid = begun.json()["sid"]
    with sessions() as session:
        call = session.scalars(select(PhoneCall)).one()
    assert (call.call, call.turn, call.outcome) == (f"twilio:{sid}", 1, "talking")

    ended = twilio.post(
        "/_twilio/simulate/call-status", data={"CallSid": sid, "Status": "completed"}
    )
    assert ended.status_code == 200, ended.text
    with sessions() as session:
        assert session.scalars(select(PhoneCall.outcome)).one() == "hung_up"


def test_what_is_not_signed_by_it_is_refused(twilio: httpx.Client, gateway_url: str) -> None:
    """Its own gather result, unsigned: the same gateway that answers it refuses others."""
    refused = httpx.post(f"{gateway_url}/channels/phone/twilio", data={"CallSid": "CA1"})
    assert refused.status_code == 403
