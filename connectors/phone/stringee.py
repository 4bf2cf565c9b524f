"""Stringee: what its webhooks tell, and call control objects out. Only translates.

Stringee has no gathering of speech. A turn waits for keys first; where none come, a message is
recorded after a beep, and its text is found out by a speech-to-text service.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from connectors.phone import phrases
from connectors.phone.model import (
    Directive,
    Event,
    Hangup,
    Heard,
    Listen,
    Transfer,
    Wait,
)
from core.settings import Settings

NAME = "stringee"
BASE = f"/channels/phone/{NAME}"
SIGNATURE = "X-STRINGEE-SIGNATURE"
_CALL_IDS = ("callId", "call_id", "uuid")
_LONGEST_ID = 100
# Seconds in which keys can be pressed before a message is recorded.
_KEYS_FIRST_S = 2
_POLL_S = 1
_TRANSCRIBED_WITHIN_S = 8
_LONGEST_MESSAGE_MS = 30_000
_SILENCE_MS = 2_000
_SILENCE_LEVEL = 12
_SPEAK_AFTER_THE_BEEP = "Anh chị bấm phím, hoặc chờ tiếng bíp rồi nói."

Actions = list[dict[str, Any]]


def is_genuine(secrets: Sequence[str], signed: bytes, signature: str) -> bool:
    """Whether one of the secrets signed a body, or path and query where there is none."""
    expected = [
        base64.b64encode(hmac.new(one.encode(), signed, hashlib.sha1).digest()) for one in secrets
    ]
    return any(hmac.compare_digest(one, signature.encode()) for one in expected)


def call_id_of(*told: Mapping[str, Any]) -> str:
    """The call's id, wherever a webhook has it; "" where it has none.

    A callback of ours has it in its address: the ids of Stringee's webhooks differ in name.
    """
    for fields in told:
        for name in ("call", *_CALL_IDS):
            value = fields.get(name)
            if isinstance(value, str) and 0 < len(value) <= _LONGEST_ID:
                return value
    return ""


def number_of(value: object) -> str:
    """A number, told bare or as an object."""
    if isinstance(value, Mapping):
        value = value.get("number")
    return value if isinstance(value, str) else ""


def heard_of(call_id: str, turn: int, told: Mapping[str, Any]) -> Heard:
    """A turn of keys, or of silence."""
    digits = told.get("dtmf")
    keyed = digits if isinstance(digits, str) else ""
    event = Event.DIGITS if keyed else Event.START if turn == 0 else Event.SILENCE
    return Heard(
        provider=NAME,
        call_id=call_id,
        turn=turn,
        event=event,
        caller=number_of(told.get("from")),
        called=number_of(told.get("to")),
        digits=keyed,
    )


def recording_of(told: Mapping[str, Any]) -> str:
    """The address of a recording in a webhook whose fields are not documented; "" where none is.

    An address under a name that speaks of a record comes before any other.
    """
    found = sorted(_addresses(told), key=lambda one: "record" not in one[0].lower())
    return found[0][1] if found else ""


def _addresses(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in told.items():
        if isinstance(value, str) and value.startswith(("https://", "http://")):
            yield name, value
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", address) for inner, address in _addresses(value))


def render(settings: Settings, call_id: str, directive: Directive, turn: int) -> str:
    """A directive as actions in JSON; `turn` is the number of the turn that follows."""
    actions = _talk(settings, *directive.say)
    match directive.then:
        case Listen(digits):
            if settings.stt_url and turn == 1:
                actions = _talk(settings, *directive.say, _SPEAK_AFTER_THE_BEEP)
            actions.append(_input(settings, call_id, turn, digits))
        case Wait():
            address = _address(settings, "input", turn, call_id)
            actions.append(_keys(address, _POLL_S, hash_ends=False))
        case Transfer(number, called):
            actions.append(_connect(settings, call_id, turn, number, called))
        case Hangup():
            pass
    return json.dumps(actions, ensure_ascii=False)


def record(settings: Settings, call_id: str, turn: int) -> str:
    """No key came: a message is recorded, and the line is held while it is transcribed.

    Should the answer not arrive by itself, the turn is asked for at the end of the wait.
    """
    recorded = {
        "action": "recordMessage",
        "eventUrl": _address(settings, "recording", turn, call_id),
        "beepStart": True,
        "timeout": _LONGEST_MESSAGE_MS,
        "format": "wav",
        "silenceThresh": _SILENCE_LEVEL,
        "silenceTimeout": _SILENCE_MS,
    }
    hold = _keys(_address(settings, "input", turn, call_id), _TRANSCRIBED_WITHIN_S, hash_ends=False)
    return json.dumps([recorded, *_talk(settings, phrases.ONE_MOMENT), hold], ensure_ascii=False)


def _input(settings: Settings, call_id: str, turn: int, digits: int) -> dict[str, Any]:
    address = _address(settings, "input", turn, call_id)
    if settings.stt_url:
        return _keys(f"{address}&speak=1", _KEYS_FIRST_S, hash_ends=digits != 1)
    return _keys(address, settings.phone_listen_s, hash_ends=digits != 1)


def _keys(address: str, timeout_s: int, *, hash_ends: bool) -> dict[str, Any]:
    return {
        "action": "input",
        "eventUrl": address,
        "submitOnHash": hash_ends,
        "timeout": timeout_s,
    }


def _talk(settings: Settings, *said: str) -> Actions:
    if not said:
        return []
    talk: dict[str, Any] = {"action": "talk", "text": " ".join(said), "bargeIn": True, "loop": 1}
    return [talk | ({"voice": settings.stringee_voice} if settings.stringee_voice else {})]


def _connect(
    settings: Settings, call_id: str, turn: int, number: str, called: str
) -> dict[str, Any]:
    return {
        "action": "connect",
        "from": {"type": "external", "number": called, "alias": called},
        "to": {"type": "external", "number": number, "alias": number},
        "timeout": settings.phone_ring_s,
        "continueOnFail": True,
        "onFailEventUrl": _address(settings, "failed", turn, call_id),
    }


def _address(settings: Settings, kind: str, turn: int, call_id: str) -> str:
    return f"{settings.public_url}{BASE}/{kind}/{turn}?call={quote(call_id, safe='')}"
