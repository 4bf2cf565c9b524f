"""Lengths as Telegram counts them, and texts cut to them where a reader would pause."""

from __future__ import annotations

import re

# Where a text may be cut, the best place first: behind a paragraph, line, sentence, word.
_BORDERS = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"(?<=[.!?…;])\s", r"\s")))


def length(text: str) -> int:
    """The length in UTF-16 units: an emoji counts two."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit`; nothing but white space at the borders is left out.

    A piece ends at the best border in its second half, so that none is needlessly short.
    """
    pieces: list[str] = []
    rest = text.strip()
    while length(rest) > limit:
        end, start = _border(rest, _fitting(rest, limit))
        pieces.append(rest[:end].rstrip())
        rest = rest[start:].lstrip()
    return [*pieces, rest]


def _fitting(text: str, limit: int) -> int:
    """How many characters fit."""
    units = 0
    for number, character in enumerate(text):
        units += length(character)
        if units > limit:
            return number
    return len(text)


def _border(text: str, most: int) -> tuple[int, int]:
    """Where the piece ends and the next begins."""
    for border in _BORDERS:
        places = [f.span() for f in border.finditer(text, 0, most + 1) if f.start() <= most]
        if places and places[-1][0] >= most // 2:
            return places[-1]
    return most, most
