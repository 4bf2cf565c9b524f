"""The dialogue on the telephone: from what was heard to what is said next.

Pure: what a step needs from outside (the engine, a ticket) it asks for, and is told later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answers.answer import Reply
from connectors.phone import menu, phrases
from connectors.phone.delivery import Spoken, choice_words, choices_aloud, portions, spoken
from connectors.phone.handover import MOST_MISSES, Handover, goodbye, listening
from connectors.phone.model import (
    Ask,
    CallState,
    Directive,
    Event,
    Heard,
    Mode,
    Outcome,
    Say,
    Step,
    Wait,
)
from connectors.phone.numbers import key_said
from services.codes import find_keyed_code
from vietnamese.assent import means_again, means_goodbye, means_more, means_no, means_yes
from vietnamese.speech import say

MOST_POLLS = 8
"""How often a caller is told to wait; the engine gives up before."""
OFFICER_KEY, REPEAT_KEY, MORE_KEY = "0", "*", "9"

_HANDING_OVER = frozenset({Mode.CALLBACK, Mode.NUMBER})


@dataclass(frozen=True, slots=True)
class Policy:
    """Decides each turn of a call.

    Attributes:
        greeting: the first sentence of a call.
        min_confidence: below it, what was heard is read back.
        handover: the way to an officer.
    """

    greeting: str
    min_confidence: float
    handover: Handover

    def start(self, state: CallState) -> Say:
        """The greeting."""
        return listening(state, (self.greeting, phrases.INVITATION))

    def hear(self, state: CallState, heard: Heard) -> Step:
        """The next step of a call, whatever was heard."""
        if heard.event in {Event.DIALLED, Event.DIAL_FAILED}:
            return self.handover.dialled(state, heard)
        if state.mode is Mode.WAITING:
            return Ask(state)
        command = self._command(state, heard)
        if command is not None:
            return command
        if state.mode in _HANDING_OVER:
            step = self.handover.hear(state, heard)
            return step or self.handover.missed(state, _lead(state, heard))
        if heard.event is Event.SPEECH:
            return self._speech(state, heard)
        if heard.event is Event.DIGITS:
            return self._digits(state, heard)
        return self._missed(state, phrases.NOT_HEARD)

    def waiting(self, state: CallState) -> Say:
        """The engine needs longer; nobody is left in silence."""
        said = (phrases.STILL_LOOKING if state.polls else phrases.ONE_MOMENT,)
        changes = {"mode": Mode.WAITING, "polls": state.polls + 1}
        return Say(state.model_copy(update=changes), Directive(said, Wait()))

    def answered(self, state: CallState, replies: Sequence[Reply]) -> Say:
        """The engine's answer, as far as it is said at once."""
        answer = spoken(replies)
        state = state.model_copy(update={"mode": Mode.LISTENING, "question": "", "polls": 0})
        if answer.handed_over:
            return self.handover.officer(state)
        if not answer.understood:
            return self._missed(state, phrases.NOT_UNDERSTOOD)
        # A question of ours is said whole: its last sentence is what is asked.
        whole = (answer.sentences, ())
        said, rest = whole if answer.form or answer.clarifies else portions(answer.sentences)
        closing = _closing(answer)
        fresh = CallState(
            conversation=state.conversation,
            caller=state.caller,
            called=state.called,
            rest=rest,
            closing=closing,
            keyed=answer.keyed,
            options={str(key): one.text for key, one in enumerate(answer.choices, 1)},
            titles={choice_words(one.title): str(key) for key, one in enumerate(answer.choices, 1)},
        )
        return _said(fresh, (*said, *((phrases.MORE,) if rest else closing)))

    def unavailable(self, state: CallState) -> Say:
        """The engine gave no answer: an apology and a call back."""
        state = listening(state, ()).state
        return self.handover.offer(state, phrases.UNAVAILABLE)

    def _command(self, state: CallState, heard: Heard) -> Step | None:
        """What may be asked for at any time: an officer, a repetition, more, the end."""
        if heard.digits == OFFICER_KEY:
            return self.handover.officer(state)
        if REPEAT_KEY in heard.digits or means_again(heard.speech):
            return _said(state, state.last)
        if heard.speech and means_goodbye(heard.speech):
            return goodbye(state, Outcome.GOODBYE)
        more = heard.digits == MORE_KEY or means_more(heard.speech)
        if more and state.mode is Mode.LISTENING and "9" not in state.options:
            return self._more(state, heard)
        return None

    def _more(self, state: CallState, heard: Heard) -> Say | None:
        if not state.rest:
            return None if heard.speech else _said(state, (phrases.NO_MORE, phrases.ANYTHING_ELSE))
        said, rest = portions(state.rest)
        closing = (phrases.MORE,) if rest else state.closing
        return _said(state.model_copy(update={"rest": rest, "misses": 0}), (*said, *closing))

    def _speech(self, state: CallState, heard: Heard) -> Step:
        if state.mode is Mode.CONFIRMING:
            key = key_said(heard.speech)
            if key == "1" or means_yes(heard.speech):
                return self._ask(state, state.question, heard.turn)
            if key == "2" or means_no(heard.speech):
                return self._missed(state, phrases.SAY_AGAIN)
        choice = _spoken_choice(state, heard.speech)
        if choice:
            return self._choose(state, choice, heard.turn)
        # A confidence of exactly 0 is what recognisers send that give none.
        if heard.confidence and heard.confidence < self.min_confidence:
            return self._read_back(state, heard.speech)
        return self._ask(state, heard.speech, heard.turn)

    def _read_back(self, state: CallState, speech: str) -> Say:
        """What was heard, for the caller to confirm; read back too often it is a miss."""
        if state.mode is Mode.CONFIRMING and state.misses + 1 >= MOST_MISSES:
            return self._missed(state, phrases.NOT_UNDERSTOOD)
        misses = state.misses + (state.mode is Mode.CONFIRMING)
        read = phrases.READ_BACK.format(heard=say(speech).rstrip("."))
        changes = {"mode": Mode.CONFIRMING, "question": speech, "misses": misses}
        return _said(state.model_copy(update=changes), (read, phrases.RIGHT_OR_WRONG))

    def _digits(self, state: CallState, heard: Heard) -> Step:
        digits = heard.digits.rstrip("#")
        if state.mode is Mode.CONFIRMING and digits in {"1", "2"}:
            if digits == "1":
                return self._ask(state, state.question, heard.turn)
            return self._missed(state, phrases.SAY_AGAIN)
        if len(digits) > 1:
            code = find_keyed_code(digits)
            return self._ask(state, f"tra cứu hồ sơ {code}" if code else digits, heard.turn)
        if state.mode is Mode.MENU or digits in state.options:
            return self._choose(state, digits, heard.turn)
        if not digits:  # "#" alone: the menu, for those who would rather not speak.
            return _menu(state, 0)
        return self._missed(state, phrases.WRONG_KEY)

    def _choose(self, state: CallState, key: str, turn: int) -> Step:
        if state.mode is not Mode.MENU:
            return self._ask(state, state.options[key], turn)
        if key == menu.NEXT_KEY:
            return _menu(state, state.page + 1)
        service = menu.on_page(state.page).get(key)
        if service is None:
            return self._missed(state, phrases.WRONG_KEY)
        return self._ask(state, service.question, turn)

    def _ask(self, state: CallState, question: str, turn: int) -> Ask:
        changes = {"mode": Mode.WAITING, "question": question, "asked": turn, "polls": 0}
        return Ask(state.model_copy(update=changes))

    def _missed(self, state: CallState, lead: str) -> Say:
        """Not heard or not understood: say it otherwise, then keys, then a person."""
        misses = state.misses + 1
        if misses >= MOST_MISSES:
            fresh = state.model_copy(update={"misses": 0, "mode": Mode.LISTENING})
            return self.handover.officer(fresh, lead)
        state = state.model_copy(update={"misses": misses})
        if state.keyed != "choice":
            # A form waits for something: it is asked again in its own words.
            return Say(state, Directive((lead, *state.last), state.listen))
        if misses == MOST_MISSES - 1:
            return _menu(state, state.page, lead)
        state = state.model_copy(update={"mode": Mode.LISTENING, "question": ""})
        return _said(state, (lead, phrases.SAY_IT_SHORT))


