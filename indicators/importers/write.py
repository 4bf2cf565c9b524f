"""Writing checked rows: inserts what is new, updates what changed, leaves the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from core.database import Base
from indicators import models
from indicators.importers.records import (
    IndicatorRecord,
    ObservationRecord,
    SourceRecord,
    TargetRecord,
    TaskRecord,
    UnitPartRecord,
    UnitRecord,
    UnitSuccessorRecord,
)
from vietnamese.normalise import clean

CATALOGUE_TABLES = {"units", "unit_parts", "unit_successors", "indicators"}


@dataclass(frozen=True)
class Report:
    """How many rows an import inserted, updated, removed and left as they were."""

    inserted: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: Report) -> Report:
        return Report(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.inserted or self.updated or self.removed)


def write(session: Session, rows: Mapping[str, Sequence[Any]]) -> Report:
    """Write checked rows in the order they depend on each other; count up the catalogue."""
    total = Report()
    catalogue_changed = False
    for table, writer in _WRITERS.items():
        if rows.get(table):
            report = writer(session, rows[table])
            total += report
            catalogue_changed |= report.changed and table in CATALOGUE_TABLES
            session.flush()
    if catalogue_changed:
        count_up_catalogue(session)
    return total


def count_up_catalogue(session: Session) -> None:
    """Tell every reader of the catalogue that it changed."""
    if session.get(models.CatalogueVersion, 1) is None:
        session.add(models.CatalogueVersion(id=1, version=1))
        return
    session.execute(
        update(models.CatalogueVersion).values(version=models.CatalogueVersion.version + 1)
    )


def _units(session: Session, records: Sequence[UnitRecord]) -> Report:
    report = Report()
    position = _next_position(session, models.Unit)
    for record in _parents_first(records):
        values = record.model_dump(exclude={"aliases"})
        written = _upsert(session, models.Unit, {"code": record.code}, values, position=position)
        position += 1
        session.flush()
        renamed = _aliases(session, models.UnitAlias, "unit", record.code, record.aliases)
        report += Report(updated=1) if renamed and written.unchanged else written
    return report


def _parents_first(records: Sequence[UnitRecord]) -> list[UnitRecord]:
    ordered: list[UnitRecord] = []
    waiting = {record.code: record for record in records}
    while waiting:
        ready = [r for r in waiting.values() if r.parent not in waiting or r.parent == r.code]
        ordered += [waiting.pop(record.code) for record in ready]
    return ordered


def _unit_parts(session: Session, records: Sequence[UnitPartRecord]) -> Report:
    """The parts of each whole named are exactly those given."""
    groups: dict[str, list[UnitPartRecord]] = defaultdict(list)
    for record in records:
        groups[record.whole].append(record)
    report = Report()
    for whole, members in groups.items():
        wanted = [
            {"whole": whole, "part": record.part, "position": number}
            for number, record in enumerate(members)
        ]
        report += _replace(session, models.UnitPart, {"whole": whole}, wanted)
    return report


def _unit_successors(session: Session, records: Sequence[UnitSuccessorRecord]) -> Report:
    """The successors of each unit named are exactly those given."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        groups[record.unit].append(record.model_dump())
    report = Report()
    for unit, wanted in groups.items():
        report += _replace(session, models.UnitSuccessor, {"unit": unit}, wanted)
    return report


def _sources(session: Session, records: Sequence[SourceRecord]) -> Report:
    report = Report()
    for record in records:
        first, last = record.reference
        values = record.model_dump(exclude={"reference_period", "seed_file"})
        values |= {"reference_start": first, "reference_end": last}
        report += _upsert(session, models.Source, {"id": record.id}, values)
    return report


def _indicators(session: Session, records: Sequence[IndicatorRecord]) -> Report:
    report = Report()
    position = _next_position(session, models.Indicator)
    for record in records:
        values = record.model_dump(exclude={"aliases", "additive"})
        values["additive"] = record.additive == "yes"
        key = {"code": record.code}
        written = _upsert(session, models.Indicator, key, values, position=position)
        position += 1
        session.flush()
        renamed = _aliases(session, models.IndicatorAlias, "indicator", record.code, record.aliases)
        report += Report(updated=1) if renamed and written.unchanged else written
    return report


