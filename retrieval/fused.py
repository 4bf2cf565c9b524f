"""Search over many entries with many phrases each: syllables and characters, fused.

Two BM25 indexes over folded text see every phrase: one over syllables and pairs of neighbours, one
over character n-grams, which forgives slips and joined words. An entry is as good as its best
phrase, and better when all its phrases together have the query's words (a third index), or when
one of them stands in the query as it is. Scores are divided by the best score that any phrase could
have for the query, unknown words included, so that a score means the same for a short question and
for a long one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import bm25s
import numpy as np
from numpy.typing import NDArray

# Set on the development questions; see docs/decisions/procedure-search.md.
_SYLLABLE_SHARE = 0.6
_GRAMS = (3, 4)
_K1 = 1.2
_B_SYLLABLES = 0.4
_B_CHARACTERS = 0.6
# A word that no phrase has still counts against an entry, though less than a known one.
_STRANGE = 0.6
# N-grams that stand in a larger share of the phrases tell nothing and cost time.
_COMMON = 0.2
# How much of a phrase the query says counts too: "cứu với" is not "tra cứu hồ sơ".
_PHRASE_SHARE = 0.35
_ENTRY_SHARE = 1.0
_CONTAINED_SHARE = 0.25
_B_ENTRIES = 0.75
# The sum of the shares of a phrase that is asked for as it is.
_MOST = 1.0 + 0.6 * _ENTRY_SHARE + _CONTAINED_SHARE
_COMMON_WEIGHT = 0.3
_RERANKED = 24
_PHRASES_EACH = 4


@dataclass(frozen=True)
class Found:
    """An entry found.

    Attributes:
        key: the entry's key.
        score: 0 (nothing shared) to about 2 (a short phrase of the entry as it is).
        phrase: number of the phrase that matched best, in the order given to the index.
    """

    key: str
    score: float
    phrase: int


class FusedIndex:
    """An index over (key, words of a phrase); immutable, safe to share between threads."""

    def __init__(self, phrases: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Index the phrases, given as folded words; a key may have many."""
        entries = list(phrases)
        self._keys = list(dict.fromkeys(key for key, _ in entries))
        numbers = {key: number for number, key in enumerate(self._keys)}
        self._owner = np.array([numbers[key] for key, _ in entries], dtype=np.int64)
        self._mine: list[list[int]] = [[] for _ in self._keys]
        for number, (key, _) in enumerate(entries):
            self._mine[numbers[key]].append(number)
        self._words = [tuple(words) for _, words in entries]
        self._syllables = _Index([list(_syllables(one)) for one in self._words], _B_SYLLABLES)
        self._characters = _Index([list(_characters(one)) for one in self._words], _B_CHARACTERS)
        self._together = _Index(
            [
                [token for number in mine for token in _syllables(self._words[number])]
                for mine in self._mine
            ],
            _B_ENTRIES,
        )
        self._vocabulary = {
            key: frozenset(word for one in self._mine[number] for word in self._words[one])
            for key, number in numbers.items()
        }
        self._whole: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, one in enumerate(self._words):
            self._whole[one].add(int(self._owner[number]))
        self._longest = max(map(len, self._whole), default=0)

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, words: Sequence[str], limit: int = 8) -> list[Found]:
        """The entries nearest to a query of folded words, best first."""
        if not self._keys or not words:
            return []
        syllables = list(_syllables(words))
        scores = _SYLLABLE_SHARE * self._syllables.scores(syllables)
        scores += (1 - _SYLLABLE_SHARE) * self._characters.scores(list(_characters(words)))
        together = self._together.scores(syllables)
        best = np.zeros(len(self._keys), dtype=scores.dtype)
        np.maximum.at(best, self._owner, scores)
        nearest = np.argsort(-(best + together), kind="stable")[: max(limit, _RERANKED)]
        said, contained = frozenset(words), self._contained(words)
        found = []
        for number in map(int, nearest):
            one = self._best_phrase(number, scores, said)
            more = _ENTRY_SHARE * float(together[number])
            more += _CONTAINED_SHARE * contained.get(number, 0.0)
            found.append(replace(one, score=(one.score + more) / _MOST))
        found.sort(key=lambda one: (-one.score, one.key))
        return [one for one in found[:limit] if one.score > 0]

    def _contained(self, words: Sequence[str]) -> dict[int, float]:
        """How much of the query the longest phrase of each entry is that stands in it as it is."""
        total = self._syllables.weight(set(words)) or 1.0
        most: dict[int, float] = {}
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + self._longest) + 1):
                for number in self._whole.get(tuple(words[start:end]), ()):
                    share = self._syllables.weight(set(words[start:end])) / total
                    most[number] = max(share, most.get(number, 0.0))
        return most

    def _best_phrase(self, number: int, scores: NDArray[np.float32], said: frozenset[str]) -> Found:
        """An entry by the phrase of it that is said best and most wholly."""
        likeliest = sorted(self._mine[number], key=lambda phrase: -scores[phrase])[:_PHRASES_EACH]
        score, phrase = max((self._weighed(one, scores, said), -one) for one in likeliest)
        return Found(self._keys[number], score, -phrase)

    def _weighed(self, phrase: int, scores: NDArray[np.float32], said: frozenset[str]) -> float:
        share = self._syllables.share(self._words[phrase], said)
        return float(scores[phrase]) * (1 - _PHRASE_SHARE + _PHRASE_SHARE * share)

    def explained(self, key: str, words: Sequence[str]) -> float:
        """How much of the weight of some words an entry has in any of its phrases: 0 to 1."""
        said = set(words)
        total = self._syllables.weight(said)
        return self._syllables.weight(said & self._vocabulary[key]) / total if total else 1.0

    def knows(self, word: str) -> bool:
        """Whether any phrase has this folded word."""
        return self._syllables.knows(word)


