"""Dossiers from a CSV file of the province's system: every row checked, all stored or none."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from services.codes import DOSSIER_EXAMPLE, find_dossier_code
from services.dossiers.port import PROOF_DIGITS, proof_of
from services.tables import Dossier

_REQUIRED = ("code", "service", "status", "received_on", "phone")
_OPTIONAL = ("office", "due_on", "finished_on", "note")
_DAYS = ("received_on", "due_on", "finished_on")
_LONGEST_STATUS = 100
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Spreadsheets put a byte order mark before the first column's name.
_ENCODING = "utf-8-sig"


class FaultyDossiers(ValueError):
    """A file that cannot be taken as it is; `faults` say why, with lines (Vietnamese)."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


@dataclass(frozen=True)
class Imported:
    """How many dossiers were added and how many replaced."""

    added: int
    replaced: int


def import_dossiers(session: Session, path: Path) -> Imported:
    """Store the dossiers of a file; those it does not name stay as they are.

    Args:
        session: an open transaction.
        path: UTF-8, comma-separated, with a head of column names: code, service, status,
            received_on, phone, and where known office, due_on, finished_on, note. Days as
            YYYY-MM-DD. Of `phone` the last digits count, kept as a digest alone.

    Raises:
        FaultyDossiers: some row is not acceptable; nothing was stored.
    """
    rows = _checked(path)
    added = 0
    for row in rows:
        added += session.get(Dossier, row.code) is None
        session.merge(row)
    return Imported(added, len(rows) - added)


def _checked(path: Path) -> list[Dossier]:
    faults: list[str] = []
    rows: list[Dossier] = []
    first: dict[str, int] = {}
    try:
        with path.open(encoding=_ENCODING, newline="") as file:
            reader = csv.DictReader(file, strict=True)
            faults += _faults_of_head(reader.fieldnames or ())
            if faults:
                raise FaultyDossiers(faults)
            for fields in reader:
                line = reader.line_num
                found = _faults_of(fields)
                code = find_dossier_code(fields["code"] or "") or ""
                if code and first.setdefault(code, line) != line:
                    found.append(f"code: hồ sơ {code} đã có ở dòng {first[code]}")
                faults += [f"{path.name}: dòng {line}: {fault}" for fault in found]
                if not found:
                    rows.append(_dossier(code, fields))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FaultyDossiers([f"{path.name}: không đọc được: {error}"]) from error
    if faults:
        raise FaultyDossiers(faults)
    return rows


def _faults_of_head(names: Sequence[str]) -> list[str]:
    missing = [f"thiếu cột {name}" for name in _REQUIRED if name not in names]
    known = {*_REQUIRED, *_OPTIONAL}
    return missing + [f"không có cột nào tên “{name}”" for name in names if name not in known]


def _faults_of(fields: Mapping[str, str | None]) -> list[str]:
    if None in fields or None in fields.values():
        return ["số ô không khớp với số cột"]
    faults = [f"{name}: đang để trống" for name in _REQUIRED if not _text(fields, name)]
    code = _text(fields, "code")
    if code and find_dossier_code(code) != code:
        faults.append(f"code: “{code}” không có dạng như {DOSSIER_EXAMPLE}")
    if len(_text(fields, "status")) > _LONGEST_STATUS:
        faults.append(f"status: dài quá {_LONGEST_STATUS} ký tự")
    if _text(fields, "phone") and len(_digits(fields)) < PROOF_DIGITS:
        faults.append(f"phone: cần ít nhất {PROOF_DIGITS} chữ số cuối")
    unread = [name for name in _DAYS if not _is_day(_text(fields, name))]
    faults += [
        f"{name}: “{_text(fields, name)}” không phải ngày dạng YYYY-MM-DD" for name in unread
    ]
    received, finished = _text(fields, "received_on"), _text(fields, "finished_on")
    if not unread and received and finished and finished < received:
        faults.append("finished_on: trước ngày tiếp nhận")
    return faults


def _is_day(text: str) -> bool:
    """Whether a text is an ISO day, or nothing at all."""
    if not text:
        return True
    with suppress(ValueError):
        return _ISO_DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    return False


def _dossier(code: str, fields: Mapping[str, str | None]) -> Dossier:
    return Dossier(
        code=code,
        service=_text(fields, "service"),
        status=_text(fields, "status"),
        office=_text(fields, "office") or None,
        received_on=_day(fields, "received_on"),
        due_on=_day(fields, "due_on"),
        finished_on=_day(fields, "finished_on"),
        note=_text(fields, "note") or None,
        phone_digest=proof_of(code, _digits(fields)[-PROOF_DIGITS:]),
        simulated=False,
    )


def _text(fields: Mapping[str, str | None], name: str) -> str:
    return (fields.get(name) or "").strip()


def _digits(fields: Mapping[str, str | None]) -> str:
    return "".join(character for character in _text(fields, "phone") if character in "0123456789")


def _day(fields: Mapping[str, str | None], name: str) -> date | None:
    text = _text(fields, name)
    return date.fromisoformat(text) if text else None
