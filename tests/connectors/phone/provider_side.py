"""Stringee's API and a speech-to-text service, as far as the gateway calls them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any

import jwt
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

KEY_SID, KEY_SECRET = "SKE.key", "a-secret-of-at-least-thirty-two-bytes"
STT_TOKEN = "stt-token"


@dataclass
class ProviderSide:
    """What was recorded, and what the gateway sent; told to, it fails."""

    url: str = ""
    recordings: dict[str, bytes] = field(default_factory=dict)
    actions: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    tokens: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    stt_failures: int = 0
    put_failures: int = 0

    def record(self, text: str, confidence: float | None) -> str:
        """A recording in which `text` is spoken; its name."""
        name = f"{len(self.recordings)}.wav"
        self.recordings[name] = json.dumps({"text": text, "confidence": confidence}).encode()
        return name


def make_provider_app(side: ProviderSide) -> FastAPI:
    app = FastAPI()

    def opened(request: Request) -> bool:
        token = request.headers.get("X-STRINGEE-AUTH", "")
        try:
            claims = jwt.decode(token, KEY_SECRET, ["HS256"], issuer=KEY_SID)
        except jwt.InvalidTokenError:
            return False
        side.tokens.append({**claims, "header": jwt.get_unverified_header(token)})
        return True

    @app.get("/recordings/{name}")
    async def recording(name: str, request: Request) -> Response:
        if not opened(request):
            return Response(status_code=401)
        return Response(side.recordings[name], media_type="audio/wav")

    @app.post("/v1/call2/putactions")
    async def put_actions(request: Request) -> Response:
        if not opened(request):
            return Response(status_code=401)
        if side.put_failures:
            side.put_failures -= 1
            return Response(status_code=503)
        body = await request.json()
        side.actions.append((body["callId"], body["actions"]))
        return JSONResponse({"r": 0, "message": "Success"})

    @app.post("/v1/audio/transcriptions")
    async def transcriptions(request: Request) -> Response:
        if side.stt_failures:
            side.stt_failures -= 1
            return Response(status_code=503)
        if request.headers.get("Authorization") != f"Bearer {STT_TOKEN}":
            return Response(status_code=401)
        fields = _multipart(request.headers["content-type"], await request.body())
        spoken = json.loads(fields.pop("file"))
        side.asked.append({name: value.decode() for name, value in fields.items()})
        if not spoken["text"]:
            segment = {"avg_logprob": -0.9, "no_speech_prob": 0.95}
            return JSONResponse({"text": "Hẹn gặp lại.", "segments": [segment]})
        if spoken["confidence"] is None:
            return JSONResponse({"text": spoken["text"]})
        segment = {"avg_logprob": math.log(spoken["confidence"]), "no_speech_prob": 0.01}
        return JSONResponse({"text": f" {spoken['text']} ", "segments": [segment]})

    return app


def _multipart(content_type: str, body: bytes) -> dict[str, bytes]:
    message = BytesParser().parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts: dict[str, bytes] = {}
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            parts[name] = part.get_payload(decode=True)  # type: ignore[assignment]
    return parts
