"""`troly privacy`: what is kept of people, deleted when its time is over."""

from __future__ import annotations

from datetime import timedelta

import typer

from core import references
from core.clock import clock_of
from core.database import transaction
from services import tickets
from troly.context import database, settings

app = typer.Typer(help="Dữ liệu cá nhân.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """A group even while it has one command alone."""


@app.command()
def purge() -> None:
    """Xóa ngay những gì đã hết hạn lưu (hệ thống đang chạy tự làm mỗi mười phút)."""
    configured = settings()
    now = clock_of(configured)()
    before = now - timedelta(days=configured.ticket_retention_days)
    with database() as sessions, transaction(sessions) as session:
        values = references.purge(session, now)
        emptied = tickets.purge(session, before)
    typer.echo(f"Đã xóa {values} dữ liệu cá nhân, nội dung của {emptied} yêu cầu gặp cán bộ.")
