"""`troly audit`: who was shown which internal figure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from core.clock import LOCAL_ZONE
from indicators import audit
from troly.context import database

_HEAD = ("lúc", "tài khoản", "kênh", "loại trả lời", "chỉ tiêu", "đơn vị", "kỳ", "nguồn")


def audit_command(
    account: Annotated[int | None, typer.Option(help="Chỉ tài khoản số này.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="Từ ngày (giờ) này."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Nhiều nhất bấy nhiêu dòng.")] = 50,
) -> None:
    """Nhật ký ai đã xem số liệu nội bộ nào, mới nhất trước."""
    start = since.replace(tzinfo=LOCAL_ZONE) if since is not None else None
    with database() as sessions, sessions() as session:
        wanted = str(account) if account is not None else None
        found = audit.entries(session, wanted, start, limit)
    if not found:
        typer.echo("Chưa có lượt xem số liệu nội bộ nào khớp.", err=True)
        return
    typer.echo("\t".join(_HEAD))
    for entry in found:
        typer.echo("\t".join(_columns(entry)))


def _columns(entry: audit.Entry) -> tuple[str, ...]:
    line = entry.line
    simulated = " (mô phỏng)" if line.simulated else ""
    return (
        line.at.astimezone(LOCAL_ZONE).strftime("%Y-%m-%d %H:%M:%S"),
        f"{line.account} {entry.name}",
        line.channel,
        line.kind,
        line.indicator,
        line.unit,
        f"{line.period_start}..{line.period_end}",
        f"{line.source}{simulated}",
    )
