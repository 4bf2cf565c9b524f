"""Stringee's own interface: recordings are fetched from it, actions are sent to it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import stamina
import structlog

from core.clock import Clock
from core.settings import Settings

AUTH = "X-STRINGEE-AUTH"
PUT_ACTIONS = "/v1/call2/putactions"
MOST_BYTES = 8_000_000
_LIFETIME_S = 300
_TRIES = 3
_TIMEOUT_S = 5.0
_DOMAIN = ".stringee.com"

_log = structlog.get_logger(__name__)

Actions = Sequence[Mapping[str, Any]]


class StringeeFailed(Exception):
    """Stringee did not give a recording, or did not take actions."""


class _Temporary(Exception):
    """Worth another try."""


class StringeeApi:
    """Client of Stringee's API.

    Args:
        http: the client to use; it is closed by whoever made it.
        settings: address and key.
        clock: the true present.
    """

    def __init__(self, http: httpx.AsyncClient, settings: Settings, clock: Clock) -> None:
        self._http = http
        self._url = settings.stringee_api_url
        self._sid = settings.stringee_key_sid
        self._secret = settings.stringee_key_secret
        self._clock = clock

    def token(self) -> str:
        """A token that opens the API for some minutes."""
        now = int(self._clock().timestamp())
        claims = {
            "jti": f"{self._sid}-{now}-{secrets.token_hex(4)}",
            "iss": self._sid,
            "exp": now + _LIFETIME_S,
            "rest_api": True,
        }
        return jwt.encode(claims, self._secret, "HS256", headers={"cty": "stringee-api;v=1"})

    async def fetch(self, url: str) -> bytes:
        """A recording.

        Args:
            url: as the webhook gave it; our token is sent to Stringee's own hosts alone.

        Raises:
            StringeeFailed: it is elsewhere, too large, or cannot be had.
        """
        if not self._is_theirs(url):
            raise StringeeFailed("elsewhere")
        try:
            return await self._fetch(url)
        except (_Temporary, httpx.HTTPError) as error:
            raise StringeeFailed(type(error).__name__) from error

    async def put_actions(self, call_id: str, actions: Actions) -> None:
        """Replaces what a call is to do next.

        Raises:
            StringeeFailed: it was not taken.
        """
        try:
            await self._put(call_id, actions)
        except (_Temporary, httpx.HTTPError) as error:
            raise StringeeFailed(type(error).__name__) from error

    def _is_theirs(self, url: str) -> bool:
        parts, own = urlsplit(url), urlsplit(self._url)
        if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
            return True
        return parts.scheme == "https" and (parts.hostname or "").endswith(_DOMAIN)

    @stamina.retry(on=(_Temporary, httpx.TransportError), attempts=_TRIES, wait_max=1.0)
    async def _fetch(self, url: str) -> bytes:
        headers = {AUTH: self.token()}
        content = bytearray()
        async with self._http.stream("GET", url, headers=headers, timeout=_TIMEOUT_S) as response:
            # A recording may be told of before it can be fetched.
            if response.status_code >= 500 or response.status_code == 404:
                raise _Temporary
            response.raise_for_status()
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > MOST_BYTES:
                    raise StringeeFailed("too large")
        return bytes(content)

    @stamina.retry(on=(_Temporary, httpx.TransportError), attempts=_TRIES, wait_max=1.0)
    async def _put(self, call_id: str, actions: Actions) -> None:
        response = await self._http.post(
            self._url + PUT_ACTIONS,
            json={"callId": call_id, "actions": list(actions)},
            headers={AUTH: self.token()},
            timeout=_TIMEOUT_S,
        )
        if response.status_code >= 500:
            raise _Temporary
        response.raise_for_status()
        # Its answers of 200 tell failures in a field "r".
        told = response.json() if response.content else {}
        if isinstance(told, dict) and told.get("r", 0) != 0:
            _log.warning("actions not taken", reason=told.get("r"))
            raise StringeeFailed("refused")
