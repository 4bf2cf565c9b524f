"""Which other sites' pages may use the assistant: those that the operator named, no other."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from connectors.problems import describe, respond

API = "/api/"
# What the widget needs on another site's page.
SHARED = (
    "/widget.js",
    "/assets/widget/",
    "/files/",
    "/api/v1/messages",
    "/api/v1/feedback",
    "/api/v1/conversations/",
)

# No Authorization: a leader's token is never taken from another site's page.
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "3600",
}
_REFUSAL = "Trang web này chưa được phép dùng trợ lý."


class Origins:
    """Lets pages of the allowed origins in, and keeps those of others away from the interface.

    A browser says on which origin's page a request was made; other clients say nothing and are
    not concerned.

    Args:
        app: The next application.
        allowed: Origins such as `https://vungtau.gov.vn`.
    """

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, answers a preflight, or refuses."""
        if scope["type"] != "http" or not scope["path"].startswith((API, *SHARED)):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        welcome = origin in self._allowed and scope["path"].startswith(SHARED)

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Origin")
                if origin is not None and welcome:
                    answer["Access-Control-Allow-Origin"] = origin
                    answer["Access-Control-Expose-Headers"] = "Retry-After"
            await send(message)

        app = self._app
        if origin is not None and not _is_own(origin, headers):
            if not welcome and scope["path"].startswith(API):
                app = respond(describe(403, _REFUSAL))
            elif welcome and scope["method"] == "OPTIONS":
                app = Response(status_code=204, headers=_ALLOWED)
        await app(scope, receive, complete)


def _is_own(origin: str, headers: Headers) -> bool:
    """Whether the page is the gateway's own; no page can forge what its browser says here.

    `Host` serves where the browser says nothing else (plain HTTP inside a network): a proxy may
    have rewritten it.
    """
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] == "same-origin"
    return origin.partition("://")[2] == headers.get("host")
