"""`troly petitions`: what citizens reported, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from core.clock import LOCAL_ZONE, clock_of
from core.database import transaction
from core.references import open_vault
from services import petitions
from troly.context import database, settings

app = typer.Typer(help="Phản ánh của người dân.", no_args_is_help=True)

_Code = Annotated[str, typer.Argument(help="Mã phản ánh, ví dụ PA-1234-5678.")]
_STATUSES = ", ".join(f"{name} ({words})" for name, words in petitions.STATUSES.items())


@app.command("list")
def list_command(
    status: Annotated[str, typer.Option(help=f"Chỉ trạng thái này: {_STATUSES}.")] = "",
) -> None:
    """Liệt kê phản ánh, mới nhất trước."""
    with database() as sessions, sessions() as session:
        for one in petitions.listed(session, status or None):
            moment = f"{one.created_at.astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M}"
            typer.echo(f"{one.code}\t{moment}\t{petitions.STATUSES[one.status]}\t{one.place}")


@app.command()
def show(code: _Code) -> None:
    """Hiện một phản ánh, cả cách liên hệ."""
    vault = open_vault(settings())
    with database() as sessions, sessions() as session:
        one = petitions.find(session, code)
    if one is None:
        raise _unknown(code)
    contact = vault.unseal(one.contact) if one.contact else None
    unread = "không để lại" if one.contact is None else "không giải mã được (xem PRIVACY_KEYS)"
    typer.echo(
        f"{one.code}: {petitions.STATUSES[one.status]}\n"
        f"Nơi xảy ra: {one.place}\nNội dung: {one.content}\nLiên hệ: {contact or unread}"
    )
    if one.answer:
        typer.echo(f"Trả lời: {one.answer}")


@app.command()
def settle(
    code: _Code,
    status: Annotated[str, typer.Argument(help=f"{_STATUSES}.")],
    answer: Annotated[str, typer.Option(help="Trả lời cho người dân.")] = "",
) -> None:
    """Ghi kết quả; người dân hỏi mã phản ánh sẽ thấy ngay."""
    try:
        with database() as sessions, transaction(sessions) as session:
            now = clock_of(settings())()
            done = petitions.settle(session, code, status, answer or None, now)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if not done:
        raise _unknown(code)
    typer.echo(f"{code}: {petitions.STATUSES[status]}.")


def _unknown(code: str) -> typer.Exit:
    typer.echo(f"Không có phản ánh {code}. Xem: troly petitions list", err=True)
    return typer.Exit(1)
