"""Reading tables from CSV and XLSX files: rows with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook


class ImportProblems(Exception):
    """Everything that is wrong with what was to be imported; nothing was changed."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Line:
    """One row of a table.

    Attributes:
        where: file (and sheet) with the line number, for error messages.
        cells: column name → text, empty cells as "".
    """

    where: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table with its header.

    Attributes:
        where: the file, for a workbook with the sheet.
        columns: the header.
        lines: the rows, blank ones left out.
    """

    where: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_tables(path: Path) -> list[Table]:
    """The tables of a CSV or XLSX file, or of all such files of a folder.

    Raises:
        ImportProblems: nothing to read, an unreadable file, a broken row.
    """
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in {".csv", ".xlsx"})
        if not files:
            raise ImportProblems([f"{path}: thư mục không có tệp .csv hay .xlsx nào"])
        return [table for file in files for table in read_tables(file)]
    if not path.is_file():
        raise ImportProblems([f"{path}: không có tệp hay thư mục này"])
    if path.suffix.lower() == ".csv":
        return [_read_csv(path)]
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path)
    raise ImportProblems([f"{path}: chỉ nhận tệp .csv hoặc .xlsx"])


def _read_csv(path: Path) -> Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportProblems([f"{path.name}: tệp không phải UTF-8 (byte {error.start})"]) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for row in reader:
            rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        problem = f"{path.name} dòng {reader.line_num}: CSV hỏng ({error})"
        raise ImportProblems([problem]) from error
    return _table(path.name, iter(rows))


def _read_workbook(path: Path) -> list[Table]:
    try:
        sheets = _read_sheets(path)
    except ImportProblems:
        raise
    except Exception as error:
        # A damaged file makes zipfile, zlib, the XML parser or openpyxl fail, each in its own ways.
        raise ImportProblems([f"{path.name}: không đọc được tệp Excel ({error})"]) from error
    if not sheets:
        raise ImportProblems([f"{path.name}: tệp Excel không có dòng nào"])
    return [_table(where, iter(rows)) for where, rows in sheets]


def _read_sheets(path: Path) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Where the sheets are that are not empty, and their rows that are not, numbered."""
    # From memory: openpyxl leaves a file that it fails to read open.
    content = path.read_bytes()
    # Only the program that wrote the file computes formulas: it stores a result beside each.
    results = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True)
    sheets, problems = [], []
    try:
        for computed, written in zip(results.worksheets, formulas.worksheets, strict=True):
            where = f"{path.name} [{computed.title}]"
            filled = []
            rows = zip(
                computed.iter_rows(values_only=True),
                written.iter_rows(values_only=True),
                strict=True,
            )
            for number, (row, source) in enumerate(rows, start=1):
                pairs = zip(row, source, strict=True)
                if any(value is None and formula is not None for value, formula in pairs):
                    problems.append(f"{where} dòng {number}: có công thức chưa có kết quả")
                if any(cells := [_cell(value) for value in row]):
                    filled.append((number, cells))
            if filled:
                sheets.append((where, filled))
    finally:
        results.close()
        formulas.close()
    if problems:
        raise ImportProblems(problems)
    return sheets


def _cell(value: object) -> str:
    """A cell as text; Excel keeps numbers as floats, whose shortest form is what was typed."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)


def _table(where: str, rows: Iterator[tuple[int, list[str]]]) -> Table:
    try:
        _, header = next(rows)
    except StopIteration:
        raise ImportProblems([f"{where}: tệp rỗng, thiếu dòng tiêu đề"]) from None
    columns = [name.strip() for name in header]
    while columns and not columns[-1]:
        columns.pop()
    problems = []
    if len(set(columns)) != len(columns) or not all(columns):
        problems.append(f"{where}: tiêu đề có cột trống hoặc trùng tên")
    lines = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(columns) or any(cell.strip() for cell in row[len(columns) :]):
            problems.append(f"{where} dòng {number}: có {len(row)} ô, cần {len(columns)} ô")
            continue
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
        lines.append(Line(f"{where} dòng {number}", cells))
    if problems:
        raise ImportProblems(problems)
    return Table(where, tuple(columns), tuple(lines))