def _closing(answer: Spoken) -> tuple[str, ...]:
    """The sentence behind a whole answer: what can be done next."""
    if answer.keyed == "code":
        return (phrases.KEY_THE_CODE,)
    if answer.choices:
        return (choices_aloud(answer.choices),)
    return () if answer.asks else (phrases.ANYTHING_ELSE,)


def _lead(state: CallState, heard: Heard) -> str:
    if heard.event is Event.SILENCE:
        return phrases.NOT_HEARD
    return phrases.BAD_NUMBER if state.mode is Mode.NUMBER else phrases.NOT_UNDERSTOOD


def _menu(state: CallState, page: int, *lead: str) -> Say:
    changes = {"mode": Mode.MENU, "page": page, "keyed": "choice", "options": {}, "titles": {}}
    return _said(state.model_copy(update=changes), (*lead, *menu.read_out(page)))


def _said(state: CallState, said: Sequence[str]) -> Say:
    """Says something and listens on."""
    state = state.model_copy(update={"last": tuple(said)})
    return Say(state, Directive(state.last, state.listen))


def _spoken_choice(state: CallState, speech: str) -> str:
    """The key of a choice that was said: its name, or its number."""
    if state.mode is Mode.MENU:
        titles = {choice_words(one.name): key for key, one in menu.on_page(state.page).items()}
    else:
        titles = dict(state.titles)
    words = choice_words(speech)
    if words in titles:
        return titles[words]
    key = key_said(speech)
    return key if key in titles.values() else ""
