"""Whether a text asks for the brief to be sent regularly, to stop that, or how it stands.

Words decide: a verb of sending with the report and a day or time starts it; "thôi đừng gửi nữa"
stops it. A question about figures ("đơn vị nào không gửi báo cáo hằng ngày") is neither.
"""

from __future__ import annotations

import re
from enum import StrEnum

from indicators.schedules import OTHER, Schedule, read_schedule, words_of


class Wish(StrEnum):
    """What is wanted of the brief."""

    START = "start"
    STOP = "stop"
    SHOW = "show"


_REPORT = r"(?:ban tin|bang gio|bao cao|diem tin|tom tat|tong hop|so lieu|thong bao|tinh hinh)"
_BRIEF = r"(?:ban tin|bang gio|diem tin|bao cao (?:buoi )?(?:sang|tu dong|dinh ky|hang ngay))"
_SEND = r"(?:gui|nhan|dang ky|nhac|dat|goi)"
_WHO = (
    r"(?:(?:thoi|bot|oi|me|toi|minh|em|anh|chi|xin|hay|lam on|vui long|giup|tu nay|tu mai|tam|nho"
    r"|muon|can|ban|hom nay|nay|tro ly|from nay|a|ok|da|roi) )*"
)
_END = r"(?: (?:nua|nhe|nha|a|di|giup|me|toi|em|anh|chi|cho|ho|roi|luon|ngay|dum|voi|minh))*"
_NOT = (
    r"(?:dung|ngung|khoi|thoi|huy|tat|bo|cham dut|tam dung|tam ngung|khong (?:can|muon)|het muon)"
)

_STOPS = (
    # "thôi đừng gửi nữa", "ngưng gửi": nothing else is named.
    rf"{_WHO}{_NOT} (?:viec )?(?:gui|nhan|goi)(?: cho| den)?{_END}",
    rf"{_WHO}(?:huy|bo) dang ky(?: nhan)?(?: {_REPORT})?{_END}",
    rf"{_WHO}{_NOT} (?:\w+ ){{0,3}}?(?:gui|nhan|goi|dang ky|lich) (?:\w+ ){{0,3}}?{_REPORT}.*",
    rf"{_WHO}{_NOT} (?:lich )?{_BRIEF}.*",
    rf"{_WHO}khong (?:gui|nhan|goi|can|muon) (?:\w+ ){{0,3}}?{_REPORT}? ?(?:\w+ ){{0,3}}?nua{_END}",
)
_STOP = re.compile("|".join(f"(?:{pattern})" for pattern in _STOPS))
_START = (
    re.compile(rf"\b{_SEND}\b.*\b{_REPORT}\b|\b{_REPORT}\b.*\b{_SEND}\b"),
    re.compile(r"\b(?:doi|chuyen|doi lai|dat)(?: lai)? (?:gio|lich) (?:gui|nhan)\b"),
    re.compile(r"\bcho\b.*\b(?:ban tin|bao cao)\b.*\b(?:moi|hang) (?:ngay|sang|tuan|thu)\b"),
    re.compile(r"\b(?:moi|hang) (?:ngay|sang|tuan|thu)\b.*\bcho\b.*\b(?:ban tin|bao cao)\b"),
)
_SHOW = re.compile(
    r"\b(?:lich|gio) (?:gui|nhan) (?:ban tin|bang gio|bao cao)\b"
    r"|\b(?:gui|nhan|dang ky|dat)\b.*\b(?:ban tin|bang gio)\b.*\b(?:may gio|luc nao|khi nao|chua)\b"
    r"|\b(?:ban tin|bang gio)\b.*\b(?:gui|nhan)\b.*\b(?:may gio|luc nao|khi nao|ngay nao)\b"
    r"|\b(?:may gio|luc nao|khi nao)\b.*\b(?:gui|nhan)\b.*\b(?:ban tin|bang gio)\b"
)
_QUESTION = re.compile(r"\b(?:bao nhieu|nao(?! cung)|may|tai sao|vi sao|the nao|ra sao|ai)\b")
_ONCE = re.compile(r"\b(?:sang|trua|chieu|toi|hom|ngay) (?:nay|mai|qua|kia)\b")


def wish(text: str) -> Wish | None:
    """What a cleaned text wants of the brief; None where it is about something else."""
    words = words_of(text)
    line = " ".join(word for word in words if word == OTHER or word.isalnum())
    schedule = read_schedule(text)
    if _SHOW.search(line) and schedule == Schedule() and not _STOP.fullmatch(line):
        return Wish.SHOW
    if _QUESTION.search(line):
        return None
    if _STOP.fullmatch(line):
        return Wish.STOP
    ordered = any(pattern.search(line) for pattern in _START)
    once = schedule.days is None and _ONCE.search(line)
    return Wish.START if ordered and schedule != Schedule() and not once else None
