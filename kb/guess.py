"""What the engine has learnt to expect of a message: which service, and which side of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.models import Facet

_BEYOND = ""
_Scored = Mapping[str, Any]


@dataclass(frozen=True)
class Guess:
    """The engine's guess; empty where there is none.

    Attributes:
        services: the likeliest entries and services not covered, by key, with shares of 1.
        facets: for each side how surely it is asked for: above 0 where it is.
        beyond: the share of what is no public service at all.
    """

    services: Mapping[str, float] = field(default_factory=dict)
    facets: Mapping[Facet, float] = field(default_factory=dict)
    beyond: float = 0.0

    @classmethod
    def of(cls, services: Iterable[_Scored], facets: Iterable[_Scored]) -> Guess:
        """A guess from the engine's lists of names and scores.

        Raises:
            ValueError: a facet that does not exist.
        """
        told = {str(one["name"]): float(one["score"]) for one in services}
        beyond = told.pop(_BEYOND, 0.0)
        sides = {Facet(one["name"]): float(one["score"]) for one in facets}
        return cls(told, sides, beyond)

    def facet(self, cued: Facet | None, trust: float, plain: float) -> Facet | None:
        """The side asked for.

        Args:
            cued: what the words say.
            trust: what that counts.
            plain: what it counts for the overview that they say nothing.
        """
        if not self.facets:
            return cued
        more = {cued: trust} if cued else {Facet.OVERVIEW: plain}
        best = max(self.facets, key=lambda facet: self.facets[facet] + more.get(facet, 0.0))
        return None if best is Facet.OVERVIEW else best


NO_GUESS = Guess()
