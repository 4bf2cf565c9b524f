"""`troly demo`: the simulated ward series, for trying the system out."""

from __future__ import annotations

import typer

from core.database import transaction
from core.settings import Environment
from indicators.demo import add_simulated, remove_simulated
from troly.context import database, settings

app = typer.Typer(help="Chuỗi số liệu mô phỏng của các phường.", no_args_is_help=True)


@app.command()
def on() -> None:
    """Thêm chuỗi mô phỏng (bị từ chối khi chạy thật)."""
    if settings().environment is Environment.PRODUCTION:
        typer.echo("Không thêm số liệu mô phỏng khi ENVIRONMENT=production.", err=True)
        raise typer.Exit(1)
    with database() as sessions, transaction(sessions) as session:
        added = add_simulated(session)
    typer.echo(f"Số liệu mô phỏng: thêm {added} dòng.", err=True)


@app.command()
def off() -> None:
    """Xóa mọi dòng mô phỏng."""
    with database() as sessions, transaction(sessions) as session:
        removed = remove_simulated(session)
    typer.echo(f"Số liệu mô phỏng: xóa {removed} dòng.", err=True)
