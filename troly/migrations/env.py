"""Alembic's entry: runs the migrations on the URL that `troly.database` hands over."""

from __future__ import annotations

from alembic import context

import indicators.models  # noqa: F401 - these fill the metadata
from core.database import Base, make_engine


def run() -> None:
    """Run the migrations in one transaction."""
    engine = make_engine(context.config.attributes["url"])
    with engine.begin() as connection:
        context.configure(
            connection=connection, target_metadata=Base.metadata, render_as_batch=True
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
