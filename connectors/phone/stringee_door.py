"""The doors that Stringee calls."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, HTTPException, Path, Request, Response
from starlette.background import BackgroundTask

from connectors.phone import stringee
from connectors.phone.callbot import Render
from connectors.phone.door import Phone, PhoneDep, WrongSignature, public_address
from connectors.phone.model import Event, Heard
from connectors.phone.stringee_api import StringeeFailed
from connectors.phone.transcribe import Transcript, TranscriptionFailed

_ENDED = frozenset({"ended", "agentEnded"})

router = APIRouter(prefix=stringee.BASE, include_in_schema=False)
_Turn = Annotated[int, Path(ge=0, le=10_000)]
_log = structlog.get_logger(__name__)


@router.get("/answer")
@router.post("/answer")
async def answer(request: Request, phone: PhoneDep) -> Response:
    """A call comes in."""
    told = await _told(request, phone)
    call_id = _call_id(told, request)
    return await _take(phone, stringee.heard_of(call_id, 0, told))


@router.post("/input/{turn}")
async def keys(request: Request, phone: PhoneDep, turn: _Turn) -> Response:
    """Keys were pressed, or none in time."""
    told = await _told(request, phone)
    heard = stringee.heard_of(_call_id(told, request), turn, told)
    if heard.event is Event.SILENCE and request.query_params.get("speak"):
        return _json(stringee.record(phone.settings, heard.call_id, turn))
    return await _take(phone, heard)


@router.post("/recording/{turn}")
async def recording(request: Request, phone: PhoneDep, turn: _Turn) -> Response:
    """A message was recorded: it is transcribed and answered behind this request."""
    told = await _told(request, phone)
    if phone.transcriber is None:
        raise HTTPException(404)
    heard = stringee.heard_of(_call_id(told, request), turn, {})
    address = stringee.recording_of(told)
    if not address:
        _log.warning("recording without an address", fields=sorted(told))
    return _json("{}", BackgroundTask(_answer_recording, phone, heard, address))


@router.post("/failed/{turn}")
async def failed(request: Request, phone: PhoneDep, turn: _Turn) -> Response:
    """A transfer did not come about."""
    told = await _told(request, phone)
    call_id = _call_id(told, request)
    return await _take(phone, Heard(stringee.NAME, call_id, turn, Event.DIAL_FAILED))


@router.post("/event")
async def event(request: Request, phone: PhoneDep) -> Response:
    """How a call is; its end closes it."""
    told = await _told(request, phone)
    if told.get("call_status") in _ENDED:
        call_id = _call_id(told, request)
        await phone.callbot.end(f"{stringee.NAME}:{call_id}", _seconds(told.get("duration")))
    return Response(status_code=204)


async def _answer_recording(phone: Phone, heard: Heard, address: str) -> None:
    async def listen() -> Transcript | None:
        if not address or phone.transcriber is None:
            return None
        try:
            return await phone.transcriber.transcribe(await phone.stringee.fetch(address))
        except (StringeeFailed, TranscriptionFailed) as error:
            _log.warning("recording not understood", error=type(error).__name__)
            return None

    actions = await phone.callbot.take(heard, _render(phone, heard.call_id), listen)
    try:
        await phone.stringee.put_actions(heard.call_id, json.loads(actions))
    except StringeeFailed:
        # The held line asks for this turn by itself, and gets the answer that was kept.
        _log.warning("actions not sent", call=heard.call)


async def _take(phone: Phone, heard: Heard) -> Response:
    return _json(await phone.callbot.take(heard, _render(phone, heard.call_id)))


def _render(phone: Phone, call_id: str) -> Render:
    return lambda directive, turn: stringee.render(phone.settings, call_id, directive, turn)


def _json(content: str, background: BackgroundTask | None = None) -> Response:
    return Response(content, media_type="application/json", background=background)


def _call_id(told: Mapping[str, Any], request: Request) -> str:
    call_id = stringee.call_id_of(request.query_params, told)
    if not call_id:
        raise HTTPException(422)
    return call_id


async def _told(request: Request, phone: Phone) -> dict[str, Any]:
    """What a request that Stringee signed tells.

    Raises:
        HTTPException: 404, there is no Stringee here; 422, the body is no JSON object.
        WrongSignature: someone else sent it.
    """
    secrets = phone.settings.stringee_webhook_secrets
    if not secrets:
        raise HTTPException(404)
    body = await request.body()
    address = urlsplit(public_address(phone.settings, request))
    target = f"{address.path}?{address.query}" if address.query else address.path
    signed = target.encode() if request.method == "GET" else body
    if not stringee.is_genuine(secrets, signed, request.headers.get(stringee.SIGNATURE, "")):
        raise WrongSignature
    if request.method == "GET":
        return dict(request.query_params)
    try:
        told = json.loads(body)
    except ValueError:
        raise HTTPException(422) from None
    if not isinstance(told, dict):
        raise HTTPException(422)
    return told


def _seconds(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
