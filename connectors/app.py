"""The gateway as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI

from connectors import problems, web
from connectors.api import messages, observations, system
from connectors.gateway import Gateway, open_gateway
from connectors.ingest import Ingest
from connectors.middleware import BodyLimit, Incidents, SecurityHeaders
from connectors.phone import jambonz, stringee_door, twilio
from connectors.phone.channel import open_phone
from connectors.phone.door import Phone
from connectors.retention import purge_until
from core.clock import Clock, system_clock
from core.logging import configure_logging
from core.settings import Settings, get_settings

TITLE = "Trợ lý ảo"
DESCRIPTION = "Every channel, test and integration talks to the assistant through this interface."


class _Application(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The interface's description, with the media type that errors really have."""
        return problems.declare_media_type(super().openapi())


def create_app(
    settings: Settings, *, clock: Clock = system_clock, ingest: Ingest | None = None
) -> FastAPI:
    """The gateway for `settings`; nothing is opened before it starts.

    Args:
        settings: The settings of the process.
        clock: The true present, for leases and retention (not the business day of `NOW`, which
            may stand still).
        ingest: Takes in the figures of other systems; without it that route does not exist.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            open_gateway(settings, clock) as gateway,
            open_phone(gateway, clock) as phone,
            running(gateway, phone),
        ):
            app.state.gateway, app.state.phone = gateway, phone
            yield

    # No documentation pages: they load scripts from elsewhere, which the security policy forbids.
    app = _Application(
        title=TITLE,
        description=DESCRIPTION,
        version=version("troly"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    # Starlette puts the last added outermost.
    app.add_middleware(
        BodyLimit,
        default=settings.max_message_bytes,
        paths={observations.PATH: settings.max_batch_bytes},
    )
    app.add_middleware(Incidents)
    app.add_middleware(SecurityHeaders)
    problems.install(app)
    app.include_router(messages.router)
    for provider in (twilio, stringee_door, jambonz):
        app.include_router(provider.router)
    app.include_router(system.router)
    if ingest is not None:
        app.include_router(observations.make_router(ingest))
    web.install(app)
    return app


@asynccontextmanager
async def running(gateway: Gateway, phone: Phone | None) -> AsyncIterator[None]:
    """What goes on beside requests: old things are deleted."""
    turns = timedelta(hours=gateway.settings.turn_retention_h)
    purges: dict[str, Callable[[], int]] = {"turns": lambda: gateway.inbox.purge(turns)}
    if phone is not None:
        calls = timedelta(days=gateway.settings.phone_retention_days)
        purges["calls"] = lambda: phone.calls.purge(calls)
    stop = asyncio.Event()
    purging = asyncio.create_task(purge_until(stop, gateway.threads, purges))
    try:
        yield
    finally:
        stop.set()
        await purging


def build() -> FastAPI:
    """The gateway of this process' settings, for `uvicorn --factory connectors.app:build`."""
    configure_logging()
    return create_app(get_settings())
