"""What rows must hold together: codes that exist, names that mean one thing, no loops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from indicators import models
from indicators.importers.records import IndicatorRecord, Record, UnitRecord
from vietnamese.normalise import clean, fold

Rows = Mapping[str, Sequence[tuple[str, Any]]]

_REFERENCES = (
    ("units", "parent", "units"),
    ("unit_parts", "whole", "units"),
    ("unit_parts", "part", "units"),
    ("unit_successors", "unit", "units"),
    ("observations", "indicator", "indicators"),
    ("observations", "unit", "units"),
    ("observations", "source", "sources"),
    ("targets", "indicator", "indicators"),
    ("targets", "unit", "units"),
    ("targets", "source", "sources"),
    ("tasks", "owner", "units"),
    ("tasks", "source", "sources"),
)
_KEYS = {
    "units": ("code",),
    "indicators": ("code",),
    "sources": ("id",),
    "unit_parts": ("whole", "part"),
    "unit_successors": ("unit", "name"),
    "observations": ("indicator", "unit", "period_start", "period_end", "source"),
    "tasks": ("code", "as_of", "source", "owner"),
}


def check_consistency(session: Session, rows: Rows) -> list[str]:
    """What is wrong between the rows, and between them and the database."""
    return [
        *_duplicates(rows),
        *_dangling(session, rows),
        *_loops(session, rows),
        *_shared_names(session, rows),
    ]


def _duplicates(rows: Rows) -> Iterator[str]:
    for table, fields in _KEYS.items():
        seen: dict[tuple[object, ...], str] = {}
        for where, record in rows.get(table, ()):
            key = tuple(getattr(record, field) for field in fields)
            if key in seen:
                yield f"{where}: trùng khóa ({', '.join(fields)}) với {seen[key]}"
            seen.setdefault(key, where)


def _dangling(session: Session, rows: Rows) -> Iterator[str]:
    known = {
        "units": set(session.scalars(select(models.Unit.code))),
        "indicators": set(session.scalars(select(models.Indicator.code))),
        "sources": set(session.scalars(select(models.Source.id))),
    }
    for table, codes in known.items():
        codes.update(_identifier(record) for _, record in rows.get(table, ()))
    for table, field, target in _REFERENCES:
        for where, record in rows.get(table, ()):
            code = getattr(record, field)
            if code is not None and code not in known[target]:
                yield f"{where}: {field}: không có mã “{code}” trong {target}"


def _identifier(record: Record) -> str:
    return str(getattr(record, "code", None) or getattr(record, "id", ""))


def _loops(session: Session, rows: Rows) -> Iterator[str]:
    stored = session.execute(select(models.Unit.code, models.Unit.parent)).tuples()
    parents: dict[str, str | None] = dict(stored.all())
    parents |= {record.code: record.parent for _, record in rows.get("units", ())}
    for where, record in rows.get("units", ()):
        seen = {record.code}
        parent = parents.get(record.code)
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent)
        if parent is not None:
            yield f"{where}: đơn vị cấp trên tạo thành vòng lặp"


def _shared_names(session: Session, rows: Rows) -> Iterator[str]:
    """An alias that means two things, also without diacritics, would be answered at random."""
    owners: dict[str, set[str]] = defaultdict(set)
    replaced = {
        record.code for table in ("units", "indicators") for _, record in rows.get(table, ())
    }
    for alias, code in session.execute(select(models.UnitAlias.alias, models.UnitAlias.unit)):
        if code not in replaced:
            owners[fold(alias)].add(code)
    aliases = select(models.IndicatorAlias.alias, models.IndicatorAlias.indicator)
    for alias, code in session.execute(aliases):
        if code not in replaced:
            owners[fold(alias)].add(code)
    for table in ("units", "indicators"):
        for where, record in rows.get(table, ()):
            assert isinstance(record, UnitRecord | IndicatorRecord)  # noqa: S101 - for the type
            for alias in record.aliases:
                others = owners[fold(clean(alias))] - {record.code}
                if others:
                    yield f"{where}: aliases: “{alias}” đã là tên của {', '.join(sorted(others))}"
                owners[fold(clean(alias))].add(record.code)
