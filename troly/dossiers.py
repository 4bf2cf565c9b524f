"""`troly dossiers`: dossiers that the province's system hands over as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.database import transaction
from services.dossiers.importer import FaultyDossiers, import_dossiers
from troly.context import database

app = typer.Typer(help="Hồ sơ để người dân tra cứu.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """A group even while it has one command alone."""


@app.command("import")
def import_command(path: Annotated[Path, typer.Argument(help="Tệp .csv.")]) -> None:
    """Nạp hồ sơ: kiểm từng dòng, nạp tất cả hoặc không nạp gì."""
    try:
        with database() as sessions, transaction(sessions) as session:
            done = import_dossiers(session, path)
    except FaultyDossiers as error:
        for fault in error.faults:
            typer.echo(fault, err=True)
        typer.echo("Không nạp gì: sửa các lỗi trên rồi chạy lại.", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Đã nạp {path.name}: thêm {done.added}, thay {done.replaced} hồ sơ.")
