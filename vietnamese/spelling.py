"""What people spell out one character at a time: digits and the signs between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_DIGITS = {
    "khong": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "tu": "4",
    "nam": "5",
    "lam": "5",
    "nham": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}
# Written with other diacritics these are no digits ("sâu", "tìm", "bạn").
_WORDS = "không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín"
_ACCENTED = frozenset(_WORDS.split())
_BETWEEN = re.compile(r"[\s.,-]*")


@dataclass(frozen=True)
class Spelled:
    """Digits that were spelled out: `digits` stands at text[start:end]."""

    digits: str
    start: int
    end: int


def spelled_digits(text: str, shortest: int) -> list[Spelled]:
    """The stretches of a text that spell at least `shortest` digits, in words or in figures.

    A stretch has at least one digit in words: what is in figures alone is no spelling.
    """
    found: list[Spelled] = []
    digits, start, end, worded = "", 0, 0, False
    for token in syllables(text):
        digit = digit_of(token.text)
        near = bool(digits) and _BETWEEN.fullmatch(text[end : token.start]) is not None
        if digit is not None and near:
            digits, end = digits + digit, token.end
        else:
            found += _long_enough(digits, start, end, shortest, worded=worded)
            digits, start, end, worded = digit or "", token.start, token.end, False
        worded = worded or (digit is not None and not token.text.isdigit())
    return found + _long_enough(digits, start, end, shortest, worded=worded)


def _long_enough(
    digits: str, start: int, end: int, shortest: int, *, worded: bool
) -> list[Spelled]:
    return [Spelled(digits, start, end)] if worded and len(digits) >= shortest else []


def digit_of(word: str) -> str | None:
    """The digit or digits that a word is, written or said; None where it is none."""
    if word.isdigit():
        return word
    lowered = word.lower()
    folded = fold(lowered)
    return _DIGITS.get(folded) if lowered in _ACCENTED or lowered == folded else None


def digits_in(text: str) -> str:
    """All the digits of a text, written or said, in order."""
    return "".join(digit_of(token.text) or "" for token in syllables(text))
