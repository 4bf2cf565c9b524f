"""A gateway over SQLite and PostgreSQL, with a stand-in engine over real HTTP."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from engine_standin import SECRET, StandIn, make_engine_app, served
from gateway_harness import Client, FakeIngest, opened
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from connectors.accounts.models import Account, ApiKey, LinkCode
from connectors.app import create_app
from connectors.models import Turn
from core.database import Base, Sessions, make_engine, make_sessions
from core.settings import Settings

TABLES = [model.metadata.tables[model.__tablename__] for model in (Turn, Account, LinkCode, ApiKey)]
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session")
def standin_server() -> Iterator[StandIn]:
    standin = StandIn()
    with served(make_engine_app(standin)) as url:
        standin.url = url
        yield standin


@pytest.fixture
def engine(standin_server: StandIn) -> StandIn:
    """The stand-in engine, as if just started."""
    fresh = StandIn(url=standin_server.url)
    vars(standin_server).update(vars(fresh))
    return standin_server


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES_URL else [])])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the gateway's tables and a few units."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'gateway.db'}"
        _fill(url)
        yield url
        return
    schema = f"gateway_{secrets.token_hex(4)}"
    base = make_url(Settings(database_url=POSTGRES_URL).sqlalchemy_url)
    server = make_engine(base.render_as_string(hide_password=False))
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    scoped = base.update_query_dict({"options": f"-csearch_path={schema}"})
    url = scoped.render_as_string(hide_password=False)
    _fill(url)
    yield url
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


def _fill(url: str) -> None:
    database = make_engine(url)
    Base.metadata.create_all(database, tables=TABLES)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE units (code VARCHAR(80) PRIMARY KEY)"))
        connection.execute(text("INSERT INTO units VALUES ('brvt'), ('vung-tau')"))
    database.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    database = make_engine(database_url)
    yield database
    database.dispose()


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return make_sessions(database)


@pytest.fixture
def settings(database_url: str, engine: StandIn, tmp_path: Path) -> Settings:
    """Settings with rates that no test reaches unawares."""
    return Settings(
        database_url=database_url,
        engine_urls=(engine.url,),
        engine_secret=SECRET,
        engine_timeout_s=2,
        queue_timeout_s=5,
        var=tmp_path,
        rate_conversation="10000/second",
        rate_address="10000/second",
        rate_account="10000/second",
    )


@pytest.fixture
def ingest() -> FakeIngest:
    return FakeIngest()


@pytest.fixture
async def client(settings: Settings, ingest: FakeIngest) -> AsyncIterator[Client]:
    """A client of a running gateway."""
    async with opened(create_app(settings, ingest=ingest)) as client:
        yield client


@pytest.fixture
def message() -> dict[str, str]:
    """A message of a fresh conversation."""
    return {
        "conversation_id": secrets.token_urlsafe(24),
        "message_id": secrets.token_urlsafe(8),
        "text": "tỷ lệ hồ sơ trực tuyến thành phố?",
        "channel": "web",
    }
