"""Questions without an answer are counted once each, however they are written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from core.database import transaction
from services import unanswered

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)


def listed(sessions):
    with sessions() as session:
        return [(one.text, one.count, one.nearest) for one in unanswered.listed(session, 10)]


def test_the_same_question_is_counted(fresh):
    unanswered.note(fresh, "Xin phép bay flycam?", "karaoke", NOW)
    unanswered.note(fresh, "xin phep bay flycam", None, NOW + timedelta(hours=1))
    unanswered.note(fresh, "nuôi cá sấu", None, NOW)
    assert listed(fresh) == [("Xin phép bay flycam?", 2, None), ("nuôi cá sấu", 1, None)]


def test_nothing_said_is_no_question(fresh):
    unanswered.note(fresh, "???", None, NOW)
    assert listed(fresh) == []


def test_many_at_once_are_all_counted(fresh):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: unanswered.note(fresh, "xin phép bay", None, NOW), range(12)))
    assert listed(fresh) == [("xin phép bay", 12, None)]


def test_a_long_question_is_cut(fresh):
    unanswered.note(fresh, "dài " * 500, None, NOW)
    ((text, _, _),) = listed(fresh)
    assert len(text) == 300


def test_a_settled_question_is_off_the_list(fresh):
    unanswered.note(fresh, "Xin phép bay flycam?", None, NOW)
    with transaction(fresh) as session:
        assert unanswered.settle(session, "xin phép bay flycam")
        assert not unanswered.settle(session, "xin phép bay flycam")
    assert listed(fresh) == []
