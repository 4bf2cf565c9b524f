"""Words that sound alike to many speakers, and to the recognisers that listen to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from vietnamese.normalise import fold, is_accented
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# The beginnings that many speakers do not tell apart.
_ALIKE = (("ch", "tr"), ("gi", "d", "v"), ("s", "x"))
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Vocabulary:
    """The words of some texts.

    Attributes:
        words: as written, in small letters.
        pairs: neighbours, folded.
    """

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of some NFC texts."""
        words: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for text in texts:
            written = [syllable.text.lower() for syllable in syllables(text)]
            words.update(written)
            pairs.update(pairwise(map(fold, written)))
        return cls(frozenset(words), frozenset(pairs))

    def heard(self, text: str) -> str:
        """A text in which words that are none here are those that sound alike and are some.

        A word is another only where it is unknown, with its neighbours too, and exactly one word
        that begins alike to the ear is known beside one of them: "chực tuyến" is "trực tuyến".
        Without diacritics too many words are alike: such a text stays.
        """
        if not is_accented(text):
            return text
        tokens = syllables(text)
        folded = ["", *(fold(token.text) for token in tokens), ""]
        kept, end = [], 0
        for token, (before, after) in zip(
            tokens, zip(folded, folded[2:], strict=False), strict=True
        ):
            if token.text.lower() in self.words or is_function_word(token.text):
                continue
            if self._has(before, fold(token.text), after):
                continue
            meant = {one for one in _alike(token.text) if self._has(before, fold(one), after)}
            if len(meant) == 1:
                kept += [text[end : token.start], *meant]
                end = token.end
        return "".join((*kept, text[end:]))

    def _has(self, before: str, word: str, after: str) -> bool:
        return (before, word) in self.pairs or (word, after) in self.pairs


def _alike(word: str) -> Iterator[str]:
    """The words that begin alike to the ear; the rest of the word stays as it is written."""
    lowered = word.lower()
    for family in _ALIKE:
        for onset in family:
            rest = lowered[len(onset) :]
            if lowered.startswith(onset) and rest and fold(rest[0]) in _VOWELS:
                yield from (other + rest for other in family if other != onset)
                return
