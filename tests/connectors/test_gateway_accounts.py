"""Accounts, link codes and API keys: granted once, kept as digests, ended for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from gateway_harness import NOW
from sqlalchemy import Engine, text

from connectors.accounts.keys import authenticate_key, create_key, list_keys, revoke_key
from connectors.accounts.links import LINK_LIFETIME, Redeemed, Redemption, redeem_link
from connectors.accounts.service import (
    Caller,
    Granted,
    Role,
    authenticate,
    grant,
    list_accounts,
    new_link_for,
    revoke,
)
from core.database import Sessions, transaction


def granted(sessions: Sessions, name: str = "Chủ tịch") -> Granted:
    with transaction(sessions) as session:
        return grant(session, name=name, role="leader", scope="vung-tau", now=NOW)


def test_token_opens_its_account(sessions: Sessions) -> None:
    one, two = granted(sessions), granted(sessions)
    with sessions() as session:
        caller = authenticate(session, one.token)
        assert caller == Caller(one.account.id, Role.LEADER, "vung-tau")
        assert authenticate(session, two.token) != caller
        assert authenticate(session, one.token[:-1]) is None
        assert authenticate(session, "") is None


def test_secrets_are_nowhere_in_the_database(sessions: Sessions, database: Engine) -> None:
    secrets = granted(sessions)
    with transaction(sessions) as session:
        key = create_key(session, "lgsp", NOW)
    stored = ""
    with database.connect() as connection:
        for table in ("accounts", "link_codes", "api_keys"):
            stored += str(connection.execute(text(f"SELECT * FROM {table}")).all())
    assert secrets.account.token_hash in stored
    for secret in (secrets.token, secrets.link, key):
        assert len(secret) >= 43
        assert secret not in stored


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"role": "king"}, "vai trò “king”"),
        ({"role": ""}, "vai trò"),
        ({"scope": "phuong-6"}, "mã “phuong-6”"),
        ({"scope": "VUNG-TAU"}, "mã “VUNG-TAU”"),
        ({"name": "  "}, "Tên"),
        ({"name": "a" * 121}, "Tên"),
    ],
)
def test_unacceptable_account_is_refused_in_words(
    sessions: Sessions, change: dict[str, str], said: str
) -> None:
    wanted = {"name": "A", "role": "leader", "scope": "vung-tau"} | change
    with pytest.raises(ValueError, match=said), transaction(sessions) as session:
        grant(session, **wanted, now=NOW)
    with sessions() as session:
        assert list_accounts(session) == []


def test_revoked_account_is_ended_but_listed(sessions: Sessions) -> None:
    secrets = granted(sessions)
    with transaction(sessions) as session:
        assert revoke(session, secrets.account.id, NOW)
        assert not revoke(session, secrets.account.id, NOW)
        assert not revoke(session, 999, NOW)
    with transaction(sessions) as session:
        assert authenticate(session, secrets.token) is None
        assert redeem_link(session, secrets.link, NOW).outcome is Redemption.UNKNOWN
        (account,) = list_accounts(session)
        assert account.revoked_at == NOW


def test_link_code_works_once(sessions: Sessions) -> None:
    secrets = granted(sessions)

    def redeem(_: int) -> Redeemed:
        with transaction(sessions) as session:
            return redeem_link(session, secrets.link, NOW)

    with ThreadPoolExecutor(6) as pool:
        redeemed = list(pool.map(redeem, range(6)))
    outcomes = sorted(one.outcome.name for one in redeemed)
    assert outcomes == ["GOOD"] + ["USED"] * 5
    assert {one.account for one in redeemed} == {secrets.account.id}


def test_link_code_ends_after_its_lifetime(sessions: Sessions) -> None:
    secrets = granted(sessions)
    account = secrets.account.id
    assert timedelta(minutes=30) == LINK_LIFETIME
    with transaction(sessions) as session:
        assert redeem_link(session, "unknown", NOW) == Redeemed(Redemption.UNKNOWN, None)
        late = redeem_link(session, secrets.link, NOW + LINK_LIFETIME)
        assert late == Redeemed(Redemption.EXPIRED, account)
        last = NOW + LINK_LIFETIME - timedelta(seconds=1)
        assert redeem_link(session, secrets.link, last) == Redeemed(Redemption.GOOD, account)


def test_another_code_may_be_had_while_the_account_is_in_force(sessions: Sessions) -> None:
    secrets = granted(sessions)
    number = secrets.account.id
    with transaction(sessions) as session:
        code = new_link_for(session, number, NOW, timedelta(minutes=5))
        assert code is not None
        assert code != secrets.link
        assert redeem_link(session, code, NOW).account == number
        assert new_link_for(session, 999, NOW) is None
        revoke(session, number, NOW)
        assert new_link_for(session, number, NOW) is None


def test_api_key_names_its_system_until_revoked(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        key = create_key(session, " lgsp ", NOW)
    with transaction(sessions) as session:
        assert authenticate_key(session, key) == "lgsp"
        assert authenticate_key(session, "") is None
        assert revoke_key(session, "lgsp", NOW)
        assert not revoke_key(session, "lgsp", NOW)
        assert authenticate_key(session, key) is None
        assert [(known.name, known.revoked_at) for known in list_keys(session)] == [("lgsp", NOW)]


def test_name_of_an_api_key_is_taken_once(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        create_key(session, "lgsp", NOW)
        with pytest.raises(ValueError, match="“lgsp”"):
            create_key(session, "lgsp", NOW)
