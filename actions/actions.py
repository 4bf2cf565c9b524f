"""The one custom action: every message goes to the conversation, which knows who answers."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.conversation import Conversation
from actions.turn import message_of, payload, state_event


class ActionAnswer(Action):  # type: ignore[misc]  # rasa_sdk has no types
    """Answers the latest message."""

    def __init__(self, conversation: Conversation) -> None:
        """Answer through `conversation`."""
        self._conversation = conversation

    def name(self) -> str:
        """As in the domain."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[Any]:
        """One reply to the latest message, and what to remember."""
        message = message_of(tracker)
        # The database blocks: a thread keeps the server answering others meanwhile.
        turn = await to_thread.run_sync(self._conversation.answer, message)
        dispatcher.utter_message(json_message=payload(turn.reply))
        return [] if turn.state == message.state else [state_event(turn.state)]
