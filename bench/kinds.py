"""Speed of each kind of leader's question: `python -m bench.kinds`.

The golden questions of one kind after the other through the public door of a running system of its
own; the peer in the same run is the plain value question.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench.golden import ANALYSES, QUESTIONS, questions
from bench.system import System, start

TURNS = 40
PEER = "value"
_PERCENT = 100


def main() -> None:
    """Measure and print."""
    texts: dict[str, list[str]] = defaultdict(list)
    for path in (QUESTIONS, ANALYSES):
        for turn in questions(path):
            if turn.asker == "leader":
                texts[turn.group].append(turn.text)
    with tempfile.TemporaryDirectory() as var:
        system = start(Path(var), DEMO="1", RATE_CONVERSATION="100000/second")
        try:
            token = system.account("vung-tau")
            system.reply("Vẽ biểu đồ hồ sơ trực tuyến của tỉnh", token)
            timed = {group: _timed(system, asked, token) for group, asked in texts.items()}
        finally:
            system.stop()
    peer = statistics.median(timed[PEER])
    for group, times in timed.items():
        p50, p99 = statistics.median(times), statistics.quantiles(times, n=_PERCENT)[-1]
        print(f"{group:14} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   ratio {p50 / peer:5.2f}")


def _timed(system: System, asked: list[str], token: str) -> list[float]:
    """Milliseconds of each of `TURNS` turns, each in a conversation of its own."""
    times = []
    for number in range(TURNS):
        begin = time.perf_counter()
        system.reply(asked[number % len(asked)], token)
        times.append((time.perf_counter() - begin) * 1000)
    return times


if __name__ == "__main__":
    main()
