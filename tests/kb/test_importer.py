"""An import makes the database hold just what the files hold, and is live at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from writing import Folder

from core.database import transaction
from kb.assistant import KnowledgeAssistant
from kb.content import load
from kb.importer import Report, import_content
from kb.learning import learn
from kb.tables import KnowledgeEntry, KnowledgePhrase, KnowledgeVersion

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    folder.procedure()
    folder.procedure("tha_dieu", "Thả diều", "chơi diều")
    folder.faq()
    return folder


@pytest.fixture
def sessions(copies):
    return copies("empty")


@pytest.fixture
def bring_in(sessions, folder):
    """Imports the folder as it is now."""

    def bring_in(now=NOW):
        with transaction(sessions) as session:
            return import_content(session, load(folder.path), now)

    return bring_in


def version(sessions):
    with sessions() as session:
        return session.scalar(select(KnowledgeVersion.version))


def test_what_is_new_changed_gone_and_the_same_is_counted(bring_in, folder, sessions):
    assert bring_in() == Report(added=3, changed=0, removed=0, unchanged=0)
    folder.change(folder.path / "faq/gio_mo_cua.yml", "Trả lời.", "Tám giờ.")
    (folder.path / "procedures/tha_dieu.yml").unlink()
    folder.faq("khac", "Câu khác?")
    assert bring_in(LATER) == Report(added=1, changed=1, removed=1, unchanged=1)
    with sessions() as session:
        changed = {row.key: row.changed_at for row in session.scalars(select(KnowledgeEntry))}
    assert changed == {"tha_chim": NOW, "gio_mo_cua": LATER, "khac": LATER}


def test_an_entry_that_becomes_a_frequent_question_is_changed(bring_in, folder):
    bring_in()
    (folder.path / "procedures/tha_dieu.yml").unlink()
    folder.faq("tha_dieu", "Thả diều ở đâu?")
    assert bring_in() == Report(added=0, changed=1, removed=0, unchanged=2)


def test_the_version_counts_up_with_each_change_and_only_then(bring_in, folder, sessions):
    bring_in()
    assert version(sessions) == 1
    bring_in()
    assert version(sessions) == 1
    folder.change(folder.path / "faq/gio_mo_cua.yml", "Trả lời.", "Tám giờ.")
    bring_in()
    assert version(sessions) == 2
    (folder.path / "faq/gio_mo_cua.yml").unlink()
    bring_in()
    assert version(sessions) == 3


def test_learned_phrases_stay_but_for_those_of_entries_that_are_gone(bring_in, folder, sessions):
    bring_in()
    with transaction(sessions) as session:
        learn(session, "nuôi bồ câu", "tha_chim", "An", NOW)
        learn(session, "chơi ngoài đồng", "tha_dieu", "An", NOW)
    assert version(sessions) == 3
    (folder.path / "procedures/tha_dieu.yml").unlink()
    bring_in()
    with sessions() as session:
        assert [row.phrase for row in session.scalars(select(KnowledgePhrase))] == ["nuôi bồ câu"]


@pytest.mark.parametrize(
    ("phrase", "key", "told"),
    [
        ("  ", "tha_chim", "từ 1 đến 200"),
        ("x" * 201, "tha_chim", "từ 1 đến 200"),
        ("câu", "away", "Không có mục"),
    ],
)
def test_what_cannot_be_learned_is_told(bring_in, sessions, phrase, key, told):
    bring_in()
    with pytest.raises(ValueError, match=told), transaction(sessions) as session:
        learn(session, phrase, key, "An", NOW)
    assert version(sessions) == 1


def test_a_phrase_taught_again_belongs_to_the_last_entry(bring_in, sessions):
    bring_in()
    assistant = KnowledgeAssistant(sessions, lambda: NOW)
    for key in ("tha_chim", "tha_dieu"):
        with transaction(sessions) as session:
            learn(session, "  xin phép   lên trời ", key, "An", NOW)
        assert assistant.answer("xin phép lên trời", None).entry == key


def test_a_change_answers_at_once_on_the_same_database(bring_in, folder, sessions):
    bring_in()
    assistant = KnowledgeAssistant(sessions, lambda: NOW)
    fee = "lệ phí thả chim bao nhiêu"
    assert "Không mất lệ phí." in assistant.answer(fee, None).reply.text
    folder.change(
        folder.path / "procedures/tha_chim.yml",
        "{amount: 0, text: Không mất lệ phí.}",
        "{amount: 7000, text: Thu bảy nghìn đồng.}",
    )
    bring_in()
    assert "Thu bảy nghìn đồng." in assistant.answer(fee, None).reply.text
    (folder.path / "procedures/tha_chim.yml").unlink()
    bring_in()
    assert assistant.answer(fee, None).entry != "tha_chim"
    folder.procedure()
    bring_in()
    assert assistant.answer(fee, None).entry == "tha_chim"


def test_a_dialogue_about_an_entry_that_went_away_goes_on_without_it(bring_in, folder, sessions):
    bring_in()
    assistant = KnowledgeAssistant(sessions, lambda: NOW)
    context = assistant.answer("thả diều", None).context
    assert context is not None
    (folder.path / "procedures/tha_dieu.yml").unlink()
    bring_in()
    assert assistant.answer("lệ phí bao nhiêu", context, follows=True).entry != "tha_dieu"


def test_an_empty_database_answers_that_it_does_not_know(sessions):
    outcome = KnowledgeAssistant(sessions, lambda: NOW).answer("đăng ký kết hôn", None)
    assert not outcome.answers
    assert outcome.reply.evidence.reason == "not_covered"
