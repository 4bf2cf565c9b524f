"""What is open to doubt about a reported figure."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import models
from indicators.catalogue import Indicator
from indicators.evidence import contradicting_ratio, quality_keywords
from indicators.phrases import FLAGS

_RATIO = "ratio-mismatch"
_MEANINGS = {**FLAGS, "empty-cell": "ô số liệu để trống"}
_ORDER = {keyword: number for number, keyword in enumerate(_MEANINGS)}
# Flags from here on tell of the reading of a figure, not of a contradiction.
_FIRST_MILD = _ORDER["basis-mismatch"]


def doubts(one: models.Observation, indicator: Indicator) -> tuple[str, ...]:
    """The keywords of the doubts about a figure, the gravest first.

    To those noted with the row comes a ratio that its own parts contradict.
    """
    keywords = set(quality_keywords(one.quality))
    if contradicting_ratio(one, indicator) is not None:
        keywords.add(_RATIO)
    return tuple(sorted(keywords, key=gravity))


def gravity(keyword: str) -> tuple[int, str]:
    """Sorts keywords, the gravest first."""
    return _ORDER.get(keyword, len(_ORDER)), keyword


def is_grave(keywords: Sequence[str]) -> bool:
    """Whether a figure contradicts itself or another one."""
    return bool(keywords) and gravity(keywords[0])[0] < _FIRST_MILD


def meanings(keywords: Sequence[str]) -> str:
    """What the keywords mean to a reader."""
    return "; ".join(_MEANINGS.get(keyword, keyword) for keyword in keywords)
