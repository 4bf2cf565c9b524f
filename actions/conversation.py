"""Who answers a message: a form under way, an officer, the figures, the public services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from actions.forms.base import Form, Step
from actions.forms.officer import OfficerForm
from actions.message import Message
from actions.state import FormState, State
from answers.answer import Reply
from answers.courtesy import beyond, is_smalltalk, smalltalk
from answers.evidence import Clarify, Denied, Fallback, IndicatorDefinition, NoData, Overview
from indicators.assistant import IndicatorAssistant
from indicators.desk import Outcome
from indicators.question import UNSURE
from kb.assistant import KnowledgeAssistant, KnowledgeOutcome
from services.codes import find_dossier_code
from vietnamese.assent import means_stop

_EMERGENCY = "emergency"
_SERVICE = "public_service"
_PRIVACY = "ask_privacy"
_FORM_OF_INTENT = {
    "check_dossier": "dossier",
    "lodge_petition": "petition",
    _PRIVACY: "privacy",
}
# Entries of the knowledge base that tell of what a form does.
_FORM_OF_ENTRY = {"tra_cuu_ho_so": "dossier", "phan_anh_kien_nghi": "petition"}
_OFFICER = "request_officer"
_FOLLOW_UP = "follow_up"
_SUBSCRIPTION = "subscribe"
# In a form, where free words are expected, an officer is called on a clear wish alone.
_SURE = 0.8
# How sure a wish must be against a service that the engine expects with this share.
_WISHED = 0.95
_TOLD = 0.5


@dataclass(frozen=True)
class Turn:
    """The reply to a message and what the dialogue remembers afterwards."""

    reply: Reply
    state: State
    nearest: str | None = None
    """What came nearest where nothing answers, if anything did."""


Note = Callable[[str, str | None], None]
"""Keeps a question (masked) that found no answer, with the key of what came nearest."""


class Conversation:
    """Answers messages of any kind.

    Args:
        figures: the indicator side.
        services: the knowledge base's side.
        forms: what asks back and does something, by its name in the state.
        officer: calls an officer; None where there is none to call.
        note: keeps questions that found no answer.
    """

    def __init__(
        self,
        figures: IndicatorAssistant,
        services: KnowledgeAssistant,
        forms: Mapping[str, Form],
        officer: OfficerForm | None = None,
        note: Note | None = None,
    ) -> None:
        self._figures = figures
        self._services = services
        self._forms = {**forms, **({"callback": officer} if officer else {})}
        self._officer = officer
        self._note = note

    def answer(self, message: Message) -> Turn:
        """The one reply to a message."""
        message = _reconsidered(message)
        intent = message.understanding.intent
        if intent == _EMERGENCY and not _may_choose(message):
            return Turn(beyond(intent), message.state)
        if self._officer is not None and _calls_officer(message):
            return _stepped(message.state, self._officer.begin(message))
        if _wants_privacy(message):
            step = self._forms["privacy"].begin(message)
            if step is not None:
                return _stepped(message.state, step)
        if message.state.form is not None:
            return self._in_form(message, message.state.form)
        if self._officer is not None and means_stop(message.text):
            step = self._officer.call_off(message.conversation)
            if step is not None:
                return _stepped(message.state, step)
        if means_stop(message.text) and intent != _SUBSCRIPTION:
            return Turn(smalltalk("stop"), message.state)
        form = self._forms.get(_form_asked(message))
        if form is not None:
            step = form.begin(message)
            if step is not None:
                return _stepped(message.state, step)
        turn = self._question(message)
        self._keep_unanswered(message, turn)
        return turn

    def _in_form(self, message: Message, state: FormState) -> Turn:
        form = self._forms.get(state.form)
        if form is None:
            # Begun under other settings: it cannot go on.
            return self.answer(replace(message, state=_without_form(message.state)))
        if means_stop(message.text):
            return _stepped(message.state, form.stop(state))
        step = form.go_on(message, state)
        if step is not None:
            return _stepped(message.state, step)
        # Something else was asked in between: it is answered, and the form goes on.
        again = form.again(state)
        if not again:
            return self.answer(replace(message, state=_without_form(message.state)))
        turn = self._question(message)
        reply = turn.reply.model_copy(update={"text": f"{turn.reply.text}\n\n{again}"})
        return Turn(reply, turn.state.model_copy(update={"form": state}))

    def _keep_unanswered(self, message: Message, turn: Turn) -> None:
        evidence = turn.reply.evidence
        if self._note is None or not isinstance(evidence, Fallback):
            return
        if evidence.reason != "out_of_scope":
            self._note(message.text, turn.nearest)

    def _question(self, message: Message) -> Turn:
        state, intent = message.state, message.understanding.intent
        if is_smalltalk(intent):
            return Turn(smalltalk(intent), state)
        is_citizen = message.asker.account is None
        unsure = message.understanding.confidence < _SURE
        # Who may ask for figures means them where nothing else is sure.
        services_first = (intent == _SERVICE and (is_citizen or not unsure)) or (
            intent in {_FOLLOW_UP, UNSURE}
            and (state.subject == "services" or (is_citizen and state.subject is None))
        )
        follows = intent == _FOLLOW_UP and state.subject == "services"
        known = self._services.answer(
            message.text, state.services, follows=follows, guess=message.guess
        )
        form = self._forms.get(_FORM_OF_ENTRY.get(known.entry or "", ""))
        if services_first and form is not None and not known.side_named and state.form is None:
            # It is to be done, not to be explained: "kiểm tra giùm tôi bộ hồ sơ đất".
            step = form.begin(message)
            if step is not None:
                return _stepped(state, step)
        if services_first and known.answers:
            return _told(state, known)
        figures = self._figures.answer(
            message.text, message.understanding, message.asker, state.figures
        )
        # Who may ask for figures, or talks of them, means figures where the engine is sure of it.
        on_figures = not unsure and (not is_citizen or state.subject == "figures")
        preferred = known.certain and not on_figures
        preferred = preferred or (is_citizen and unsure and known.told)
        if figures is not None and not (_gives_way(figures, is_citizen) and preferred):
            return replace(_figured(state, figures), nearest=known.nearest)
        if known.certain or (figures is not None and preferred):
            return _told(state, known)
        return _told(state, known) if intent == _SERVICE else Turn(beyond(intent), state)


def _calls_officer(message: Message) -> bool:
    understanding, form = message.understanding, message.state.form
    if understanding.intent != _OFFICER:
        return False
    return form is None or (form.form != "callback" and understanding.confidence >= _SURE)


def _reconsidered(message: Message) -> Message:
    """A wish that is unsure, in a message that surely tells of a service, asks for the service."""
    understanding, guess = message.understanding, message.guess
    if understanding.intent not in _FORM_OF_INTENT or understanding.confidence >= _WISHED:
        return message
    likeliest = max(guess.services, key=lambda key: guess.services[key], default="")
    if guess.services.get(likeliest, 0.0) < _TOLD or likeliest in _FORM_OF_ENTRY:
        return message
    return replace(message, understanding=replace(understanding, intent=_SERVICE))


def _may_choose(message: Message) -> bool:
    """Whether a word, taken for an emergency but not surely, may be one of the offered options."""
    services = message.state.services
    offered = services is not None and bool(services.options)
    return offered and message.understanding.confidence < _SURE


def _wants_privacy(message: Message) -> bool:
    """Whether, amid another form, what was said is to be erased or explained."""
    form, understanding = message.state.form, message.understanding
    surely = understanding.intent == _PRIVACY and understanding.confidence >= _SURE
    return surely and form is not None and form.form != "privacy"


def _form_asked(message: Message) -> str:
    """The form that a message asks for; a dossier's code alone asks how far the dossier is."""
    asked = _FORM_OF_INTENT.get(message.understanding.intent)
    return asked or ("dossier" if find_dossier_code(message.text) is not None else "")


def _without_form(state: State) -> State:
    return state.model_copy(update={"form": None})


def _gives_way(outcome: Outcome, is_citizen: bool) -> bool:
    """Whether the figures have no answer: a question back, or "not understood".

    To a citizen a figure that is not there or may not be seen says less than a procedure does.
    """
    evidence = outcome.reply.evidence
    if isinstance(evidence, Fallback):
        return evidence.reason == "not_understood"
    return isinstance(evidence, Clarify) or (
        is_citizen and isinstance(evidence, Denied | NoData | IndicatorDefinition | Overview)
    )


def _figured(state: State, outcome: Outcome) -> Turn:
    if isinstance(outcome.reply.evidence, Fallback):
        # What is not understood changes no subject.
        return Turn(outcome.reply, state)
    changed = {"subject": "figures", "figures": outcome.context or state.figures}
    return Turn(outcome.reply, state.model_copy(update=changed))


def _told(state: State, outcome: KnowledgeOutcome) -> Turn:
    changed = {"subject": "services", "services": outcome.context or state.services}
    return Turn(outcome.reply, state.model_copy(update=changed), outcome.nearest)


def _stepped(state: State, step: Step) -> Turn:
    return Turn(step.reply, state.model_copy(update={"form": step.form}))
