"""Database work is done in order, and on SQLite one piece at a time."""

from __future__ import annotations

import asyncio
import threading
import time

from sqlalchemy import Engine

from connectors.threads import DatabaseThreads


async def test_sqlite_is_given_one_piece_of_work_at_a_time_in_order(database: Engine) -> None:
    done: list[int] = []
    running = most = 0
    counting = threading.Lock()

    def work(number: int) -> int:
        nonlocal running, most
        with counting:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with counting:
            running -= 1
            done.append(number)
        return number

    threads = DatabaseThreads(database)
    results = await asyncio.gather(*(threads.run(work, number) for number in range(12)))
    assert results == list(range(12))
    if database.dialect.name == "sqlite":
        assert most == 1
        assert done == results
    else:
        assert most > 1
