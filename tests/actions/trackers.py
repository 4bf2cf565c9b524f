"""Trackers as the engine sends them to the action server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LEADER = {"id": 7, "role": "leader", "scope": "vung-tau"}
SENDER = "0123456789abcdef0123456789"


def call(
    text: str,
    intent: str | None = "ask_value",
    *,
    action: str = "action_answer",
    account: dict[str, Any] | None = None,
    state: str | None = None,
    entities: list[dict[str, Any]] | None = None,
    before: Sequence[dict[str, Any]] = (),
    since: str | None = None,
) -> dict[str, Any]:
    """The engine's request to run an action on the latest message of a dialogue.

    `before` are the events that came before the message; see `heard` and `told`.
    """
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.97 if intent else 0.0},
        "entities": entities or [],
        "metadata": {
            "channel": "web",
            **({"account": account} if account else {}),
            **({"since": since} if since else {}),
        },
    }
    return {
        "next_action": action,
        "sender_id": SENDER,
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": SENDER,
            "slots": {"state": state},
            "latest_message": message,
            "events": [*before, {"event": "user", "timestamp": 1.0, **message}],
            "latest_action_name": "action_listen",
            "latest_input_channel": "gateway",
            "followup_action": None,
            "active_loop": {},
            "paused": False,
        },
    }


def heard(text: str) -> dict[str, Any]:
    """The event of an earlier message."""
    return {"event": "user", "timestamp": 0.1, "text": text}


def told(text: str) -> dict[str, Any]:
    """The event of an earlier reply, as Rasa keeps it."""
    return {"event": "bot", "timestamp": 0.2, "text": None, "data": {"custom": {"text": text}}}
