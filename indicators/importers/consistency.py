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
Owners = defaultdict[str, set[str]]

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
    stored = session.execute(select(models.Unit.code, models.Unit.parent))
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
    """An alias that means two things, also without diacritics, would be answered at random.

    Official names may be shared (two districts each have a "Phường 1"), aliases never: not with
    another alias, and not with another's name.
    """
    names, aliases = _stored_names(session, rows)
    given = [
        (where, record)
        for table in ("units", "indicators")
        for where, record in rows.get(table, ())
    ]
    for _, record in given:
        for name in _official(record):
            names[fold(clean(name))].add(record.code)
    for where, record in given:
        for name in dict.fromkeys(_official(record)):
            others = aliases[fold(clean(name))] - {record.code}
            if others:
                yield f"{where}: name: “{name}” đã là tên gọi khác của {', '.join(sorted(others))}"
        for alias in record.aliases:
            key = fold(clean(alias))
            others = (names[key] | aliases[key]) - {record.code}
            if others:
                yield f"{where}: aliases: “{alias}” đã là tên của {', '.join(sorted(others))}"
            aliases[key].add(record.code)


def _official(record: UnitRecord | IndicatorRecord) -> tuple[str, ...]:
    return (record.name, record.short_name) if isinstance(record, UnitRecord) else (record.name,)


def _stored_names(session: Session, rows: Rows) -> tuple[Owners, Owners]:
    """The folded names and aliases in the database, of what the rows do not replace."""
    replaced = {
        record.code for table in ("units", "indicators") for _, record in rows.get(table, ())
    }
    names: Owners = defaultdict(set)
    aliases: Owners = defaultdict(set)
    for owners, columns in (
        (names, (models.Unit.name, models.Unit.code)),
        (names, (models.Unit.short_name, models.Unit.code)),
        (names, (models.Indicator.name, models.Indicator.code)),
        (aliases, (models.UnitAlias.alias, models.UnitAlias.unit)),
        (aliases, (models.IndicatorAlias.alias, models.IndicatorAlias.indicator)),
    ):
        for name, code in session.execute(select(*columns)):
            if code not in replaced:
                owners[fold(clean(name))].add(code)
    return names, aliases
