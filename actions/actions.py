"""The custom actions; all of them may answer a figure, since the catalogue knows best."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.turn import asker_of, context_event, context_of, payload, understanding_of
from answers.answer import Reply
from answers.courtesy import beyond, is_smalltalk, smalltalk
from indicators.assistant import IndicatorAssistant


class _Answering(Action):  # type: ignore[misc]  # rasa_sdk has no types
    """An action that asks the indicators first and says something else where they are not meant."""

    def __init__(self, assistant: IndicatorAssistant) -> None:
        """Answer with `assistant`."""
        self._assistant = assistant

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[Any]:
        """One reply to the latest message."""
        understanding = understanding_of(tracker)
        # The database blocks: a thread keeps the server answering others meanwhile.
        outcome = await to_thread.run_sync(
            self._assistant.answer,
            tracker.latest_message.get("text") or "",
            understanding,
            asker_of(tracker),
            context_of(tracker),
        )
        if outcome is None:
            dispatcher.utter_message(json_message=payload(self._otherwise(understanding.intent)))
            return []
        dispatcher.utter_message(json_message=payload(outcome.reply))
        return [context_event(outcome.context)] if outcome.context is not None else []

    def _otherwise(self, intent: str) -> Reply:
        return smalltalk(intent) if is_smalltalk(intent) else beyond(intent)


class ActionIndicatorQuestion(_Answering):
    """Questions about figures, follow-ups, and what the engine was not sure of."""

    def name(self) -> str:
        """As in the domain."""
        return "action_indicator_question"


class ActionSmalltalk(_Answering):
    """Greetings, thanks, questions about the assistant."""

    def name(self) -> str:
        """As in the domain."""
        return "action_smalltalk"


class ActionOutOfScope(_Answering):
    """What the assistant does not do."""

    def name(self) -> str:
        """As in the domain."""
        return "action_out_of_scope"
