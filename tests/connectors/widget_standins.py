"""What stands around the widget in its tests: a site that embeds it, and services beside messages.

They stand before the gateway's own routes for ratings, erasing and an officer's messages, speak as
docs/widget.md says, and answer what a test tells them to, over real HTTP.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

PICTURE = "/files/of-a-test/picture.svg"
# What the site's own policy must allow, as docs/widget.md says: the gateway, and nothing inline.
POLICY = "default-src 'none'; script-src {gateway}; connect-src {gateway}; img-src {gateway} data:"
FRAMING = "default-src 'none'; frame-src {gateway}"


@dataclass
class Services:
    """What the services were asked, and what they are to answer.

    Attributes:
        statuses: HTTP status by service ("feedback", "erase", "events").
        ratings: The ratings that came in.
        erased: The conversations that were to be erased.
        events: What the stream holds, oldest first; its id is its place.
        resumed: Where each reading of the stream began.
    """

    statuses: dict[str, int] = field(default_factory=dict)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    resumed: list[int] = field(default_factory=list)


def make_services_router(services: Services) -> APIRouter:
    """The services as routes of the gateway."""
    router = APIRouter()

    @router.post("/api/v1/feedback")
    async def feedback(rating: dict[str, Any]) -> Response:
        services.ratings.append(rating)
        return Response(status_code=services.statuses.get("feedback", 204))

    @router.delete("/api/v1/conversations/{conversation}")
    async def erase(conversation: str) -> Response:
        services.erased.append(conversation)
        return Response(status_code=services.statuses.get("erase", 204))

    @router.get("/api/v1/conversations/{conversation}/events")
    async def events(conversation: str, request: Request) -> Response:
        if services.statuses.get("events", 200) != 200:
            return Response(status_code=services.statuses["events"])
        asked = request.headers.get("last-event-id") or request.query_params.get("last_event_id")
        first = int(asked or 0)
        services.resumed.append(first)

        def lines() -> Iterator[str]:
            # Ends after what there is: the browser comes back, and says how far it was.
            yield "retry: 100\n\n"
            for number, event in enumerate(services.events[first:], first + 1):
                yield f"id: {number}\ndata: {json.dumps(event)}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream")

    @router.get(PICTURE)
    async def picture() -> Response:
        return Response(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'/>",
            media_type="image/svg+xml",
        )

    return router


def make_other_site() -> FastAPI:
    """A site with pages that embed the widget of the gateway named in their address."""
    app = FastAPI()

    @app.get("/embed")
    async def embed(gateway: str, attributes: str = "") -> Response:
        script = f'<script src="{gateway}/widget.js" {attributes} async></script>'
        return _page(script, POLICY.format(gateway=gateway))

    @app.get("/frame")
    async def frame(gateway: str) -> Response:
        inner = f'<iframe src="{gateway}/widget" title="Trợ lý ảo" width="400" height="600">'
        return _page(f"{inner}</iframe>", FRAMING.format(gateway=gateway))

    @app.get("/favicon.ico")
    async def icon() -> Response:
        return Response(status_code=204)

    return app


def _page(body: str, policy: str) -> Response:
    html = f"<!doctype html><html lang='vi'><title>Xã A</title><h1>Xã A</h1>{body}</html>"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})
