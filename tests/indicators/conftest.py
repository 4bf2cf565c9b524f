"""The catalogue, and someone to ask."""

import pytest
from asking import NOW, Asking

from indicators.catalogue import load_catalogue
from indicators.topics import find_topic
from vietnamese.normalise import clean


@pytest.fixture(scope="session")
def catalogue(reported):
    with reported() as session:
        return load_catalogue(session, version=1)


@pytest.fixture(scope="session")
def topic(catalogue):
    """What a text is about, by the catalogue of the reports."""
    return lambda text, *spans: find_topic(clean(text), spans, catalogue, NOW.date())


@pytest.fixture(scope="session")
def ask(server, templates, open_sessions):
    """Ask of the figures of the reports alone (DEMO=0); what is drawn is kept beside them."""
    url = server.make(templates["reported"])
    with open_sessions(url) as sessions:
        yield Asking(sessions)
    server.drop(url)


@pytest.fixture(scope="session")
def ask_simulated(server, templates, open_sessions):
    """Ask of the figures of the reports and the simulated ones (DEMO=1)."""
    url = server.make(templates["simulated"])
    with open_sessions(url) as sessions:
        yield Asking(sessions)
    server.drop(url)
