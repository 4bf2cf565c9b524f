"""`troly calls`: the log of telephone calls, masked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connectors.phone.model import Event, Outcome
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.clock import LOCAL_ZONE
from troly.context import database

app = typer.Typer(help="Nhật ký cuộc gọi.", no_args_is_help=True)

_OUTCOMES = {
    Outcome.TALKING: "đang gọi",
    Outcome.HUNG_UP: "người gọi gác máy",
    Outcome.GOODBYE: "chào kết thúc",
    Outcome.TRANSFERRED: "chuyển cán bộ",
    Outcome.CALLBACK: "hẹn gọi lại",
    Outcome.GAVE_UP: "chưa giúp được",
    Outcome.ABANDONED: "không rõ lúc kết thúc",
}
_EVENTS = {
    Event.START: "gọi đến",
    Event.SPEECH: "nói",
    Event.DIGITS: "bấm phím",
    Event.SILENCE: "im lặng",
    Event.DIALLED: "đã gặp cán bộ",
    Event.DIAL_FAILED: "cán bộ không nghe máy",
}


@app.command("list")
def list_command(
    limit: Annotated[int, typer.Option(min=1, help="Nhiều nhất bao nhiêu cuộc gọi.")] = 20,
) -> None:
    """Liệt kê các cuộc gọi, mới nhất trước: lúc gọi, độ dài, số lượt, kết quả, mã."""
    with database() as sessions, sessions() as session:
        turns = select(func.count()).where(PhoneTurn.call == PhoneCall.call).scalar_subquery()
        query = select(PhoneCall, turns).order_by(PhoneCall.started_at.desc()).limit(limit)
        rows = session.execute(query).all()
    for call, count in rows:
        typer.echo(
            f"{_moment(call.started_at)}  {_length(call):>6}  {count:>3} lượt  "
            f"{_OUTCOMES[Outcome(call.outcome)]:<22} {call.call}"
        )
    if not rows:
        typer.echo("Chưa có cuộc gọi nào.", err=True)


@app.command()
def show(call: Annotated[str, typer.Argument(help="Mã cuộc gọi, hoặc phần đầu của nó.")]) -> None:
    """Hiện một cuộc gọi: từng lượt người gọi nói gì, trợ lý đáp gì (đã che thông tin cá nhân)."""
    with database() as sessions, sessions() as session:
        found = _find(session, call)
        turns = session.scalars(
            select(PhoneTurn).where(PhoneTurn.call == found.call).order_by(PhoneTurn.turn)
        ).all()
    typer.echo(f"Cuộc gọi {found.call}")
    typer.echo(f"Bắt đầu {_moment(found.started_at)}, dài {_length(found)}")
    typer.echo(f"Kết quả: {_OUTCOMES[Outcome(found.outcome)]}")
    if found.ticket:
        typer.echo(f"Yêu cầu gọi lại: {found.ticket}")
    for turn in turns:
        took = "chưa xong" if turn.took_ms is None else f"{turn.took_ms} ms"
        typer.echo(f"\n[{turn.turn}] {_EVENTS[Event(turn.event)]} ({took})")
        for who, words in (("Người gọi", turn.heard), ("Trợ lý", turn.said)):
            if words:
                typer.echo(f"  {who}: {words}")


def _find(session: Session, name: str) -> PhoneCall:
    query = select(PhoneCall).where(PhoneCall.call.startswith(name, autoescape=True)).limit(2)
    found = session.scalars(query).all()
    if len(found) != 1:
        words = "Không có cuộc gọi" if not found else "Có nhiều cuộc gọi"
        typer.echo(f"{words} “{name}”. Xem danh sách: troly calls list", err=True)
        raise typer.Exit(1)
    return found[0]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"


def _length(call: PhoneCall) -> str:
    seconds = call.duration_s
    return "–" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"
