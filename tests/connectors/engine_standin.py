"""An engine that speaks the engine's protocol over real HTTP and does what a test tells it to."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.types import ASGIApp

SECRET = "secret-of-the-stand-in"

EVIDENCE: dict[str, Any] = {
    "kind": "indicator_value",
    "indicator": "dvc.ho-so-truc-tuyen",
    "unit": "vung-tau",
    "period_start": "2023-01-01",
    "period_end": "2023-09-30",
    "value": "98.27",
    "text": None,
    "measure": "%",
    "numerator": "23391",
    "denominator": "23802",
    "target": {"value": "50", "comparator": ">=", "level": "thanh-pho", "year": 2023},
    "status": "met",
    "source": "bc-vungtau-9t-2023",
    "locator": "bảng 4b",
    "simulated": False,
    "quality": ["duplicate-figures: trùng với chỉ tiêu I.07"],
    "computed": [{"name": "gap", "value": "48.27"}],
}


def reply(text: str, evidence: dict[str, Any] | None = EVIDENCE) -> dict[str, Any]:
    """A reply in the shape of the contract."""
    return {
        "text": text,
        "speech": None,
        "buttons": [{"title": "Nguồn?", "text": "số này lấy ở đâu?"}],
        "image": None,
        "evidence": evidence,
    }


@dataclass
class StandIn:
    """What the stand-in was sent, and what it is to do."""

    url: str = ""
    ready: bool = True
    delay_s: float = 0.0
    status: int = 200
    body: Any = None
    received: list[dict[str, Any]] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    running: dict[str, int] = field(default_factory=dict)
    most_at_once: int = 0
    overlapped: bool = False

    @property
    def texts(self) -> list[str]:
        """The texts in the order in which they came."""
        return [message["text"] for message in self.received]


def make_engine_app(standin: StandIn) -> FastAPI:
    """The stand-in as an application."""
    app = FastAPI()

    @app.post("/webhooks/assistant/messages")
    async def messages(request: Request) -> Response:
        message = await request.json()
        standin.secrets.add(request.headers.get("X-Engine-Secret"))
        standin.received.append(message)
        sender = message["sender_id"]
        standin.overlapped |= standin.running.get(sender, 0) > 0
        standin.running[sender] = standin.running.get(sender, 0) + 1
        standin.most_at_once = max(standin.most_at_once, sum(standin.running.values()))
        number = len(standin.received)
        await asyncio.sleep(standin.delay_s)
        standin.running[sender] -= 1
        if standin.status != 200:
            return JSONResponse({"error": "told to"}, standin.status)
        body = standin.body
        if body is None:
            body = {"replies": [reply(f"Trả lời {number}: {message['text']}")]}
        return JSONResponse(body)

    @app.delete("/webhooks/assistant/conversations/{sender}")
    async def erase(sender: str) -> Response:
        standin.erased.append(sender)
        return Response(status_code=204 if standin.status == 200 else standin.status)

    @app.get("/webhooks/assistant/ready")
    async def ready() -> Response:
        return JSONResponse({}, 200 if standin.ready else 503)

    return app


@contextmanager
def served(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serves `app` from a thread of its own; gives its URL."""
    config = uvicorn.Config(app, port=port, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        actual = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{actual}"
    finally:
        server.should_exit = True
        thread.join()
