"""Twilio: form posts in, TwiML out. Only translates, and checks who calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Path, Request, Response
from twilio.request_validator import RequestValidator, compare
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from connectors.phone.door import PREFIX, Phone, PhoneDep, WrongSignature, public_address
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

NAME = "twilio"
BASE = f"{PREFIX}/{NAME}"
SIGNATURE = "X-Twilio-Signature"
_NO_TURN = -1
_ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_TALKED = frozenset({"completed", "answered"})

router = APIRouter(prefix=BASE, include_in_schema=False)
_Turn = Annotated[int, Path(ge=0, le=10_000)]


@router.post("")
async def begin(request: Request, phone: PhoneDep) -> Response:
    """A call comes in."""
    return await _take(phone, heard_of(await _form(request, phone), 0))


@router.post("/turn/{turn}")
async def go_on(request: Request, phone: PhoneDep, turn: _Turn) -> Response:
    """The caller said something, pressed keys, was silent, or a transfer ended."""
    return await _take(phone, heard_of(await _form(request, phone), turn))


@router.post("/fallback")
async def fall_back(request: Request, phone: PhoneDep) -> Response:
    """Twilio could not reach us before: the latest answer of the call again."""
    return await _take(phone, heard_of(await _form(request, phone), _NO_TURN))


@router.post("/status")
async def status(request: Request, phone: PhoneDep) -> Response:
    """How a call is; its end closes it."""
    form = await _form(request, phone)
    if form.get("CallStatus") in _ENDED:
        duration = form.get("CallDuration", "")
        await phone.callbot.end(
            f"{NAME}:{form.get('CallSid', '')}", int(duration) if duration.isdecimal() else None
        )
    return Response(status_code=204)


def heard_of(form: Mapping[str, str], turn: int) -> Heard:
    """A turn as Twilio tells it.

    Raises:
        HTTPException: 422, it names no call.
    """
    call_id = form.get("CallSid", "")
    if not call_id or len(call_id) > 100:
        raise HTTPException(422)
    heard = partial(
        Heard, NAME, call_id, turn, caller=form.get("From", ""), called=form.get("To", "")
    )
    if "DialCallStatus" in form:
        talked = form["DialCallStatus"] in _TALKED
        return heard(event=Event.DIALLED if talked else Event.DIAL_FAILED)
    if form.get("Digits"):
        return heard(event=Event.DIGITS, digits=form["Digits"])
    if form.get("SpeechResult", "").strip():
        confidence = _confidence(form.get("Confidence", ""))
        return heard(event=Event.SPEECH, speech=form["SpeechResult"], confidence=confidence)
    return heard(event=Event.START if turn == 0 else Event.SILENCE)


def render(settings: Settings, directive: Directive, turn: int) -> str:
    """A directive as TwiML; `turn` is the number of the turn that follows."""
    action = f"{settings.public_url}{BASE}/turn/{turn}"
    response = VoiceResponse()
    match directive.then:
        case Listen(digits):
            _say(settings, directive, _gather(settings, response, action, digits))
        case Wait():
            _say(settings, directive, response)
            response.pause(length=1)
            response.redirect(action, method="POST")
        case Transfer(number):
            _say(settings, directive, response)
            dial = Dial(action=action, method="POST", timeout=settings.phone_ring_s)
            dial.sip(number) if number.startswith("sip:") else dial.number(number)
            response.append(dial)
        case Hangup():
            _say(settings, directive, response)
            response.hangup()
    return str(response)


def is_genuine(tokens: Sequence[str], url: str, form: Mapping[str, str], signature: str) -> bool:
    """Whether one of the auth tokens signed a request to this address."""
    expected = [RequestValidator(token).compute_signature(url, dict(form)) for token in tokens]
    return any(compare(one, signature) for one in expected)


def _gather(settings: Settings, response: VoiceResponse, action: str, digits: int) -> Gather:
    # With one key "#" is a choice like others; with more it ends them.
    keys: dict[str, Any] = {"finish_on_key": "" if digits == 1 else "#"}
    keys |= {"num_digits": digits} if digits else {}
    model = settings.twilio_speech_model
    gather: Gather = response.gather(
        input="speech dtmf",
        language=settings.phone_language,
        action=action,
        method="POST",
        timeout=settings.phone_listen_s,
        speech_timeout="auto",
        barge_in=True,
        action_on_empty_result=True,
        **({"speech_model": model} if model else {}),
        **keys,
    )
    return gather


def _say(settings: Settings, directive: Directive, verb: VoiceResponse | Gather) -> None:
    voice = {"voice": settings.twilio_voice} if settings.twilio_voice else {}
    for sentence in directive.say:
        verb.say(sentence, language=settings.phone_language, **voice)


async def _take(phone: Phone, heard: Heard) -> Response:
    content = await phone.callbot.take(
        heard, lambda directive, turn: render(phone.settings, directive, turn)
    )
    return Response(content, media_type="text/xml")


async def _form(request: Request, phone: Phone) -> dict[str, str]:
    """The form of a request that Twilio signed.

    Raises:
        HTTPException: 404, there is no Twilio here.
        WrongSignature: someone else sent it.
    """
    tokens = phone.settings.twilio_auth_tokens
    if not tokens:
        raise HTTPException(404)
    body = await request.body()
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    url = public_address(phone.settings, request)
    if not is_genuine(tokens, url, form, request.headers.get(SIGNATURE, "")):
        raise WrongSignature
    return form


def _confidence(text: str) -> float | None:
    try:
        confidence = float(text)
    except ValueError:
        return None
    return confidence if 0 <= confidence <= 1 else None
