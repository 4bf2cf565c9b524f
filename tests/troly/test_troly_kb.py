"""The citizens' knowledge base from a shell."""

import pytest
from sqlalchemy import func, select

from kb.content import CONTENT
from kb.tables import KnowledgeEntry

FAQ = """\
key: {key}
topic: thu
question: {question}
questions: [hỏi một, hỏi hai]
answer: Trả lời.
as_of: 2023-12-31
confidence: high
sources: [{{title: Nguồn thử}}]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with two entries."""
    path = tmp_path / "content"
    (path / "faq").mkdir(parents=True)
    for key, question in (("mo_cua", "Mấy giờ mở cửa?"), ("cho_do_xe", "Có chỗ đậu xe không?")):
        text = FAQ.format(key=key, question=question)
        (path / "faq" / f"{key}.yml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def run(troly):
    """Runs `troly kb`; gives its exit code, what it said and what it complained of."""

    def run(url, *arguments):
        done = troly("kb", *arguments, DATABASE_URL=url)
        return done.exit_code, done.stdout, done.stderr

    return run


def entries(open_sessions, url):
    with open_sessions(url) as sessions, sessions() as session:
        return session.scalar(select(func.count()).select_from(KnowledgeEntry))


def test_the_shipped_content_is_right(troly):
    done = troly("kb", "check")
    assert done.exit_code == 0
    assert "Nội dung đúng: 112 thủ tục" in done.stdout


def test_faults_are_told_with_file_and_line_and_nothing_is_taken(
    run, folder, new_database, open_sessions
):
    file = folder / "faq" / "mo_cua.yml"
    file.write_text(file.read_text(encoding="utf-8") + "fee: 5\n", encoding="utf-8")
    url = new_database("empty")
    for command in ("check", "import"):
        code, out, err = run(url, command, folder)
        assert (code, out) == (1, "")
        assert f"{file}:9: fee: không có trường nào tên như vậy" in err
        assert "Không nạp gì" in err
    assert entries(open_sessions, url) == 0


def test_an_import_tells_what_changed(run, folder, new_database, open_sessions):
    url = new_database("empty")
    assert "thêm 2, sửa 0, bỏ 0, giữ nguyên 0" in run(url, "import", folder)[1]
    (folder / "faq" / "cho_do_xe.yml").unlink()
    file = folder / "faq" / "mo_cua.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Trả lời.", "Tám giờ."), "utf-8")
    assert "thêm 0, sửa 1, bỏ 1, giữ nguyên 0" in run(url, "import", folder)[1]
    assert "thêm 0, sửa 0, bỏ 0, giữ nguyên 1" in run(url, "import", folder)[1]
    assert entries(open_sessions, url) == 1


def test_the_shipped_content_is_unchanged_by_another_import(run, new_database):
    code, out, _ = run(new_database("knowledge"), "import", CONTENT)
    assert code == 0
    assert "thêm 0, sửa 0, bỏ 0" in out


def test_the_list_has_every_entry_or_those_found(run, new_database):
    url = new_database("knowledge")
    every = run(url, "list")[1].splitlines()
    assert len(every) > 190
    assert any(line.startswith("procedure  ket_hon ") for line in every)
    found = run(url, "list", "lấy vợ")[1].splitlines()
    assert 0 < len(found) < 10
    assert "ket_hon" in found[0]


def test_the_list_of_an_empty_base_says_what_to_do(run, new_database):
    code, out, err = run(new_database("empty"), "list")
    assert (code, out) == (0, "")
    assert "troly kb import" in err


def test_an_entry_is_shown_as_citizens_read_it(run, new_database):
    url = new_database("knowledge")
    code, out, _ = run(url, "show", "ket_hon")
    assert code == 0
    for title in ("Đăng ký kết hôn – giấy tờ cần có:", "– lệ phí:", "– căn cứ pháp lý:"):
        assert title in out
    assert "một cửa" in run(url, "show", "gio_lam_viec")[1]


def test_an_entry_that_does_not_exist_is_no_silence(run, new_database):
    code, out, err = run(new_database("knowledge"), "show", "away")
    assert (code, out) == (1, "")
    assert "Không có mục “away”" in err


def test_a_database_without_tables_is_told_in_words(run, new_database):
    code, _, err = run(new_database(), "list")
    assert code == 1
    assert "troly db upgrade" in err
