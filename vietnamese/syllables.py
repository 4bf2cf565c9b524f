"""Syllables and numbers of a text with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A decimal or grouped number stays whole ("98,27", "4.602"); "p5" and "9T" split at the digit.
_UNIT = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@dataclass(frozen=True)
class Syllable:
    """One syllable or number.

    Attributes:
        text: as written.
        start: offset of its first character.
        end: offset behind its last character.
    """

    text: str
    start: int
    end: int


def syllables(text: str) -> list[Syllable]:
    """The syllables and numbers of an NFC text, in order; punctuation is left out."""
    return [Syllable(found.group(), *found.span()) for found in _UNIT.finditer(text)]
