"""What the doors of all providers share: who may come in, and what the world calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

from connectors.errors import GatewayError
from connectors.phone.callbot import Callbot
from connectors.phone.store import Calls
from connectors.phone.stringee_api import StringeeApi
from connectors.phone.transcribe import Transcriber
from core.clock import Clock
from core.settings import Settings

PREFIX = "/channels/phone"


class WrongSignature(GatewayError):
    """The webhook was not signed by the provider."""

    status = 403
    detail = "Chữ ký của lời gọi không đúng."


@dataclass(frozen=True, slots=True)
class Phone:
    """The telephone channel of a running gateway."""

    settings: Settings
    callbot: Callbot
    calls: Calls
    stringee: StringeeApi
    transcriber: Transcriber | None
    clock: Clock
    """The true present: signatures go by it."""


def get_phone(request: Request) -> Phone:
    """The telephone channel.

    Raises:
        HTTPException: 404, there is none.
    """
    phone = request.app.state.phone
    if phone is None:
        raise HTTPException(404)
    return cast(Phone, phone)


PhoneDep = Annotated[Phone, Depends(get_phone)]


def public_target(request: Request) -> str:
    """Path and query of a request as they were sent, byte for byte."""
    path = request.scope.get("raw_path") or request.url.path.encode()
    query = request.scope["query_string"]
    return (path + (b"?" + query if query else b"")).decode("ascii", "replace")


def public_address(settings: Settings, request: Request) -> str:
    """The address at which the provider reached us: ours, never one that a header claims."""
    return settings.public_url + public_target(request)
