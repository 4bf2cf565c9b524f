"""What a text is about: the indicator, the units and the periods it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.catalogue import Catalogue
from indicators.content import (
    SpokenName,
    content_of,
    names_something,
    spoken_name,
    stretches,
    words_of,
)
from indicators.decide import (
    ACCEPT,
    Candidate,
    decide,
    merged,
    preferring_measure,
    preferring_named,
)
from indicators.periods import Period, PeriodMention, find_periods
from indicators.units import UnitMention, UnknownMention
from retrieval.phrases import Hit, comparable, key_words
from vietnamese.normalise import fold
from vietnamese.syllables import Syllable, syllables

# How far a search is trusted that saw only a part of the text.
SPAN_TRUST = 0.6
STRETCH_TRUST = 0.9
MIN_WORDS = 3


@dataclass(frozen=True)
class Topic:
    """What a text names.

    Attributes:
        candidates: the indicators that match well enough, best first; one when decided.
        units: units named, without those that are part of an indicator's name.
        unknown: a place or body the catalogue lacks.
        periods: all periods named, in order.
        named: whether anything is named that could be an indicator.
        name: the numbers of the syllables of an indicator's name that stands there as it is.
        only_unit_or_period: nothing is named but units and periods.
    """

    candidates: tuple[Candidate, ...]
    units: tuple[UnitMention, ...]
    unknown: str | None
    periods: tuple[Period, ...]
    named: bool
    name: range
    only_unit_or_period: bool

    @property
    def period(self) -> Period | None:
        """The period named, the last where there are several."""
        return self.periods[-1] if self.periods else None


def find_topic(text: str, spans: Sequence[str], catalogue: Catalogue, today: date) -> Topic:
    """What a cleaned text is about.

    Args:
        text: the cleaned message.
        spans: the stretches of it that the engine took for an indicator's name.
        catalogue: units and indicators as they are now.
        today: what relative periods are counted from.
    """
    tokens = syllables(text)
    everything = set(range(len(tokens)))
    content = content_of(tokens, catalogue.phrases)
    name = spoken_name(tokens, catalogue.phrases)
    seen = _look_around(text, name.syllables, catalogue, today)
    beside = everything - seen.in_place - seen.in_period - set(name.syllables)
    if name.codes and names_something(tokens, _only(content, beside), catalogue.phrases):
        # More is said than this name: it may be a part of what is meant.
        name = SpokenName()
        seen = _look_around(text, name.syllables, catalogue, today)
    mentions, unknown, periods = seen.units, seen.unknown, seen.periods
    rest = _only(content, everything - seen.in_place - seen.in_period)
    placed = _named_with_place(
        catalogue.phrases.search(words_of(content, everything - seen.in_period)), mentions, tokens
    )
    parts = [words_of(rest, part) for part in stretches(text, tokens)]
    hits = _hits(rest, placed, [*parts, name.words], spans, catalogue)
    hits = preferring_measure(text, preferring_named(hits, name.codes), catalogue)
    named = names_something(tokens, rest, catalogue.phrases)
    return Topic(
        candidates=decide(hits) if named else (),
        units=tuple(
            mention
            for mention in mentions
            if not hits or hits[0].score < ACCEPT or not _is_part_of_name(mention, tokens, hits[0])
        ),
        unknown=unknown[0].text if unknown else None,
        periods=tuple(mention.period for mention in periods),
        named=named,
        name=name.syllables,
        only_unit_or_period=bool(mentions or unknown or periods) and not named,
    )


@dataclass(frozen=True)
class _Around:
    """The units, unknown places and periods of a text, and the syllables they take."""

    units: Sequence[UnitMention]
    unknown: Sequence[UnknownMention]
    periods: Sequence[PeriodMention]
    in_place: set[int]
    in_period: set[int]


def _look_around(text: str, name: range, catalogue: Catalogue, today: date) -> _Around:
    """What a text has besides an indicator's name."""
    units, unknown = catalogue.lexicon.find(text, name)
    places = [(m.start, m.end) for m in units] + [(m.start, m.end) for m in unknown]
    in_place = {number for start, end in places for number in range(start, end)}
    periods = find_periods(text, today, in_place | set(name))
    in_period = {number for m in periods for number in range(m.start, m.end)}
    return _Around(units, unknown, periods, in_place, in_period)


def _only(content: Mapping[int, str], numbers: Collection[int]) -> dict[int, str]:
    return {number: word for number, word in content.items() if number in numbers}


def _hits(
    rest: Mapping[int, str],
    placed: list[Hit],
    parts: Sequence[Sequence[str]],
    spans: Sequence[str],
    catalogue: Catalogue,
) -> list[Hit]:
    """What the text as a whole, its parts and the engine's spans find, best first."""
    search = catalogue.phrases.search
    whole = search(words_of(rest, rest))
    if placed and whole and placed[0].explained > whole[0].explained:
        # What looks like a unit is the word that tells this indicator from the other.
        whole = []
    return merged(
        (whole, 1.0),
        (placed, 1.0),
        *((search(part), STRETCH_TRUST) for part in parts if len(part) >= MIN_WORDS),
        *((search(key_words(span)), SPAN_TRUST) for span in spans),
    )


def _named_with_place(
    hits: list[Hit], mentions: Sequence[UnitMention], tokens: Sequence[Syllable]
) -> list[Hit]:
    """The hits whose names hold what looks like a unit ("cổng dịch vụ công quốc gia")."""
    return [hit for hit in hits if any(_is_part_of_name(m, tokens, hit) for m in mentions)]


def _is_part_of_name(mention: UnitMention, tokens: Sequence[Syllable], hit: Hit) -> bool:
    """Whether what looks like a unit belongs to the indicator found."""
    phrase = " ".join(key_words(hit.phrase))
    words = comparable(_folded(tokens[mention.start : mention.end]))
    inside = " ".join(words)
    if not inside or f" {inside} " not in f" {phrase} ":
        return False
    before = comparable(_folded(tokens[max(0, mention.start - 1) : mention.start]))
    after = comparable(_folded(tokens[mention.end : mention.end + 1]))
    joined_before = bool(before) and f" {before[-1]} {inside} " in f" {phrase} "
    joined_after = bool(after) and f" {inside} {after[0]} " in f" {phrase} "
    return joined_before or joined_after


def _folded(tokens: Sequence[Syllable]) -> list[str]:
    return [fold(token.text) for token in tokens]
