"""`troly accounts` and `troly keys`: a secret is shown once, and stored never."""

import re

import pytest

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
