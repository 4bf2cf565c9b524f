"""The command line, run on a database of the test's own."""

import pytest
from typer.testing import CliRunner

from core.settings import get_settings
from troly.main import app


@pytest.fixture
def troly(monkeypatch, tmp_path):
    """Runs `troly` with settings of its own, given as environment variables."""

    def run(*arguments, **variables):
        for name, value in ({"VAR": str(tmp_path), "DEMO": "0"} | variables).items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    yield run
    get_settings.cache_clear()
