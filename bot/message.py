"""The body of a request as a message of the engine."""

from __future__ import annotations

import json

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from vietnamese.normalise import clean

MAX_TEXT = 2000
_MAX_ID = 255  # width of the column `sender_id` of the tracker store


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
    except ValueError as problem:
        raise InvalidMessage("the body is not JSON") from problem
    if not isinstance(fields, dict):
        raise InvalidMessage("the body is not a JSON object")
    metadata = fields.get("metadata", {})
    if not isinstance(metadata, dict):
        raise InvalidMessage("metadata: not an object")
    return UserMessage(
        text=harmless(clean(_string(fields, "text", MAX_TEXT))),
        output_channel=CollectingOutputChannel(),
        sender_id=_string(fields, "sender_id", _MAX_ID),
        input_channel=channel,
        message_id=_string(fields, "message_id", _MAX_ID),
        metadata=metadata,
    )


def harmless(text: str) -> str:
    """The text without leading slashes: Rasa would execute "/intent{…}" instead of reading it."""
    return text.lstrip("/ ")


def _string(fields: dict[str, object], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InvalidMessage(f"{name}: not a string")
    if not 1 <= len(value) <= longest:
        raise InvalidMessage(f"{name}: 1 to {longest} characters")
    return value
