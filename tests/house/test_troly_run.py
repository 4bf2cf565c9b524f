"""`troly run` finds out what stands in its way before it starts anything, and says so."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from core.settings import Settings
from troly.run import base_url, check_ports, child_environment, only_one, programs
from troly.supervise import Failure

ROOT = Path(__file__).resolve().parents[2]


def settings(var: Path, **values: object) -> Settings:
    return Settings(var=var, **values)


def free_ports() -> int:
    """A port that is free together with the two after it."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        try:
            check_ports(settings(Path("var"), port=port))
        except (Failure, ValueError):
            continue
        return port


def run_command(var: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`troly run` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "import typer; from troly.run import run; typer.run(run)"],
        cwd=ROOT,
        env=os.environ | {"VAR": str(var), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_in_use_is_named_before_anything_starts(tmp_path):
    port = free_ports()
    with socket.create_server(("127.0.0.1", port + 1)):
        done = run_command(tmp_path, PORT=str(port))
    assert done.returncode == 1
    assert f"Không mở được cổng {port + 1} (ENGINE_PORT)" in done.stderr
    assert "đang được một chương trình khác dùng" in done.stderr
    assert "make run PORT=" in done.stderr
    assert not (tmp_path / "log").exists()


def test_a_second_system_on_the_same_folder_is_refused(tmp_path):
    with only_one(tmp_path):
        done = run_command(tmp_path, PORT=str(free_ports()))
    assert done.returncode == 1
    assert f"đang chạy với thư mục {tmp_path} (tiến trình {os.getpid()})" in done.stderr
    with only_one(tmp_path):
        pass


@pytest.mark.parametrize(
    "wrong",
    [{"PORT": "http"}, {"ENVIRONMENT": "production", "ENGINE_SECRET": "x", "DEMO": "1"}],
)
def test_wrong_settings_are_said_in_words(tmp_path, wrong):
    done = run_command(tmp_path, **wrong)
    assert done.returncode == 2
    assert done.stderr.startswith("Cấu hình sai: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("10.1.2.3", "http://10.1.2.3:8000"),
    ],
)
def test_the_url_printed_can_be_opened_on_this_machine(tmp_path, host, url):
    assert base_url(settings(tmp_path, host=host, port=8000)) == url


def test_the_engine_keeps_its_dialogues_where_the_data_is(tmp_path):
    secret = {"engine_secret": "s"}
    environment = child_environment(settings(tmp_path, **secret))
    assert environment["TRACKER_URL"] == f"sqlite:///{tmp_path}/tracker.db"
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    database = "postgresql://user:p%40ss@db:5432/troly?sslmode=require"
    environment = child_environment(settings(tmp_path, database_url=database, **secret))
    assert environment["TRACKER_URL"] == database.replace("postgresql", "postgresql+psycopg2")


def test_no_engine_of_its_own_where_others_are_named(tmp_path):
    names = [program.name for program in programs(settings(tmp_path))]
    assert names == ["gateway", "actions", "engine"]
    others = settings(tmp_path, engine_urls="http://10.0.0.2:5005,http://10.0.0.3:5005")
    assert [program.name for program in programs(others)] == ["gateway", "actions"]
