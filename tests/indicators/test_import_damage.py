"""Whatever happens to a file on its way: it goes in whole and right, or nothing changes."""

import io
import re
from contextlib import contextmanager
from datetime import date
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tables import GOOD, as_csv, write_tables

from indicators.importers.load import import_path
from indicators.importers.tables import ImportProblems, read_tables

DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
REFERENCES = {"unit", "whole", "part", "parent", "owner", "indicator", "source"}
WORDS = {
    "kind": {"country", "province", "city", "district", "ward", "commune", "agency", "department",
             "aggregate"},
    "direction": {"higher", "lower", "neutral"},
    "additive": {"yes", "no"},
    "visibility": {"public", "internal"},
    "comparator": {">=", ">", "<=", "<", "="},
}  # fmt: skip


def is_decimal(text):
    return DECIMAL.fullmatch(text)


def is_day(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


RIGHT = {
    **dict.fromkeys(["value", "numerator", "denominator"], is_decimal),
    **dict.fromkeys(
        ["period_start", "period_end", "published_on", "effective_on", "as_of", "valid_from",
         "valid_to"],
        is_day,
    ),
    **{column: words.__contains__ for column, words in WORDS.items()},
}  # fmt: skip
DECIMALS = {"value", "numerator", "denominator"}
# What a finger puts into a cell of each sort; digits of other scripts are no digits of ours.
SLIPS = {
    "decimal": ["", *",.-+eE%٥９\u2212"],
    "day": ["", *"0139-/.T٣"],
    "word": ["", *"<=>syx"],
    "reference": ["", *"-.0xy"],
}


def sort_of(table, column):
    if column in DECIMALS:
        # An indicator says in words what is divided by what.
        return "decimal" if table != "indicators" else None
    if column in REFERENCES:
        return "reference"
    return ("word" if column in WORDS else "day") if column in RIGHT else None


CELLS = {
    sort: [(table, column) for table in GOOD for column in GOOD[table]
           if sort_of(table, column) == sort]
    for sort in SLIPS
}  # fmt: skip


def as_xlsx(rows):
    book = Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@cache
def good_file(table, suffix):
    """The bytes of a file with one good row of a table."""
    return as_csv([GOOD[table]]).encode() if suffix == ".csv" else as_xlsx([GOOD[table]])


def near(text, slips):
    """What is left of a cell when a finger slips: one character more, less or another."""
    drawn = st.tuples(st.integers(0, len(text)), st.sampled_from(slips), st.integers(0, 1))
    return drawn.map(lambda d: text[: d[0]] + d[1] + text[d[0] + d[2] :])


readable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=12)


@pytest.fixture(scope="module")
def known(reported, contents):
    """Everything in the database as one text, to tell the codes that are there."""
    return str(contents(reported))


@settings(max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("sort", SLIPS)
def test_one_malformed_cell_anywhere_changes_nothing(
    unchanged, contents, known, tmp_path_factory, sort, suffix, data
):
    table, column = data.draw(st.sampled_from(CELLS[sort]))
    bad = data.draw(st.one_of(near(GOOD[table][column], SLIPS[sort]), readable)).strip()
    assume(bad and bad != GOOD[table][column] and not bad.startswith("="))
    if column in RIGHT:
        assume(not RIGHT[column](bad))
    else:
        assume(repr(bad) not in known and bad not in {row.get("code") for row in GOOD.values()})
    others = data.draw(st.integers(0, 3), label="good rows before it")
    rows = [{**GOOD[table]} for _ in range(others)] + [{**GOOD[table], column: bad}]
    folder = write_tables(
        tmp_path_factory.mktemp("bad"),
        {name: [row] for name, row in GOOD.items() if name != table},
    )
    content = as_csv(rows).encode() if suffix == ".csv" else as_xlsx(rows)
    (folder / f"{table}{suffix}").write_bytes(content)
    before = contents(unchanged)
    with pytest.raises(ImportProblems) as raised:
        import_path(unchanged, folder)
    assert contents(unchanged) == before
    where = rf"{table}\{suffix}( \[Sheet\])? dòng {others + 2}: "
    assert any(re.match(where, problem) for problem in raised.value.problems)


@pytest.fixture(scope="module")
def attempt(server, templates, open_sessions):
    """Opens a copy of the figures of the reports for one attempt."""

    @contextmanager
    def attempt():
        url = server.make(templates["reported"])
        try:
            with open_sessions(url) as sessions:
                yield sessions
        finally:
            server.drop(url)

    return attempt


@st.composite
def damaged(draw, content):
    """The bytes with one stretch lost, doubled or written over."""
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + draw(st.sampled_from([1, 5, 500])))))
    stretch = content[start:end]
    middle = draw(st.sampled_from([b"", stretch * 2, b"\0", b'"', b"\n", b",", b"\xff", b"\xc3"]))
    return content[:start] + middle + content[end:]


@settings(max_examples=50)
@given(data=st.data())
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_damaged_file_goes_in_whole_or_changes_nothing(
    attempt, contents, tmp_path_factory, suffix, data
):
    table = data.draw(st.sampled_from(list(GOOD)))
    folder = write_tables(
        tmp_path_factory.mktemp("damaged"),
        {name: [row] for name, row in GOOD.items() if name != table},
    )
    path = folder / f"{table}{suffix}"
    path.write_bytes(data.draw(damaged(good_file(table, suffix))))
    with attempt() as sessions:
        before = contents(sessions)
        try:
            report = import_path(sessions, folder)
        except ImportProblems as refused:
            assert refused.problems
            assert contents(sessions) == before
            return
        after = contents(sessions)
    filled = {name for name in GOOD if name != table} | {
        table for read in read_tables(path) if read.lines
    }
    assert {name for name in GOOD if len(after[name]) > len(before[name])} == filled
    assert report.inserted == sum(len(read.lines) for read in read_tables(folder))


def test_a_formula_without_a_result_is_no_empty_cell(unchanged, contents, tmp_path):
    """A program that writes formulas and computes none would lose figures in silence."""
    before = contents(unchanged)
    rows = [{**GOOD["observations"], "numerator": "=100+93"}]
    (tmp_path / "so.xlsx").write_bytes(as_xlsx(rows))
    with pytest.raises(ImportProblems, match=r"so\.xlsx \[Sheet\] dòng 2: .*công thức"):
        import_path(unchanged, tmp_path)
    assert contents(unchanged) == before
