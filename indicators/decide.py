"""Which indicator is meant: one, one of a few, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from indicators.catalogue import Catalogue
from retrieval.phrases import Hit, key_word
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

# Set on the development questions; see docs/decisions/indicator-search.md.
ACCEPT = 0.42
MARGIN = 0.08
WIDE_MARGIN = 0.12
SURE = 0.6
TIE = 0.02
EXPLAINED = 0.5
NAMED = 0.35
FEW_WORDS = 2
NAMED_BY_FEW = 0.6
MEASURE_BONUS = 0.15
MEASURE_DECIDES = 0.3
OPTIONS = 4
UNSURE_OPTIONS = 3

_PERCENT = ("phan tram", "ty le", "ti le", "tl")
_COUNTED = re.compile(r" (?:bao nhieu|may|bn|so luong|tong so|bnhieu) (\w+)")


@dataclass(frozen=True)
class Candidate:
    """An indicator that may be meant.

    Attributes:
        code: the indicator's code.
        score: how well it matches (0 to about 1).
        doubtful: whether it only shares words with the question: ask, never answer with it.
    """

    code: str
    score: float
    doubtful: bool = False


def merged(*results: tuple[list[Hit], float]) -> list[Hit]:
    """The best hit of each entry over several searches, each trusted as far as its factor says."""
    best: dict[str, Hit] = {}
    explained: dict[str, frozenset[str]] = defaultdict(frozenset)
    for hits, trust in results:
        for hit in hits:
            score = hit.score * trust
            explained[hit.key] |= hit.explained
            if hit.key not in best or score > best[hit.key].score:
                best[hit.key] = replace(hit, score=score)
    return _ranked(replace(hit, explained=explained[hit.key]) for hit in best.values())


def _ranked(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))


def preferring_named(hits: list[Hit], named: Collection[str]) -> list[Hit]:
    """The entries whose whole name stands in the text before all others."""
    if not hits or not named:
        return hits
    score = hits[0].score + MARGIN
    return _ranked(replace(hit, score=score) if hit.key in named else hit for hit in hits)


def preferring_measure(text: str, hits: list[Hit], catalogue: Catalogue) -> list[Hit]:
    """A question for a percentage prefers shares among what matches about as well; a count, counts.

    "bao nhiêu" in front of a word of the indicators asks for a count ("bao nhiêu văn bản"), at the
    end it asks for anything.
    """
    words = [fold(syllable.text) for syllable in syllables(text)]
    line = f" {' '.join(words)} "
    if "%" in text or any(f" {word} " in line for word in _PERCENT):
        wanted = True
    elif any(
        catalogue.phrases.knows(key_word(found.group(1))) for found in _COUNTED.finditer(line)
    ):
        wanted = False
    else:
        return hits
    most = hits[0].explained if hits else frozenset()
    return _ranked(
        replace(
            hit, score=hit.score + (MEASURE_DECIDES if most <= hit.explained else MEASURE_BONUS)
        )
        if hit.score >= ACCEPT and (catalogue.indicators[hit.key].measure == "%") is wanted
        else hit
        for hit in hits
    )


def decide(hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """One candidate when it stands out, several when they are about as good, else none.

    One that explains all the words another explains, and more, stands before it; one whose name
    stands in the text stands before those that explain no more.
    """
    if not hits or hits[0].score < ACCEPT:
        return ()
    margin = MARGIN if hits[0].score > SURE else WIDE_MARGIN
    close = [
        hit
        for hit in hits[:OPTIONS]
        if hits[0].score - hit.score < (WIDE_MARGIN if _as_bare(hit, hits[0]) else margin)
    ]
    close = [hit for hit in close if not any(hit.explained < other.explained for other in close)]
    best = close[0]
    doubtful = not best.outright and _is_doubtful(best)
    if doubtful:
        # Likely, but much of the question is left unexplained: ask, never guess a figure.
        close = list(hits[:UNSURE_OPTIONS])
    if best.outright:
        close = [hit for hit in close if hit is best or _rivals(hit, best)]
    return tuple(Candidate(hit.key, hit.score, doubtful) for hit in close)


def _as_bare(hit: Hit, best: Hit) -> bool:
    """Whether the text has the same words of two names, and of neither name all ("điểm cầu")."""
    return hit.explained == best.explained and not (hit.outright or best.outright)


def _is_doubtful(hit: Hit) -> bool:
    """Whether much of the question, or of the name, is left unexplained.

    One or two common words of a long name ("dân số", "ngân sách") do not name it.
    """
    few = len(hit.explained) <= FEW_WORDS
    return hit.coverage < EXPLAINED or hit.share < (NAMED_BY_FEW if few else NAMED)


def _rivals(hit: Hit, best: Hit) -> bool:
    """Whether a hit may be meant as well as the best, whose name stands in the text."""
    if not hit.explained <= best.explained:
        return True
    return hit.outright and best.score - hit.score < TIE
