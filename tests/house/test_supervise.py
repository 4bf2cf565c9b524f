"""The supervisor keeps the whole system running, or stops all of it and says why."""

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STEADY = "steady=touch ready; exec sleep 1000"
WORKER = "worker=exec sleep 1001"


class System:
    """A running `small_system.py`; its processes are known by a mark in their environment."""

    def __init__(self, folder: Path, *programs: str, ready_seconds: int = 60) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.mark = f"TROLY_TEST={uuid.uuid4()}"
        name, value = self.mark.split("=")
        self.output = folder / "output"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, ROOT / "tests" / "house" / "small_system.py"),
                    *(folder, str(ready_seconds), *programs),
                ],
                env=os.environ | {name: value, "PYTHONPATH": str(ROOT)},
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )

    def text(self) -> str:
        return self.output.read_text()

    def alive(self, pattern: str = "") -> list[int]:
        """The living processes of this system whose command line matches."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_text(errors="replace")
                command = (process / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            if self.mark in environment and re.search(pattern, command):
                found.append(int(process.name))
        return found

    def until(self, condition: Callable[[], object], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.1)

    def only(self, pattern: str) -> int:
        """The one process that matches, once it has replaced the shell that starts it."""
        self.until(lambda: len(self.alive(pattern)) == 1)
        return self.alive(pattern)[0]

    def until_ready(self) -> "System":
        self.until(lambda: "ready" in self.text())
        return self


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., System]]:
    systems: list[System] = []

    def starter(*programs: str, folder: Path = tmp_path, **options: int) -> System:
        systems.append(System(folder, *programs, **options))
        return systems[-1]

    yield starter
    for system in systems:
        system.process.terminate()
        system.process.wait(15)
        for process in system.alive():
            os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_leaves_no_process(start, signum):
    system = start(STEADY, WORKER).until_ready()
    assert system.only("^sleep 1000") != system.only("^sleep 1001")
    system.process.send_signal(signum)
    assert system.process.wait(10) == 0
    assert not system.alive()
    assert "stopped" in system.text()


def test_a_program_that_ignores_the_request_is_killed_in_time(start):
    system = start(STEADY, "deaf=trap '' TERM; while :; do sleep 1; done").until_ready()
    system.process.terminate()
    assert system.process.wait(12) == 0
    assert not system.alive()


def test_a_killed_program_is_restarted_and_the_others_stay(start):
    system = start(STEADY, WORKER).until_ready()
    steady, worker = system.only("^sleep 1000"), system.only("^sleep 1001")
    os.kill(worker, signal.SIGKILL)
    system.until(lambda: "worker đã dừng bất ngờ và được khởi động lại" in system.text())
    assert system.only("^sleep 1001") != worker
    assert system.only("^sleep 1000") == steady
    assert system.process.poll() is None


def test_a_crash_loop_brings_everything_down_and_says_which_program_and_why(start):
    system = start(STEADY, "broken=echo không đọc được mô hình; exit 3")
    assert system.process.wait(60) == 1
    assert not system.alive()
    assert "Tiến trình broken không chạy được" in system.text()
    assert "  | không đọc được mô hình" in system.text()
    assert "Cách xử lý: " in system.text()


def test_nothing_is_left_when_the_supervisor_is_killed(start):
    system = start(STEADY, WORKER).until_ready()
    os.kill(system.only("supervisor.supervisord"), signal.SIGKILL)
    assert system.process.wait(15) == 1
    assert "dừng bất ngờ" in system.text()
    system.until(lambda: not system.alive(), 15)


def test_nothing_is_left_when_the_command_itself_is_killed(start):
    system = start(STEADY, WORKER).until_ready()
    system.process.kill()
    system.process.wait()
    system.until(lambda: not system.alive(), 15)


def test_a_system_that_does_not_become_ready_is_given_up(start):
    system = start(WORKER, ready_seconds=7)
    assert system.process.wait(30) == 1
    assert not system.alive()
    assert "đã chờ 5 giây: waiting for the file" in system.text()
    assert "LỖI: Đã chờ quá 7 giây: waiting for the file" in system.text()


def test_a_folder_deeper_than_a_socket_path_may_be(start, tmp_path):
    start(STEADY, folder=tmp_path / ("d" * 150)).until_ready()
