"""`POST /channels/telegram`: where Telegram brings updates."""

from __future__ import annotations

import hmac
import json
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from telegram import Update

from connectors.deps import GatewayDep, within_address_rate
from connectors.errors import WrongSecret
from connectors.telegram.arrival import ALLOWED_UPDATES
from connectors.telegram.channel import PATH, Channel

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header

router = APIRouter(include_in_schema=False)


@router.post(PATH)
async def post_update(request: Request, gateway: GatewayDep) -> Response:
    """Stores an update, then says so: Telegram repeats what was not acknowledged."""
    channel = cast(Channel | None, request.app.state.telegram)
    secret = gateway.settings.telegram_secret
    if channel is None or not secret:
        raise HTTPException(404)
    sent = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(sent.encode("latin-1"), secret.encode()):
        # Whoever knows the secret is Telegram and not counted; whoever guesses is.
        await within_address_rate(request, gateway)
        raise WrongSecret
    await channel.accept(_update(await request.body()))
    return Response()


def _update(body: bytes) -> Update:
    try:
        data: Any = json.loads(body)
        if isinstance(data["update_id"], int):
            # What is of no concern is not even read: a new kind must not be refused, and then
            # repeated, for a shape that the library does not know.
            known = {kind: data[kind] for kind in ("update_id", *ALLOWED_UPDATES) if kind in data}
            return Update.de_json(known)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        pass
    raise HTTPException(422)
