"""Search over short phrases: the names and aliases of a catalogue.

Two views are mixed. Likeness: how alike the query and one phrase are, by folded syllables (single
and in pairs) and folded characters. Coverage: how much of the query's weight the entry's words, of
all its phrases together, explain; people mix the words of several names. Words of the query that
no phrase knows lower both, so that a question about something outside the catalogue scores low.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from vietnamese.abbreviations import expand
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

# Set on the development questions; see docs/decisions/indicator-search.md.
_COVERAGE_SHARE = 0.4
_OUTRIGHT_BONUS = 0.15
_PHRASE_SHARE = 0.15
_CONTAINED_BONUS = 0.1
_STRANGE_WEIGHT = 0.5
_CHARACTER_SHARE = 0.3
_REPAIRED = 0.7
_REPAIR_MIN_LENGTH = 4
_GRAM = 4
_ENOUGH_WORDS = 3
_RERANKED = 24

# Never compared: question words, and words so common in names that they tell nothing.
_LEFT_OUT_WORDS = "bao nhieu nhiu may co la cua duoc cac nhung voi dang nay"
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
# Connecting words, or words that read like them without diacritics: they weigh little.
_LIGHT_WORDS = """
    bang con da de do khi lam len moi nhu phai qua ra sao tai the thoi toi tren trong va vao ve
    viec xin
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_LIGHT_SHARE = 0.3
# Whether a share or a count is meant is decided by the question, not by these words.
_MEASURE = frozenset(["so", "ti", "le", "luong", "tong"])


def key_word(word: str) -> str:
    """A folded word in the spelling that all words are compared in: "tỷ" as "tỉ"."""
    return word.replace("y", "i")


def key_words(text: str) -> list[str]:
    """The words a text is compared by: folded, abbreviations written out, no question words."""
    return comparable([fold(syllable.text) for syllable in syllables(text)])


def comparable(words: Sequence[str]) -> list[str]:
    """Folded words as they are compared (see `key_words`)."""
    return [key_word(word) for word in expand(words) if _tells(word)]


def _tells(word: str) -> bool:
    return word not in _LEFT_OUT and (len(word) > 1 or word.isdigit())


@dataclass(frozen=True)
class Hit:
    """One entry found.

    Attributes:
        key: the entry's code.
        score: 0 (nothing shared) to about 1 (the phrase itself).
        phrase: the name or alias that matched best.
        explained: the words of the query that the entry's phrases have, without those that
            only say share or count or only connect.
        outright: whether all words of one of its phrases are in the query.
        coverage: how much of the query's weight the explained words have (0 to 1).
        share: how much of the phrase's weight the query's words have (0 to 1).
    """

    key: str
    score: float
    phrase: str
    explained: frozenset[str] = frozenset()
    outright: bool = False
    coverage: float = 0.0
    share: float = 0.0


