"""From text and context to one typed question on public services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from kb.base import KnowledgeBase, meant_words
from kb.facets import cue_line, facet_cue, without_cues
from kb.models import Facet, Procedure
from kb.places import Place, load_places
from retrieval.fused import Found
from vietnamese.normalise import fold
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# Set on the development questions; see docs/decisions/procedure-search.md.
ACCEPT = 0.27
CLARIFY = 0.17
MARGIN = 0.03
OPTIONS = 4
# Where a procedure is as near as a frequent question, the procedure answers.
_FAQ_TRUST = 0.9


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
        carried: whether the entry is that of the dialogue so far.
    """

    text: str
    found: tuple[Found, ...]
    facet: Facet
    facet_named: bool
    place: Place | None
    carried: bool = False

    @property
    def score(self) -> float:
        """How well the best entry fits: 0 to about 1."""
        return self.found[0].score if self.found else 0.0

    @property
    def decided(self) -> bool:
        """Whether one entry stands out."""
        return self.score >= ACCEPT and not self.rivals

    @property
    def rivals(self) -> tuple[Found, ...]:
        """The entries about as good as the best."""
        return tuple(f for f in self.found[1:OPTIONS] if self.score - f.score < MARGIN)


def interpret(
    text: str, context: KnowledgeContext | None, base: KnowledgeBase
) -> KnowledgeQuestion:
    """The question on public services that a cleaned message asks."""
    place = load_places().find(text)
    spoken = [fold(syllable.text) for syllable in syllables(text)]
    if place is not None:
        spoken = spoken[: place.start] + spoken[place.end :]
    found = _search(spoken, base)
    names = base.name_words(found[0].key) if found and found[0].score >= CLARIFY else ()
    facet = facet_cue(cue_line(text), names)
    question = KnowledgeQuestion(
        text,
        found,
        facet or Facet.OVERVIEW,
        facet is not None,
        place,
    )
    if context is None or not context.key or context.key not in base.entries:
        return question
    if question.score < ACCEPT and _goes_on(text, spoken, facet, place):
        carried = Found(context.key, 1.0, 0)
        kept = facet or (context.facet if place is not None else Facet.OVERVIEW)
        return replace(question, found=(carried,), facet=kept, carried=True)
    return question


def _search(spoken: Sequence[str], base: KnowledgeBase) -> tuple[Found, ...]:
    """The entries that the whole text finds, or the text without the cues of facets."""
    best: dict[str, Found] = {}
    for words in (spoken, _bare(spoken)):
        for found in base.index.search(meant_words(words)):
            is_faq = not isinstance(base.entries[found.key], Procedure)
            score = found.score * (_FAQ_TRUST if is_faq else 1.0)
            if found.key not in best or score > best[found.key].score:
                best[found.key] = replace(found, score=score)
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.key)))


def _bare(spoken: Sequence[str]) -> list[str]:
    """Folded words without cues of facets."""
    return without_cues(" ".join(spoken)).split()


def _core(text: str, spoken: Sequence[str]) -> list[str]:
    """The words of a text without cues of facets and without those that carry no topic."""
    empty = {fold(s.text) for s in syllables(text) if is_function_word(s.text)}
    return [word for word in _bare(spoken) if word not in empty]


def _goes_on(text: str, spoken: list[str], facet: Facet | None, place: Place | None) -> bool:
    """Whether a message names nothing but a facet or a place: it goes on with the dialogue."""
    if facet is None and place is None:
        return False
    return not _core(text, spoken)
