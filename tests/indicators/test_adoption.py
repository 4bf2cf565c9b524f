"""How many use the assistant itself; the indicator on virtual assistants is something else."""

from datetime import timedelta

import pytest
from asking import CITIZEN, NOW, Asking

from core.accounts import Account, LinkedChat
from core.database import transaction
from indicators.access import Asker

CITY = Asker(account="901", scope="vung-tau")
INTENTS = ["ask_adoption", "nlu_fallback"]


@pytest.fixture
def ask(fresh):
    """Ask where five accounts are granted in the city, one of them revoked, one in Quảng Bình."""
    day = timedelta(days=1)
    rows = [
        ("city", "vung-tau", None, NOW - 29 * day),
        ("ward", "vung-tau.phuong-5", None, NOW - 31 * day),
        ("office", "vung-tau.ubnd", None, None),
        ("gone", "vung-tau", NOW - day, NOW - 2 * day),
        ("other", "quang-binh", None, NOW),
        ("province", "brvt", None, NOW),
    ]
    with transaction(fresh) as session:
        for name, scope, revoked, active in rows:
            account = Account(
                name=name,
                role="leader",
                scope=scope,
                token_hash=name,
                created_at=NOW,
                revoked_at=revoked,
                last_active_at=active,
            )
            session.add(account)
            session.flush()
            if name in {"ward", "gone", "other"}:
                for chat in ("a", "b"):
                    session.add(
                        LinkedChat(
                            channel="telegram",
                            chat=f"{name}-{chat}",
                            account_id=account.id,
                            linked_at=NOW,
                        )
                    )
    return Asking(fresh)


def told(evidence):
    return {item.name: int(item.value) for item in evidence.items}


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    "text",
    [
        "bao nhiêu người dùng trợ lý",
        "bao nhieu nguoi dung tro ly",
        "cấp được mấy tài khoản rồi",
        "cap duoc may tai khoan roi",
    ],
)
def test_accounts_in_scope_are_counted_without_the_revoked(ask, text, intent):
    reply = ask(text, intent, CITY).reply
    assert told(reply.evidence) == {"granted": 3, "linked": 1, "active": 1}
    assert reply.text.startswith("3 tài khoản")
    assert "Đã liên kết Telegram: 1" in reply.text


def test_who_asks_is_active(ask, fresh):
    with fresh() as session:
        number = session.query(Account).filter_by(name="office").one().id
    asker = Asker(str(number), "vung-tau.ubnd")
    assert told(ask("bao nhiêu người dùng trợ lý", "ask_adoption", asker).reply.evidence) == {
        "granted": 1,
        "linked": 0,
        "active": 1,
    }


def test_a_unit_named_limits_them(ask):
    evidence = ask("phường 5 có mấy người dùng trợ lý", "ask_adoption", CITY).reply.evidence
    assert told(evidence) == {"granted": 1, "linked": 1, "active": 0}


@pytest.mark.parametrize(
    ("text", "asker", "reason"),
    [
        ("bao nhiêu người dùng trợ lý", CITIZEN, "role"),
        ("tỉnh có bao nhiêu người dùng trợ lý", CITY, "scope"),
        ("bao nhiêu người dùng trợ lý", Asker("901", "vung-tau", in_group=True), "group_chat"),
    ],
)
def test_others_are_denied(ask, text, asker, reason):
    reply = ask(text, "ask_adoption", asker).reply
    assert (reply.evidence.kind, reply.evidence.reason) == ("denied", reason)
    assert not any(character.isdigit() for character in reply.text)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("trợ lý ảo cho lãnh đạo đạt bao nhiêu rồi", "ask_value"),
        ("tro ly ao cho lanh dao dat bao nhieu roi", "ask_value"),
        ("trợ lý ảo cho lãnh đạo đạt bao nhiêu phần trăm", "ask_adoption"),
        ("trợ lý ảo cho lãnh đạo đạt bao nhiêu rồi", "nlu_fallback"),
    ],
)
def test_the_indicator_on_virtual_assistants_stays_a_figure(ask, text, intent):
    evidence = ask(text, intent, CITY).reply.evidence
    assert (evidence.kind, evidence.indicator) == ("indicator_value", "ioc.tro-ly-ao-lanh-dao")
    assert str(evidence.value) == "39"


def test_a_unit_talked_about_before_does_not_limit_them(ask):
    evidence = ask.dialogue(
        ("văn bản đi của phường 5", "ask_value"),
        ("bao nhiêu người dùng trợ lý", "ask_adoption"),
        asker=CITY,
    )[-1].reply.evidence
    assert told(evidence)["granted"] == 3
