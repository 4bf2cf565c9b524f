"""Which units are ranked: those of one level below a place, never a whole among its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Catalogue


@dataclass(frozen=True)
class Level:
    """A kind of units that stand beside each other.

    Attributes:
        code: what the evidence calls `unit_kind`.
        kinds: the catalogue's kinds that belong to it.
        noun: how readers call its units.
        above: the kind of the unit right above them, None: any.
    """

    code: str
    kinds: frozenset[str]
    noun: str
    above: str | None = None


LEVELS: Mapping[str, Level] = {
    level.code: level
    for level in (
        Level("ward", frozenset({"ward", "commune"}), "phường, xã"),
        Level("department", frozenset({"department"}), "phòng, ban"),
        Level("district", frozenset({"district", "city"}), "huyện, thành phố"),
        Level("agency", frozenset({"agency"}), "sở, ngành", above="province"),
        Level("province", frozenset({"province"}), "tỉnh, thành phố"),
        Level("aggregate", frozenset(), "khối, cấp"),
    )
}
"""By code; where the words do not decide, an earlier one comes first."""
BLOCKS = LEVELS["aggregate"]
"""The parts of a whole that are no units of one kind: the committee and the wards together."""


def level_of(catalogue: Catalogue, unit: str) -> Level | None:
    """The level that a unit stands on, None for one that is never ranked."""
    return next((level for level in LEVELS.values() if _is_on(catalogue, unit, level)), None)


def members(catalogue: Catalogue, parent: str, level: Level) -> list[str]:
    """The units of a level below a place, in the catalogue's order."""
    if level is BLOCKS:
        return [
            part
            for part in catalogue.parts.get(parent, ())
            if level_of(catalogue, part) is None  # else they are units of a level of their own
        ]
    inside = _inside(catalogue, parent)
    return [
        code
        for code in catalogue.units
        if code != parent
        and (code in inside or catalogue.covers(parent, code))
        and _is_on(catalogue, code, level)
    ]


def is_leaf(catalogue: Catalogue, unit: str) -> bool:
    """Whether nothing lies below a unit."""
    return not catalogue.parts.get(unit) and not any(
        other.parent == unit for other in catalogue.units.values()
    )


def parent_for(catalogue: Catalogue, start: str, level: Level, *, named: bool) -> str:
    """The place over whose units is ranked.

    A named place stays what it is ("xã nào của Quảng Bình"), but a unit of the level itself, or
    one with nothing below it, stands among its neighbours: its parent is meant. What was only
    assumed or carried over gives way until there are units of the level.
    """
    parent = start
    while not members(catalogue, parent, level):
        unit = catalogue.units[parent]
        stays = named and not is_leaf(catalogue, parent) and unit.kind not in level.kinds
        if stays or unit.parent is None:
            return start if unit.parent is None else parent
        parent = unit.parent
    return parent


def _inside(catalogue: Catalogue, whole: str) -> set[str]:
    found: set[str] = set()
    for part in catalogue.parts.get(whole, ()):
        found |= {part, *_inside(catalogue, part)}
    return found


def _is_on(catalogue: Catalogue, unit: str, level: Level) -> bool:
    one = catalogue.units[unit]
    if one.kind not in level.kinds:
        return False
    if level.above is None:
        return True
    return one.parent is not None and catalogue.units[one.parent].kind == level.above
