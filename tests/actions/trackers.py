"""Trackers as the engine sends them to the action server."""

from __future__ import annotations

from typing import Any

LEADER = {"id": 7, "role": "leader", "scope": "vung-tau"}


def call(
    action: str,
    text: str,
    intent: str | None = "ask_value",
    *,
    account: dict[str, Any] | None = None,
    context: str | None = None,
    entities: list[dict[str, Any]] | None = None,
    since: str | None = None,
) -> dict[str, Any]:
    """The engine's request to run an action on the latest message of a dialogue."""
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.97 if intent else 0.0},
        "entities": entities or [],
        "metadata": {
            **({"account": account} if account else {}),
            **({"since": since} if since else {}),
        },
    }
    return {
        "next_action": action,
        "sender_id": "0123456789abcdef0123456789",
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": "0123456789abcdef0123456789",
            "slots": {"context": context},
            "latest_message": message,
            "events": [{"event": "user", "timestamp": 1.0, **message}],
            "latest_action_name": "action_listen",
            "latest_input_channel": "gateway",
            "followup_action": None,
            "active_loop": {},
            "paused": False,
        },
    }
