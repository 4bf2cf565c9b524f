"""`troly calls`: the log of telephone calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from connectors.phone.model import Event, Heard, Outcome
from connectors.phone.store import Calls, Finished, Mine
from core.references import Vault


@pytest.fixture
def url(new_database, open_sessions):
    """A database in which someone has called."""
    url = new_database("reported")
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    with open_sessions(url) as sessions:
        vault = Vault(["key"], timedelta(days=1))
        calls = Calls(sessions, vault, lambda: now, timedelta(seconds=9), "secret")
        for turn, event, words, said in (
            (0, Event.START, "", "Xin chào."),
            (1, Event.SPEECH, "gọi số [phone:1] giúp tôi", "Vâng."),
        ):
            heard = Heard("twilio", "CA0001", turn, event)
            entry = calls.enter(heard, "0912345678")
            assert isinstance(entry, Mine)
            done = Finished(
                entry.state, event, "<Response/>", words, said, Outcome.CALLBACK, "CB-1-2"
            )
            calls.finish(heard, entry, lambda _, done=done: done)
        calls.end("twilio:CA0001", 83)
        calls.enter(Heard("jambonz", "j-1", 0, Event.START), "")
    return url


def test_calls_are_listed(troly, url):
    lines = troly("calls", "list", DATABASE_URL=url).stdout.splitlines()
    assert len(lines) == 2
    (line,) = [line for line in lines if "twilio:CA0001" in line]
    assert line.split() == (
        ["23/11/2026", "09:00", "1:23", "2", "lượt", "hẹn", "gọi", "lại", "twilio:CA0001"]
    )


def test_a_call_is_shown_turn_by_turn(troly, url):
    shown = troly("calls", "show", "twilio:CA", DATABASE_URL=url).stdout
    assert "Người gọi: gọi số [phone:1] giúp tôi" in shown
    assert "Trợ lý: Xin chào." in shown and "CB-1-2" in shown
    assert "0912345678" not in shown


def test_a_call_that_is_not_there_is_said_to_be(troly, url):
    result = troly("calls", "show", "twilio:CB", DATABASE_URL=url)
    assert result.exit_code == 1 and "Không có cuộc gọi" in result.stderr


def test_no_calls_yet(troly, new_database):
    result = troly("calls", "list", DATABASE_URL=new_database("reported"))
    assert result.exit_code == 0 and result.stdout == "" and "Chưa có" in result.stderr
