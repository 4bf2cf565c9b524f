"""Speed and memory of the whole system: `python -m bench`.

A turn through the public door is held against its peer in the same run: the same message sent to
the engine alone, as its channel takes it. The ratio is what the gateway adds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bench.system import System, new_conversation, start

TURNS = 200
QUESTIONS = (
    "tỷ lệ hồ sơ trực tuyến của tỉnh là bao nhiêu",
    "số văn bản đi của phường 12",
    "ty le dinh danh dien tu tp vung tau",
    "thanh toán trực tuyến của thành phố đạt chưa",
    "tổng số thủ tục hành chính của thành phố",
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as var:
        begin = time.perf_counter()
        system = start(Path(var), DEMO="1", RATE_CONVERSATION="100000/second")
        print(f"ready after {time.perf_counter() - begin:.1f} s (model there, database new)")
        try:
            token = system.account("vung-tau")
            whole = _timed(lambda text: system.reply(text, token))
            engine = _timed(_engine_alone(system))
            _show("whole turn", whole)
            _show("engine alone (peer)", engine)
            ratio = statistics.median(whole) / statistics.median(engine)
            print(f"ratio of the medians: {ratio:.2f}")
            for name, size in system.memory():
                print(f"{name:10} {size:6.0f} MiB")
        finally:
            system.stop()


def _timed(ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each of many turns, the first ones left out."""
    times = []
    for number in range(TURNS + len(QUESTIONS)):
        begin = time.perf_counter()
        ask(QUESTIONS[number % len(QUESTIONS)])
        times.append((time.perf_counter() - begin) * 1000)
    return times[len(QUESTIONS) :]


def _engine_alone(system: System) -> Callable[[str], object]:
    port = int(system.environment["PORT"]) + 1
    secret = (Path(system.environment["VAR"]) / "secrets" / "engine").read_text().strip()
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"X-Engine-Secret": secret}, timeout=30
    )

    def ask(text: str) -> object:
        body = {
            "sender_id": new_conversation(),
            "message_id": new_conversation(),
            "text": text,
            "metadata": {"account": {"id": 1, "role": "leader", "scope": "vung-tau"}},
        }
        return client.post("/webhooks/assistant/messages", json=body).raise_for_status()

    return ask


def _show(name: str, times: list[float]) -> None:
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    print(f"{name:20} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   ({len(times)} turns)")


if __name__ == "__main__":
    main()
