"""The chat widget, the page that holds nothing else, and the page that shows what it does."""

from __future__ import annotations

from pathlib import Path
from string import Template

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from connectors.middleware import content_security_policy
from connectors.web.assets import Asset, read_folder
from core.settings import Settings

STATIC = Path(__file__).parent / "static"


def install(app: FastAPI, settings: Settings) -> None:
    """Serves the pages, the widget and their files.

    Raises:
        OSError: a file cannot be read.
    """
    texts = read_folder(STATIC)
    trial = "" if settings.demo else "hidden"
    page = Asset.of("index.html", Template(texts.pop("index.html")).substitute(trial=trial))
    frame = Asset.of("frame.html", texts.pop("frame.html"))
    assets = {name: Asset.of(name, text) for name, text in texts.items()}
    framing = content_security_policy(" ".join(("'self'", *settings.widget_origins)))
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def get_page(request: Request) -> Response:
        """What the assistant does, with the widget to try it."""
        return page.response(request.headers)

    @router.get("/widget")
    async def get_frame(request: Request) -> Response:
        """The widget alone, for a frame on a page of an allowed origin."""
        return frame.response(request.headers, Content_Security_Policy=framing)

    @router.get("/widget.js")
    async def get_widget(request: Request) -> Response:
        """What another site's page loads; the browser asks for the modules under its origin."""
        loader = assets["widget/widget.js"]
        return loader.response(request.headers, Cross_Origin_Resource_Policy="cross-origin")

    @router.get("/assets/{name:path}")
    async def get_asset(name: str, request: Request) -> Response:
        """A file of the pages or of the widget."""
        asset = assets.get(name)
        if asset is None:
            raise HTTPException(404)
        return asset.response(request.headers)

    app.include_router(router)
