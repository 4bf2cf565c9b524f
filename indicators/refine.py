"""A few words that make another indicator of the one talked about: "ý tôi là từ xa"."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue import Catalogue
from indicators.decide import Candidate
from indicators.topics import Topic
from retrieval.phrases import key_words
from vietnamese.normalise import fold
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# What people say around the words that matter.
_AROUND = frozenset(
    ["anh", "chi", "em", "hoi", "khong", "la", "minh", "muon", "noi", "phai", "toi", "tui", "y"]
)


def refined(
    text: str, indicator: str | None, topic: Topic, catalogue: Catalogue
) -> Candidate | None:
    """The indicator whose name is that of the one talked about with the new words in it.

    Args:
        text: the cleaned message.
        indicator: the one talked about.
        topic: what the message names: its units and periods are no part of a name.
        catalogue: units and indicators as they are now.

    Returns:
        None where there is none, or more than one.
    """
    if indicator is None:
        return None
    new = _new_words(text, topic)
    if not new:
        return None
    before = catalogue.indicators[indicator]
    found: set[str] = set()
    for name in (before.name, *before.aliases):
        words = key_words(name)
        if set(new) <= set(words):
            continue
        found |= {
            hit.key
            for hit in catalogue.phrases.search([*words, *new], limit=3)
            if hit.key != indicator
            and hit.outright
            and set(new) <= hit.explained
            and len(key_words(hit.phrase)) >= len(words)
        }
    return Candidate(found.pop(), 1.0) if len(found) == 1 else None


def _new_words(text: str, topic: Topic) -> Sequence[str]:
    """The key words of a text but those of units, periods and talk."""
    tokens = syllables(text)
    taken = {number for unit in topic.units for number in range(unit.start, unit.end)}
    words = [
        token.text
        for number, token in enumerate(tokens)
        if number not in taken and fold(token.text) not in _AROUND
    ]
    kept = [word for word in words if not is_function_word(word)]
    # "từ xa": a function word beside one that is none.
    return key_words(" ".join(words)) if kept else []