class _Index:
    """One BM25 index whose scores are shares of the best possible one."""

    def __init__(self, texts: Sequence[Sequence[str]], b: float) -> None:
        frequency = Counter(token for text in texts for token in set(text))
        most = max(1.0, _COMMON * len(texts)) if len(texts) > 1 / _COMMON else len(texts)
        self._weight = {
            token: _idf(number, len(texts)) for token, number in frequency.items() if number <= most
        }
        self._common = frequency.keys() - self._weight.keys()
        self._strange = _STRANGE * _idf(1, len(texts))
        self._size = len(texts)
        self._index = bm25s.BM25(method="lucene", k1=_K1, b=b)
        kept = [[token for token in text if token in self._weight] or [""] for text in texts]
        if kept:
            self._index.index(kept, show_progress=False)

    def knows(self, token: str) -> bool:
        return token in self._weight or token in self._common

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        told = [token for token in dict.fromkeys(tokens) if token not in self._common]
        known = [token for token in told if token in self._weight]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        # A token's best score is its weight: the term frequency's part of BM25 stays below 1.
        most = sum(self._weight.get(token, self._strange) for token in told)
        scores: NDArray[np.float32] = self._index.get_scores(known)
        return scores * np.float32((1 + _K1) / most)

    def share(self, words: Sequence[str], said: frozenset[str]) -> float:
        """How much of the weight of some words is said."""
        return self.weight(said.intersection(words)) / (self.weight(set(words)) or 1.0)

    def weight(self, tokens: Collection[str]) -> float:
        """What some tokens weigh together."""
        return sum(
            _COMMON_WEIGHT if token in self._common else self._weight.get(token, self._strange)
            for token in tokens
        )


def _idf(number: int, total: int) -> float:
    return math.log(1 + (total - number + 0.5) / (number + 0.5))


def _syllables(words: Sequence[str]) -> Iterable[str]:
    yield from words
    for left, right in pairwise(words):
        yield f"{left} {right}"


def _characters(words: Sequence[str]) -> Iterable[str]:
    joined = f"_{'_'.join(words)}_"
    for size in _GRAMS:
        for start in range(len(joined) - size + 1):
            yield joined[start : start + size]
