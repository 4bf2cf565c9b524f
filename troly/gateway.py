"""Wires the gateway to the indicator database, which connectors do not import."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import FastAPI

from connectors.app import create_app
from connectors.ingest import BatchRefused, Ingest, IngestReport, Observation
from connectors.validation import RowError
from core.database import Sessions, make_engine, make_sessions
from core.logging import configure_logging
from core.settings import get_settings
from indicators.importers.load import import_observations
from indicators.importers.tables import ImportProblems

_PROBLEM = re.compile(r"dòng (\d+): (?:(\w+): )?(.*)", re.DOTALL)


def build() -> FastAPI:
    """The gateway with everything wired in, for `uvicorn --factory`."""
    configure_logging()
    settings = get_settings()
    sessions = make_sessions(make_engine(settings.sqlalchemy_url))
    return create_app(settings, ingest=ingest_into(sessions))


def ingest_into(sessions: Sessions) -> Ingest:
    """What takes in figures of other systems: all rows of a batch, or none."""

    def ingest(rows: Sequence[Observation]) -> IngestReport:
        try:
            report = import_observations(sessions, [row.model_dump() for row in rows])
        except ImportProblems as error:
            raise BatchRefused([_row_error(problem) for problem in error.problems]) from error
        return IngestReport(
            inserted=report.inserted, updated=report.updated, unchanged=report.unchanged
        )

    return ingest


def _row_error(problem: str) -> RowError:
    found = _PROBLEM.fullmatch(problem)
    if found is None:
        return RowError(row=None, field="", message=problem)
    number, field, message = found.groups()
    return RowError(row=int(number), field=field or "", message=message)
