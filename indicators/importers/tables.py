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
from openpyxl.utils.exceptions import InvalidFileException


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
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, OSError, KeyError, ValueError) as error:
        raise ImportProblems([f"{path.name}: không đọc được tệp Excel ({error})"]) from error
    tables = []
    try:
        for sheet in workbook.worksheets:
            rows = (
                (number, [_cell(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
            )
            filled = [(number, row) for number, row in rows if any(row)]
            if filled:
                tables.append(_table(f"{path.name} [{sheet.title}]", iter(filled)))
    finally:
        workbook.close()
    if not tables:
        raise ImportProblems([f"{path.name}: tệp Excel không có dòng nào"])
    return tables


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
