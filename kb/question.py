"""One typed question on public services, and when it is sure enough to be answered."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kb.models import Facet
from kb.not_covered import is_not_covered
from kb.places import Place
from retrieval.fused import Found

# Set on the development questions; see docs/decisions/procedure-search.md.
# What the engine's certainty is worth against the search's score.
LEARNT = 2.0
ACCEPT = 0.18
CLARIFY = 0.13
MARGIN = 0.01
OPTIONS = 4
# What a score is worth of which nothing that tells the topic is explained.
_UNEXPLAINED = 0.5
# What overrules the engine where it took a message for something else.
CERTAIN = 0.5
WHOLLY_EXPLAINED = 0.8


class KnowledgeContext(BaseModel):
    """What the dialogue is about, kept from one turn to the next.

    Attributes:
        key: the procedure or frequent question answered last.
        facet: which side of it.
        place: the ward or commune named, as it is called today.
        options: the keys a question back has offered.
    """

    model_config = ConfigDict(frozen=True)

    key: str = ""
    facet: Facet = Facet.OVERVIEW
    place: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnowledgeQuestion:
    """One question, typed.

    Attributes:
        text: as cleaned.
        found: the entries that may be meant, best first.
        facet: what is asked of a procedure.
        facet_named: whether the words tell the facet.
        place: a ward or commune named.
        explained: how much of what tells the topic the best entry has: 0 to 1.
        carried: whether the entry is that of the dialogue so far.
        options: the procedures that share the name that was said.
        is_named: whether the best entry's official name is said in full.
        expected: the share that the engine gives the best entry: 0 to 1.
        ungrounded: whether no word that tells the topic is said and the engine expects otherwise.
    """

    text: str
    found: tuple[Found, ...]
    facet: Facet
    facet_named: bool
    place: Place | None
    explained: float = 1.0
    carried: bool = False
    options: tuple[str, ...] = ()
    is_named: bool = False
    expected: float = 0.0
    ungrounded: bool = False

    @property
    def score(self) -> float:
        """How well the best entry fits, what it leaves unexplained counted: 0 to about 3."""
        if not self.found:
            return 0.0
        own = self.found[0].score - LEARNT * self.expected
        return own * (_UNEXPLAINED + (1 - _UNEXPLAINED) * self.explained) + LEARNT * self.expected

    @property
    def not_covered(self) -> bool:
        """Whether what fits best is a service that the base does not cover."""
        return not self.found or is_not_covered(self.found[0].key)

    @property
    def decided(self) -> bool:
        """Whether one entry stands out."""
        sure = self.score >= ACCEPT and not self.not_covered and not self.ungrounded
        return sure and (self.is_named or not self.rivals) and not self.options

    @property
    def asks_back(self) -> bool:
        """Whether the best entries are near enough to ask which is meant."""
        # Of what is barely near, a word that tells the topic must be in it.
        near = self.score >= (CLARIFY if self.explained else ACCEPT)
        return near and not self.not_covered

    @property
    def certain(self) -> bool:
        """Whether the entry, or the service not covered, is meant whatever else might be."""
        stands_out = self.decided or (self.not_covered and bool(self.found))
        return self.carried or (
            stands_out and self.score >= CERTAIN and self.explained >= WHOLLY_EXPLAINED
        )

    @property
    def rivals(self) -> tuple[Found, ...]:
        """The entries about as good as the best."""
        best = self.found[0].score if self.found else 0.0
        return tuple(f for f in self.found[1:OPTIONS] if best - f.score < MARGIN)
