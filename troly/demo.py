"""`troly demo`: simulated figures and example dossiers, for trying the system out."""

from __future__ import annotations

import typer

from core.database import transaction
from core.settings import Environment
from indicators.demo import add_simulated, remove_simulated
from services.dossiers import examples
from troly.context import database, settings

app = typer.Typer(help="Số liệu mô phỏng của các phường và hồ sơ mẫu.", no_args_is_help=True)


@app.command()
def on() -> None:
    """Thêm số liệu mô phỏng và hồ sơ mẫu (bị từ chối khi chạy thật)."""
    if settings().environment is Environment.PRODUCTION:
        typer.echo("Không thêm số liệu mô phỏng khi ENVIRONMENT=production.", err=True)
        raise typer.Exit(1)
    with database() as sessions, transaction(sessions) as session:
        added, dossiers = add_simulated(session), examples.add(session)
    typer.echo(f"Số liệu mô phỏng: thêm {added} dòng, {dossiers} hồ sơ mẫu.", err=True)


@app.command()
def off() -> None:
    """Xóa mọi dòng mô phỏng và hồ sơ mẫu."""
    with database() as sessions, transaction(sessions) as session:
        removed, dossiers = remove_simulated(session), examples.remove(session)
    typer.echo(f"Số liệu mô phỏng: xóa {removed} dòng, {dossiers} hồ sơ mẫu.", err=True)
