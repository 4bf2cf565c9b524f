"""`troly audit`: who saw what, in readable lines, the newest first."""

from datetime import datetime

import pytest

from core.clock import LOCAL_ZONE
from indicators.access import Asker
from indicators.assistant import IndicatorAssistant
from indicators.question import Understanding

GRANT = ("accounts", "grant", "--role", "leader", "--scope", "vung-tau", "--name")


@pytest.fixture
def url(troly, new_database, open_sessions):
    """A database where two accounts asked, one a day after the other."""
    url = new_database("reported")
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        assert troly(*GRANT, name, DATABASE_URL=url).exit_code == 0
    with open_sessions(url) as sessions:
        for number, day, text in (
            ("1", 20, "số văn bản đi của phường 12"),
            ("2", 21, "số văn bản đến của phường 12"),
        ):
            moment = datetime(2026, 11, day, 9, 30, tzinfo=LOCAL_ZONE)
            asker = Asker(number, "vung-tau", "telegram")
            assistant = IndicatorAssistant(sessions, lambda moment=moment: moment)
            assistant.answer(text, Understanding("ask_value", 0.9), asker, None)
    return url


def shown(troly, url, *options):
    done = troly("audit", *options, DATABASE_URL=url)
    assert done.exit_code == 0
    return done.stdout.splitlines()[1:]


def test_each_line_says_when_who_where_and_what(troly, url):
    newest, oldest = shown(troly, url)
    assert newest.split("\t") == [
        "2026-11-21 09:30:00",
        "2 Trần Thị Bình",
        "telegram",
        "indicator_value",
        "van-ban.den",
        "vung-tau.phuong-12",
        "2023-01-01..2023-09-30",
        "bc-vungtau-9t-2023",
    ]
    assert "Nguyễn Văn An" in oldest


def test_lines_are_chosen_by_account_day_and_number(troly, url):
    assert "van-ban.di" in shown(troly, url, "--account", 1)[0]
    assert "van-ban.den" in shown(troly, url, "--since", "2026-11-21")[0]
    assert len(shown(troly, url, "--since", "2026-11-20")) == 2
    assert len(shown(troly, url, "--limit", 1)) == 1


def test_an_empty_log_is_said_to_be_empty(troly, url, new_database):
    for done in (
        troly("audit", DATABASE_URL=new_database("reported")),
        troly("audit", "--account", 3, DATABASE_URL=url),
    ):
        assert (done.exit_code, done.stdout) == (0, "")
        assert "Chưa có lượt xem" in done.stderr


def test_a_day_that_is_none_is_refused(troly, url):
    assert troly("audit", "--since", "hôm qua", DATABASE_URL=url).exit_code == 2
