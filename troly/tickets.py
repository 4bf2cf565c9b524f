"""`troly tickets`: officers at work from a shell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from connectors.officers import OfficerError, Officers
from core.clock import LOCAL_ZONE, clock_of
from core.references import open_vault
from services import tickets
from troly.context import database, settings

app = typer.Typer(help="Người dân cần gặp cán bộ.", no_args_is_help=True)

_STATES = {"waiting": "đang chờ", "claimed": "đã nhận", "closed": "đã đóng"}
_SENDERS = {"citizen": "Người dân", "officer": "Cán bộ", "assistant": "Trợ lý"}
_Code = Annotated[str, typer.Argument(help="Mã yêu cầu, ví dụ CB-1234-5678.")]
_By = Annotated[int, typer.Option("--by", help="Số tài khoản của cán bộ (troly accounts list).")]


@app.command("list")
def list_command(
    all_: Annotated[bool, typer.Option("--all", help="Cả những yêu cầu đã đóng.")] = False,
) -> None:
    """Liệt kê yêu cầu đang chờ và đã nhận, lâu nhất trước."""
    with database() as sessions, sessions() as session:
        for one in tickets.listed(session, closed=all_):
            moment = f"{one.created_at.astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M}"
            kind = "gọi lại" if one.callback else "trò chuyện"
            officer = f"cán bộ {one.officer}" if one.officer else ""
            line = (one.code, moment, _STATES[one.status], kind, one.channel, officer)
            typer.echo("\t".join(line).rstrip())


@app.command()
def show(code: _Code) -> None:
    """Hiện một yêu cầu: đã nói gì trước đó, đã nhắn gì với cán bộ."""
    with database() as sessions, sessions() as session:
        one = tickets.find(session, code)
        said = tickets.said_in(session, code)
    if one is None:
        typer.echo(f"Không có yêu cầu {code}. Xem: troly tickets list", err=True)
        raise typer.Exit(1)
    typer.echo(f"{one.code}: {_STATES[one.status]}\n{one.about}")
    for message in said:
        typer.echo(f"{_SENDERS[message.sender]}: {message.text}")


@app.command()
def claim(code: _Code, by: _By) -> None:
    """Nhận một yêu cầu; từ đó người dân nói chuyện với cán bộ, trợ lý im lặng."""
    with _officers() as officers:
        claimed = officers.claim(by, code)
    typer.echo(f"Đã nhận {code}.\n{claimed.notice.about}")
    if claimed.notice.callback:
        typer.echo(f"Gọi lại số: {claimed.contact or 'không giải mã được (xem PRIVACY_KEYS)'}")


@app.command()
def say(text: Annotated[str, typer.Argument(help="Lời nhắn cho người dân.")], by: _By) -> None:
    """Nhắn cho người dân trong cuộc trò chuyện đã nhận."""
    with _officers() as officers:
        code = officers.say(by, text)
    typer.echo(f"Đã nhắn trong {code}.")


@app.command()
def close(
    by: _By,
    code: Annotated[str, typer.Argument(help="Mã yêu cầu; bỏ trống: cuộc đang nói chuyện.")] = "",
) -> None:
    """Kết thúc; trợ lý tiếp tục trả lời người dân."""
    with _officers() as officers:
        closed = officers.close(by, code or None)
    typer.echo(f"Đã kết thúc {closed}.")


@contextmanager
def _officers() -> Iterator[Officers]:
    """The officers' side, with what cannot be done in words and exit code 1."""
    configured = settings()
    try:
        with database() as sessions:
            yield Officers(sessions, open_vault(configured), clock_of(configured))
    except OfficerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
