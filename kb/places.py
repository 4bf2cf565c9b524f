"""The ward or commune a citizen names, and what it is called today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_FILE = Path(__file__).parent / "content" / "places.yml"
_WARD = {"p", "f", "phuong"}


@dataclass(frozen=True)
class Place:
    """A place named in a text.

    Attributes:
        name: as it was or is called officially.
        today: the ward or commune it belongs to since the merger; `name` itself where it is new.
        start: number of its first syllable.
        end: number behind its last syllable.
    """

    name: str
    today: str
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """The names of the wards and communes.

    Attributes:
        effective: the day of the merger.
        names: folded words of each way to name one, longest first, with the names then and now.
    """

    effective: date
    names: Sequence[tuple[tuple[str, ...], str, str]]

    def find(self, text: str) -> Place | None:
        """The first place that a text names."""
        words = [fold(syllable.text) for syllable in syllables(text)]
        for start in range(len(words)):
            for spelled, name, today in self.names:
                if tuple(words[start : start + len(spelled)]) == spelled:
                    return Place(name, today, start, start + len(spelled))
        return None


@cache
def load_places() -> Places:
    """The places of `content/places.yml`."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for group in raw["places"]:
        # The new ward first: today "phường Rạch Dừa" is the new one.
        for name in (group["today"], *group["before"]):
            for spelled in _spellings(name):
                names.setdefault(spelled, (name, group["today"]))
    ordered = sorted(names.items(), key=lambda item: -len(item[0]))
    return Places(raw["effective"], [(spelled, *both) for spelled, both in ordered])


def _spellings(name: str) -> list[tuple[str, ...]]:
    kind, *rest = (fold(syllable.text) for syllable in syllables(name))
    kinds = _WARD if kind in _WARD else {kind}
    spelled = [(kind, *rest) for kind in kinds]
    # A number or "Vũng Tàu" alone names no ward.
    if not rest[0].isdigit() and rest != ["vung", "tau"]:
        spelled.append(tuple(rest))
    return spelled
