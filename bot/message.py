"""The body of a request as a message of the engine."""

from __future__ import annotations

import json
from typing import Any, Final

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from vietnamese.normalise import clean

MAX_TEXT = 2000
_MAX_ID = 255  # width of the column `sender_id` of the tracker store
_NOT_UNDERSTOOD: Final[dict[str, Any]] = {
    "text": "",
    "intent": {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0},
    "entities": [],
}


class InvalidMessage(ValueError):
    """The body is not a message; the text says what is wrong with it."""


def parse_message(body: bytes, channel: str) -> UserMessage:
    """The message in a request's body.

    Args:
        body: JSON object with `sender_id`, `message_id`, `text` and optionally `metadata`.
        channel: name of the input channel.

    Returns:
        The message with its text cleaned, and an output channel of its own.

    Raises:
        InvalidMessage: a field is missing or of the wrong type or length.
    """
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise InvalidMessage("the body is not JSON, or nested too deep") from problem
    if not isinstance(fields, dict):
        raise InvalidMessage("the body is not a JSON object")
    metadata = fields.get("metadata", {})
    if not isinstance(metadata, dict):
        raise InvalidMessage("metadata: not an object")
    text = harmless(clean(_string(fields, "text", MAX_TEXT)))
    return UserMessage(
        text=text,
        output_channel=CollectingOutputChannel(),
        sender_id=_id(fields, "sender_id"),
        # The classifier would make something out of nothing.
        parse_data=None if text else _NOT_UNDERSTOOD,
        input_channel=channel,
        message_id=_id(fields, "message_id"),
        metadata=metadata,
    )


def harmless(text: str) -> str:
    """The text without leading slashes: Rasa would execute "/intent{…}" instead of reading it."""
    return text.lstrip("/ ")


def _id(fields: dict[str, object], name: str) -> str:
    value = _string(fields, name, _MAX_ID)
    if not value.isprintable():
        # A lone surrogate or a NUL: databases refuse them.
        raise InvalidMessage(f"{name}: unprintable characters")
    return value


def _string(fields: dict[str, object], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InvalidMessage(f"{name}: not a string")
    if not 1 <= len(value) <= longest:
        raise InvalidMessage(f"{name}: 1 to {longest} characters")
    return value
