"""Numbers written as Vietnamese words, with or without diacritics."""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_SCALES = {
    "nghin": 1_000,
    "ngan": 1_000,
    "trieu": 1_000_000,
    "ty": 1_000_000_000,
    "ti": 1_000_000_000,
}
_ZERO_TENS = {"linh", "le"}
_TEN = "muoi"
_HUNDRED = "tram"

_WORDS = """
    không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi linh lẻ trăm nghìn ngàn
    triệu tỷ tỉ
"""

NUMBER_WORDS = frozenset(_WORDS.split())
"""The words of numbers with their diacritics: "sau" may be six, "sâu" is not."""


def read_number(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """The number that begins at `words[start]`.

    Args:
        words: folded syllables (`fold`), digits allowed as one group ("2 nghìn").
        start: where to begin.

    Returns:
        The value and the position behind its last word, or None where no number begins. A
        sequence of bare digits ("hai không hai ba") is read digit by digit.
    """
    spelled = _read_digits(words, start)
    if spelled is not None:
        return spelled
    total, position, limit = 0, start, None
    while True:
        group = _read_group(words, position)
        if group is None:
            break
        value, position = group
        scale = _SCALES.get(words[position]) if position < len(words) else None
        if scale is None or (limit is not None and scale >= limit):
            total += value
            break
        total, position, limit = total + value * scale, position + 1, scale
    return (total, position) if position > start else None


def _read_digits(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """At least three digit words in a row, such as the spelling of a year."""
    position, value = start, 0
    while position < len(words) and words[position] in _DIGITS:
        value = value * 10 + _DIGITS[words[position]]
        position += 1
    if position - start < 3:
        return None
    if position < len(words) and words[position] in {_TEN, _HUNDRED, *_SCALES}:
        return None
    return value, position


def _read_group(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """A number below one thousand."""
    if start >= len(words):
        return None
    if words[start].isdigit():
        return int(words[start]), start + 1
    position, value = start, 0
    if words[position] in _DIGITS and _at(words, position + 1) == _HUNDRED:
        value, position = _DIGITS[words[position]] * 100, position + 2
        if _at(words, position) in _ZERO_TENS and _at(words, position + 1) in _DIGITS:
            return value + _DIGITS[words[position + 1]], position + 2
    tens = (position > start and _read_short_tens(words, position)) or read_tens(words, position)
    if tens is None:
        return (value, position) if position > start else None
    return value + tens[0], tens[1]


def read_tens(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """The number below one hundred that begins at `words[start]` (see `read_number`)."""
    word = _at(words, start)
    if word == _TEN:
        unit = _unit(words, start + 1)
        return (10 + unit, start + 2) if unit else (10, start + 1)
    if word not in _DIGITS:
        return None
    if _at(words, start + 1) == _TEN:
        unit = _unit(words, start + 2)
        value = _DIGITS[word] * 10
        return (value + unit, start + 3) if unit else (value, start + 2)
    return _DIGITS[word], start + 1


def _read_short_tens(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Tens said without "mươi", as people do behind hundreds: "không trăm hai ba" is 23."""
    tens, unit = _DIGITS.get(_at(words, start)), _unit(words, start + 1)
    if not tens or not unit or _at(words, start + 2) in {_TEN, _HUNDRED}:
        return None
    return 10 * tens + unit, start + 2


def _unit(words: Sequence[str], position: int) -> int:
    """The digit behind tens, 0 where there is none: five is "lăm" there, and "năm" the year."""
    word = _at(words, position)
    return 0 if word == "nam" else _DIGITS.get(word, 0)


def _at(words: Sequence[str], position: int) -> str:
    return words[position] if position < len(words) else ""
