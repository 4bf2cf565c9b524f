"""Files as they come: broken ones are refused in words, and nothing of their folder goes in."""

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tables import GOOD, as_csv, write_tables

from indicators.importers.load import import_path
from indicators.importers.tables import ImportProblems, read_tables


@pytest.fixture
def refused(unchanged, tmp_path, contents):
    """Imports good tables and one bad file, which must be refused; gives what is said."""
    before = contents(unchanged)
    folder = write_tables(tmp_path / "tables", {name: [row] for name, row in GOOD.items()})

    def refuse(name, content):
        (folder / name).write_bytes(content)
        with pytest.raises(ImportProblems) as raised:
            import_path(unchanged, folder)
        assert contents(unchanged) == before
        assert all(name in problem for problem in raised.value.problems)
        return str(raised.value)

    return refuse


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "rỗng"),
        ('indicator,unit\n"a,b\n', "CSV hỏng"),
        ('whole,part\n"a"b,c\n', "dòng 2: CSV hỏng"),
        ("whole,part\nvung-tau\n", "dòng 2: có 1 ô, cần 2 ô"),
        ("whole,part\nvung-tau,brvt\nvung-tau,brvt,vn\n", "dòng 3: có 3 ô, cần 2 ô"),
        ("whole,whole\nvung-tau,brvt\n", "trùng tên"),
        ("whole,,part\nvung-tau,,brvt\n", "cột trống"),
        ("whole\nvung-tau\n", "thiếu cột: part"),
        ("whole,part,colour\nvung-tau,brvt,red\n", "cột lạ: colour"),
        ("whole;part\nvung-tau;brvt\n", "không nhận ra bảng"),
    ],
)
def test_a_broken_csv_file_is_refused_in_words(refused, written, said):
    assert said in refused("xau.csv", written.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_refused(refused, encoding):
    assert "không phải UTF-8" in refused(
        "xau.csv", "whole,part\nvũng,tàu\n".replace("ũ", "ü").encode(encoding)
    )


def workbook(tmp_path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def damaged(path, part):
    """The workbook with one of its parts cut in half."""
    copy = path.with_name("damaged.xlsx")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(copy, "w") as cut:
        for name in whole.namelist():
            content = whole.read(name)
            cut.writestr(name, content[: len(content) // 2] if name.endswith(part) else content)
    return copy.read_bytes()


def test_what_is_no_workbook_is_refused_in_words(refused, tmp_path):
    book = workbook(tmp_path, [["whole", "part"], ["vung-tau", "brvt"]])
    for content in (b"", b"no workbook", book.read_bytes()[:1000]):
        assert "không đọc được tệp Excel" in refused("xau.xlsx", content)


@pytest.mark.parametrize("part", ["workbook.xml", "sheet1.xml"])
def test_a_damaged_workbook_is_refused_in_words(refused, tmp_path, part):
    book = workbook(tmp_path, [["whole", "part"], *[["vung-tau", "brvt"]] * 50])
    assert "xau.xlsx" in refused("xau.xlsx", damaged(book, part))


def test_a_workbook_without_rows_is_refused(refused, tmp_path):
    assert "không có dòng nào" in refused("xau.xlsx", workbook(tmp_path, []).read_bytes())


def test_nothing_to_read_is_said(unchanged, tmp_path):
    (tmp_path / "notes.txt").write_text("…")
    for path in (tmp_path, tmp_path / "notes.txt", tmp_path / "absent.csv"):
        with pytest.raises(ImportProblems, match=str(path)):
            import_path(unchanged, path)


def test_line_numbers_are_those_of_the_file_not_of_the_row(unchanged, tmp_path):
    """Cells of several lines and blank lines count as an editor counts them."""
    rows = [
        {**GOOD["observations"], "text": "một\nhai\nba", "value": "1,5"},
        {**GOOD["observations"], "text": "", "value": "1,6"},
        {**GOOD["observations"], "text": "bốn\nnăm", "value": "1,7"},
    ]
    header, _, body = as_csv(rows).partition("\n")
    (tmp_path / "so.csv").write_text(f"{header}\n\n\n{body}", encoding="utf-8")
    with pytest.raises(ImportProblems) as raised:
        import_path(unchanged, tmp_path / "so.csv")
    where = [problem.split(":")[0] for problem in raised.value.problems]
    assert where == ["so.csv dòng 4", "so.csv dòng 7", "so.csv dòng 8"]


def test_line_numbers_in_a_workbook_are_those_that_excel_shows(unchanged, tmp_path):
    columns = list(GOOD["observations"])
    good = [GOOD["observations"][name] for name in columns]
    bad = ["1,5" if name == "value" else cell for name, cell in zip(columns, good, strict=True)]
    path = workbook(tmp_path, [columns, [], bad, [], bad])
    with pytest.raises(ImportProblems) as raised:
        import_path(unchanged, path)
    where = [problem.split(":")[0] for problem in raised.value.problems]
    assert where == ["book.xlsx [Sheet] dòng 3", "book.xlsx [Sheet] dòng 5"]


@settings(max_examples=100)
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_any_bytes_are_read_or_refused(tmp_path_factory, suffix, content):
    path = tmp_path_factory.getbasetemp() / f"bytes{suffix}"
    path.write_bytes(content)
    try:
        read_tables(path)
    except ImportProblems as refused:
        assert all(path.name in problem for problem in refused.problems)
