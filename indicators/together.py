"""Units and periods that a text names together: to be set side by side, or one inside the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from indicators.catalogue import Catalogue
from indicators.periods import Period, PeriodKind
from indicators.units import UnitMention
from vietnamese.normalise import fold
from vietnamese.syllables import Syllable, syllables

_INSIDE = {"thuoc", "trong", "cua", "o", "tai", "ben"}
_JOINING = {"voi", "va", "vs", "so", "hay", "hoac", "cung", "lan", "con", "hon", "thua", "bang"}
# "phường 7 chứ không phải phường 11" corrects, it joins nothing.
_CORRECTING = {"khong", "ko", "bo", "chu", "nham", "thay", "doi"}
_PROPER_NAME = 3
"""Syllables of "thành phố Vũng Tàu": behind a comma only a place of its own name is an address."""


def without_wholes(
    text: str, mentions: Sequence[UnitMention], catalogue: Catalogue
) -> tuple[UnitMention, ...]:
    """The units named, without those that only say where another lies.

    "Phường 5 thành phố Vũng Tàu so với phường 7" names two wards; "phường 5 so với thành phố" a
    ward and the city.
    """
    tokens = syllables(text)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    wholes = set()
    for part, whole in pairwise(ordered):
        if _lies_in(part, whole, catalogue) and _is_address(text, tokens, part, whole):
            wholes.add(whole.start)
    return tuple(mention for mention in ordered if mention.start not in wholes)


def joins_units(text: str, mentions: Sequence[UnitMention], catalogue: Catalogue) -> bool:
    """Whether several units are named side by side: "phường 5 với phường 7", "p1, p2"."""
    kept = without_wholes(text, mentions, catalogue)
    if len({mention.units for mention in kept}) < 2:
        return False
    tokens = syllables(text)
    before = {fold(token.text) for token in tokens[: kept[0].start]}
    return all(_joined(_between(tokens, first, second), before) for first, second in pairwise(kept))


def joins_periods(text: str, periods: Sequence[Period]) -> bool:
    """Whether several periods of one sort are named side by side: "năm 2022 và 2023"."""
    words = {fold(token.text) for token in syllables(text)}
    return (
        len(set(periods)) > 1
        and len({period.kind for period in periods}) == 1
        and periods[0].kind is not PeriodKind.LATEST
        and bool(words & _JOINING)
        and not words & _CORRECTING
    )


_WITH_PERIOD = re.compile(
    r"\b(?:so|voi|hon|kem|khac|bang|vs)(?: (?:luc|hoi|ket qua|so|so lieu|bao cao|cua|cung ky))*"
    r" (?:nam|thang|quy|nua dau|dau nam|\d{1,2} thang|(?:20)\d\d|\d{1,2}/)"
)


def sets_against_period(text: str) -> bool:
    """Whether a figure is to be set against another period: "so với năm 2022"."""
    return _WITH_PERIOD.search(" ".join(fold(token.text) for token in syllables(text))) is not None


def _lies_in(part: UnitMention, whole: UnitMention, catalogue: Catalogue) -> bool:
    return all(
        upper != unit and catalogue.covers(upper, unit)
        for upper in whole.units
        for unit in part.units
    )


def _is_address(
    text: str, tokens: Sequence[Syllable], part: UnitMention, whole: UnitMention
) -> bool:
    between = _between(tokens, part, whole)
    if between:
        return len(between) == 1 and between[0] in _INSIDE
    gap = text[tokens[part.end - 1].end : tokens[whole.start].start].strip()
    return not gap or (gap == "," and whole.words > _PROPER_NAME)


def _between(tokens: Sequence[Syllable], first: UnitMention, second: UnitMention) -> list[str]:
    return [fold(token.text) for token in tokens[first.end : second.start]]


def _joined(between: Sequence[str], before: Collection[str]) -> bool:
    """By a word, or by standing side by side where nothing was corrected before."""
    words = set(between)
    if words:
        return not words & _CORRECTING and bool(words & _JOINING)
    return not _CORRECTING.intersection(before)
