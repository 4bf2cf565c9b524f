"""`troly import`: figures and the catalogue from CSV and XLSX files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indicators.importers.load import import_path
from indicators.importers.tables import ImportProblems
from troly.context import database_errors, sessions


def import_command(
    path: Annotated[Path, typer.Argument(help="Tệp .csv/.xlsx hoặc thư mục chứa chúng.")],
) -> None:
    """Nạp số liệu, danh mục: kiểm từng dòng, nạp tất cả hoặc không nạp gì."""
    try:
        with database_errors():
            report = import_path(sessions(), path)
    except ImportProblems as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        typer.echo("Không nạp gì: sửa các lỗi trên rồi chạy lại.", err=True)
        raise typer.Exit(1) from error
    typer.echo(
        f"Đã nạp {path}: thêm {report.inserted}, sửa {report.updated}, bỏ {report.removed}, "
        f"giữ nguyên {report.unchanged} dòng."
    )
