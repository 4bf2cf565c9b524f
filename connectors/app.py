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
from connectors.api import conversations, feedback, files, messages, observations, system
from connectors.briefs import brief_until
from connectors.gateway import Gateway, open_gateway
from connectors.ingest import Ingest
from connectors.middleware import BodyLimit, Incidents, SecurityHeaders
from connectors.origins import Origins
from connectors.phone import jambonz, stringee_door, twilio
from connectors.phone.channel import open_phone
from connectors.phone.door import Phone
from connectors.retention import purge_until
from connectors.telegram import door
from connectors.telegram.channel import Channel, open_channel
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
            open_channel(gateway) as channel,
            open_phone(gateway) as phone,
            running(gateway, channel, phone),
        ):
            app.state.gateway, app.state.telegram, app.state.phone = gateway, channel, phone
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
    app.add_middleware(Origins, allowed=settings.widget_origins)
    app.add_middleware(SecurityHeaders)
    problems.install(app)
    app.include_router(messages.router)
    app.include_router(files.router)
    app.include_router(door.router)
    app.include_router(conversations.router)
    app.include_router(feedback.router)
    for provider in (twilio, stringee_door, jambonz):
        app.include_router(provider.router)
    app.include_router(system.router)
    if ingest is not None:
        app.include_router(observations.make_router(ingest))
    web.install(app, settings)
    return app


@asynccontextmanager
async def running(
    gateway: Gateway, channel: Channel | None, phone: Phone | None
) -> AsyncIterator[None]:
    """What goes on beside requests: old things are deleted, streams are fed, briefs are sent."""
    retention = timedelta(hours=gateway.settings.turn_retention_h)
    purges: dict[str, Callable[[], int]] = {
        "turns": lambda: gateway.inbox.purge(retention),
        "files": gateway.purge_files,
        "personal data": gateway.conversations.purge_personal,
        "tickets": gateway.conversations.purge_tickets,
    }
    stop = asyncio.Event()
    jobs = [purge_until(stop, gateway.threads, purges), gateway.streams.poll_until(stop)]
    if channel is not None:
        purges |= {"telegram": channel.queue.purge, "buttons": channel.buttons.purge}
        jobs.append(brief_until(stop, channel))
    if phone is not None:
        calls = timedelta(days=gateway.settings.phone_retention_days)
        purges["calls"] = lambda: phone.calls.purge(calls)
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


def build() -> FastAPI:
    """The gateway of this process' settings, for `uvicorn --factory connectors.app:build`."""
    configure_logging()
    return create_app(get_settings())
