"""The queue of turns, on its own: what the database holds to, whichever gateway asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from gateway_harness import NOW
from sqlalchemy import select

from connectors.errors import MessageConflict
from connectors.inbox import Inbox, MessageKey, Place, Standing
from connectors.models import Turn
from core.database import Sessions

LEASE = timedelta(seconds=15)
CONVERSATION = "c" * 24


class SetClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def tick(self, step: timedelta) -> None:
        self.now += step


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def inbox(sessions: Sessions, clock: SetClock) -> Inbox:
    return Inbox(sessions, clock, LEASE)


def key(message: str, text: str = "xin chào", conversation: str = CONVERSATION) -> MessageKey:
    return MessageKey.of(None, conversation, message, text)


def test_answered_message_gives_the_same_answer(inbox: Inbox) -> None:
    turn = inbox.enter(key("1")).turn
    assert inbox.finish(turn, "[1]")
    assert inbox.enter(key("1")) == Place(turn, Standing.ANSWERED, "[1]")


def test_same_id_with_another_text_conflicts_in_every_state(inbox: Inbox) -> None:
    turn = inbox.enter(key("1")).turn
    with pytest.raises(MessageConflict):
        inbox.enter(key("1", "khác"))
    inbox.fail(turn)
    with pytest.raises(MessageConflict):
        inbox.enter(key("1", "khác"))
    inbox.finish(inbox.enter(key("1")).turn, "[]")
    with pytest.raises(MessageConflict):
        inbox.enter(key("1", "khác"))


def test_same_message_at_the_same_moment_is_entered_once(inbox: Inbox) -> None:
    with ThreadPoolExecutor(12) as pool:
        places = list(pool.map(lambda _: inbox.enter(key("1")), range(12)))
    assert sorted(place.standing.name for place in places) == ["READY"] + ["THEIRS"] * 11
    assert len({place.turn for place in places}) == 1


def test_only_one_of_many_at_the_same_moment_may_run(inbox: Inbox) -> None:
    with ThreadPoolExecutor(12) as pool:
        places = list(pool.map(lambda number: inbox.enter(key(str(number))), range(12)))
    ready = [place for place in places if place.standing is Standing.READY]
    assert [place.turn for place in ready] == [min(place.turn for place in places)]


def test_turns_run_in_order_of_arrival(inbox: Inbox) -> None:
    turns = [inbox.enter(key(str(number))).turn for number in range(3)]
    conversation = key("0").conversation
    assert inbox.renew(turns[1], conversation).standing is Standing.WAITING
    inbox.finish(turns[0], "[]")
    assert inbox.renew(turns[2], conversation).standing is Standing.WAITING
    assert inbox.renew(turns[1], conversation).standing is Standing.READY
    inbox.fail(turns[1])
    assert inbox.renew(turns[2], conversation).standing is Standing.READY


def test_conversations_do_not_wait_for_each_other(inbox: Inbox) -> None:
    inbox.enter(key("1"))
    assert inbox.enter(key("1", conversation="d" * 24)).standing is Standing.READY


def test_dead_gateways_turn_is_freed_when_its_lease_ends(inbox: Inbox, clock: SetClock) -> None:
    inbox.enter(key("1"))
    second = inbox.enter(key("2"))
    assert second.standing is Standing.WAITING
    clock.tick(LEASE / 2)
    assert inbox.renew(second.turn, key("2").conversation).standing is Standing.WAITING
    clock.tick(LEASE / 2)
    assert inbox.renew(second.turn, key("2").conversation).standing is Standing.READY


def test_dead_gateways_message_may_be_sent_again(inbox: Inbox, clock: SetClock) -> None:
    dead = inbox.enter(key("1")).turn
    clock.tick(LEASE)
    assert inbox.look(dead).standing is Standing.LOST
    again = inbox.enter(key("1"))
    assert again.standing is Standing.READY
    assert again.turn > dead
    # The gateway was not dead but slow: its late answer must not replace the one to come.
    assert not inbox.finish(dead, "[late]")
    assert inbox.finish(again.turn, "[again]")
    assert inbox.enter(key("1")).replies == "[again]"


def test_turn_that_lost_its_lease_cannot_renew_it(inbox: Inbox, clock: SetClock) -> None:
    inbox.enter(key("1"))
    second = inbox.enter(key("2"))
    clock.tick(LEASE)
    assert inbox.renew(second.turn, key("2").conversation).standing is Standing.LOST


def test_failed_message_queues_up_anew_at_the_end(inbox: Inbox) -> None:
    first = inbox.enter(key("1")).turn
    inbox.enter(key("2"))
    inbox.fail(first)
    assert inbox.look(first).standing is Standing.FAILED
    again = inbox.enter(key("1"))
    assert again.standing is Standing.WAITING, "the second message runs now"
    assert inbox.look(first).standing is Standing.LOST


def test_running_turn_is_theirs(inbox: Inbox) -> None:
    turn = inbox.enter(key("1")).turn
    assert inbox.look(turn).standing is Standing.THEIRS
    inbox.finish(turn, "[1]")
    assert inbox.look(turn) == Place(turn, Standing.ANSWERED, "[1]")


def test_purge_deletes_what_is_old_and_over(
    inbox: Inbox, clock: SetClock, sessions: Sessions
) -> None:
    day = timedelta(hours=24)
    inbox.finish(inbox.enter(key("answered")).turn, "[]")
    inbox.fail(inbox.enter(key("failed")).turn)
    inbox.enter(key("abandoned"))
    clock.tick(day)
    assert inbox.purge(day) == 0
    running = inbox.enter(key("running")).turn
    clock.tick(timedelta(seconds=1))
    assert inbox.purge(day) == 3
    assert inbox.purge(timedelta(0)) == 0, "a running turn is left alone"
    with sessions() as session:
        assert session.scalars(select(Turn.id)).all() == [running]


def test_ids_are_never_used_again(inbox: Inbox, clock: SetClock) -> None:
    first = inbox.enter(key("1")).turn
    inbox.finish(first, "[]")
    clock.tick(LEASE)
    assert inbox.purge(timedelta(0)) == 1
    assert inbox.enter(key("1")).turn > first


def test_key_depends_on_account_and_conversation_and_hides_both() -> None:
    nobody = MessageKey.of(None, CONVERSATION, "m", "text")
    first, second = (MessageKey.of(number, CONVERSATION, "m", "text") for number in (1, 2))
    other = MessageKey.of(None, "d" * 24, "m", "text")
    assert len({nobody.conversation, first.conversation, second.conversation}) == 3
    # Without the conversation id a short text cannot be guessed back from its digest.
    assert other.text != nobody.text
    assert other.message != nobody.message
    assert CONVERSATION not in str(nobody)
