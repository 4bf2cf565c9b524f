"""The catalogue, and someone to ask."""

from contextlib import contextmanager

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
def asked(server, templates, open_sessions):
    """Opens a copy of a template to ask of: what is shown leaves a trace in the audit log."""

    @contextmanager
    def opened(name):
        url = server.make(templates[name])
        with open_sessions(url) as sessions:
            yield sessions
        server.drop(url)

    return opened


@pytest.fixture(scope="session")
def ask(asked):
    """Ask of the figures of the reports alone (DEMO=0)."""
    with asked("reported") as sessions:
        yield Asking(sessions)


@pytest.fixture(scope="session")
def ask_simulated(asked):
    """Ask of the figures of the reports and the simulated ones (DEMO=1)."""
    with asked("simulated") as sessions:
        yield Asking(sessions)