def _aliases(
    session: Session, model: type[Base], owner: str, code: str, aliases: Iterable[str]
) -> bool:
    """Make the aliases of an entry exactly those given; whether that changed anything."""
    wanted: list[dict[str, Any]] = []
    for number, alias in enumerate(dict.fromkeys(clean(alias).lower() for alias in aliases)):
        row: dict[str, Any] = {"alias": alias, owner: code}
        if hasattr(model, "position"):
            row["position"] = number
        wanted.append(row)
    return _replace(session, model, {owner: code}, wanted).changed


def _observations(session: Session, records: Sequence[ObservationRecord]) -> Report:
    report = Report()
    for record in records:
        values = record.model_dump()
        values["period_label"] = record.period_label or period_label(record)
        values["locator"] = record.locator or ""
        values["simulated"] = False
        key = {
            field: values[field]
            for field in ("indicator", "unit", "period_start", "period_end", "source")
        }
        report += _upsert(session, models.Observation, key, values)
    return report


def period_label(record: ObservationRecord) -> str:
    """A label for a period that came without one."""
    first, last = record.period_start, record.period_end
    return f"từ {first.day}/{first.month}/{first.year} đến {last.day}/{last.month}/{last.year}"


def _targets(session: Session, records: Sequence[TargetRecord]) -> Report:
    """The targets of an (indicator, unit, level, year, source) are exactly those given.

    Two that disagree may stand side by side, so the value is no part of a key: a corrected target
    replaces the old one.
    """
    fields = ("indicator", "unit", "level", "year", "source")
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        values = record.model_dump()
        values["locator"] = record.locator or ""
        groups[tuple(values[field] for field in fields)].append(values)
    report = Report()
    for key, wanted in groups.items():
        report += _replace(
            session, models.Target, dict(zip(fields, key, strict=True)), wanted, without={"id"}
        )
    return report


def _tasks(session: Session, records: Sequence[TaskRecord]) -> Report:
    report = Report()
    for record in records:
        values = record.model_dump()
        values["locator"] = record.locator or ""
        key = {field: values[field] for field in ("code", "as_of", "source", "owner")}
        report += _upsert(session, models.Task, key, values)
    return report


_WRITERS: dict[str, Callable[[Session, Any], Report]] = {
    "units": _units,
    "unit_parts": _unit_parts,
    "unit_successors": _unit_successors,
    "sources": _sources,
    "indicators": _indicators,
    "observations": _observations,
    "targets": _targets,
    "tasks": _tasks,
}


def _next_position(session: Session, model: Any) -> int:
    last = session.scalar(select(func.max(model.position)))
    return 0 if last is None else last + 1


def _upsert(
    session: Session,
    model: Any,
    key: dict[str, Any],
    values: dict[str, Any],
    **only_new: Any,
) -> Report:
    """Insert or update the row with this key; `only_new` is set on insertion alone."""
    row = session.scalar(select(model).filter_by(**key))
    if row is None:
        session.add(model(**values, **only_new))
        return Report(inserted=1)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return Report(unchanged=1)
    for name, value in changed.items():
        setattr(row, name, value)
    return Report(updated=1)


def _replace(
    session: Session,
    model: Any,
    key: dict[str, Any],
    wanted: list[dict[str, Any]],
    without: frozenset[str] | set[str] = frozenset(),
) -> Report:
    """Make the rows with this key exactly those wanted; what is given twice is one row."""
    names = [name for name in model.__table__.columns.keys() if name not in without]  # noqa: SIM118
    existing = [
        {name: getattr(row, name) for name in names}
        for row in session.scalars(select(model).filter_by(**key))
    ]
    given = len(wanted)
    wanted = [row for number, row in enumerate(wanted) if row not in wanted[:number]]
    kept = [row for row in wanted if row in existing]
    if len(kept) == len(wanted) == len(existing):
        return Report(unchanged=given)
    session.execute(delete(model).filter_by(**key))
    session.flush()
    session.add_all(model(**row) for row in wanted)
    return Report(
        inserted=max(0, len(wanted) - len(existing)),
        updated=min(len(wanted), len(existing)) - len(kept),
        removed=max(0, len(existing) - len(wanted)),
        unchanged=len(kept),
    )
