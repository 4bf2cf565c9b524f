"""The shipped knowledge base, in memory and in databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kb.assistant import KnowledgeAssistant
from kb.base import build_base

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def base(content):
    """The shipped entries, indexed."""
    return build_base(1, {entry.key: entry for entry in content.entries()}, [])


@pytest.fixture(scope="module")
def shipped(server, templates, open_sessions):
    """A database with the shipped entries. Shared: for reading alone."""
    url = server.make(templates["knowledge"])
    with open_sessions(url) as sessions:
        yield sessions
    server.drop(url)


@pytest.fixture(scope="module")
def assistant(shipped):
    return KnowledgeAssistant(shipped, lambda: NOW)
