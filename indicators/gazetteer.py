"""Places of Vietnam that are not in the catalogue: what tells "Đà Nẵng" from a word.

`places.csv` lists the provinces and cities, and the districts and communes of Bà Rịa - Vũng Tàu,
by the names of the General Statistics Office before 2025-07-01, and the usual provincial
departments.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_ABOVE_COMMUNE = {"tỉnh", "thành phố", "thị xã", "huyện", "sở"}


@dataclass(frozen=True)
class Place:
    """A place by kind and name.

    Attributes:
        kind: "tỉnh", "thành phố", "huyện", "phường"…
        name: without the kind.
        alone: whether the bare name is enough to mean the place, without its kind before it.
    """

    kind: str
    name: str
    alone: bool


@lru_cache
def load_places() -> tuple[Place, ...]:
    """All places of the gazetteer."""
    with resources.files("indicators").joinpath("places.csv").open(encoding="utf-8") as file:
        return tuple(
            Place(row["kind"], row["name"], row["kind"] in _ABOVE_COMMUNE and row["kind"] != "sở")
            for row in csv.DictReader(file)
        )
