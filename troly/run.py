"""`troly run`: prepares the data and the model, then keeps every process of the system running."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import typer
from sqlalchemy import make_url

from core.settings import Settings, engine_secret
from troly import context
from troly.supervise import Failure, Program, bound, say, stop_signals, supervise

ROOT = Path(__file__).resolve().parent.parent
ENGINE_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
LOOPBACK = "127.0.0.1"
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, never bound


def run() -> None:
    """Chuẩn bị dữ liệu và mô hình, rồi chạy cả hệ thống; dừng bằng Ctrl-C."""
    settings = context.settings()
    try:
        with stop_signals(), only_one(settings.var):
            check_ports(settings)
            environment = child_environment(settings)
            prepare(settings, environment)
            say("Khởi động các tiến trình…")
            supervise(
                programs(settings),
                folder=settings.var.absolute(),
                directory=ROOT,
                environment=environment,
                pending=lambda: pending(base_url(settings)),
                announcement=(
                    f"Sẵn sàng: {base_url(settings)}/\n"
                    f"Nhật ký ở {settings.var}/log/. Nhấn Ctrl-C để dừng."
                ),
            )
    except Failure as failure:
        typer.echo(str(failure), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        say("Đã dừng.")


def base_url(settings: Settings) -> str:
    """Where the gateway is reached from this machine."""
    host = LOOPBACK if settings.host in ANYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def pending(url: str) -> str:
    """What the system at `url` is still waiting for; nothing when it can answer."""
    try:
        answer = httpx.get(f"{url}/readyz", timeout=2, trust_env=False)
        return "" if answer.is_success else str(answer.json()["detail"])
    except (httpx.TransportError, ValueError):
        return "các tiến trình đang khởi động."


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the lock of `var`: two systems would write to the same database and model.

    Raises:
        Failure: another one holds it.
    """
    path = var / "run" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Failure(
                f"Hệ thống đang chạy với thư mục {var} (tiến trình {file.read()}).",
                "Dừng hệ thống đó trước, hoặc chạy thêm một hệ thống riêng: "
                "make run VAR=var2 PORT=9000",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def check_ports(settings: Settings) -> None:
    """Find a port that is taken now, not after the model has been trained.

    Raises:
        Failure: a port cannot be opened.
    """
    ports = [
        ("PORT", settings.host, settings.port),
        ("ACTIONS_PORT", LOOPBACK, settings.actions_port or settings.port + 2),
    ]
    if not settings.engine_urls:
        ports.append(("ENGINE_PORT", LOOPBACK, engine_port(settings)))
    for variable, host, port in ports:
        if reason := _obstacle(host, port):
            raise Failure(
                f"Không mở được cổng {port} ({variable}) ở địa chỉ {host}: {reason}.",
                "Dừng chương trình đang giữ cổng, hoặc chọn cổng khác: make run PORT=9000",
            )


def _obstacle(host: str, port: int) -> str | None:
    """Why `port` of `host` cannot be opened; `None` when it can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return "đang được một chương trình khác dùng"
        return error.strerror
    return None


def engine_port(settings: Settings) -> int:
    """The local engine's port."""
    return settings.engine_port or settings.port + 1


def child_environment(settings: Settings) -> dict[str, str]:
    """The environment of every process: this one's, and what the engine cannot work out."""
    tracker = f"sqlite:///{(settings.var / 'tracker.db').absolute()}"
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() == "postgresql":  # the engine's environment has psycopg2 alone
        url = url.set(drivername="postgresql+psycopg2")
        tracker = url.render_as_string(hide_password=False)
    return os.environ | {
        "VAR": str(settings.var.absolute()),
        "ENGINE_SECRET": engine_secret(settings),
        "ACTIONS_URL": settings.actions_url,
        "TRACKER_URL": tracker,
        "RASA_TELEMETRY_ENABLED": "false",
    }


def prepare(settings: Settings, environment: Mapping[str, str]) -> None:
    """Bring the database up to date while the model is trained, if it has to be.

    Raises:
        Failure: a step failed; the end of its output is shown.
    """
    var = settings.var.absolute()
    (var / "log").mkdir(parents=True, exist_ok=True)
    if settings.engine_urls:  # engines on other machines come with their model
        prepare_database(settings, environment, var / "log" / "prepare.log")
        return
    say("Kiểm tra mô hình hiểu tiếng Việt (huấn luyện nếu dữ liệu đã đổi)…")
    log = var / "log" / "train.log"
    command = [str(ENGINE_PYTHON), "-m", "bot.train", "--out", str(var / "model")]
    with log.open("w") as output:  # its progress, on stdout, stays in the terminal
        training = subprocess.Popen(  # noqa: S603
            bound(command), cwd=ROOT, env=dict(environment), stderr=output
        )
    try:
        prepare_database(settings, environment, var / "log" / "prepare.log")
        if training.wait() != 0:
            raise Failure(
                "Huấn luyện mô hình không thành công.",
                "Sửa nguyên nhân ghi ở trên rồi chạy lại make run.",
                log,
            )
    finally:
        training.terminate()
        training.wait()


def prepare_database(settings: Settings, environment: Mapping[str, str], log: Path) -> None:
    """Migrate the database, import the reports, add or remove the simulated series."""
    demo = ("on", "Thêm") if settings.demo else ("off", "Bỏ")
    steps = (
        ("Cập nhật cấu trúc cơ sở dữ liệu", ("db", "upgrade")),
        ("Nạp số liệu của các báo cáo", ("import", "data", "--if-new")),
        ("Nạp kho kiến thức dịch vụ công", ("kb", "import")),
        (f"{demo[1]} số liệu mô phỏng của 17 phường", ("demo", demo[0])),
    )
    for name, arguments in steps:
        say(f"{name}…")
        with log.open("w") as output:
            done = subprocess.run(  # noqa: S603
                bound([sys.executable, "-m", "troly", *arguments]),
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode != 0:
            raise Failure(
                f"Bước «{name}» không thành công.",
                "Kiểm tra DATABASE_URL và dữ liệu trong data/, rồi chạy lại make run.",
                log,
            )


def programs(settings: Settings) -> list[Program]:
    """The processes of the system on one machine; no engine where `ENGINE_URLS` names others."""
    gateway = [
        *(sys.executable, "-m", "uvicorn", "--factory", "troly.gateway:build"),
        *("--host", settings.host, "--port", str(settings.port)),
        # Request lines hold conversation ids, which are secrets: connectors/ writes its own log.
        "--no-access-log",
        # A stream of events never ends by itself: it must not hold up the stop.
        *("--timeout-graceful-shutdown", "3"),
    ]
    engine = [
        *(str(ENGINE_PYTHON), "-m", "bot.serve"),
        *("--model", str(settings.var.absolute() / "model" / "model.tar.gz")),
        *("--port", str(engine_port(settings))),
    ]
    started = [
        Program("gateway", gateway),
        Program("actions", [sys.executable, "-m", "actions.server"]),
    ]
    if not settings.engine_urls:
        started.append(Program("engine", engine))
    return started
