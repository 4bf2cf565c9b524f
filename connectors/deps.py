"""What routes ask for: the gateway, the caller, the sending system."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from connectors.accounts.keys import authenticate_key
from connectors.accounts.service import Caller, authenticate, note_activity
from connectors.errors import InvalidApiKey, InvalidToken
from connectors.gateway import Gateway
from connectors.ratelimit import Subject, network_of
from core.database import transaction

_bearer = HTTPBearer(
    auto_error=False, description="Token of a granted account; without it: a citizen."
)
_api_key = APIKeyHeader(name="X-API-Key", auto_error=False, description="Key of a sending system.")


def get_gateway(request: Request) -> Gateway:
    """The running gateway."""
    return cast(Gateway, request.app.state.gateway)


GatewayDep = Annotated[Gateway, Depends(get_gateway)]


async def within_address_rate(request: Request, gateway: GatewayDep) -> None:
    """Counts the request for its network address.

    Raises:
        RateLimited: it is one too many.
    """
    await gateway.limiter.count(Subject.ADDRESS, address_of(request))


def address_of(request: Request) -> str:
    """The network address of a request, as it is counted."""
    return network_of(request.client.host if request.client else "unknown")


async def get_caller(
    request: Request,
    gateway: GatewayDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Caller | None:
    """Who is asking: the account of the bearer token, or nobody (a citizen).

    Raises:
        InvalidToken: an `Authorization` header is there but opens no account.
    """
    if "authorization" not in request.headers:
        return None
    # Another scheme, or a token that is missing, is refused as well: whoever sends credentials
    # must not be answered as a citizen unawares.
    token = credentials.credentials if credentials else ""

    def look_up() -> Caller | None:
        with transaction(gateway.sessions) as session:
            caller = authenticate(session, token)
            if caller is not None:
                note_activity(session, caller.id, gateway.business_clock())
            return caller

    caller = await gateway.threads.run(look_up)
    if caller is None:
        raise InvalidToken
    return caller


async def get_system(gateway: GatewayDep, key: Annotated[str | None, Security(_api_key)]) -> str:
    """The name of the system whose API key was sent.

    Raises:
        InvalidApiKey: the key is missing, unknown or revoked.
    """

    def look_up() -> str | None:
        with transaction(gateway.sessions) as session:
            return authenticate_key(session, key or "")

    name = await gateway.threads.run(look_up)
    if name is None:
        raise InvalidApiKey
    return name


CallerDep = Annotated[Caller | None, Depends(get_caller)]
SystemDep = Annotated[str, Depends(get_system)]
