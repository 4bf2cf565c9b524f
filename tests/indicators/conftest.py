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
def ask(reported):
    """Ask of the figures of the reports alone (DEMO=0)."""
    return Asking(reported)


@pytest.fixture(scope="session")
def ask_simulated(simulated):
    """Ask of the figures of the reports and the simulated ones (DEMO=1)."""
    return Asking(simulated)
