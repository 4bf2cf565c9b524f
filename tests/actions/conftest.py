"""A database with everything a citizen may ask for, and citizens who ask."""

from __future__ import annotations

import pytest
from talking import IN_HOURS, Clock, Talk, World

from core.database import transaction
from kb.content import CONTENT, load
from kb.importer import import_content
from services.dossiers import examples


@pytest.fixture(scope="module")
def stocked(server, templates, open_sessions):
    """The reports, the knowledge base, the example dossiers; each test talks for itself."""
    url = server.make(templates["reported"])
    with open_sessions(url) as sessions:
        with transaction(sessions) as session:
            import_content(session, load(CONTENT), IN_HOURS)
            examples.add(session)
        yield sessions
    server.drop(url)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def world(stocked, clock):
    return World(stocked, clock)


@pytest.fixture
def talk(world):
    return Talk(world)
