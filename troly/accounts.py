"""`troly accounts`: who may see internal figures, and `troly keys`: which systems may send some."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from connectors.accounts import keys, service
from connectors.accounts.chats import ChatCount, count_chats
from core.clock import system_clock
from core.database import transaction
from troly.context import database, settings

accounts = typer.Typer(help="Tài khoản lãnh đạo, cán bộ.", no_args_is_help=True)
api_keys = typer.Typer(help="Khóa API của hệ thống gửi số liệu.", no_args_is_help=True)


@accounts.command()
def grant(
    role: Annotated[str, typer.Option(help="leader, staff hoặc admin.")],
    scope: Annotated[str, typer.Option(help="Mã đơn vị, ví dụ vung-tau.")],
    name: Annotated[str, typer.Option(help="Cấp cho ai.")],
) -> None:
    """Cấp tài khoản; hai dòng cuối là token và mã liên kết Telegram, chỉ hiện lần này."""
    try:
        with database() as sessions, transaction(sessions) as session:
            granted = service.grant(
                session,
                name=name,
                role=role,
                scope=scope,
                now=system_clock(),
                link_lifetime=_link_lifetime(),
            )
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Đã cấp tài khoản số {granted.account.id} ({role}, {scope}) cho {name}.", err=True)
    typer.echo(f"token={granted.token}")
    typer.echo(f"link={granted.link}")


@accounts.command("list")
def list_accounts() -> None:
    """Liệt kê tài khoản, cả những tài khoản đã thu hồi, và số cuộc trò chuyện đã liên kết."""
    with database() as sessions, sessions() as session:
        chats = count_chats(session)
        for account in service.list_accounts(session):
            state = "đã thu hồi" if account.revoked_at else "đang dùng"
            linked = ", ".join(
                f"{counted.channel}: {_chats(counted)}" for counted in chats.get(account.id, ())
            )
            columns = (account.id, account.role, account.scope, account.name, state)
            typer.echo("\t".join(map(str, (*columns, linked or "chưa liên kết"))))


@accounts.command()
def link(number: Annotated[int, typer.Argument(help="Số tài khoản (xem list).")]) -> None:
    """Cấp mã liên kết Telegram khác; dòng cuối là mã, chỉ hiện lần này."""
    with database() as sessions, transaction(sessions) as session:
        code = service.new_link_for(session, number, system_clock(), _link_lifetime())
    if code is None:
        typer.echo(f"Không có tài khoản số {number} đang dùng.", err=True)
        raise typer.Exit(1)
    minutes = settings().link_lifetime_min
    typer.echo(f"Mã dùng được một lần, trong {minutes} phút.", err=True)
    typer.echo(f"link={code}")


@accounts.command()
def revoke(number: Annotated[int, typer.Argument(help="Số tài khoản (xem list).")]) -> None:
    """Thu hồi một tài khoản: token và các cuộc trò chuyện đã liên kết hết hiệu lực ngay."""
    with database() as sessions, transaction(sessions) as session:
        done = service.revoke(session, number, system_clock())
    if not done:
        typer.echo(f"Không có tài khoản số {number} đang dùng.", err=True)
        raise typer.Exit(1)
    typer.echo(f"Đã thu hồi tài khoản số {number}.")


@api_keys.command("create")
def create_key(name: Annotated[str, typer.Argument(help="Tên hệ thống.")]) -> None:
    """Cấp khóa API; dòng cuối là khóa, chỉ hiện lần này."""
    try:
        with database() as sessions, transaction(sessions) as session:
            key = keys.create_key(session, name, system_clock())
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"key={key}")


@api_keys.command("list")
def list_keys() -> None:
    """Liệt kê khóa API, cả những khóa đã thu hồi."""
    with database() as sessions, sessions() as session:
        for key in keys.list_keys(session):
            typer.echo(f"{key.name}\t{'đã thu hồi' if key.revoked_at else 'đang dùng'}")


@api_keys.command("revoke")
def revoke_key(name: Annotated[str, typer.Argument(help="Tên hệ thống.")]) -> None:
    """Thu hồi khóa của một hệ thống."""
    with database() as sessions, transaction(sessions) as session:
        done = keys.revoke_key(session, name, system_clock())
    if not done:
        typer.echo(f"Không có khóa “{name}” đang dùng.", err=True)
        raise typer.Exit(1)
    typer.echo(f"Đã thu hồi khóa “{name}”.")


def _link_lifetime() -> timedelta:
    return timedelta(minutes=settings().link_lifetime_min)


def _chats(counted: ChatCount) -> str:
    blocked = f" ({counted.blocked} bị chặn)" if counted.blocked else ""
    return f"{counted.all}{blocked}"
