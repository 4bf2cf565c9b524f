"""The telephone channel of a running gateway, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx

from connectors.gateway import Gateway
from connectors.phone.callbacks import Callbacks
from connectors.phone.callbot import Callbot, Parts
from connectors.phone.door import Phone
from connectors.phone.handover import Handover
from connectors.phone.policy import Policy
from connectors.phone.store import Calls
from connectors.phone.stringee_api import StringeeApi
from connectors.phone.transcribe import HttpTranscriber, Transcriber
from core.references import open_vault
from core.settings import Settings, privacy_keys
from services.office_hours import OfficeHours

_LEASE_MARGIN_S = 20.0


@asynccontextmanager
async def open_phone(gateway: Gateway) -> AsyncIterator[Phone | None]:
    """The telephone channel, closed at the end; None where no provider may call.

    Raises:
        OSError: the key of personal data under `VAR` cannot be read or written.
        ValueError: the office hours cannot be read.
    """
    settings = gateway.settings
    if not settings.has_phone:
        yield None
        return
    vault = open_vault(settings)
    clock, business_clock = gateway.clock, gateway.business_clock
    # Longer than a turn may take: its transcription, the caller's patience, some writing.
    lease = timedelta(
        seconds=settings.phone_deadline_s + 2 * settings.stt_timeout_s + _LEASE_MARGIN_S
    )
    calls = Calls(gateway.sessions, vault, clock, lease, privacy_keys(settings)[0])
    hours = OfficeHours.parse(settings.office_hours)
    handover = Handover(settings.phone_transfer_to, hours, business_clock)
    callbot = Callbot(
        Parts(
            calls=calls,
            policy=Policy(settings.phone_greeting, settings.phone_min_confidence, handover),
            callbacks=Callbacks(vault, business_clock),
            turns=gateway.turns,
            threads=gateway.threads,
            deadline_s=settings.phone_deadline_s,
        )
    )
    async with httpx.AsyncClient() as http:
        yield Phone(
            settings=settings,
            callbot=callbot,
            calls=calls,
            stringee=StringeeApi(http, settings, clock),
            transcriber=_transcriber(http, settings),
            clock=clock,
        )
        await callbot.close()


def _transcriber(http: httpx.AsyncClient, settings: Settings) -> Transcriber | None:
    if not settings.stt_url:
        return None
    return HttpTranscriber(
        http,
        settings.stt_url,
        settings.stt_token,
        settings.stt_model,
        settings.phone_language.partition("-")[0],
        settings.stt_timeout_s,
    )
