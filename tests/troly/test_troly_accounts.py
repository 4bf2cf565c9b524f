"""`troly accounts` and `troly keys`: a secret is shown once, and stored never."""

import re
from datetime import UTC, datetime

import pytest

from core.accounts import LinkedChat
from core.database import transaction

LEADER = ("accounts", "grant", "--role", "leader", "--scope", "vung-tau", "--name", "Nguyễn Văn An")


@pytest.fixture
def url(new_database):
    return new_database("reported")


@pytest.fixture
def stored(url, open_sessions, contents):
    """Tells all that the database holds, as text."""

    def stored():
        with open_sessions(url) as sessions:
            return contents(sessions)

    return stored


def test_token_and_link_are_the_last_two_lines(troly, url):
    done = troly(*LEADER, DATABASE_URL=url)
    assert done.exit_code == 0
    token, link = done.stdout.splitlines()[-2:]
    assert re.fullmatch(r"token=\S{20,}", token)
    assert re.fullmatch(r"link=\S+", link)


def test_neither_token_nor_link_is_stored(troly, url, stored):
    lines = troly(*LEADER, DATABASE_URL=url).stdout.splitlines()[-2:]
    assert "Nguyễn Văn An" in str(stored())
    for line in lines:
        assert line.partition("=")[2] not in str(stored())


def test_granting_touches_no_other_data(troly, url, stored):
    before = stored()
    troly(*LEADER, DATABASE_URL=url)
    after = stored()
    assert {name for name in before if before[name] != after[name]} == {"accounts", "link_codes"}


def test_two_accounts_have_two_tokens(troly, url):
    first, second = (troly(*LEADER, DATABASE_URL=url).stdout for _ in range(2))
    assert not set(first.splitlines()[-2:]) & set(second.splitlines()[-2:])


@pytest.mark.parametrize(
    ("option", "value"), [("--role", "king"), ("--scope", "vung-tau.phuong-6"), ("--name", " ")]
)
def test_what_makes_no_sense_is_refused_in_words(troly, url, stored, option, value):
    arguments = list(LEADER)
    arguments[arguments.index(option) + 1] = value
    before = stored()
    done = troly(*arguments, DATABASE_URL=url)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.strip()
    assert stored() == before


def test_a_revoked_account_is_listed_as_such(troly, url):
    troly(*LEADER, DATABASE_URL=url)
    assert "đang dùng" in troly("accounts", "list", DATABASE_URL=url).stdout
    assert troly("accounts", "revoke", "1", DATABASE_URL=url).exit_code == 0
    listed = troly("accounts", "list", DATABASE_URL=url).stdout
    assert "đã thu hồi" in listed
    assert "Nguyễn Văn An" in listed
    assert troly("accounts", "revoke", "1", DATABASE_URL=url).exit_code == 1
    assert troly("accounts", "revoke", "99", DATABASE_URL=url).exit_code == 1


def test_another_link_code_is_had_for_an_account_in_force(troly, url, stored):
    first = troly(*LEADER, DATABASE_URL=url).stdout.splitlines()[-1]
    done = troly("accounts", "link", "1", DATABASE_URL=url, LINK_LIFETIME_MIN="5")
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    assert re.fullmatch(r"link=\S{20,}", line)
    assert line != first
    assert "5 phút" in done.stderr
    assert line.partition("=")[2] not in str(stored())
    troly("accounts", "revoke", "1", DATABASE_URL=url)
    for number in ("1", "99"):
        refused = troly("accounts", "link", number, DATABASE_URL=url)
        assert refused.exit_code == 1
        assert refused.stdout == ""


def test_linked_chats_are_listed_with_their_account(troly, url, open_sessions):
    troly(*LEADER, DATABASE_URL=url)
    assert "chưa liên kết" in troly("accounts", "list", DATABASE_URL=url).stdout
    now = datetime.now(UTC)
    with open_sessions(url) as sessions, transaction(sessions) as session:
        for chat, blocked in (("1", None), ("2", now)):
            session.add(
                LinkedChat(
                    channel="telegram", chat=chat, account_id=1, linked_at=now, blocked_at=blocked
                )
            )
    listed = troly("accounts", "list", DATABASE_URL=url).stdout
    assert "telegram: 2 (1 bị chặn)" in listed
    assert "leader\tvung-tau" in listed


def test_a_key_is_the_last_line_and_its_name_is_taken_once(troly, url, stored):
    done = troly("keys", "create", "lgsp", DATABASE_URL=url)
    assert done.exit_code == 0
    key = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"key=\S{20,}", key)
    assert key.partition("=")[2] not in str(stored())
    assert troly("keys", "create", "lgsp", DATABASE_URL=url).exit_code == 1
    assert "lgsp\tđang dùng" in troly("keys", "list", DATABASE_URL=url).stdout
    assert troly("keys", "revoke", "lgsp", DATABASE_URL=url).exit_code == 0
    assert troly("keys", "revoke", "lgsp", DATABASE_URL=url).exit_code == 1
    assert "lgsp\tđã thu hồi" in troly("keys", "list", DATABASE_URL=url).stdout


def test_a_database_that_is_not_migrated_is_said_in_words(troly, new_database):
    done = troly(*LEADER, DATABASE_URL=new_database())
    assert done.exit_code == 1
    assert "troly db upgrade" in done.stderr
    assert "Traceback" not in done.stderr
