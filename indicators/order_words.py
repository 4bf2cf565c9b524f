"""What a ranking is asked for: which end, how many, among which units, whose place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators.periods import find_periods
from vietnamese.normalise import fold
from vietnamese.numbers import read_number
from vietnamese.syllables import syllables

Order = Literal["highest", "lowest", "best", "worst"]

_LEVEL_WORDS: tuple[tuple[str, str], ...] = (
    ("department", r"phong ban|phong(?= (?:nao|mo|dung|xep))|(?:cac|\d+|trong|nhung) phong"),
    ("ward", r"phuong|xa(?= (?:nao|phuong))|(?:cac|\d+|nhung) xa"),
    ("district", r"(?:huyen|quan)(?! nay)|thi xa|dia phuong|thanh pho nao"),
    ("agency", r"so nganh|so ban nganh|(?:cac|nhung) so|so nao"),
    ("province", r"tinh nao|tinh thanh|cac tinh"),
    ("aggregate", r"(?:cap|khoi) (?:nao|mo)|cac (?:cap|khoi)|cap hanh chinh"),
)
_COUNTED = {"phuong", "xa", "dv", "phong", "noi", "huyen", "cho", "tinh"}
_COUNTED_PAIRS = {"don vi", "co quan", "dia phuong"}
_TOWARDS = "(?:xuong|den|toi|len|ve)"
_ENDS: tuple[tuple[Order, str], ...] = (
    ("highest", r"(?:cao|nhieu|lon|dong) (?:\w+ ){0,6}?nhat|cao xuong|tren cao|quan quan"),
    ("highest", r"dung (?:dau|nhat)|dan dau|hang nhat|dau bang|tu cao"),
    ("highest", rf"(?:cao|nhieu|lon) hon (?:het|ca)|(?:cao|nhieu|lon) {_TOWARDS} (?:thap|it|be)"),
    ("lowest", rf"(?:thap|it|be) hon (?:het|ca)|(?:thap|it|be) {_TOWARDS} (?:cao|nhieu|lon)"),
    (
        "lowest",
        r"(?:thap|it|be|nho) (?:\w+ ){0,6}?nhat|tu thap|dung cuoi|xep cuoi|cuoi (?:bang|cung)",
    ),
    ("lowest", r"chot|day|xuong cuoi|top cuoi"),
    ("best", r"(?:tot|gioi|kha|manh|hay|nhanh) (?:\w+ ){0,6}?nhat|can khen"),
    ("worst", r"(?:kem|te|yeu|do|cham|bet) (?:\w+ ){0,6}?nhat|phe binh|tut lai"),
)
_GAP = "_"
_LAST = re.compile(r"\b(?:(?<!chuyen )doi so|bet)\b")
_PLACE = re.compile(
    r"\b(?:thu|hang|vi tri) (?:may|bao nhieu|nao)|(?:thu|hang) (?:bn|nhieu)\b|\bvi tri\b"
)
_ALL = re.compile(
    r"\b(?:tat ca|toan bo|het|day du|ca bang|bang xep hang|tu (?:cao|thap) \w+ (?:thap|cao))\b"
)
_TOP = re.compile(r"\btop (\d+)\b")


ENDS: Mapping[Order, str] = {
    "highest": "cao nhất",
    "lowest": "thấp nhất",
    "best": "tốt nhất",
    "worst": "kém nhất",
}
"""What readers call the end that stands first."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a ranking.

    Attributes:
        order: which end comes first.
        level: the kind of unit ranked, None where the words do not decide.
        count: how many are asked for, None: not said.
        everything: whether all are asked for.
        place: whether the place of a unit is asked for.
        both: whether both ends are asked for.
        told: whether the words told an order at all.
    """

    order: Order
    level: str | None = None
    count: int | None = None
    everything: bool = False
    place: bool = False
    both: bool = False
    told: bool = True


def read_asked(around: str, today: date) -> Asked:
    """What a ranking is asked for.

    Args:
        around: the question without the names of its units and its indicator.
        today: the day of asking.
    """
    words = _without_periods(around, today)
    ends = sorted(
        (found.start(), order)
        for order, pattern in _ENDS
        if (found := re.search(rf"\b(?:{pattern})\b", words)) is not None
    )
    last = _LAST.search(words)
    if last is not None:
        ends = sorted([*ends, (last.start(), "lowest")])
    order: Order = ends[0][1] if ends else "highest"
    return Asked(
        order=order,
        level=_level(words),
        count=_count(words),
        everything=_ALL.search(words) is not None,
        place=_PLACE.search(words) is not None,
        both=len({is_top(one) for _, one in ends}) > 1,
        told=bool(ends),
    )


def _without_periods(text: str, today: date) -> str:
    """The folded words of a text but those of its periods: "tháng 9 phường nào" counts nothing."""
    taken = {n for found in find_periods(text, today) for n in range(found.start, found.end)}
    return " ".join(
        _GAP if number in taken else fold(token.text)
        for number, token in enumerate(syllables(text))
    )


def is_top(order: Order) -> bool:
    """Whether an order names the upper end of a list."""
    return order in {"highest", "best"}


def _level(words: str) -> str | None:
    found = [
        (match.start(), level)
        for level, pattern in _LEVEL_WORDS
        if (match := re.search(rf"\b(?:{pattern})\b", words)) is not None
    ]
    return min(found)[1] if found else None


def _count(words: str) -> int | None:
    """The number right before what is counted: "3 đơn vị", "năm phường", "top 5"."""
    top = _TOP.search(words)
    if top is not None:
        return int(top[1])
    tokens = words.split()
    for end, word in enumerate(tokens):
        if word not in _COUNTED and " ".join(tokens[end : end + 2]) not in _COUNTED_PAIRS:
            continue
        for start in (end - 2, end - 1):
            if start < 0:
                continue
            if end - start == 1 and tokens[start].isdigit():
                return int(tokens[start])
            number = read_number(tokens, start)
            if number is not None and number[1] == end:
                return number[0]
    return None
