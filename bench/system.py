"""The whole system as `make run` starts it, on ports and state of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
READY = "Sẵn sàng"
READY_WITHIN_S = 240
STOPPED_WITHIN_S = 20
# Golden runs ask faster than any person.
PROCESSES = {"gateway": "troly.gateway", "actions": "actions.server", "engine": "bot.serve"}
NO_LIMIT = "100000/second"


@dataclass
class System:
    """A running system.

    Attributes:
        url: of the gateway.
        environment: what every command on the same state needs.
        process: `troly run`.
        output: what it printed so far.
        reader: what reads that.
    """

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[str]
    output: list[str] = field(default_factory=list)
    reader: threading.Thread | None = None

    def ask(
        self,
        text: str,
        token: str | None = None,
        conversation: str | None = None,
        message_id: str | None = None,
    ) -> httpx.Response:
        """One message through the public door."""
        body: dict[str, Any] = {"conversation_id": conversation or new_conversation(), "text": text}
        if message_id:
            body["message_id"] = message_id
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.post(f"{self.url}/api/v1/messages", json=body, headers=headers, timeout=30)

    def reply(self, text: str, token: str | None = None, conversation: str | None = None) -> Any:
        """The reply to a message that must be answered."""
        response = self.ask(text, token, conversation)
        assert response.status_code == 200, response.text
        (reply,) = response.json()["replies"]
        return reply

    def account(self, scope: str, role: str = "leader") -> str:
        """The token of a new account."""
        command = ["accounts", "grant", "--role", role, "--scope", scope, "--name", "Kiểm thử"]
        printed = self.troly(*command).stdout.splitlines()
        return printed[-2].removeprefix("token=")

    def troly(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command of the command line on the same state."""
        return subprocess.run(
            [sys.executable, "-m", "troly", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=check,
        )

    def pid_of(self, words: str) -> int:
        """The process of this system whose command line has these words.

        Raises:
            LookupError: there is none.
        """
        marker = f"VAR={self.environment['VAR']}".encode()
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and words in _words(folder / "cmdline"):
                with suppress(OSError):
                    if marker in (folder / "environ").read_bytes().split(b"\0"):
                        return int(folder.name)
        raise LookupError(f"no process with {words!r}")

    def memory(self) -> list[tuple[str, float]]:
        """Resident memory of each process, in MiB."""
        sizes = []
        for name, words in PROCESSES.items():
            status = Path(f"/proc/{self.pid_of(words)}/status").read_text()
            kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            sizes.append((name, int(kib) / 1024))
        return sizes

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(STOPPED_WITHIN_S)
        if self.reader is not None:
            # It ends with the output, and closes it.
            self.reader.join(STOPPED_WITHIN_S)
        return code


def _words(command_line: Path) -> str:
    """A process's command line; empty once the process is gone."""
    try:
        return command_line.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def new_conversation() -> str:
    """A conversation id as clients make it."""
    return secrets.token_urlsafe(24)


def free_port() -> int:
    """A port with two free ones behind it: gateway, engine, actions."""
    while True:
        first = secrets.randbelow(20_000) + 20_000
        if all(_is_free(first + step) for step in range(3)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def start(var: Path, **settings: str) -> System:
    """Start a system in `var` with the model that was trained already, and wait for it."""
    model = Path(os.environ.get("TEST_MODEL", ROOT / "var" / "model"))
    if not (var / "model").exists():
        shutil.copytree(model, var / "model")
    port = free_port()
    environment = os.environ | {
        "VAR": str(var),
        "PORT": str(port),
        "NOW": "2026-11-21T09:00:00",
        "RATE_ADDRESS": NO_LIMIT,
        "RATE_ACCOUNT": NO_LIMIT,
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "troly", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    system = System(f"http://127.0.0.1:{port}", environment, process)
    ready = threading.Event()
    system.reader = threading.Thread(target=_read, args=(system, ready), daemon=True)
    system.reader.start()
    deadline = time.monotonic() + READY_WITHIN_S
    while not ready.wait(0.2):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError("the system did not become ready:\n" + "".join(system.output))
    return system


def _read(system: System, ready: threading.Event) -> None:
    assert system.process.stdout is not None
    with system.process.stdout as lines:
        for line in lines:
            system.output.append(line)
            if READY in line:
                ready.set()