class PhraseIndex:
    """An index over (key, phrase) pairs; immutable, safe to share between threads."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """Index the phrases; a key may have many."""
        self._entries = [(key, phrase, key_words(phrase)) for key, phrase in phrases]
        frequency: Counter[str] = Counter()
        by_key: dict[str, set[str]] = defaultdict(set)
        for key, _, words in self._entries:
            by_key[key].update(_features(words))
        for features in by_key.values():
            frequency.update(features)
        total = max(1, len(by_key))
        self._weight = {
            feature: math.log(1 + total / number) * (_LIGHT_SHARE if feature in _LIGHT else 1.0)
            for feature, number in frequency.items()
        }
        self._unknown = math.log(1 + total)
        self._whole: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._spelled: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, phrase, words in self._entries:
            self._whole[tuple(words)].add(key)
            folded = [fold(syllable.text) for syllable in syllables(phrase)]
            self._spelled[tuple(map(key_word, expand(folded)))].add(key)
        self._needed: list[int] = []
        self._needing: dict[str, list[int]] = defaultdict(list)
        for number, (_, _, words) in enumerate(self._entries):
            needed = {word for word in words if word not in _LIGHT and word not in _MEASURE}
            if len(needed) < _ENOUGH_WORDS:
                needed = set(words) - _MEASURE
            self._needed.append(len(needed))
            for word in needed:
                self._needing[word].append(number)
        self._longest = max((len(words) for words in self._spelled), default=0)
        self._bags = {key: _words_only(features) for key, features in by_key.items()}
        self._known = _words_only(frequency)
        self._repairable = sorted(word for word in self._known if len(word) >= _REPAIR_MIN_LENGTH)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, _, words) in enumerate(self._entries):
            for feature, value in self._vector(Counter(_features(words))).items():
                self._postings[feature].append((number, value))

    def knows(self, word: str) -> bool:
        """Whether any phrase has this key word."""
        return word in self._known

    def knows_pair(self, first: str, second: str) -> bool:
        """Whether any phrase has these key words side by side."""
        return f"{first} {second}" in self._weight

    def longest_phrase(self, words: Sequence[str], shortest: int) -> tuple[range, frozenset[str]]:
        """Where the longest phrase stands in some expanded words, and whose it is.

        Args:
            words: folded, with abbreviations written out.
            shortest: how many words a phrase has at least.
        """
        spelled = [key_word(word) for word in words]
        for size in range(min(self._longest, len(words)), shortest - 1, -1):
            for start in range(len(words) - size + 1):
                keys = self._spelled.get(tuple(spelled[start : start + size]))
                if keys:
                    return range(start, start + size), frozenset(keys)
        return range(0), frozenset()

    def search(self, words: Sequence[str], limit: int = 8) -> list[Hit]:
        """The entries nearest to the query's key words, best first."""
        vector = self._query(words)
        scores: dict[int, float] = defaultdict(float)
        for feature, value in vector.items():
            for number, other in self._postings.get(feature, ()):
                scores[number] += value * other
        best: dict[str, tuple[float, int]] = {}
        for number, likeness in scores.items():
            key = self._entries[number][0]
            if likeness > best.get(key, (0.0, 0))[0]:
                best[key] = (likeness, number)
        nearest = sorted(best.items(), key=lambda item: -item[1][0])[:_RERANKED]
        known = [self._repair(word)[0] for word in words]
        total = sum(map(self._word_weight, set(known))) or 1.0
        contained, outright = self._contained(known), self._outright(set(known))
        hits = []
        for key, (likeness, number) in nearest:
            explained = self._bags[key].intersection(known)
            coverage = sum(map(self._word_weight, explained)) / total
            share = self._share_in(number, known)
            score = (
                (1 - _COVERAGE_SHARE - _PHRASE_SHARE) * likeness
                + _COVERAGE_SHARE * coverage
                + _PHRASE_SHARE * share
                + _CONTAINED_BONUS * contained.get(key, 0.0) / total
                + _OUTRIGHT_BONUS * outright.get(key, 0.0) / total
            )
            phrase, told = self._entries[number][1], explained - _MEASURE - _LIGHT
            hits.append(Hit(key, score, phrase, told, key in outright, coverage, share))
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def _contained(self, words: Sequence[str]) -> dict[str, float]:
        """The weight of the heaviest phrase of each entry that stands in the query as it is."""
        heaviest: dict[str, float] = {}
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + self._longest) + 1):
                for key in self._whole.get(tuple(words[start:end]), ()):
                    weight = sum(map(self._word_weight, set(words[start:end])))
                    heaviest[key] = max(weight, heaviest.get(key, 0.0))
        return heaviest

    def _outright(self, words: set[str]) -> dict[str, float]:
        """The weight of the heaviest phrase of each entry whose words are all in the query.

        Words of little weight, and those that only say share or count, may be missing.
        """
        present = Counter(number for word in words for number in self._needing.get(word, ()))
        heaviest: dict[str, float] = {}
        for number, count in present.items():
            if count == self._needed[number]:
                key, _, phrase = self._entries[number]
                weight = sum(map(self._word_weight, words.intersection(phrase)))
                heaviest[key] = max(weight, heaviest.get(key, 0.0))
        return heaviest

    def _share_in(self, number: int, words: Sequence[str]) -> float:
        """How much of a phrase's weight the query's words have."""
        weights = {word: self._word_weight(word) for word in self._entries[number][2]}
        return sum(weights[word] for word in weights.keys() & words) / (sum(weights.values()) or 1)

    def _word_weight(self, word: str) -> float:
        return self._weight.get(word, self._unknown * _STRANGE_WEIGHT)

    def _query(self, words: Sequence[str]) -> dict[str, float]:
        repaired = [self._repair(word) for word in words]
        counts: Counter[str] = Counter(_features([word for word, _ in repaired]))
        vector = self._vector(counts)
        for (word, trust), original in zip(repaired, words, strict=True):
            if trust < 1 and word != original:
                vector[word] = vector.get(word, 0.0) * trust
        return vector

    def _repair(self, word: str) -> tuple[str, float]:
        """An unknown word as the one known word a single slip away, where there is one."""
        if word in self._known or len(word) < _REPAIR_MIN_LENGTH or word.isdigit():
            return word, 1.0
        near = process.extract(
            word, self._repairable, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=2
        )
        return (near[0][0], _REPAIRED) if len(near) == 1 else (word, 1.0)

    def _vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        words: dict[str, float] = {}
        characters: dict[str, float] = {}
        for feature in counts:
            weight = self._weight.get(feature, self._unknown)
            if "#" in feature:
                characters[feature] = weight
            else:
                words[feature] = weight
        return {
            **_scaled(words, math.sqrt(1 - _CHARACTER_SHARE)),
            **_scaled(characters, math.sqrt(_CHARACTER_SHARE)),
        }


def _words_only(features: Iterable[str]) -> frozenset[str]:
    return frozenset(f for f in features if " " not in f and "#" not in f)


def _scaled(vector: dict[str, float], length: float) -> dict[str, float]:
    norm = math.sqrt(sum(value * value for value in vector.values()))
    return {feature: value / norm * length for feature, value in vector.items()} if norm else {}


def _features(words: Sequence[str]) -> Iterable[str]:
    """Words, pairs of neighbours and character grams (marked with #)."""
    yield from words
    for left, right in pairwise(words):
        yield f"{left} {right}"
    joined = f"#{'_'.join(words)}#"
    for start in range(len(joined) - _GRAM + 1):
        gram = joined[start : start + _GRAM]
        yield gram if "#" in gram else f"#{gram}"
