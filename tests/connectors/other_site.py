"""A site whose pages embed the widget of a gateway, by a script tag or in a frame."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

# What the site's own policy must allow, as docs/widget.md says: the gateway, and nothing inline.
POLICY = "default-src 'none'; script-src {gateway}; connect-src {gateway}; img-src {gateway} data:"
FRAMING = "default-src 'none'; frame-src {gateway}"


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
