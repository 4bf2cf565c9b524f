"""A process dies: 503 with words, then the system mends itself."""

from __future__ import annotations

import os
import signal
import time

from bench.system import System

RECOVERED_WITHIN_S = 90
QUESTION = "Tỷ lệ hồ sơ trực tuyến của tỉnh là bao nhiêu?"


def test_a_dead_engine_is_503_in_vietnamese_and_comes_back(system: System) -> None:
    os.kill(system.pid_of("bot.serve"), signal.SIGKILL)

    refused = system.ask(QUESTION)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert any(letter in refused.json()["detail"] for letter in "ạảấầậắặệốộớợ")

    deadline = time.monotonic() + RECOVERED_WITHIN_S
    while system.ask(QUESTION).status_code != 200:
        assert time.monotonic() < deadline, "the engine did not come back"
        time.sleep(1)
    assert system.reply(QUESTION)["evidence"]["value"] == "97.5"


def test_a_dead_action_server_never_gives_an_empty_200(system: System) -> None:
    os.kill(system.pid_of("actions.server"), signal.SIGKILL)

    deadline = time.monotonic() + RECOVERED_WITHIN_S
    while (response := system.ask(QUESTION)).status_code != 200:
        assert response.status_code == 503
        assert time.monotonic() < deadline, "the action server did not come back"
        time.sleep(0.5)
    assert response.json()["replies"][0]["evidence"]["value"] == "97.5"
