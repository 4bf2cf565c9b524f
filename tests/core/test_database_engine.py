"""Engines wait for no server for ever, and a folder that cannot be made is a database error."""

import pytest
from sqlalchemy.exc import OperationalError

from core.database import CONNECT_TIMEOUT_S, make_engine


@pytest.mark.parametrize(
    ("query", "seconds"), [("", CONNECT_TIMEOUT_S), ("?connect_timeout=2", "2")]
)
def test_a_server_that_is_silent_is_given_up(monkeypatch, query, seconds):
    asked = {}

    def connect(*_, **arguments):
        asked.update(arguments)
        raise ConnectionError

    engine = make_engine(f"postgresql+psycopg://nobody@127.0.0.1:1/none{query}")
    monkeypatch.setattr(engine.dialect, "connect", connect)
    with pytest.raises(ConnectionError):
        engine.connect()
    assert asked["connect_timeout"] == seconds


def test_a_folder_that_cannot_be_made_is_a_database_error():
    with pytest.raises(OperationalError, match="unable to open database file"):
        make_engine("sqlite:////proc/none/troly.db").connect()
