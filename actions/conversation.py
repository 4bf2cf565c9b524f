"""Who answers a message: a form under way, an officer, the figures, the public services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.forms.base import Form, Step
from actions.forms.words import means_stop
from actions.message import Message
from actions.state import FormState, State
from answers.answer import Reply
from answers.courtesy import beyond, is_smalltalk, smalltalk
from answers.evidence import Clarify, Fallback
from indicators.assistant import IndicatorAssistant
from indicators.desk import Outcome
from indicators.question import UNSURE
from kb.assistant import KnowledgeAssistant, KnowledgeOutcome
from kb.question import ACCEPT

_EMERGENCY = "emergency"
_SERVICE = "public_service"
_FORM_OF_INTENT = {
    "check_dossier": "dossier",
    "lodge_petition": "petition",
    "request_officer": "officer",
    "ask_privacy": "privacy",
}
# A message that the engine took for something else is a question on public services from here on.
_RESCUE = {"out_of_scope": 0.75, UNSURE: ACCEPT}


@dataclass(frozen=True)
class Turn:
    """The reply to a message and what the dialogue remembers afterwards."""

    reply: Reply
    state: State


class Conversation:
    """Answers messages of any kind.

    Args:
        figures: the indicator side.
        services: the knowledge base's side.
        forms: what asks back and does something, by the name of what it does.
    """

    def __init__(
        self,
        figures: IndicatorAssistant,
        services: KnowledgeAssistant,
        forms: Mapping[str, Form],
    ) -> None:
        self._figures = figures
        self._services = services
        self._forms = forms

    def answer(self, message: Message) -> Turn:
        """The one reply to a message."""
        intent = message.understanding.intent
        if intent == _EMERGENCY:
            return Turn(beyond(intent), message.state)
        if message.state.form is not None:
            return self._in_form(message, message.state.form)
        form = self._forms.get(_FORM_OF_INTENT.get(intent, ""))
        if form is not None:
            step = form.begin(message)
            if step is not None:
                return _stepped(message.state, step)
        return self._question(message)

    def _in_form(self, message: Message, state: FormState) -> Turn:
        form = self._forms[state.form]
        if means_stop(message.text):
            return _stepped(message.state, form.stop(state))
        step = form.go_on(message, state)
        if step is not None:
            return _stepped(message.state, step)
        # Something else was asked in between: it is answered, and the form goes on.
        turn = self._question(message)
        reply = turn.reply.model_copy(update={"text": f"{turn.reply.text}\n\n{form.again(state)}"})
        return Turn(reply, turn.state.model_copy(update={"form": state}))

    def _question(self, message: Message) -> Turn:
        state, intent = message.state, message.understanding.intent
        if is_smalltalk(intent):
            return Turn(smalltalk(intent), state)
        services_first = intent == _SERVICE or (
            state.subject == "services" and intent in {"follow_up", UNSURE}
        )
        known = self._services.answer(message.text, state.services)
        if services_first and known.answers:
            return _told(state, known)
        figures = self._figures.answer(
            message.text, message.understanding, message.asker, state.figures
        )
        if figures is not None and not (_is_unsure(figures) and known.answers):
            return _figured(state, figures)
        if known.answers and (figures is not None or known.score >= _RESCUE.get(intent, ACCEPT)):
            return _told(state, known)
        if figures is not None:
            return _figured(state, figures)
        return _told(state, known) if intent == _SERVICE else Turn(beyond(intent), state)


def _is_unsure(outcome: Outcome) -> bool:
    """Whether the figures have no answer but a question back or "not understood"."""
    evidence = outcome.reply.evidence
    return isinstance(evidence, Clarify) or (
        isinstance(evidence, Fallback) and evidence.reason == "not_understood"
    )


def _figured(state: State, outcome: Outcome) -> Turn:
    changed = {"subject": "figures", "figures": outcome.context or state.figures}
    return Turn(outcome.reply, state.model_copy(update=changed))


def _told(state: State, outcome: KnowledgeOutcome) -> Turn:
    changed = {"subject": "services", "services": outcome.context or state.services}
    return Turn(outcome.reply, state.model_copy(update=changed))


def _stepped(state: State, step: Step) -> Turn:
    return Turn(step.reply, state.model_copy(update={"form": step.form}))
