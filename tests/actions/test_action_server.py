"""The action server as the engine reaches it: a process of its own, over HTTP."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from trackers import LEADER, SENDER, call

from services import tickets

ROOT = Path(__file__).resolve().parents[2]


def is_up(client: httpx.Client) -> bool:
    try:
        return client.get("/health").status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture
def serve(tmp_path):
    """Starts servers on a free port and a database; gives a client of them."""
    running = []

    def start(database_url):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        environment = {
            "DATABASE_URL": database_url,
            "ACTIONS_PORT": str(port),
            "NOW": "2026-11-21T09:00:00",
            "VAR": str(tmp_path),
            "PATH": os.environ["PATH"],
        }
        with (tmp_path / "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "actions.server"], cwd=ROOT, env=environment, stderr=log
            )
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
        running.append((process, client))
        deadline = time.monotonic() + 30
        while not is_up(client):
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return client

    yield start
    for process, client in running:
        client.close()
        process.terminate()
        process.wait(10)


def test_a_question_is_answered_from_the_database(serve, new_database):
    client = serve(new_database("simulated"))
    response = client.post(
        "/webhook",
        json=call("tỷ lệ hồ sơ trực tuyến phường 5?", account=LEADER),
    )
    assert response.status_code == 200
    (said,) = response.json()["responses"]
    evidence = said["custom"]["evidence"]
    assert (evidence["unit"], evidence["value"]) == ("vung-tau.phuong-5", "80.49")
    assert evidence["simulated"] is True
    assert response.json()["events"][0]["name"] == "state"
    assert client.post("/webhook", json=call("?", action="action_missing")).status_code == 404


def test_the_server_calls_officers_and_keeps_the_ticket(serve, new_database, open_sessions):
    url = new_database("reported")
    response = serve(url).post("/webhook", json=call("cho gặp cán bộ", "request_officer"))
    evidence = response.json()["responses"][0]["custom"]["evidence"]
    assert (evidence["kind"], evidence["status"]) == ("handoff", "waiting")
    with open_sessions(url) as sessions, sessions() as session:
        assert tickets.find(session, evidence["ticket"]).conversation == SENDER


def test_a_database_without_tables_is_an_error_and_no_empty_answer(serve, new_database):
    client = serve(new_database())
    request = call("số văn bản đi của phường 12", account=LEADER)
    assert client.post("/webhook", json=request).status_code == 500
    assert client.get("/health").status_code == 200
