"""What a running gateway is made of, and how its parts are opened and closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from connectors.conversations import Conversations
from connectors.engine import EngineClient, make_client
from connectors.inbox import Inbox
from connectors.metrics import Metrics
from connectors.ratelimit import RateLimiter
from connectors.streams import Streams
from connectors.threads import DatabaseThreads
from connectors.turns import Turns
from core.clock import Clock, clock_of
from core.database import Sessions, make_engine, make_sessions, transaction
from core.files import Fetched, fetch, purge
from core.references import Vault, open_vault
from core.settings import Settings, engine_secret

# A turn must have ended, well or badly, before its lease does.
_LEASE_MARGIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Gateway:
    """The parts that requests use."""

    settings: Settings
    sessions: Sessions
    threads: DatabaseThreads
    inbox: Inbox
    engine: EngineClient
    turns: Turns
    limiter: RateLimiter
    metrics: Metrics
    clock: Clock
    """The true present."""
    business_clock: Clock
    """The moment that answers are given at: files and subscriptions go by it."""
    conversations: Conversations
    streams: Streams
    vault: Vault

    def fetch_file(self, token: str) -> Fetched | None:
        """The file that a token opens, None when unknown or expired (blocks)."""
        with self.sessions() as session:
            return fetch(session, token, self.business_clock())

    def purge_files(self) -> int:
        """Deletes expired files and tells how many (blocks)."""
        with transaction(self.sessions) as session:
            return purge(session, self.business_clock())


@asynccontextmanager
async def open_gateway(settings: Settings, clock: Clock) -> AsyncIterator[Gateway]:
    """Opens the database and the HTTP client, and closes both at the end.

    Raises:
        OSError: the engine's secret or the key of personal data cannot be read or written.
    """
    database = make_engine(settings.sqlalchemy_url)
    try:
        async with make_client(len(settings.engines), settings.engine_concurrency) as http:
            sessions = make_sessions(database)
            threads = DatabaseThreads(database)
            metrics = Metrics()
            inbox = Inbox(
                sessions, clock, timedelta(seconds=settings.engine_timeout_s) + _LEASE_MARGIN
            )
            engine = EngineClient(
                http,
                settings.engines,
                engine_secret(settings),
                settings.engine_timeout_s,
                settings.engine_concurrency,
            )
            business_clock = clock_of(settings) if settings.now else clock
            vault = open_vault(settings)
            conversations = Conversations(
                sessions,
                vault,
                business_clock,
                timedelta(days=settings.ticket_retention_days),
            )
            turns = Turns(inbox, threads, engine, conversations, metrics, settings.queue_timeout_s)
            yield Gateway(
                settings=settings,
                sessions=sessions,
                threads=threads,
                inbox=inbox,
                engine=engine,
                turns=turns,
                limiter=RateLimiter(settings),
                metrics=metrics,
                clock=clock,
                business_clock=business_clock,
                conversations=conversations,
                streams=Streams(
                    sessions, threads, settings.events_per_address, settings.events_lifetime_s
                ),
                vault=vault,
            )
    finally:
        database.dispose()
