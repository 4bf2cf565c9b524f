"""A gateway over SQLite and PostgreSQL, with a stand-in engine over real HTTP."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from engine_standin import SECRET, StandIn, make_engine_app, served
from gateway_harness import Client, FakeIngest, create_tables, opened
from other_site import make_other_site
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from connectors.app import create_app
from core.database import Sessions, make_engine, make_sessions
from core.settings import Settings

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session", autouse=True)
def _terse_logs() -> Iterator[None]:
    """Logs without the locals of every frame, which take seconds to print."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
    )
    yield
    structlog.reset_defaults()


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
        create_tables(url)
        yield url
        return
    schema = f"gateway_{secrets.token_hex(4)}"
    base = make_url(Settings(database_url=POSTGRES_URL).sqlalchemy_url)
    server = make_engine(base.render_as_string(hide_password=False))
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    scoped = base.update_query_dict({"options": f"-csearch_path={schema}"})
    url = scoped.render_as_string(hide_password=False)
    create_tables(url)
    yield url
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; a missing one is a failure, not a reason to skip.

    One a module: Playwright's own event loop runs as long, and no asynchronous test beside it can.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: apt-get install chromium"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def rate() -> str:
    """How many messages a conversation may send to the site."""
    return "1000/second"


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The origin of a site that may hold the widget."""
    with served(make_other_site()) as url:
        yield url


@pytest.fixture
def site(engine: StandIn, elsewhere: str, rate: str, tmp_path: Path) -> Iterator[str]:
    """A gateway over real HTTP."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'page.db'}",
        engine_urls=(engine.url,),
        engine_secret=SECRET,
        engine_timeout_s=5,
        var=tmp_path,
        rate_conversation=rate,
        widget_origins=(elsewhere,),
    )
    create_tables(settings.sqlalchemy_url)
    with served(create_app(settings)) as url:
        yield url


@pytest.fixture
def kept(site: str, tmp_path: Path) -> Iterator[Sessions]:
    """Sessions on the database of the site."""
    database = make_engine(f"sqlite:///{tmp_path / 'page.db'}")
    yield make_sessions(database)
    database.dispose()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of; a test that provokes some clears it."""
    return []


@pytest.fixture
def context(browser: Browser, site: str, complaints: list[str]) -> Iterator[BrowserContext]:
    """A browser of its own, watched: no error and no breach of a policy goes unnoticed.

    It asks for the site so that it is closed before that is.
    """

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def watch(page: Page) -> None:
        page.set_default_timeout(10_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    context = browser.new_context(viewport={"width": 1200, "height": 850})
    context.add_init_script(
        "addEventListener('securitypolicyviolation', "
        "(breach) => console.error('breach of', breach.effectiveDirective));"
    )
    context.on("page", watch)
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, site: str) -> Page:
    """The page at `/`, the widget still closed."""
    page = context.new_page()
    page.goto(site)
    return page
