"""An action server that speaks the real protocol over HTTP and does what a test tells it to."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPLY = {"text": "Xin chào ạ.", "speech": None, "buttons": [], "image": None, "evidence": None}


class ActionEndpoint:
    """What the engine reaches as its action server.

    Attributes:
        status: what it answers with; 200 is an action that went well.
        replies: the custom payloads that an action gives.
        answer: a whole body in their place.
        calls: the requests, in order.
    """

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.reset()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    def reset(self) -> None:
        self.status = 200
        self.replies: list[dict[str, Any]] = [REPLY]
        self.answer: Any = None
        self.calls.clear()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/webhook"

    def start(self) -> None:
        """Listens: on a free port at first, on the same one after a stop."""
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.calls.append(json.loads(body))
                responses = [{"custom": reply} for reply in endpoint.replies]
                answer = json.dumps(
                    {"events": [], "responses": responses}
                    if endpoint.answer is None
                    else endpoint.answer
                ).encode()
                self.send_response(endpoint.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                """Nothing: the calls are kept."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
