"""Runs programs under one supervisord: all of them, or, with a reason that people can act on, none.

supervisord starts, restarts and stops the programs and keeps their logs; this module writes its
configuration, watches it, and decides when the whole system has to come down.  The choice is
argued in docs/decisions/supervisor.md.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from types import FrameType
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PROGRESS_SECONDS = 5
# A program that ends sooner than this after its start counts as a failed start.  Longer than the
# engine takes to load its model, or one that fails while loading would be restarted for ever.
START_SECONDS = 60
START_RETRIES = 3
STOP_SECONDS = 7
LOG_TAIL = 15


@dataclass(frozen=True)
class Program:
    """One long-running program: the name people see, and its command."""

    name: str
    command: Sequence[str]


class Failure(Exception):
    """Why the system does not run, what to do about it, and the log that tells more."""

    def __init__(self, what: str, advice: str, log: Path | None = None) -> None:
        super().__init__(what)
        self.what, self.advice, self.log = what, advice, log

    def __str__(self) -> str:
        """The text for the terminal."""
        lines = [f"LỖI: {self.what}"]
        if self.log is not None:
            lines += [
                f"Những dòng cuối của {self.log}:",
                *(f"  | {line}" for line in tail(self.log)),
            ]
        return "\n".join([*lines, f"Cách xử lý: {self.advice}"])


def say(text: str) -> None:
    """Print one line for people at once, also into a pipe or a file."""
    with suppress(OSError):  # the terminal may be gone: SIGHUP is one of the requests to stop
        print(text, flush=True)  # noqa: T201


def tail(log: Path) -> list[str]:
    """The last lines of `log`; none if there is no such file."""
    try:
        with log.open(encoding="utf-8", errors="replace") as file:
            return [line.rstrip() for line in deque(file, LOG_TAIL)]
    except FileNotFoundError:
        return []


def bound(command: Sequence[str]) -> list[str]:
    """`command`, told to stop when its parent dies, so that nothing is ever left running."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)


@contextmanager
def stop_signals() -> Iterator[None]:
    """Within the block every request to stop (Ctrl-C, SIGTERM, SIGHUP) is a `KeyboardInterrupt`."""

    def interrupt(_signum: int, _frame: FrameType | None) -> None:
        for signum in STOP_SIGNALS:  # the first request is being carried out: no second one
            signal.signal(signum, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [(signum, signal.signal(signum, interrupt)) for signum in STOP_SIGNALS]
    try:
        yield
    finally:
        for signum, handler in before:
            signal.signal(signum, handler)


def supervise(
    programs: Sequence[Program],
    *,
    folder: Path,
    directory: Path,
    environment: Mapping[str, str],
    pending: Callable[[], str],
    announcement: str,
    ready_seconds: float = 180,
) -> None:
    """Run `programs` until a signal stops them (see `stop_signals`) or one cannot be kept up.

    Args:
        programs: What to run, all started at once.
        folder: State (`VAR`); the configuration goes to `run/`, the logs to `log/`.
        directory: The programs' working directory.
        environment: The programs' environment, secrets included: they are in no file.
        pending: Says what the system is still waiting for; nothing when it is ready.
        announcement: Printed once, when the system is first ready.
        ready_seconds: How long the system may take to be ready.

    Raises:
        Failure: a program or supervisord itself failed, or the system did not become ready.
    """
    (folder / "run").mkdir(parents=True, exist_ok=True)
    (folder / "log").mkdir(parents=True, exist_ok=True)
    # In /tmp, because the path of a Unix socket is limited to 107 bytes and VAR may be deep.
    with tempfile.TemporaryDirectory(prefix="troly-", dir="/tmp") as private:
        socket = Path(private) / "supervisor.sock"
        configuration = folder / "run" / "supervisord.conf"
        configuration.write_text(
            _configuration(programs, folder, directory, socket), encoding="utf-8"
        )
        daemon = subprocess.Popen(  # noqa: S603
            bound([sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration)]),
            env=dict(environment),
            process_group=0,  # Ctrl-C reaches this process alone, which then stops supervisord
        )
        try:
            watch = _Watch(daemon, folder / "log", socket)
            watch.until_ready(pending, ready_seconds)
            say(announcement)
            watch.until_failure()
        finally:
            say("Đang dừng các tiến trình…")
            daemon.terminate()
            try:
                daemon.wait(STOP_SECONDS + 2)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()


