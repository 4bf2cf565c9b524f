"""One officer gets a ticket; what is said is given out once, in order, and can be erased."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from connectors.officers import OfficerError, Officers
from core.accounts import Account
from core.database import transaction
from core.references import Vault
from services import erasure, tickets
from services.petitions import lodge
from services.tables import Petition, Ticket

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)
VAULT = Vault(["key"], timedelta(hours=72))


@pytest.fixture
def officer(fresh):
    """Ids of officers' accounts."""

    def officer(name):
        with transaction(fresh) as session:
            account = Account(
                name=name, role="staff", scope="vung-tau", token_hash=name, created_at=NOW
            )
            session.add(account)
            session.flush()
            return account.id

    return officer


@pytest.fixture
def officers(fresh):
    return Officers(fresh, VAULT, lambda: NOW)


@pytest.fixture
def open_one(fresh):
    def open_one(conversation="one"):
        with transaction(fresh) as session:
            return tickets.open_ticket(
                session, conversation=conversation, channel="web", about="cho gặp cán bộ", now=NOW
            ).code

    return open_one


def heard(sessions, conversation="one", after=0):
    with sessions() as session:
        return [
            (one.sender, one.status, one.text)
            for one in tickets.heard_since(session, conversation, after)
        ]


def test_of_many_who_claim_at_once_one_gets_it(fresh, officer, open_one):
    code, ids = open_one(), [officer(f"cán bộ {n}") for n in range(6)]
    start = Barrier(len(ids))

    def claim(account):
        desk = Officers(fresh, VAULT, lambda: NOW)
        start.wait()
        try:
            desk.claim(account, code)
        except OfficerError:
            return False
        return True

    with ThreadPoolExecutor(len(ids)) as pool:
        assert sum(pool.map(claim, ids)) == 1
    assert [status for _, status, _ in heard(fresh)] == ["claimed"]


def test_a_talk_from_claim_to_close(fresh, officer, officers, open_one):
    code, account = open_one(), officer("An")
    claimed = officers.claim(account, code)
    assert (claimed.notice.about, claimed.contact) == ("cho gặp cán bộ", None)
    assert officers.say(account, "Chào anh/chị") == code
    with transaction(fresh) as session:
        assert tickets.say(session, code, "citizen", "chào cán bộ", NOW) is not None
    assert officers.close(account) == code
    assert [(sender, status) for sender, status, _ in heard(fresh)] == [
        ("assistant", "claimed"),
        ("officer", None),
        ("citizen", None),
        ("assistant", "closed"),
    ]
    with transaction(fresh) as session:
        assert tickets.say(session, code, "citizen", "còn ai không", NOW) is None
        assert not tickets.close(session, code, NOW)
    for wish in (lambda: officers.say(account, "?"), lambda: officers.close(account)):
        with pytest.raises(OfficerError):
            wish()


def test_only_who_holds_a_ticket_closes_it(officer, officers, open_one):
    code = open_one()
    officers.claim(officer("An"), code)
    with pytest.raises(OfficerError, match="không do"):
        officers.close(officer("Bình"), code)


def test_an_officer_is_in_one_talk_at_a_time(officer, officers, open_one):
    account = officer("An")
    first = open_one("one")
    officers.claim(account, first)
    with pytest.raises(OfficerError, match=first):
        officers.claim(account, open_one("two"))


@pytest.mark.parametrize("code", ["CB-0000-0000", ""])
def test_an_unknown_ticket_is_refused(officer, officers, code):
    with pytest.raises(OfficerError):
        officers.claim(officer("An"), code)


def test_a_revoked_account_claims_nothing(fresh, officer, officers, open_one):
    account = officer("An")
    with transaction(fresh) as session:
        session.get(Account, account).revoked_at = NOW
    with pytest.raises(OfficerError):
        officers.claim(account, open_one())


def test_a_ticket_is_announced_once(officers, open_one):
    code, told = open_one(), []
    assert officers.announce(lambda session, notice: told.append(notice)) == 1
    assert officers.announce(lambda session, notice: told.append(notice)) == 0
    assert [notice.code for notice in told] == [code]


def test_what_could_not_be_queued_is_announced_again(officers, open_one):
    open_one()

    def fail(session, notice):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        officers.announce(fail)
    assert officers.announce(lambda session, notice: None) == 1


def test_a_call_back_is_announced_anew_and_tells_its_number_to_who_claims(
    fresh, officer, officers, open_one
):
    code = open_one()
    officers.announce(lambda session, notice: None)
    with transaction(fresh) as session:
        tickets.call_back(session, session.get(Ticket, code), VAULT.seal("0912345678"))
    told = []
    officers.announce(lambda session, notice: told.append(notice))
    assert [notice.callback for notice in told] == [True]
    assert "0912345678" not in repr(told)
    account = officer("An")
    claimed = officers.claim(account, code)
    assert claimed.contact == "0912345678" and "0912345678" not in repr(claimed)
    # The assistant goes on in the conversation meanwhile.
    assert heard(fresh) == []
    with fresh() as session:
        assert tickets.current(session, "one") is None
    assert officers.close(account, code) == code


def test_what_the_citizen_says_is_forwarded_once_and_in_order(fresh, officer, officers, open_one):
    code, account = open_one(), officer("An")
    officers.claim(account, code)
    for text in ("một", "hai"):
        with transaction(fresh) as session:
            tickets.say(session, code, "citizen", text, NOW)
    told = []
    assert officers.forward(lambda session, said: told.append(said)) == 2
    officers.say(account, "dạ")
    with transaction(fresh) as session:
        tickets.say(session, code, "citizen", "ba", NOW)
    assert officers.forward(lambda session, said: told.append(said)) == 1
    assert [(one.officer, one.text) for one in told] == [
        (account, "một"),
        (account, "hai"),
        (account, "ba"),
    ]
    assert officers.forward(lambda session, said: told.append(said)) == 0


def test_erasing_closes_the_ticket_and_leaves_nothing_that_was_said(
    fresh, officer, officers, open_one
):
    code, account = open_one(), officer("An")
    officers.claim(account, code)
    officers.say(account, "bí mật")
    other = open_one("two")
    with transaction(fresh) as session:
        petition = lodge(
            session,
            place="đường Ba Cu",
            content="đèn hư",
            contact=VAULT.seal("0912345678"),
            channel="web",
            conversation="one",
            now=NOW,
        ).code
    with transaction(fresh) as session:
        erasure.erase(session, "one", NOW)
        erasure.erase(session, "one", NOW)
    assert heard(fresh) == []
    with fresh() as session:
        gone, kept = session.get(Ticket, code), session.get(Petition, petition)
        assert (gone.status, gone.about, gone.conversation) == ("closed", "", "")
        assert (kept.contact, kept.conversation, kept.content) == (None, "", "đèn hư")
        assert session.get(Ticket, other).status == "waiting"
    with pytest.raises(OfficerError):
        officers.say(account, "còn đó không")


def test_words_of_closed_talks_end(fresh, officer, officers, open_one):
    code, account = open_one(), officer("An")
    officers.claim(account, code)
    officers.close(account)
    open_one("two")
    with transaction(fresh) as session:
        assert tickets.purge(session, NOW) == 0
        assert tickets.purge(session, NOW + timedelta(days=1)) == 1
        assert tickets.purge(session, NOW + timedelta(days=1)) == 0
    assert heard(fresh) == []
    with fresh() as session:
        assert session.get(Ticket, code).about == ""
        assert tickets.current(session, "two").about == "cho gặp cán bộ"
