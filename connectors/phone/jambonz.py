"""jambonz: JSON posts in, an array of verbs out. Only translates, and checks who calls."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel, Field, ValidationError

from connectors.phone.door import PREFIX, Phone, PhoneDep, WrongSignature
from connectors.phone.model import (
    Directive,
    Event,
    Hangup,
    Heard,
    Listen,
    Transfer,
    Wait,
)
from core.clock import Clock
from core.settings import Settings

NAME = "jambonz"
BASE = f"{PREFIX}/{NAME}"
SIGNATURE = "Jambonz-Signature"
TOLERANCE_S = 300
_ENDED = frozenset({"completed", "busy", "failed", "no-answer"})
_LONGEST_ID = 100

router = APIRouter(prefix=BASE, include_in_schema=False)
_Turn = Annotated[int, Path(ge=0, le=10_000)]
Verbs = list[dict[str, Any]]


class _Alternative(BaseModel):
    transcript: str = ""
    confidence: float | None = None


class _Speech(BaseModel):
    alternatives: list[_Alternative] = []


class Payload(BaseModel):
    """What jambonz posts; of its many fields those that matter here."""

    call_sid: str = Field(min_length=1, max_length=_LONGEST_ID)
    caller: str = Field("", alias="from")
    called: str = Field("", alias="to")
    call_status: str = ""
    duration: int | None = None
    reason: str = ""
    speech: _Speech | None = None
    digits: str | None = None
    dial_call_status: str | None = None


@router.post("")
async def begin(request: Request, phone: PhoneDep) -> Response:
    """A call comes in."""
    return await _take(phone, heard_of(await _payload(request, phone), 0))


@router.post("/turn/{turn}")
async def go_on(request: Request, phone: PhoneDep, turn: _Turn) -> Response:
    """The caller said something, pressed keys, was silent, or a transfer ended."""
    return await _take(phone, heard_of(await _payload(request, phone), turn))


@router.post("/status")
async def status(request: Request, phone: PhoneDep) -> Response:
    """How a call is; its end closes it."""
    payload = await _payload(request, phone)
    if payload.call_status in _ENDED:
        await phone.callbot.end(f"{NAME}:{payload.call_sid}", payload.duration)
    return Response(status_code=204)


def heard_of(payload: Payload, turn: int) -> Heard:
    """A turn as jambonz tells it."""
    heard = partial(
        Heard, NAME, payload.call_sid, turn, caller=payload.caller, called=payload.called
    )
    if payload.dial_call_status is not None:
        talked = payload.dial_call_status == "completed"
        return heard(event=Event.DIALLED if talked else Event.DIAL_FAILED)
    if payload.digits:
        return heard(event=Event.DIGITS, digits=payload.digits)
    alternatives = payload.speech.alternatives if payload.speech else []
    best = alternatives[0] if alternatives else None
    if best is not None and best.transcript.strip():
        return heard(event=Event.SPEECH, speech=best.transcript, confidence=best.confidence)
    return heard(event=Event.START if turn == 0 else Event.SILENCE)


def render(settings: Settings, directive: Directive, turn: int) -> str:
    """A directive as verbs in JSON; `turn` is the number of the turn that follows."""
    hook = f"{settings.public_url}{BASE}/turn/{turn}"
    said = _say(settings, directive)
    verbs: Verbs = [{"verb": "say", **said}] if directive.say else []
    match directive.then:
        case Listen(digits):
            verbs = [_gather(settings, said, hook, digits)]
        case Wait():
            verbs += [{"verb": "pause", "length": 1}, {"verb": "redirect", "actionHook": hook}]
        case Transfer(number):
            target = (
                {"type": "sip", "sipUri": number}
                if number.startswith("sip:")
                else {"type": "phone", "number": number}
            )
            dial = {"actionHook": hook, "timeout": settings.phone_ring_s, "answerOnBridge": True}
            verbs.append({"verb": "dial", "target": [target], **dial})
        case Hangup():
            verbs.append({"verb": "hangup"})
    return json.dumps(verbs, ensure_ascii=False)


def is_genuine(secrets: Sequence[str], body: bytes, signature: str, clock: Clock) -> bool:
    """Whether one of the secrets signed this body, not long ago.

    Args:
        secrets: those in use.
        body: as it came.
        signature: "t=seconds,v1=hex", of which v1 may be repeated.
        clock: the true present.
    """
    fields = [part.strip().partition("=") for part in signature.split(",")]
    stamp = next((value for name, _, value in fields if name == "t"), "")
    given = [value for name, _, value in fields if name == "v1"]
    if not stamp.isdecimal() or abs(clock().timestamp() - int(stamp)) > TOLERANCE_S:
        return False
    signed = f"{stamp}.".encode() + body
    expected = [hmac.new(one.encode(), signed, hashlib.sha256).hexdigest() for one in secrets]
    return any(
        hmac.compare_digest(one.encode(), value.encode()) for one in expected for value in given
    )


def _gather(settings: Settings, said: dict[str, Any], hook: str, digits: int) -> dict[str, Any]:
    gather: dict[str, Any] = {
        "verb": "gather",
        "input": ["speech", "digits"],
        "actionHook": hook,
        "timeout": settings.phone_listen_s,
        "bargein": True,
        "dtmfBargein": True,
        "recognizer": {
            "vendor": settings.jambonz_recognizer,
            "language": settings.phone_language,
        },
        "say": said,
    }
    gather |= {"numDigits": digits} if digits else {"finishOnKey": "#", "interDigitTimeout": 5}
    return gather


def _say(settings: Settings, directive: Directive) -> dict[str, Any]:
    synthesizer = {
        "vendor": settings.jambonz_synthesizer,
        "language": settings.phone_language,
        **({"voice": settings.jambonz_voice} if settings.jambonz_voice else {}),
    }
    return {"text": " ".join(directive.say), "synthesizer": synthesizer}


async def _take(phone: Phone, heard: Heard) -> Response:
    content = await phone.callbot.take(
        heard, lambda directive, turn: render(phone.settings, directive, turn)
    )
    return Response(content, media_type="application/json")


async def _payload(request: Request, phone: Phone) -> Payload:
    """The body of a request that jambonz signed.

    Raises:
        HTTPException: 404, there is no jambonz here; 422, the body is none of its own.
        WrongSignature: someone else sent it.
    """
    secrets = phone.settings.jambonz_webhook_secrets
    if not secrets:
        raise HTTPException(404)
    body = await request.body()
    if not is_genuine(secrets, body, request.headers.get(SIGNATURE, ""), phone.clock):
        raise WrongSignature
    try:
        return Payload.model_validate_json(body)
    except ValidationError:
        raise HTTPException(422) from None
