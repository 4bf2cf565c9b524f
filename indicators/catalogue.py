"""A read-only picture of the catalogue: units, indicators, their names, their sources.

Answers are made from one picture; a change in the database counts up `catalogue_version`, and the
next question gets a new picture: what was imported answers at once.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from indicators import models
from indicators.gazetteer import load_places
from indicators.units import UnitLexicon
from retrieval.phrases import PhraseIndex
from vietnamese.homophones import Vocabulary


@dataclass(frozen=True)
class Unit:
    """A unit of the catalogue (see `models.Unit`)."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str | None


@dataclass(frozen=True)
class Indicator:
    """An indicator of the catalogue (see `models.Indicator`)."""

    code: str
    name: str
    group: str
    measure: str
    direction: str
    additive: bool
    numerator: str | None
    denominator: str | None
    aliases: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name a reader sees: the official one, or its first alias where that is long."""
        if len(self.name) <= 80 or not self.aliases:
            return self.name
        alias = max(self.aliases[:4], key=len)
        return alias[:1].upper() + alias[1:]


@dataclass(frozen=True)
class Catalogue:
    """Units, indicators and their groups with the means to find them in a text."""

    version: int
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    parts: Mapping[str, tuple[str, ...]]
    lexicon: UnitLexicon = field(repr=False)
    phrases: PhraseIndex = field(repr=False)
    groups: PhraseIndex = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)

    @property
    def group_names(self) -> list[str]:
        """The names of the indicators' groups."""
        return list(dict.fromkeys(one.group for one in self.indicators.values()))

    def has(self, indicator: str | None, unit: str) -> bool:
        """Whether the codes are (still) in the catalogue."""
        return (indicator is None or indicator in self.indicators) and unit in self.units

    def ancestors(self, unit: str) -> list[str]:
        """The codes above a unit, nearest first."""
        above: list[str] = []
        parent = self.units[unit].parent
        while parent is not None:
            above.append(parent)
            parent = self.units[parent].parent
        return above

    def covers(self, scope: str, unit: str) -> bool:
        """Whether `unit` is `scope` or lies below it."""
        return scope == unit or scope in self.ancestors(unit)


class CatalogueReader:
    """Keeps the newest picture of the catalogue."""

    def __init__(self) -> None:
        self._current: Catalogue | None = None
        self._lock = threading.Lock()

    def read(self, session: Session) -> Catalogue:
        """The catalogue as the database has it now."""
        version = session.scalar(select(models.CatalogueVersion.version)) or 0
        with self._lock:
            if self._current is None or self._current.version != version:
                self._current = load_catalogue(session, version)
            return self._current


def load_catalogue(session: Session, version: int) -> Catalogue:
    """Read the whole catalogue from the database."""
    unit_aliases: dict[str, list[str]] = defaultdict(list)
    for unit_alias in session.scalars(select(models.UnitAlias)):
        unit_aliases[unit_alias.unit].append(unit_alias.alias)
    units = {
        row.code: Unit(row.code, row.name, row.short_name, row.kind, row.parent)
        for row in session.scalars(select(models.Unit).order_by(models.Unit.position))
    }
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias in session.scalars(
        select(models.IndicatorAlias).order_by(models.IndicatorAlias.position)
    ):
        aliases[alias.indicator].append(alias.alias)
    indicators = {
        row.code: Indicator(
            row.code,
            row.name,
            row.group,
            row.measure,
            row.direction,
            row.additive,
            row.numerator,
            row.denominator,
            tuple(aliases[row.code]),
        )
        for row in session.scalars(select(models.Indicator).order_by(models.Indicator.position))
    }
    parts: dict[str, list[str]] = defaultdict(list)
    for part in session.scalars(select(models.UnitPart).order_by(models.UnitPart.position)):
        parts[part.whole].append(part.part)
    phrases = PhraseIndex(
        (one.code, phrase) for one in indicators.values() for phrase in (one.name, *one.aliases)
    )
    names = {
        code: (unit.name, unit.short_name, *unit_aliases[code]) for code, unit in units.items()
    }
    return Catalogue(
        version=version,
        units=units,
        indicators=indicators,
        parts={whole: tuple(members) for whole, members in parts.items()},
        lexicon=UnitLexicon(
            names,
            parents={code: unit.parent for code, unit in units.items()},
            levels=[unit.code for unit in units.values() if unit.kind == "aggregate"],
            places=load_places(),
            is_indicator_word=phrases.knows,
        ),
        phrases=phrases,
        groups=PhraseIndex((one.group, one.group) for one in indicators.values()),
        vocabulary=Vocabulary.of(
            (
                *(name for each in names.values() for name in each),
                *(name for one in indicators.values() for name in (one.name, *one.aliases)),
            )
        ),
    )
