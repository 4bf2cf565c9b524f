"""What holds for every request: bounded bodies, safe headers, failures with an incident id."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from connectors.problems import incident_response


def content_security_policy(frame_ancestors: str) -> str:
    """The policy of every answer; `frame_ancestors` says whose pages may frame it."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {frame_ancestors}; require-trusted-types-for 'script'"
    )


SECURITY_HEADERS = {
    "Content-Security-Policy": content_security_policy("'none'"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_log = structlog.get_logger(__name__)


class BodyLimit:
    """Bounds the bodies of requests, announced or not.

    Starlette's own limiter answers in plain text; raising where the body is read lets the problem
    details of all other errors serve here too.

    Args:
        app: The next application.
        default: Bytes a body may have.
        paths: Other bounds for some paths.
    """

    def __init__(self, app: ASGIApp, default: int, paths: Mapping[str, int]) -> None:
        self._app = app
        self._default = default
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with a bounded `receive`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bound = self._paths.get(scope["path"], self._default)
        announced = Headers(scope=scope).get("content-length", "0")
        received = 0

        async def bounded() -> Message:
            nonlocal received
            # The server has refused anything but digits here already.
            if int(announced) > bound:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            if received > bound:
                raise HTTPException(413)
            return message

        await self._app(scope, bounded, send)


class SecurityHeaders:
    """Adds the security headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the response's headers."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, complete)


class Incidents:
    """Turns an unexpected exception into a logged incident and a 500 that names it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and answers for it should it fail."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            if scope["type"] != "http":
                raise
            incident = secrets.token_hex(4)
            # The route, not the path: a path may hold a conversation id.
            route = getattr(scope.get("route"), "path", None)
            _log.exception("incident", incident=incident, method=scope["method"], route=route)
            if started:
                raise
            await incident_response(incident)(scope, receive, send)
