"""What an action gets from the tracker, and what it gives back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.message import Message, Said
from actions.state import State
from answers.answer import Reply
from indicators.access import Asker
from indicators.question import Understanding
from kb.guess import Guess

STATE_SLOT = "state"
_ENTITY = "indicator"
_EARLIER = 12


def asker_of(tracker: Tracker) -> Asker:
    """Who asks: only the gateway sets the message's metadata, behind the shared secret."""
    metadata = tracker.latest_message.get("metadata") or {}
    account, since = metadata.get("account"), metadata.get("since")
    return Asker(
        account=str(account["id"]) if account else None,
        scope=account["scope"] if account else None,
        channel=metadata.get("channel") or "api",
        in_group=bool(metadata.get("group")),
        since=datetime.fromisoformat(since) if since else None,
    )


def understanding_of(tracker: Tracker) -> Understanding:
    """The engine's reading of the latest message."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    text = message.get("text") or ""
    return Understanding(
        intent=intent.get("name") or "nlu_fallback",
        confidence=float(intent.get("confidence") or 0.0),
        spans=tuple(
            text[entity["start"] : entity["end"]]
            for entity in message.get("entities") or ()
            if entity.get("entity") == _ENTITY
        ),
    )


def guess_of(tracker: Tracker) -> Guess:
    """Which public service the engine expects the latest message to be about."""
    message = tracker.latest_message
    return Guess.of(message.get("services") or (), message.get("facets") or ())


def state_of(tracker: Tracker) -> State:
    """What the dialogue remembers."""
    stored = tracker.get_slot(STATE_SLOT)
    return State.model_validate_json(stored) if stored else State()


def state_event(state: State) -> Any:
    """Remember a state."""
    return SlotSet(STATE_SLOT, state.model_dump_json(exclude_defaults=True))


def message_of(tracker: Tracker) -> Message:
    """The latest message with all that is known of it."""
    return Message(
        text=tracker.latest_message.get("text") or "",
        understanding=understanding_of(tracker),
        asker=asker_of(tracker),
        conversation=tracker.sender_id,
        state=state_of(tracker),
        earlier=earlier_of(tracker),
        guess=guess_of(tracker),
    )


def earlier_of(tracker: Tracker) -> tuple[Said, ...]:
    """What was said before the latest message, the last few sayings."""
    said: list[Said] = []
    for event in tracker.events:
        if event.get("event") == "user":
            said.append(Said("citizen", event.get("text") or ""))
        elif event.get("event") == "bot":
            custom = (event.get("data") or {}).get("custom") or {}
            said.append(Said("assistant", custom.get("text") or event.get("text") or ""))
    if said and said[-1].by == "citizen":
        said.pop()  # the latest message itself
    return tuple(one for one in said if one.text)[-_EARLIER:]


def payload(reply: Reply) -> dict[str, Any]:
    """A reply as the engine passes it on to the gateway."""
    return reply.model_dump(mode="json")
