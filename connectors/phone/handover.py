"""From the assistant to a person: the transfer, and the call back where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.phone import phrases
from connectors.phone.model import (
    CallBack,
    CallState,
    Directive,
    Event,
    Hangup,
    Heard,
    Mode,
    Outcome,
    Say,
    Step,
    Transfer,
)
from connectors.phone.numbers import key_said, said_number
from core.clock import Clock
from services.office_hours import OfficeHours, moment_vi
from vietnamese.assent import means_no, means_stop, means_yes
from vietnamese.normalise import fold
from vietnamese.speech import say, say_digits

MOST_MISSES = 3
_ENDING = 3
_OTHER_NUMBER = ("so khac", "doi so")


@dataclass(frozen=True, slots=True)
class Handover:
    """Brings a caller to an officer.

    Attributes:
        transfer_to: the officers' number; "" where calls are not transferred.
        hours: when officers are there.
        clock: the present moment.
    """

    transfer_to: str
    hours: OfficeHours
    clock: Clock

    def officer(self, state: CallState, *lead: str) -> Say:
        """A transfer while officers are there, else the offer of a call back."""
        if self.transfer_to and self.hours.is_open(self.clock()):
            said = (*lead, phrases.TRANSFERRING)
            changed = state.model_copy(update={"mode": Mode.TRANSFERRING, "last": said})
            then = Transfer(self.transfer_to, state.called)
            return Say(changed, Directive(said, then), Outcome.TRANSFERRED)
        return self.offer(state, *(lead or (phrases.OFFICE_CLOSED,)))

    def dialled(self, state: CallState, heard: Heard) -> Say:
        """The end of a transfer: the talk is over, or nobody answered."""
        if heard.event is Event.DIALLED:
            return goodbye(state, Outcome.TRANSFERRED, settles=True)
        return self.offer(state, phrases.NOBODY_THERE, outcome=Outcome.TALKING)

    def offer(self, state: CallState, *lead: str, outcome: Outcome | None = None) -> Say:
        """The offer to call the caller's own number, or the question for one."""
        if not state.caller:
            return _asked_number(state, *lead, outcome=outcome)
        offer = phrases.OFFER_CALLBACK.format(ending=say_digits(state.caller[-_ENDING:]))
        return _offered(state, state.caller, *lead, offer, outcome=outcome)

    def hear(self, state: CallState, heard: Heard) -> Step | None:
        """The answer to an offer or to the question for a number; None: it is neither."""
        if state.mode is Mode.NUMBER:
            return _number(state, heard)
        choice = _choice(heard)
        if choice == "1":
            return CallBack(state, state.number)
        if choice == "2":
            return _asked_number(state)
        if choice == "3":
            said = (phrases.CALLBACK_DECLINED, phrases.ANYTHING_ELSE)
            return listening(state, said)
        return None

    def missed(self, state: CallState, lead: str) -> Say:
        """What was offered or asked for, once more; after some times the call ends."""
        if state.misses + 1 >= MOST_MISSES:
            return gave_up(state)
        state = state.model_copy(update={"misses": state.misses + 1})
        if state.mode is Mode.NUMBER:
            return _asked_number(state, lead)
        return _offered(state, state.number, lead)

    def noted(self, state: CallState, code: str) -> Say:
        """The call back is entered under a code."""
        told = phrases.CALLBACK_NOTED.format(code=code, when=self._when())
        said = (say(told), phrases.ANYTHING_ELSE)
        return listening(state, said, outcome=Outcome.CALLBACK)

    def _when(self) -> str:
        now = self.clock()
        opening = self.hours.next_opening(now)
        if opening is None:
            return "khi có lịch làm việc trở lại"
        return "trong giờ làm việc hôm nay" if opening == now else f"từ {moment_vi(opening, now)}"


def listening(state: CallState, said: Sequence[str], outcome: Outcome | None = None) -> Say:
    """Back to questions, with nothing pending."""
    fresh = CallState(
        conversation=state.conversation,
        caller=state.caller,
        called=state.called,
        last=tuple(said),
    )
    return Say(fresh, Directive(fresh.last, fresh.listen), outcome)


def goodbye(state: CallState, outcome: Outcome, *, settles: bool = False) -> Say:
    """The end of the call."""
    said = (phrases.GOODBYE,)
    changed = state.model_copy(update={"last": said})
    return Say(changed, Directive(said, Hangup()), outcome, settles)


def gave_up(state: CallState) -> Say:
    """The end of a call in which nothing could be done."""
    said = (phrases.GIVING_UP, phrases.ASK_IN_PERSON)
    changed = state.model_copy(update={"last": said})
    return Say(changed, Directive(said, Hangup()), Outcome.GAVE_UP)


def _offered(state: CallState, number: str, *lead: str, outcome: Outcome | None = None) -> Say:
    said = (*lead, phrases.ACCEPT_CALLBACK)
    changes = {"mode": Mode.CALLBACK, "number": number, "last": said, "keyed": "choice", "rest": ()}
    changed = state.model_copy(update=changes)
    return Say(changed, Directive(said, changed.listen), outcome)


def _asked_number(state: CallState, *lead: str, outcome: Outcome | None = None) -> Say:
    said = (*lead, phrases.ASK_NUMBER, phrases.KEY_THE_NUMBER)
    changes = {"mode": Mode.NUMBER, "last": said, "keyed": "phone", "rest": ()}
    changed = state.model_copy(update=changes)
    return Say(changed, Directive(said, changed.listen), outcome)


def _number(state: CallState, heard: Heard) -> Say | None:
    number = said_number(heard.digits or heard.speech)
    if number:
        state = state.model_copy(update={"misses": 0})
        return _offered(state, number, phrases.OFFER_NUMBER.format(number=say_digits(number)))
    if heard.speech and (means_no(heard.speech) or means_stop(heard.speech)):
        return listening(state, (phrases.CALLBACK_DECLINED, phrases.ANYTHING_ELSE))
    return None


def _choice(heard: Heard) -> str:
    """The key that was pressed, or what comes to the same when it is said."""
    if heard.event is Event.DIGITS:
        return heard.digits[:1]
    if any(words in fold(heard.speech) for words in _OTHER_NUMBER):
        return "2"
    if said := key_said(heard.speech):
        return said
    if means_yes(heard.speech):
        return "1"
    return "3" if means_no(heard.speech) or means_stop(heard.speech) else ""
