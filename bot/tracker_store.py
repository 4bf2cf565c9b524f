"""Where conversations are kept; what goes wrong there is raised, never papered over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

_SQLITE_BUSY_SECONDS = 5


class LoudTrackerStore(SQLTrackerStore):
    """Rasa's SQL store on SQLite or PostgreSQL, without its quiet ways out.

    Rasa starts with a store that has no tables, ends the process on a row it cannot read, and
    writes the parameters of a failed statement, so whole messages, into the log.
    """

    def __init__(self, domain: Domain | None = None, host: str = "", **kwargs: Any) -> None:
        """Connects and creates the table where it is missing.

        Args:
            domain: the assistant's domain.
            host: an SQLAlchemy URL (Rasa's name for it).
            kwargs: what else Rasa passes on.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or prepared.
        """
        url = tracker_url(host)
        super().__init__(domain=domain, host=url.render_as_string(hide_password=False), **kwargs)
        self.engine.hide_parameters = True
        if url.get_backend_name() == "sqlite":
            # Readers and the writer of one file do not block one another.
            with self.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA journal_mode=WAL"))
        sa.Table(self.SQLEvent.__tablename__, sa.MetaData(), autoload_with=self.engine)

    def erase(self, sender_id: str) -> None:
        """Deletes all events of a conversation; one that is not there is erased already.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=sender_id).delete()
            session.commit()

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session that is closed, and rolled back unless committed, at the end."""
        with self.sessionmaker() as session:
            yield session


def tracker_url(url: str) -> URL:
    """The URL with the driver that the engine has, and patience with a busy SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        # The rest of the system may name another driver in the same URL.
        return parsed.set(drivername="postgresql")
    return parsed.update_query_dict({"timeout": str(_SQLITE_BUSY_SECONDS)})
