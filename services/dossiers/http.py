"""Dossiers asked of the province's system over HTTP.

`GET {base}/{code}` gives 200 with the fields of `_Answer`, or 404. A system in trouble is asked
again a little later, a few times; when it stays down it is left alone for a while.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import httpx
import pybreaker
import stamina
from pydantic import BaseModel, ConfigDict, ValidationError

from services.dossiers.port import PROOF_DIGITS, DossierRecord, DossiersUnavailable, proof_of

ATTEMPTS = 3
TOTAL_S = 6.0
TIMEOUT_S = 2.0
FAILURES_TO_OPEN = 5
OPEN_S = 30.0


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str
    service: str
    status: str
    received_on: date
    due_on: date | None = None
    finished_on: date | None = None
    office: str | None = None
    note: str | None = None
    phone: str


class _InTrouble(Exception):
    """An answer that another try may better."""


class HttpDossiers:
    """Looks dossiers up in the province's system.

    Args:
        base_url: the address that codes are appended to.
        token: sent as a bearer token; empty: none.
        client: for tests; otherwise one that ignores the environment's proxies.
    """

    def __init__(self, base_url: str, token: str, client: httpx.Client | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = client or httpx.Client(timeout=TIMEOUT_S, trust_env=False)
        self._client.headers.update(headers)
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES_TO_OPEN, reset_timeout=OPEN_S, throw_new_error_on_trip=False
        )

    def find(self, code: str) -> DossierRecord | None:
        """See `Dossiers.find`."""
        try:
            answer = self._breaker.call(self._fetch, code)
        except (pybreaker.CircuitBreakerError, httpx.HTTPError, _InTrouble) as error:
            raise DossiersUnavailable from error
        except ValidationError as error:
            raise DossiersUnavailable("the system's answer has another shape") from error
        if answer is None:
            return None
        return DossierRecord(
            code=answer.code,
            service=answer.service,
            status=answer.status,
            received_on=answer.received_on,
            due_on=answer.due_on,
            finished_on=answer.finished_on,
            office=answer.office,
            note=answer.note,
            proof=proof_of(answer.code, _last_digits(answer.phone)),
        )

    def close(self) -> None:
        """Closes the connections to the system."""
        self._client.close()

    @stamina.retry(on=(httpx.TransportError, _InTrouble), attempts=ATTEMPTS, timeout=TOTAL_S)
    def _fetch(self, code: str) -> _Answer | None:
        response = self._client.get(f"{self._base_url}/{quote(code, safe='')}")
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise _InTrouble(response.status_code)
        response.raise_for_status()
        return _Answer.model_validate_json(response.content)


def _last_digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())[-PROOF_DIGITS:]
