"""What a list of indicators is limited to: those met or not, those of a group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue import Catalogue
from indicators.groups import group_of
from indicators.kind import Kind
from indicators.question import Question
from vietnamese.abbreviations import expand
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

Filter = Literal["met", "not_met", "unknown", "group", "all"]

WHICH: dict[Filter, str] = {
    "met": "đã đạt",
    "not_met": "chưa đạt",
    "unknown": "chưa kết luận được đạt hay chưa",
}
"""The statuses that a list may be limited to, in words."""

_NOT = r"(?:chua|khong|ko|hong|chang|kg) (?:the |duoc |co )?"
_DONE = r"(?:dat|hoan thanh|xong|lam duoc|du)"
_UNKNOWN = re.compile(
    r"\b(?:(?:chua|khong|ko) (?:ro|ket luan|xac dinh|danh gia|biet|ai bao cao)"
    r"|(?:chua|khong|ko|thieu) (?:co )?(?:con so|so lieu|so|bao cao))\b"
)
_NOT_MET = re.compile(
    rf"\b(?:{_NOT}{_DONE}|duoi (?:chi tieu|muc|ke hoach)|rot|hut|con no|con thieu|con sot"
    r"|con vuong|cach dich|cham|tre|kem(?! theo)|gan dat|bao dong|nguy co|dang do)\b"
)
_MET = re.compile(r"\b(?:dat|hoan thanh|xong|vuot)\b")
_WHETHER = re.compile(r"\b(?:dat|hoan thanh|xong) (?:het |duoc )?(?:chua|khong|ko|hay)\b")
_BOTH = re.compile(r"\bdat\b.* nao (?:chua|khong|ko)\b")
_BY_FIGURE = re.compile(r"\b(?:duoi|tren|hon|tu|dat|bang) \d+(?:[.,]\d+)?(?: ty le| phan|$)")
_LISTED = re.compile(r"\b(?:chi tieu|chi so|liet ke|danh (?:sach|muc))\b")


@dataclass(frozen=True)
class Narrowing:
    """What a list is limited to.

    Attributes:
        filter: by status; "group" where only a group is named, "all" where nothing is.
        group: the group's name as in the catalogue.
        strange: a group that is named but not in the catalogue.
        by_figure: whether figures above or below a number were asked for, which is not done.
    """

    filter: Filter = "all"
    group: str | None = None
    strange: str | None = None
    by_figure: bool = False


def narrowing(question: Question, catalogue: Catalogue) -> Narrowing:
    """What a question for a list is limited to; "còn phường 7?" leaves it as it was before."""
    line = _line(question.text)
    by_figure = _BY_FIGURE.search(line) is not None
    status = None if by_figure else _status(line)
    group, strange = group_of(question.text, catalogue)
    before = question.carried
    if before is not None and before.kind is Kind.LIST and not _LISTED.search(line):
        status = status or _as_status(before.filter)
        if group is None and strange is None:
            group = before.within
    if status is None:
        status = "group" if group is not None or strange is not None else "all"
    return Narrowing(status, group, strange, by_figure)


def listed(wanted: Narrowing) -> str:
    """The question for a list, to be completed by a unit: "Các chỉ tiêu chưa đạt của"."""
    group = f" nhóm {wanted.group}" if wanted.group is not None else ""
    which = f" {WHICH[wanted.filter]}" if wanted.filter in WHICH else ""
    return f"Các chỉ tiêu{group}{which} của"


def _as_status(stored: str | None) -> Filter | None:
    known: tuple[Filter, ...] = ("met", "not_met", "unknown")
    return next((status for status in known if status == stored), None)


def _status(line: str) -> Filter | None:
    if _UNKNOWN.search(line):
        return "unknown"
    rest = _NOT_MET.sub(" ", line)
    below, met = rest != line, _MET.search(rest) is not None
    if _WHETHER.search(rest):
        # "đạt chưa", "đạt hay không": whether, not which.
        met = False
    if (below and met) or _BOTH.search(rest):
        # "đạt bao nhiêu, chưa đạt bao nhiêu": both.
        return None
    if below:
        return "not_met"
    return "met" if met else None


def _line(text: str) -> str:
    return " ".join(expand([fold(syllable.text) for syllable in syllables(text)]))
