"""`troly import`: figures and the catalogue from CSV and XLSX files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indicators.importers.load import import_once, import_path
from indicators.importers.tables import ImportProblems
from troly.context import database


def import_command(
    path: Annotated[Path, typer.Argument(help="Tệp .csv/.xlsx hoặc thư mục chứa chúng.")],
    if_new: Annotated[
        bool, typer.Option("--if-new", help="Bỏ qua khi đúng nội dung này đã nạp rồi.")
    ] = False,
) -> None:
    """Nạp số liệu, danh mục: kiểm từng dòng, nạp tất cả hoặc không nạp gì."""
    try:
        with database() as sessions:
            report = (import_once if if_new else import_path)(sessions, path)
    except ImportProblems as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        typer.echo("Không nạp gì: sửa các lỗi trên rồi chạy lại.", err=True)
        raise typer.Exit(1) from error
    if report is None:
        typer.echo(f"{path}: nội dung này đã nạp trước đây, không nạp lại.")
        return
    typer.echo(
        f"Đã nạp {path}: thêm {report.inserted}, sửa {report.updated}, bỏ {report.removed}, "
        f"giữ nguyên {report.unchanged} dòng."
    )
