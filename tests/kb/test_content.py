"""Every fault that an officer may make is told with its file and line, and nothing is taken."""

from pathlib import Path

import pytest
from writing import Folder

from kb.content import FaultyContent, load
from kb.models import Facet
from kb.not_covered import load_not_covered

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def faults(folder):
    with pytest.raises(FaultyContent) as raised:
        load(folder.path)
    return [(fault.file.name, fault.line, fault.what) for fault in raised.value.faults]


def fault(folder):
    """The only fault there is."""
    found = faults(folder)
    assert len(found) == 1, found
    return found[0]


def test_the_shipped_content_is_faultless(content):
    assert len(content.procedures) == 112
    assert len(content.faq) >= 80
    assert len(load_not_covered()) > 50


def test_every_entry_as_written_is_taken(folder):
    folder.procedure()
    folder.faq()
    content = load(folder.path)
    assert list(content.procedures) == ["tha_chim"]
    assert list(content.faq) == ["gio_mo_cua"]
    assert content.procedures["tha_chim"].missing == (Facet.LEGAL_BASIS, Facet.CONDITIONS)


def test_the_example_of_the_documentation_is_taken(folder):
    text = (DOCS / "knowledge-base.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    folder.procedure("khai_bao_cu_tru")
    folder.write("procedures/tam_tru.yml", example)
    assert "tam_tru" in load(folder.path).procedures


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("level: commune", "level: village", "level: chỉ nhận"),
        ("as_of: 2023-12-31", "as_of: cuối năm", "as_of: phải là ngày"),
        ("result: Giấy xác nhận.", "ruselt: Giấy xác nhận.", "không có trường nào tên như vậy"),
        ("result: Giấy xác nhận.", "result: 5", "phải là chữ"),
        ("summary: Việc làm thử.", "summary: ''", "không được để trống"),
        ("code: null", "code: 1.00123", "code: phải là chữ"),
        ("code: null", "code: '1.00123'", "code: không đúng dạng"),
        ("documents: [Tờ khai.]", "documents: Tờ khai.", "phải là danh sách"),
        ("  before: Phường cũ.", "  was: Phường cũ.", "place.was: không có trường nào"),
        ("amount: 0,", "amount: -1,", "fee.amount: không được là số âm"),
        ("domain: thu", "level: district", "trường “level” có hai lần"),
    ],
)
def test_a_faulty_field_is_told_with_its_line(folder, old, new, told):
    file = folder.procedure()
    line = folder.change(file, old, new)
    # A doubled field is told where it stands the second time, here two lines on.
    place = next(at for name, at, what in faults(folder) if name == file.name and told in what)
    assert place == line + ("hai lần" in told)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("key: a\nname: [mở\n", 3, "không đọc được YAML"),
        ("key: a\n  name: b\n", 2, "không đọc được YAML"),
        ("key: a\nas_of: 2023-13-45\n", 2, "as_of: phải là ngày dạng 2025-07-01"),
        ("", 1, "phải là một mục"),
        ("- a\n- b\n", 1, "phải là một mục"),
        ("key: a\nkeys: &k [*k]\n", 2, "không có trường"),
        (b"key: a\nname: Th\xe1\n", 1, "không phải UTF-8"),
        ("key: a\x00", 1, "không đọc được YAML"),
    ],
)
def test_what_is_no_entry_at_all_is_told(folder, text, line, told):
    folder.write("procedures/a.yml", text)
    assert any(at == line and told in what for _, at, what in faults(folder)), faults(folder)


def test_a_facet_neither_present_nor_missing_is_told(folder):
    folder.change(folder.procedure(), "missing: [legal_basis, conditions]", "missing: [conditions]")
    assert "legal_basis: không có nội dung mà chưa khai trong missing" in fault(folder)[2]


def test_a_facet_both_present_and_missing_is_told(folder):
    folder.change(folder.procedure(), "missing: [", "missing: [fee, ")
    assert "fee: vừa có nội dung vừa khai là thiếu" in fault(folder)[2]


def test_a_file_is_named_by_its_key(folder):
    line = folder.change(folder.procedure(), "key: tha_chim", "key: tha_dieu")
    assert fault(folder) == ("tha_chim.yml", line, "tên tệp phải là tha_dieu.yml như key")


def test_a_key_is_used_once(folder):
    folder.procedure()
    folder.faq("tha_chim")
    assert "key đã dùng trong" in fault(folder)[2]


@pytest.mark.parametrize("link", ["khong_co", "tha_chim"])
def test_a_link_to_nowhere_or_itself_is_told(folder, link):
    file = folder.procedure()
    line = folder.change(file, "domain: thu", f"also:\n  - {link}\ndomain: thu")
    assert fault(folder) == (file.name, line + 1, f"also: không có thủ tục “{link}” khác")


def test_a_frequent_question_may_not_lead_to_a_frequent_question(folder):
    folder.faq("khac", "Câu khác?")
    file = folder.faq()
    folder.change(file, "answer: Trả lời.", "answer: Trả lời.\nsee: [khac]")
    assert "see: không có thủ tục “khac” khác" in fault(folder)[2]


@pytest.mark.parametrize("alias", ["thả bồ câu", "tha bo cau", "THẢ BỒ CÂU"])
def test_a_name_belongs_to_one_entry_also_without_diacritics(folder, alias):
    folder.procedure()
    file = folder.procedure("tha_dieu", "Thả diều", alias)
    assert fault(folder) == (file.name, 5, f"tên gọi “{alias}” đã là của tha_chim.yml")


def test_a_name_stands_once_in_an_entry(folder):
    folder.procedure(alias="tha chim")
    assert fault(folder)[1:] == (5, "tên gọi “tha chim” có hai lần")


def test_an_empty_folder_is_told(folder):
    assert "không có mục nào" in fault(folder)[2]


def test_every_fault_of_every_file_is_told_at_once_in_order(folder):
    folder.change(folder.procedure("a"), "level: commune", "level: village")
    folder.change(folder.procedure("b", "Khác", "khác nữa"), "steps: [Nộp tờ khai.]", "step: []")
    told = faults(folder)
    assert [name for name, _, _ in told] == sorted(name for name, _, _ in told)
    assert {name for name, _, _ in told} == {"a.yml", "b.yml"}
