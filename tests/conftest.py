"""Databases filled once with everything the project ships; a test that writes gets a copy.

The engine's environment loads this file too and has neither SQLAlchemy nor our packages: what needs
them is imported where it is used.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from core.database import Sessions
    from kb.content import Content

DATA = Path(__file__).resolve().parents[1] / "data"
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")


def pytest_configure() -> None:
    with suppress(ImportError):
        from hypothesis import settings

        # The same examples on every run: a failure is a change of the code.
        settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
        settings.load_profile("same")


class Server(Protocol):
    """Where databases live."""

    def make(self, template: str | None = None) -> str:
        """The URL of a new database, empty or a copy of another that nobody uses."""

    def drop(self, url: str) -> None:
        """Throw a database away."""


class Files:
    """Databases of SQLite, one file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, template: str | None = None) -> str:
        path = self.folder / f"{secrets.token_hex(8)}.db"
        if template is not None:
            shutil.copyfile(template.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)


class Postgres:
    """Databases of a PostgreSQL server."""

    def __init__(self, url: str) -> None:
        from sqlalchemy import create_engine
        from sqlalchemy.engine import make_url

        from core.settings import Settings

        self.url = make_url(Settings(database_url=url).sqlalchemy_url)
        self.engine = create_engine(self.url, isolation_level="AUTOCOMMIT")

    def make(self, template: str | None = None) -> str:
        from sqlalchemy.engine import make_url

        name = f"test_{secrets.token_hex(8)}"
        copied = f" TEMPLATE {make_url(template).database}" if template else ""
        self._execute(f"CREATE DATABASE {name}{copied}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        from sqlalchemy.engine import make_url

        self._execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _execute(self, command: str) -> None:
        from sqlalchemy import text

        with self.engine.connect() as connection:
            connection.execute(text(command))


@contextmanager
def opened(url: str) -> Iterator[Sessions]:
    """Sessions on a database, closed afterwards so that it can be copied or dropped."""
    from core.database import make_engine, make_sessions

    engine = make_engine(url)
    try:
        yield make_sessions(engine)
    finally:
        engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", *(["postgresql"] if POSTGRES_URL else [])])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    if request.param == "sqlite":
        yield Files(tmp_path_factory.mktemp("databases"))
        return
    server = Postgres(POSTGRES_URL)
    yield server
    server.engine.dispose()


@pytest.fixture(scope="session")
def content() -> Content:
    """The knowledge base as it is shipped."""
    from kb.content import load

    return load()


@pytest.fixture(scope="session")
def templates(server: Server, content: Content) -> Iterator[dict[str, str]]:
    """URLs of the databases to copy.

    "empty": the tables alone; "reported": the figures of the reports; "simulated": the made-up ones
    too; "knowledge": what citizens ask about, alone.
    """
    from alembic import command

    from core.clock import system_clock
    from core.database import transaction
    from indicators.demo import add_simulated
    from indicators.importers.load import import_path
    from kb.importer import import_content
    from troly.database import alembic_config

    empty = server.make()
    command.upgrade(alembic_config(empty), "head")
    knowledge = server.make(empty)
    with opened(knowledge) as sessions, transaction(sessions) as session:
        import_content(session, content, system_clock())
    reported = server.make(empty)
    with opened(reported) as sessions:
        import_path(sessions, DATA)
    simulated = server.make(reported)
    with opened(simulated) as sessions, transaction(sessions) as session:
        add_simulated(session)
    templates = {
        "empty": empty,
        "knowledge": knowledge,
        "reported": reported,
        "simulated": simulated,
    }
    yield templates
    for url in templates.values():
        server.drop(url)


@pytest.fixture(scope="session")
def reported(server: Server, templates: dict[str, str]) -> Iterator[Sessions]:
    """The figures of the reports. Shared: for reading alone."""
    url = server.make(templates["reported"])
    with opened(url) as sessions:
        yield sessions
    server.drop(url)


@pytest.fixture(scope="session")
def simulated(server: Server, templates: dict[str, str]) -> Iterator[Sessions]:
    """The figures of the reports and the simulated ward series. Shared: for reading alone."""
    url = server.make(templates["simulated"])
    with opened(url) as sessions:
        yield sessions
    server.drop(url)


@pytest.fixture(scope="module")
def unchanged(server: Server, templates: dict[str, str]) -> Iterator[Sessions]:
    """The figures of the reports, for a module's attempts to change them in vain."""
    url = server.make(templates["reported"])
    with opened(url) as sessions:
        yield sessions
    server.drop(url)


@pytest.fixture
def new_database(server: Server, templates: dict[str, str]) -> Iterator[Callable[..., str]]:
    """Makes the URL of a database of the test's own: empty, or filled as a template is."""
    urls: list[str] = []

    def make(template: str | None = None) -> str:
        urls.append(server.make(templates[template] if template else None))
        return urls[-1]

    yield make
    for url in urls:
        server.drop(url)


@pytest.fixture
def copies(new_database: Callable[..., str]) -> Iterator[Callable[[str], Sessions]]:
    """Opens a copy of a template that the test may write to."""
    with ExitStack() as stack:
        yield lambda template: stack.enter_context(opened(new_database(template)))


@pytest.fixture
def fresh(copies: Callable[[str], Sessions]) -> Sessions:
    """The figures of the reports, to write to."""
    return copies("reported")


@pytest.fixture(scope="session")
def open_sessions() -> Callable[[str], AbstractContextManager[Sessions]]:
    """Opens a database by its URL."""
    return opened


@pytest.fixture(scope="session")
def contents() -> Callable[[Sessions], dict[str, list[str]]]:
    """Tells everything that a database holds, decimals with all their digits.

    What a database stamps itself (the moment a row came in) is left out.
    """
    from sqlalchemy import inspect, select

    from core.database import Base

    def given(table: Table) -> list[Column[Any]]:
        return [column for column in table.columns if column.server_default is None]

    def contents(sessions: Sessions) -> dict[str, list[str]]:
        with sessions() as session:
            present = inspect(session.connection()).get_table_names()
            return {
                name: sorted(repr(tuple(row)) for row in session.execute(select(*given(table))))
                for name, table in Base.metadata.tables.items()
                if name in present
            }

    return contents
