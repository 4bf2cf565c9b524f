"""A conversation that cannot be kept or read is an error, never a fresh one."""

import asyncio
import logging
import sqlite3

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import SQLAlchemyError

from bot.agent import LoudAgent
from bot.tracker_store import LoudTrackerStore, tracker_url

DOMAIN = Domain.from_dict({"intents": ["greet"], "slots": {}})
PRIVATE = "số điện thoại 0901234567"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path):
    store = LoudTrackerStore(DOMAIN, f"sqlite:///{path}")
    yield store
    store.engine.dispose()


def conversation(sender="citizen", text="xin chào"):
    events = [SessionStarted(timestamp=1.0), UserUttered(text, {"name": "greet"}, timestamp=2.0)]
    return DialogueStateTracker.from_events(sender, events)


def save(store, tracker):
    asyncio.run(store.save(tracker))


def retrieve(store, sender="citizen"):
    return asyncio.run(store.retrieve(sender))


def change(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_an_erased_conversation_is_gone_and_no_other(store, path):
    save(store, conversation(text=PRIVATE))
    save(store, conversation("neighbour"))
    store.erase("citizen")
    store.erase("citizen")
    assert retrieve(store) is None
    assert retrieve(store, "neighbour").latest_message.text == "xin chào"
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT count(*) FROM events WHERE sender_id = 'citizen'")
        assert kept.fetchone() == (0,)
    connection.close()


def test_what_was_said_is_there_again(store, path):
    save(store, conversation(text="xin chào 👍 ệ"))
    other = LoudTrackerStore(DOMAIN, f"sqlite:///{path}")
    assert retrieve(other).latest_message.text == "xin chào 👍 ệ"
    assert retrieve(other, "somebody else") is None
    other.engine.dispose()


def test_only_new_events_are_written(store, path):
    tracker = conversation()
    save(store, tracker)
    tracker.update(SlotSet("context", {"unit": "phường 5"}))
    save(store, tracker)
    save(store, tracker)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (3,)
    connection.close()


def test_a_database_that_cannot_be_reached_stops_the_start(tmp_path):
    with pytest.raises(SQLAlchemyError):
        LoudTrackerStore(DOMAIN, f"sqlite:///{tmp_path / 'no-such-folder' / 'tracker.db'}")


def test_a_server_that_is_not_there_stops_the_start():
    with pytest.raises(SQLAlchemyError):
        LoudTrackerStore(DOMAIN, "postgresql://nobody:nothing@127.0.0.1:1/none")


def test_a_file_that_is_no_database_stops_the_start(path):
    path.write_bytes(b"not a database " * 1000)
    with pytest.raises(SQLAlchemyError):
        LoudTrackerStore(DOMAIN, f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["", "tracker.db", "nosuchdialect://x/y"])
def test_a_url_that_is_none_stops_the_start(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SQLAlchemyError):
        LoudTrackerStore(DOMAIN, url)
    assert list(tmp_path.iterdir()) == [], "Rasa's own default is a file where it stands"


def test_a_table_that_is_gone_is_an_error_for_reading_and_writing(store, path):
    save(store, conversation())
    change(path, "DROP TABLE events")
    with pytest.raises(SQLAlchemyError):
        retrieve(store)
    with pytest.raises(SQLAlchemyError):
        save(store, conversation())


def test_a_database_that_breaks_is_an_error(store, path):
    save(store, conversation())
    store.engine.dispose()
    for file in path.parent.iterdir():
        file.write_bytes(b"broken " * 2000)
    with pytest.raises(SQLAlchemyError):
        retrieve(store)


def test_a_row_that_cannot_be_read_does_not_end_the_process(store, path):
    """Rasa takes the ValueError for a missing schema and exits."""
    save(store, conversation())
    change(path, "UPDATE events SET data = 'not json'")
    with pytest.raises(ValueError, match="Expecting value"):
        retrieve(store)


def test_a_failed_statement_does_not_tell_what_was_said(store, path, caplog):
    change(path, "CREATE TRIGGER no BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END")
    with caplog.at_level(logging.DEBUG), pytest.raises(SQLAlchemyError) as caught:
        save(store, conversation(text=PRIVATE))
    assert PRIVATE not in str(caught.value)
    assert "0901234567" not in str(caught.value)
    assert "0901234567" not in caplog.text


def test_a_failed_save_keeps_nothing_of_the_turn(store, path):
    change(
        path,
        "CREATE TRIGGER no BEFORE INSERT ON events WHEN NEW.type_name = 'user' "
        "BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    with pytest.raises(SQLAlchemyError):
        save(store, conversation())
    change(path, "DROP TRIGGER no")
    assert retrieve(store) is None
    save(store, conversation())
    assert retrieve(store).latest_message.text == "xin chào"


def test_a_busy_file_is_waited_for_and_then_told(store, path, monkeypatch):
    save(store, conversation())
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    assert retrieve(store).latest_message.text == "xin chào", "reading goes on"
    monkeypatch.setattr("bot.tracker_store._SQLITE_BUSY_SECONDS", 0)
    impatient = LoudTrackerStore.__new__(LoudTrackerStore)
    impatient.__dict__.update(store.__dict__)
    impatient.engine = sa.create_engine(tracker_url(f"sqlite:///{path}"))
    impatient.sessionmaker = sa.orm.sessionmaker(bind=impatient.engine)
    with pytest.raises(SQLAlchemyError, match="locked"):
        save(impatient, conversation("other"))
    blocker.execute("ROLLBACK")
    blocker.close()
    save(store, conversation("other"))
    impatient.engine.dispose()


@pytest.mark.parametrize(
    "given",
    [
        "postgresql+psycopg://u:p%40ss@h:5/d",
        "postgres://u:p%40ss@h:5/d",
        "postgresql://u:p%40ss@h:5/d",
    ],
)
def test_any_driver_of_postgresql_becomes_the_one_of_the_engine(given):
    url = tracker_url(given)
    assert url.drivername == "postgresql"
    assert (url.username, url.password, url.host, url.port, url.database) == (
        *("u", "p@ss", "h", 5, "d"),
    )


def test_sqlite_is_patient_and_reads_beside_a_writer(store):
    assert tracker_url("sqlite:///a.db").query["timeout"] == "5"
    with store.engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def test_rasa_makes_this_store_from_its_endpoints(path):
    config = EndpointConfig(f"sqlite:///{path}", type="bot.tracker_store.LoudTrackerStore")
    store = TrackerStore.create(config, DOMAIN)
    assert type(store) is LoudTrackerStore
    agent = LoudAgent(tracker_store=store)
    assert agent.tracker_store is store, "not wrapped into one that fails silently"
    store.engine.dispose()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "config", [None, EndpointConfig("sqlite://", type="bot.tracker_store.Misspelled")]
)
def test_an_agent_without_it_does_not_start(config):
    """Rasa answers both with a store in memory and a warning."""
    with pytest.raises(RasaException, match="LoudTrackerStore"):
        LoudAgent(tracker_store=TrackerStore.create(config))
    with pytest.raises(RasaException, match="LoudTrackerStore"):
        LoudAgent(tracker_store=InMemoryTrackerStore(DOMAIN))
