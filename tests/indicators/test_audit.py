"""Each internal figure that an account is shown is in the log, and nothing else is."""

from datetime import timedelta

import pytest
from asking import CITIZEN, CITY, NOW, Asking
from sqlalchemy import select

from core.accounts import Account
from core.database import transaction
from indicators import audit, models
from indicators.access import Asker
from indicators.assistant import IndicatorAssistant
from indicators.question import Understanding


@pytest.fixture
def ask(fresh):
    """Ask of a database of the test's own."""
    return Asking(fresh)


def lines(sessions):
    with sessions() as session:
        return session.scalars(select(models.AuditEntry).order_by(models.AuditEntry.id)).all()


def account(sessions, name="Nguyễn Văn An"):
    """A new account of the city."""
    with transaction(sessions) as session:
        row = Account(name=name, role="leader", scope="vung-tau", token_hash=name, created_at=NOW)
        session.add(row)
        session.flush()
        return Asker(account=str(row.id), scope=row.scope)


def test_an_internal_figure_is_logged_with_all_that_names_it(ask, fresh):
    ask("số văn bản đi của phường 12", asker=Asker("7", "vung-tau", channel="telegram"))
    (line,) = lines(fresh)
    assert (line.at, line.account, line.channel) == (NOW, "7", "telegram")
    assert (line.kind, line.indicator, line.unit) == (
        "indicator_value",
        "van-ban.di",
        "vung-tau.phuong-12",
    )
    assert (str(line.period_start), str(line.period_end)) == ("2023-01-01", "2023-09-30")
    assert (line.source, line.simulated) == ("bc-vungtau-9t-2023", False)


def test_every_row_of_a_breakdown_is_logged(ask, fresh):
    shown = ask("văn bản đi của 17 phường xã theo từng phường", "ask_breakdown").shown
    assert len(shown) == 17
    assert {line.unit for line in lines(fresh)} == {row.observation.unit for row in shown}


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        ("hồ sơ trực tuyến của tỉnh", CITY),
        ("hồ sơ trực tuyến của tỉnh", CITIZEN),
        ("hồ sơ trực tuyến của thành phố", CITIZEN),
        ("văn bản đi của phường 12", Asker("3", "vung-tau.phuong-5")),
        ("cách tính hồ sơ trực tuyến", CITY),
    ],
)
def test_what_is_public_denied_or_no_figure_is_not_logged(ask, fresh, text, asker):
    ask(text, asker=asker)
    assert lines(fresh) == []


def test_a_simulated_figure_is_logged_as_such(copies):
    sessions = copies("simulated")
    Asking(sessions)("tỷ lệ hồ sơ trực tuyến phường 5?")
    (line,) = lines(sessions)
    assert line.simulated


def test_the_newest_lines_come_first_with_the_accounts_name(ask, fresh):
    asker = account(fresh)
    ask("số văn bản đi của phường 12", asker=asker)
    ask("số văn bản đến của phường 12", asker=Asker("99", "vn"))
    with fresh() as session:
        newest, oldest = audit.entries(session)
        assert (newest.line.indicator, newest.name) == ("van-ban.den", "(không còn tài khoản)")
        assert (oldest.line.indicator, oldest.name) == ("van-ban.di", "Nguyễn Văn An")
        (own,) = audit.entries(session, account=asker.account)
        assert own.line.indicator == "van-ban.di"
        assert len(audit.entries(session, limit=1)) == 1
        assert len(audit.entries(session, since=NOW)) == 2
        assert audit.entries(session, since=NOW + timedelta(seconds=1)) == []


def test_use_of_an_account_is_noted_to_the_hour(fresh):
    asker, now = account(fresh), NOW

    def ask_at(moment):
        assistant = IndicatorAssistant(fresh, lambda: moment)
        assistant.answer("hồ sơ trực tuyến của tỉnh", Understanding("ask_value", 0.9), asker, None)
        with fresh() as session:
            return session.get(Account, int(asker.account)).last_active_at

    assert ask_at(now) == now
    assert ask_at(now + timedelta(minutes=59)) == now
    assert ask_at(now + timedelta(minutes=60)) == now + timedelta(minutes=60)
