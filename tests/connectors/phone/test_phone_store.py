"""Calls in the database: gateways that die, calls whose end is never told, keys that are lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from connectors.phone.model import Event, Heard, Outcome
from connectors.phone.store import Calls, Done, Finished, Mine, Over, Theirs
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.database import Sessions
from core.references import Vault
from core.settings import Settings

LEASE = timedelta(seconds=10)
HEARD = Heard("twilio", "CA1", 0, Event.START)


class Time:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **units: float) -> None:
        self.now += timedelta(**units)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def calls(phone_settings: Settings, sessions: Sessions, time: Time) -> Calls:
    return Calls(sessions, Vault(["key"], timedelta(days=1)), time, LEASE, "secret")


def finished(entry: Mine, response: str, outcome: Outcome | None = None) -> Finished:
    return Finished(entry.state, Event.START, response, heard="", said="", outcome=outcome)


def answer(calls: Calls, heard: Heard, response: str, outcome: Outcome | None = None) -> None:
    entry = calls.enter(heard, "")
    assert isinstance(entry, Mine)
    done = finished(entry, response, outcome)
    assert calls.finish(heard, entry, lambda _: done) == response


def test_turn_of_a_gateway_that_died_is_taken_over(calls: Calls, time: Time) -> None:
    dead = calls.enter(HEARD, "")
    assert isinstance(dead, Mine)
    assert isinstance(calls.enter(HEARD, ""), Theirs)
    time.passes(seconds=11)
    answer(calls, HEARD, "of the living")
    late = finished(dead, "of the dead")
    assert calls.finish(HEARD, dead, lambda _: late) is None, "who comes back late changes nothing"
    assert calls.enter(HEARD, "") == Done("of the living")


def test_what_fails_while_it_is_written_leaves_no_trace(calls: Calls, sessions: Sessions) -> None:
    entry = calls.enter(HEARD, "")
    assert isinstance(entry, Mine)

    def failing(_: object) -> Finished:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError):
        calls.finish(HEARD, entry, failing)
    with sessions() as session:
        assert session.scalars(select(PhoneCall.turn)).all() == [0]
    assert calls.finish(HEARD, entry, lambda _: finished(entry, "again")) == "again"


def test_call_whose_end_is_never_told_is_closed(
    calls: Calls, time: Time, sessions: Sessions
) -> None:
    answer(calls, HEARD, "Xin chào")
    other = replace(HEARD, call_id="CA2")
    answer(calls, other, "Đã ghi", Outcome.CALLBACK)
    time.passes(minutes=59)
    calls.purge(timedelta(days=30))
    with sessions() as session:
        assert session.scalars(select(PhoneCall.ended_at)).all() == [None, None]
    time.passes(minutes=2)
    calls.purge(timedelta(days=30))
    with sessions() as session:
        rows = session.execute(select(PhoneCall.outcome, PhoneCall.state)).all()
    assert {tuple(row) for row in rows} == {("abandoned", None), ("callback", None)}
    assert isinstance(calls.enter(replace(HEARD, turn=1), ""), Over)


def test_old_calls_are_deleted_with_their_turns(
    calls: Calls, time: Time, sessions: Sessions
) -> None:
    answer(calls, HEARD, "Xin chào")
    calls.end(HEARD.call)
    time.passes(days=29)
    assert calls.purge(timedelta(days=30)) == 0
    time.passes(days=2)
    assert calls.purge(timedelta(days=30)) == 1
    with sessions() as session:
        assert session.scalars(select(PhoneTurn)).all() == []


def test_nothing_that_quotes_or_names_the_caller_is_stored_in_clear(
    calls: Calls, sessions: Sessions
) -> None:
    heard = replace(HEARD, caller="0912345678")
    entry = calls.enter(heard, "0912345678")
    assert isinstance(entry, Mine) and entry.state.caller == "0912345678"
    state = entry.state.model_copy(update={"question": "hỏi kín"})
    done = Finished(state, Event.START, "trả lời kín", heard="", said="", outcome=None)
    calls.finish(heard, entry, lambda _: done)
    with sessions() as session:
        call = session.scalars(select(PhoneCall)).one()
        turn = session.scalars(select(PhoneTurn)).one()
    stored = repr((vars(call), vars(turn)))
    assert "0912345678" not in stored and "kín" not in stored
    assert entry.state.conversation not in stored, "the conversation's id is a secret"


def test_conversation_cannot_be_made_from_the_calls_id_alone(
    calls: Calls, sessions: Sessions, time: Time
) -> None:
    other = Calls(sessions, Vault(["key"], timedelta(days=1)), time, LEASE, "another secret")
    one = calls.conversation(HEARD.call)
    assert one == calls.conversation(HEARD.call) != other.conversation(HEARD.call)
    assert len(one) >= 22


def test_call_whose_key_is_gone_ends_politely(calls: Calls, sessions: Sessions, time: Time) -> None:
    answer(calls, HEARD, "Xin chào")
    stranger = Calls(sessions, Vault(["new"], timedelta(days=1)), time, LEASE, "secret")
    assert isinstance(stranger.enter(replace(HEARD, turn=1), ""), Over)
