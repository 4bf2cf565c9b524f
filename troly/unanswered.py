"""`troly unanswered`: questions that found no answer, and answers that did not please."""

from __future__ import annotations

from typing import Annotated

import typer

from core.clock import clock_of
from core.database import transaction
from core.privacy import mask
from kb.learning import learn
from services import ratings, unanswered
from troly.context import database, settings
from vietnamese.normalise import clean

app = typer.Typer(help="Câu chưa trả lời được.", invoke_without_command=True)

_Limit = Annotated[int, typer.Option(help="Nhiều nhất bấy nhiêu.", min=1)]


@app.callback()
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
def list_command(limit: _Limit = 50) -> None:
    """Liệt kê câu chưa trả lời được: số lần hỏi, mục gần nhất, câu hỏi (đã che thông tin)."""
    with database() as sessions, sessions() as session:
        for one in unanswered.listed(session, limit):
            typer.echo(f"{one.count}\t{one.nearest or '–'}\t{one.text}")


@app.command()
def disliked(limit: _Limit = 50) -> None:
    """Liệt kê câu trả lời bị chê: số lần chê, số lần khen, căn cứ, lời góp ý."""
    with database() as sessions, sessions() as session:
        for one in ratings.disliked(session, limit):
            typer.echo(f"{one.down}\t{one.up}\t{one.evidence}")
            for comment in ratings.comments(session, one.evidence):
                typer.echo(f"\t{comment}")


@app.command()
def answer(
    text: Annotated[str, typer.Argument(help="Câu hỏi, như trong danh sách.")],
    key: Annotated[str, typer.Option(help="Mã mục trả lời câu này (troly kb list).")],
    by: Annotated[str, typer.Option(help="Ai quyết định.")],
) -> None:
    """Cho một mục trả lời câu này; có hiệu lực ngay, câu được bỏ khỏi danh sách."""
    try:
        with database() as sessions, transaction(sessions) as session:
            learn(session, mask(clean(text)), key, by, clock_of(settings())())
            listed = unanswered.settle(session, text)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Từ nay “{text}” được trả lời bằng {key}.")
    if not listed:
        typer.echo("(Câu này không có trong danh sách chưa trả lời.)", err=True)
