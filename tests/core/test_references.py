"""Personal data lies encrypted, belongs to one conversation, and ends."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from core import references
from core.database import transaction
from core.references import PersonalValue, Vault, open_vault
from core.settings import Settings

NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)
KEPT = timedelta(hours=72)
PHONE = "0912345678"


@pytest.fixture
def vault():
    return Vault(["new", "old"], KEPT)


@pytest.fixture
def store(fresh, vault):
    """Stores a text's personal data for a conversation."""

    def store(text, conversation="one", now=NOW, vault=vault):
        with transaction(fresh) as session:
            return vault.store(session, conversation, text, now)

    return store


@pytest.fixture
def resolve(fresh, vault):
    def resolve(reference, conversation="one", now=NOW, vault=vault):
        with fresh() as session:
            return vault.resolve(session, conversation, reference, now)

    return resolve


def rows(sessions):
    with sessions() as session:
        return session.scalars(select(PersonalValue)).all()


def test_a_reference_gives_the_value_back(store, resolve):
    assert store(f"gọi {PHONE} nhé") == "gọi [phone:1] nhé"
    assert resolve("[phone:1]") == PHONE


def test_the_value_is_stored_nowhere_in_clear(store, fresh):
    store(f"gọi {PHONE}, thư a@b.vn")
    assert all(
        clear not in repr(vars(row)).encode() + row.value
        for row in rows(fresh)
        for clear in (PHONE.encode(), b"a@b.vn")
    )


def test_a_value_said_again_keeps_its_reference(store):
    assert store(PHONE) == store(f"nhắc lại {PHONE}").removeprefix("nhắc lại ") == "[phone:1]"
    assert store("0987654321") == "[phone:2]"


def test_a_reference_of_another_conversation_opens_nothing(store, resolve):
    store(PHONE)
    assert resolve("[phone:1]", "two") is None
    assert store(PHONE, "two") == "[phone:1]"


def test_a_typed_reference_opens_nothing_that_is_not_ones_own(store, resolve):
    store(PHONE, "victim")
    assert store("[phone:1]", "thief") == "[phone:1]"
    assert resolve("[phone:1]", "thief") is None


def test_a_value_ends(store, resolve, fresh):
    store(PHONE)
    after = NOW + KEPT
    assert resolve("[phone:1]", now=after) is None
    with transaction(fresh) as session:
        assert references.purge(session, after) == 1
    assert rows(fresh) == []


def test_saying_it_again_keeps_it_longer(store, resolve):
    store(PHONE)
    store(PHONE, now=NOW + timedelta(hours=48))
    assert resolve("[phone:1]", now=NOW + timedelta(hours=100)) == PHONE


def test_numbers_go_on_where_earlier_values_are_gone(store, resolve, fresh):
    store(PHONE)
    store("0987654321", now=NOW + timedelta(hours=48))
    with transaction(fresh) as session:
        assert references.purge(session, NOW + KEPT) == 1
    assert store("0900000001", now=NOW + KEPT) == "[phone:3]"
    assert resolve("[phone:2]", now=NOW + KEPT) == "0987654321"


def test_forgetting_a_conversation_leaves_the_others(store, fresh):
    store(PHONE)
    store(PHONE, "two")
    with transaction(fresh) as session:
        assert references.forget(session, "one") == 1
    assert [row.conversation for row in rows(fresh)] == ["two"]


def test_keys_can_be_replaced(store, resolve):
    store(PHONE, vault=Vault(["old"], KEPT))
    assert resolve("[phone:1]") == PHONE
    assert resolve("[phone:1]", vault=Vault(["new"], KEPT)) is None
    assert Vault(["new", "old"], KEPT).unseal(Vault(["old"], KEPT).seal(PHONE)) == PHONE
    assert Vault(["new"], KEPT).unseal(Vault(["old"], KEPT).seal(PHONE)) is None


def test_without_a_key_there_is_no_vault():
    with pytest.raises(ValueError, match="key"):
        Vault([], KEPT)


def test_the_processes_of_one_system_share_the_key(tmp_path):
    settings = Settings(var=tmp_path)
    assert open_vault(settings).unseal(open_vault(settings).seal(PHONE)) == PHONE
    assert (tmp_path / "secrets" / "privacy").stat().st_mode & 0o077 == 0


def test_keys_come_from_the_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("PRIVACY_KEYS", "first/, second ,")
    settings = Settings(var=tmp_path)
    assert settings.privacy_keys == ("first/", "second")
    assert "first" not in repr(settings)
    sealed = Vault(["second"], KEPT).seal(PHONE)
    assert open_vault(settings).unseal(sealed) == PHONE
    assert not (tmp_path / "secrets").exists()


def test_production_wants_keys():
    with pytest.raises(ValueError, match="PRIVACY_KEYS"):
        Settings(environment="production", demo=False, engine_secret="s")
