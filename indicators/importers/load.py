"""One import: read, check every row, check them against each other, then write as a whole."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.database import Sessions, transaction
from indicators import models
from indicators.importers.consistency import check_consistency
from indicators.importers.records import RECORDS, ObservationRecord, Record, check
from indicators.importers.tables import ImportProblems, Line, Table, read_tables
from indicators.importers.write import Report, write

Checked = tuple[str, Record]
"""A checked row with where it stands, for messages."""

_MOST_SHOWN = 50


def import_path(sessions: Sessions, path: Path) -> Report:
    """Import a file or a folder of files: all of it, or nothing.

    Raises:
        ImportProblems: what is wrong, with line numbers; the database is unchanged.
    """
    return import_tables(sessions, read_tables(path))


def import_once(sessions: Sessions, path: Path) -> Report | None:
    """Import a file or folder unless the very same contents were imported before.

    Returns:
        What was written, None where there was nothing new.

    Raises:
        ImportProblems: what is wrong, with line numbers; the database is unchanged.
    """
    digest = _digest(path)
    with sessions() as session:
        if session.get(models.ImportedFiles, digest) is not None:
            return None
    report = import_path(sessions, path)
    with transaction(sessions) as session:
        session.merge(models.ImportedFiles(digest=digest))
    return report


def _digest(path: Path) -> str:
    """What identifies the contents of a file, or of all files of a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def import_tables(sessions: Sessions, tables: Sequence[Table]) -> Report:
    """Import tables that were read already (see `import_path`)."""
    checked: dict[str, list[Checked]] = defaultdict(list)
    problems: list[str] = []
    for table in tables:
        record = _record_of(table)
        if isinstance(record, str):
            problems.append(record)
            continue
        for line in table.lines:
            row, wrong = _check_line(record, line)
            problems += [f"{line.where}: {message}" for message in wrong]
            if row is not None:
                checked[record.table].append((line.where, row))
    if problems:
        raise ImportProblems(_shown(problems))
    return _write(sessions, checked)


def import_observations(sessions: Sessions, rows: Iterable[dict[str, object]]) -> Report:
    """Import a batch of figures from another system: all of it, or nothing.

    Raises:
        ImportProblems: what is wrong, each message begins with "dòng N" (from 1).
    """
    checked: list[Checked] = []
    problems: list[str] = []
    for number, cells in enumerate(rows, start=1):
        row, wrong = check(ObservationRecord, cells)
        problems += [f"dòng {number}: {message}" for message in wrong]
        if row is not None:
            checked.append((f"dòng {number}", row))
    if problems:
        raise ImportProblems(_shown(problems))
    return _write(sessions, {ObservationRecord.table: checked})


def _write(sessions: Sessions, checked: dict[str, list[Checked]]) -> Report:
    with transaction(sessions) as session:
        problems = check_consistency(session, checked)
        if problems:
            raise ImportProblems(_shown(problems))
        return write(session, {name: [row for _, row in rows] for name, rows in checked.items()})


def _record_of(table: Table) -> type[Record] | str:
    """Which table it is, told by its columns; what is wrong with them otherwise."""
    columns = set(table.columns)
    fitting = [r for r in RECORDS if r.required() <= columns and columns <= r.columns()]
    if fitting:
        return max(fitting, key=lambda record: len(record.required()))
    nearest = max(RECORDS, key=lambda record: len(record.columns() & columns))
    missing = ", ".join(sorted(nearest.required() - columns)) or "không"
    strange = ", ".join(sorted(columns - nearest.columns())) or "không"
    return (
        f"{table.where}: không nhận ra bảng (gần nhất là {nearest.table}; "
        f"thiếu cột: {missing}; cột lạ: {strange})"
    )


def _check_line(record: type[Record], line: Line) -> tuple[Record | None, list[str]]:
    return check(record, dict(line.cells))


def _shown(problems: list[str]) -> list[str]:
    if len(problems) <= _MOST_SHOWN:
        return problems
    return [*problems[:_MOST_SHOWN], f"… và {len(problems) - _MOST_SHOWN} lỗi khác"]
