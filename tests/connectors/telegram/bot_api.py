"""A Bot API server over real HTTP that notes every call and does what a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

TOKEN = "12345:token-of-the-test"
BOT = {
    "id": 12345,
    "is_bot": True,
    "first_name": "Trợ lý",
    "username": "TroLyBot",
    "can_join_groups": True,
}
SENDING = {"sendMessage", "sendPhoto", "sendDocument"}


@dataclass(frozen=True)
class Call:
    """One call: its method, its parameters, the names and contents of its files."""

    method: str
    data: dict[str, Any]
    files: dict[str, tuple[str, bytes]]

    @property
    def chat(self) -> int:
        return int(self.data["chat_id"])

    @property
    def text(self) -> str:
        """The text or caption, as HTML."""
        return str(self.data.get("text") or self.data.get("caption") or "")

    @property
    def keyboard(self) -> list[tuple[str, str]]:
        """Titles and data of the buttons."""
        rows = json.loads(self.data.get("reply_markup") or "{}").get("inline_keyboard", [])
        return [(button["text"], button["callback_data"]) for row in rows for button in row]


Refusal = tuple[int, str, dict[str, Any]]


@dataclass
class BotApi:
    """What the server was asked, and what it is to answer.

    `refuse` may answer a call with (status, description, parameters); `updates` are what
    getUpdates gives.
    """

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    refuse: Callable[[Call], Refusal | None] = lambda call: None
    updates: list[dict[str, Any]] = field(default_factory=list)
    delay_s: float = 0.0

    def named(self, *methods: str) -> list[Call]:
        """The calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    @property
    def sent(self) -> list[Call]:
        """The messages sent, in order; refused ones are not among them."""
        return [call for call in self.named(*SENDING) if self.refuse(call) is None]

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.sent]


def forbidden(call: Call) -> Refusal | None:
    """As when the person has blocked the bot."""
    if call.method in SENDING:
        return 403, "Forbidden: bot was blocked by the user", {}
    return None


def make_api(api: BotApi) -> FastAPI:
    """The server as an application."""
    app = FastAPI()

    @app.post("/bot{token}/{method}")
    async def called(token: str, method: str, request: Request) -> Response:
        assert token == TOKEN
        form = parsed(request.headers.get("content-type", ""), await request.body())
        call = Call(method, *form)
        await asyncio.sleep(api.delay_s)
        api.calls.append(call)
        refusal = api.refuse(call)
        if refusal is not None:
            status, description, parameters = refusal
            body = {"ok": False, "error_code": status, "description": description}
            return JSONResponse(body | {"parameters": parameters}, status)
        return JSONResponse({"ok": True, "result": result(api, call)})

    return app


def parsed(kind: str, body: bytes) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """The fields and files of a form."""
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    whole = BytesParser(policy=policy.HTTP).parsebytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + body
    )
    data, files = {}, {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        if part.get_filename() is None:
            data[name] = content.decode()
        else:
            files[name] = (part.get_filename(), content)
    return data, files


def result(api: BotApi, call: Call) -> Any:
    """What a call that succeeds gives."""
    if call.method == "getMe":
        return BOT
    if call.method == "getUpdates":
        first = int(call.data.get("offset", 0))
        return [update for update in api.updates if update["update_id"] >= first]
    if call.method in SENDING | {"editMessageReplyMarkup", "editMessageText"}:
        chat = {"id": call.chat, "type": "private"}
        return {"message_id": len(api.calls), "date": 1_700_000_000, "chat": chat, "text": "-"}
    return True
