"""What the commands share: settings, database sessions, errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError, ProgrammingError

from core.database import Sessions, make_engine, make_sessions
from core.settings import Settings, get_settings


def settings() -> Settings:
    """The settings, or a clear message and exit code 2 when they contradict each other."""
    try:
        return get_settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "".join(f"{part}: ".upper() for part in problem["loc"])
            message = problem["msg"].removeprefix("Value error, ")
            typer.echo(f"Cấu hình sai: {name}{message}", err=True)
        raise typer.Exit(2) from error


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn a database that is down or not migrated into words and exit code 1."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        typer.echo(f"Cơ sở dữ liệu không dùng được: {error.orig}", err=True)
        typer.echo("Kiểm tra DATABASE_URL/VAR rồi chạy: troly db upgrade", err=True)
        raise typer.Exit(1) from error


@contextmanager
def database() -> Iterator[Sessions]:
    """Sessions on the configured database, closed afterwards; its errors in words."""
    engine = make_engine(settings().sqlalchemy_url)
    with database_errors():
        try:
            yield make_sessions(engine)
        finally:
            engine.dispose()
