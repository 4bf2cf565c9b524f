"""Database engine and sessions; exact decimals on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, Numeric, String, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator, TypeEngine

# Constraint names are fixed so that migrations can name them on every database.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_TIMEOUT_MS = 10_000
CONNECT_TIMEOUT_S = 5


class Base(DeclarativeBase):
    """Parent of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal stored digit for digit: NUMERIC on PostgreSQL, text on SQLite (no float)."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC where the database has exact decimals."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(64))
        return dialect.type_descriptor(Numeric(asdecimal=True))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Decimal to the database's form; a float is a programming error."""
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"exact decimal expected, got {type(value).__name__}")
        return format(value, "f") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The database's form back to a decimal."""
        if value is None:
            return None
        try:
            return value if isinstance(value, Decimal) else Decimal(value)
        except InvalidOperation as error:
            raise ValueError(f"not a decimal in the database: {value!r}") from error


class Instant(TypeDecorator[datetime]):
    """A moment stored in UTC and read back aware: SQLite itself forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without a time zone is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as an aware moment in UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def make_engine(url: str) -> Engine:
    """An engine for `url`.

    SQLite gets foreign keys, write-ahead logging and a busy timeout; PostgreSQL a limit to how long
    a server that does not answer is waited for, unless the URL has its own.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        waits = parts.get_backend_name() == "postgresql" and "connect_timeout" not in parts.query
        arguments = {"connect_timeout": CONNECT_TIMEOUT_S} if waits else {}
        return create_engine(url, pool_pre_ping=True, connect_args=arguments)
    if parts.database and parts.database != ":memory:":
        # Where the folder cannot be made, connecting says so as a database error.
        with suppress(OSError):
            Path(parts.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine


Sessions = sessionmaker[Session]


def make_sessions(engine: Engine) -> Sessions:
    """A factory of sessions on `engine`."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(sessions: Sessions) -> Iterator[Session]:
    """A session whose work is committed as a whole, or not at all."""
    with sessions() as session, session.begin():
        yield session