class _Watch:
    """What supervisord says about its programs, compared with what it said before."""

    def __init__(self, daemon: subprocess.Popen[bytes], logs: Path, socket: Path) -> None:
        self._daemon = daemon
        self._logs = logs
        self._socket = socket
        self._started: dict[str, int] = {}

    def until_ready(self, pending: Callable[[], str], seconds: float) -> None:
        """Return when nothing is pending, with a line of progress every few seconds until then."""
        begin = time.monotonic()
        progress = PROGRESS_SECONDS
        while reason := pending():
            self._check()
            waited = time.monotonic() - begin
            if waited > seconds:
                raise Failure(
                    f"Đã chờ quá {seconds:.0f} giây: {reason}",
                    f"Xem nhật ký trong {self._logs}/, sửa nguyên nhân rồi chạy lại make run.",
                )
            if waited > progress:
                say(f"  … đã chờ {waited:.0f} giây: {reason}")
                progress += PROGRESS_SECONDS
            time.sleep(0.5)

    def until_failure(self) -> None:
        """Watch for ever; only a `Failure` or a signal ends it."""
        while True:
            self._check()
            time.sleep(0.5)

    def _check(self) -> None:
        if self._daemon.poll() is not None:
            raise Failure(
                "Bộ giám sát (supervisord) dừng bất ngờ, cả hệ thống dừng theo.",
                "Chạy lại make run.",
                self._logs / "supervisord.log",
            )
        for process in self._processes():
            name, start = process["name"], process["start"]
            log = self._logs / f"{name}.log"
            if process["statename"] == "FATAL":
                raise Failure(
                    f"Tiến trình {name} không chạy được, nên cả hệ thống dừng lại.",
                    f"Sửa nguyên nhân ghi trong {log} rồi chạy lại make run.",
                    log,
                )
            if start > self._started.setdefault(name, start):
                say(f"  ! Tiến trình {name} đã dừng bất ngờ và được khởi động lại (xem {log}).")
                self._started[name] = start

    def _processes(self) -> list[dict[str, Any]]:
        # A connection each time: supervisor's transport does not recover from a refused one.
        transport: Any = SupervisorTransport(None, None, f"unix://{self._socket}")
        try:
            with xmlrpc.client.ServerProxy("http://localhost", transport=transport) as server:
                answer: Any = server.supervisor.getAllProcessInfo()
        except (OSError, HTTPException, xmlrpc.client.Error):  # it is starting or stopping
            return []
        return [process for process in answer if process["start"]]


def _configuration(programs: Sequence[Program], folder: Path, directory: Path, socket: Path) -> str:
    """The configuration; one group, because only the members of a group stop all at once."""
    log = folder / "log"
    sections: dict[str, dict[str, object]] = {
        "supervisord": {
            "nodaemon": "true",
            "silent": "true",
            "logfile": log / "supervisord.log",
            "logfile_maxbytes": "10MB",
            "logfile_backups": 3,
            "pidfile": folder / "run" / "supervisord.pid",
        },
        "unix_http_server": {"file": socket},
        "supervisorctl": {"serverurl": f"unix://{socket}"},
        "rpcinterface:supervisor": {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
        },
        "group:troly": {"programs": ",".join(program.name for program in programs)},
    }
    for program in programs:
        sections[f"program:{program.name}"] = {
            "command": shlex.join(bound(program.command)),
            "directory": directory,
            "autorestart": "true",
            "startsecs": START_SECONDS,
            "startretries": START_RETRIES,
            "stopwaitsecs": STOP_SECONDS,
            "stopasgroup": "true",
            "redirect_stderr": "true",
            "stdout_logfile": log / f"{program.name}.log",
            "stdout_logfile_maxbytes": "20MB",
            "stdout_logfile_backups": 5,
        }
    return "\n".join(
        line
        for title, values in sections.items()
        for line in (f"[{title}]", *(f"{key} = {value}" for key, value in values.items()), "")
    )
