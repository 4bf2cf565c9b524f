"""`troly kb`: the citizens' knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.clock import clock_of
from core.database import transaction
from kb.base import load_base
from kb.content import CONTENT, Content, FaultyContent, load
from kb.importer import import_content, kind_of
from kb.models import Facet, Faq, Procedure
from kb.telling import TITLES, tell
from troly.context import database, settings

app = typer.Typer(help="Kho kiến thức dịch vụ công.", no_args_is_help=True)

_Folder = Annotated[Path, typer.Argument(help="Thư mục có procedures/*.yml và faq/*.yml.")]


@app.command()
def check(folder: _Folder = CONTENT) -> None:
    """Kiểm nội dung: lược đồ, liên kết, ngày, tên gọi trùng; nêu tệp và dòng sai."""
    content = _load(folder)
    typer.echo(
        f"Nội dung đúng: {len(content.procedures)} thủ tục, {len(content.faq)} câu hỏi thường gặp."
    )


@app.command("import")
def import_command(folder: _Folder = CONTENT) -> None:
    """Nạp nội dung đã kiểm; hệ thống đang chạy dùng ngay, không cần khởi động lại."""
    content = _load(folder)
    with database() as sessions, transaction(sessions) as session:
        report = import_content(session, content, clock_of(settings())())
    typer.echo(
        f"Đã nạp kho kiến thức: thêm {report.added}, sửa {report.changed}, bỏ {report.removed}, "
        f"giữ nguyên {report.unchanged} mục."
    )


@app.command("list")
def list_command(
    find: Annotated[str, typer.Argument(help="Chỉ những mục tìm được bằng lời này.")] = "",
) -> None:
    """Liệt kê các mục đang dùng."""
    with database() as sessions, sessions() as session:
        base = load_base(session, version=0)
    keys = list(base.entries)
    if find:
        keys = [found.key for found in base.find(find)]
    for key in keys:
        typer.echo(f"{kind_of(base.entries[key]):10} {key:32} {base.title(key)}")
    if not keys:
        typer.echo("Không có mục nào. Nạp nội dung: troly kb import", err=True)


@app.command()
def show(key: str) -> None:
    """Hiện trọn một mục như người dân sẽ đọc."""
    with database() as sessions, sessions() as session:
        entry = load_base(session, version=0).entries.get(key)
    if entry is None:
        typer.echo(f"Không có mục “{key}”. Xem các mục: troly kb list", err=True)
        raise typer.Exit(1)
    if isinstance(entry, Faq):
        typer.echo(f"{entry.question}\n{entry.answer}")
        return
    typer.echo("\n\n".join(_facets(entry)))


def _facets(entry: Procedure) -> list[str]:
    today = clock_of(settings())().date()
    return [tell(entry, facet, None, today) for facet in Facet if facet in TITLES]


def _load(folder: Path) -> Content:
    try:
        return load(folder)
    except FaultyContent as error:
        for fault in error.faults:
            typer.echo(fault, err=True)
        typer.echo("Không nạp gì: sửa các lỗi trên rồi chạy lại.", err=True)
        raise typer.Exit(1) from error
