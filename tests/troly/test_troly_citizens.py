"""Officers' work from a shell: tickets, petitions, dossiers, questions without an answer."""

import re
from datetime import timedelta

import pytest

from core.clock import system_clock
from core.database import transaction
from core.references import Vault, open_vault
from core.settings import Settings
from kb.assistant import KnowledgeAssistant
from kb.content import CONTENT, load
from kb.importer import import_content
from services import petitions, tickets, unanswered
from services.dossiers.database import DatabaseDossiers
from services.tables import Dossier

KEYS = "the key of the tests"
VAULT = Vault([KEYS], timedelta(hours=1))


@pytest.fixture
def url(new_database):
    return new_database("reported")


@pytest.fixture
def sessions(url, open_sessions):
    with open_sessions(url) as sessions:
        yield sessions


@pytest.fixture
def run(troly, url):
    """Runs a command that succeeds; gives what it said."""

    def run(*arguments, code=0, **variables):
        done = troly(*arguments, **{"DATABASE_URL": url, "PRIVACY_KEYS": KEYS} | variables)
        assert done.exit_code == code, done.output
        return done.output

    return run


@pytest.fixture
def account(run):
    def account(name="An"):
        options = ("--role", "staff", "--scope", "vung-tau", "--name", name)
        said = run("accounts", "grant", *options)
        return re.search(r"tài khoản số (\d+)", said).group(1)

    return account


@pytest.fixture
def ticket(sessions):
    with transaction(sessions) as session:
        return tickets.open_ticket(
            session, conversation="c", channel="web", about="Người dân: alo", now=system_clock()
        ).code


def test_a_talk_from_a_shell(run, account, ticket, sessions):
    number = account()
    assert ticket in run("tickets", "list") and "đang chờ" in run("tickets", "list")
    assert "Người dân: alo" in run("tickets", "claim", ticket, "--by", number)
    run("tickets", "say", "Chào anh/chị", "--by", number)
    with transaction(sessions) as session:
        tickets.say(session, ticket, "citizen", "dạ chào", system_clock())
    shown = run("tickets", "show", ticket)
    assert "Cán bộ: Chào anh/chị" in shown and "Người dân: dạ chào" in shown
    run("tickets", "close", "--by", number)
    assert ticket not in run("tickets", "list")
    assert ticket in run("tickets", "list", "--all")


def test_what_an_officer_cannot_do_is_said(run, account, ticket):
    one, other = account("An"), account("Bình")
    assert "không ở cuộc trò chuyện nào" in run("tickets", "say", "?", "--by", one, code=1)
    run("tickets", "claim", ticket, "--by", one)
    assert "đã có người nhận" in run("tickets", "claim", ticket, "--by", other, code=1)
    assert "không do" in run("tickets", "close", ticket, "--by", other, code=1)
    assert "Không có tài khoản" in run("tickets", "claim", ticket, "--by", "999", code=1)
    assert "Không có yêu cầu" in run("tickets", "claim", "CB-0000-0000", "--by", one, code=1)
    assert "Không có yêu cầu" in run("tickets", "show", "CB-0000-0000", code=1)


def test_a_call_back_tells_the_number_to_who_claims_it(run, account, ticket, sessions):
    with transaction(sessions) as session:
        tickets.call_back(session, tickets.find(session, ticket), VAULT.seal("0912345678"))
    listed = run("tickets", "list")
    assert "gọi lại" in listed and "0912345678" not in listed
    number = account()
    assert "0912345678" in run("tickets", "claim", ticket, "--by", number)
    run("tickets", "close", ticket, "--by", number)


@pytest.fixture
def petition(sessions):
    with transaction(sessions) as session:
        return petitions.lodge(
            session,
            place="đường Ba Cu",
            content="đèn hư",
            contact=VAULT.seal("0912345678"),
            channel="web",
            conversation="c",
            now=system_clock(),
        ).code


def test_a_petition_is_shown_and_settled(run, petition):
    assert f"{petition}\t" in run("petitions", "list")
    assert "0912345678" in run("petitions", "show", petition)
    run("petitions", "settle", petition, "done", "--answer", "Đã thay bóng đèn.")
    assert "Trả lời: Đã thay bóng đèn." in run("petitions", "show", petition)
    assert petition in run("petitions", "list", "--status", "done")
    assert petition not in run("petitions", "list", "--status", "received")


def test_without_the_key_a_contact_is_said_to_be_unreadable(run, petition):
    assert "không giải mã được" in run("petitions", "show", petition, PRIVACY_KEYS="another")


def test_a_petition_that_is_not_there_or_a_wrong_status(run, petition):
    assert "Không có phản ánh" in run("petitions", "show", "PA-0000-0000", code=1)
    assert "Không có phản ánh" in run("petitions", "settle", "PA-0000-0000", "done", code=1)
    assert "Không có trạng thái" in run("petitions", "settle", petition, "xong", code=1)


HEAD = "code,service,status,received_on,phone"


def test_dossiers_come_in_as_a_whole(run, sessions, tmp_path):
    path = tmp_path / "ho-so.csv"
    good = "H06.12-230915-0042,Đăng ký kết hôn,Chờ ký,2023-09-15,0912345678"
    path.write_text(f"{HEAD}\n{good}\nH06,x,y,z,1\n", encoding="utf-8")
    refused = run("dossiers", "import", path, code=1)
    assert "dòng 3: code" in refused and "Không nạp gì" in refused
    with sessions() as session:
        assert session.get(Dossier, "H06.12-230915-0042") is None
    path.write_text(f"{HEAD}\n{good}\n", encoding="utf-8")
    assert "thêm 1, thay 0" in run("dossiers", "import", path)
    assert DatabaseDossiers(sessions).find("H06.12-230915-0042").is_proved_by("5678")


def test_demo_brings_example_dossiers_and_takes_them_away(run, sessions):
    run("demo", "on")
    assert DatabaseDossiers(sessions).find("H06.12-230915-0042").simulated
    run("demo", "off")
    assert DatabaseDossiers(sessions).find("H06.12-230915-0042") is None


def test_a_question_is_taught_and_answers_at_once(run, sessions):
    question = "thuê khinh khí cầu bay"
    with transaction(sessions) as session:
        import_content(session, load(CONTENT), system_clock())
    unanswered.note(sessions, question, "karaoke", system_clock())
    assistant = KnowledgeAssistant(sessions, system_clock)  # as it runs meanwhile
    assert not assistant.answer(question, None).answers
    assert f"1\tkaraoke\t{question}" in run("unanswered")
    assert question in run("unanswered", "list")
    run("unanswered", "answer", question, "--key", "ket_hon", "--by", "An")
    assert assistant.answer(question, None).context.key == "ket_hon"
    assert question not in run("unanswered")


def test_teaching_what_does_not_exist_changes_nothing(run, sessions):
    unanswered.note(sessions, "nuôi cá sấu", None, system_clock())
    said = run("unanswered", "answer", "nuôi cá sấu", "--key", "away", "--by", "An", code=1)
    assert "Không có mục" in said
    assert "nuôi cá sấu" in run("unanswered")


def test_purging_deletes_what_is_over_its_time(run, sessions, tmp_path):
    settings = Settings(var=tmp_path, privacy_keys=(KEYS,), personal_retention_h=1)
    with transaction(sessions) as session:
        open_vault(settings).store(session, "c", "0912345678", system_clock() - timedelta(hours=2))
        open_vault(settings).store(session, "c", "0987654321", system_clock())
    assert "Đã xóa 1 dữ liệu cá nhân" in run("privacy", "purge")
    assert "Đã xóa 0 dữ liệu cá nhân" in run("privacy", "purge")
