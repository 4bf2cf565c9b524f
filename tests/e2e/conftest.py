"""One running system for all end-to-end tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.system import System, start


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system with the simulated series, on SQLite."""
    running = start(tmp_path_factory.mktemp("system"), DEMO="1")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="session")
def tokens(system: System) -> dict[str, str | None]:
    """Who asks in the golden files → the token that says so."""
    return {
        "leader": system.account("vung-tau"),
        "ward": system.account("vung-tau.phuong-5"),
        "citizen": None,
    }
