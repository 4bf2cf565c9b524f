"""When something is to be sent, read from words: days of the week and a time of day.

"gửi báo cáo 6h30 hằng ngày", "mỗi sáng thứ hai và thứ năm", "từ thứ 2 đến thứ 6 lúc bảy rưỡi": with
digits or words, with diacritics or without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.subscriptions import EVERY_DAY
from vietnamese.normalise import fold
from vietnamese.numbers import read_tens

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[:,.\-–+&/]")
# Words of the grammar with their marks: with other marks it is another word ("đúng" is no "dừng").
_MARKED = """
    gửi gởi nhận đăng ký kí báo cáo bản tin bảng giờ tóm tắt tổng hợp số liệu tình hình điểm chị
    thôi đừng dừng ngừng hủy huỷ bỏ khỏi không chẳng hết muốn cần nữa tạm mỗi mọi hằng hàng
    những cả ngày cũng hôm buổi sáng trưa chiều tối đêm tuần cuối đầu việc thường thứ chủ nhật
    đến với trừ rưỡi kém phút lúc bốn năm sáu bảy bẩy tám chín mười mươi mốt lăm nhăm đổi dời
    chuyển lại lịch đặt mấy nhắc tất làm lần các ngưng nào chưa đã dùm hộ giùm giúp nhé đi lý
    trợ à ạ từ tự động định kỳ nhiêu tại sao thế ngoái tới tư tôi này rồi trước
"""
# Words that would fall together without their marks.
_APART = {"tôi": "me", "tới": "den", "từ": "from", "gởi": "gui", "kí": "ky", "bẩy": "bay"}
_WORDS = {word: _APART.get(word, fold(word)) for word in _MARKED.split()}
OTHER = "_"
"""A word that the grammar does not know."""

_DAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6} | {
    str(number): number - 1 for number in range(2, 8)
}
_HOUR_WORDS = {"gio", "h", "g"}
_AND = {",", "va", "voi", "&", "+", "/", "-", "–"}
_TO = {"den", "-", "–"}
_NOT_DAYS_BEFORE = {*_HOUR_WORDS, ":", "nay", "ngoai", "den", "truoc", "phut", "ruoi", "thang"}

_ONCE = r"(?! (?:nay|qua|truoc|roi|den|mai))"
_PARTS = "sang|trua|chieu|toi|dem"
_NAMED_DAYS = (
    (EVERY_DAY, r"(?:tat ca|ca|moi) (?:cac )?ngay trong tuan"),
    ("12345", rf"ngay (?:lam viec|thuong|hanh chinh)|trong tuan{_ONCE}"),
    ("67", rf"cuoi tuan{_ONCE}"),
    ("1", rf"dau tuan{_ONCE}"),
    (EVERY_DAY, rf"(?:moi|hang|tung|cac) (?:buoi )?(?:ngay|hom|{_PARTS})\b(?! lam| thu )"),
    (EVERY_DAY, rf"(?:ngay|hom|{_PARTS}) nao cung"),
    ("1", r"(?:moi|hang) tuan"),
)
_PART = re.compile(
    rf"\b(?:moi|hang|buoi|cac) ({_PARTS})\b|\b({_PARTS}) (?:thu|chu|cn|t|cac|cuoi|nao cung|hang)\b"
)
_PART_TIMES = {"trua": "11:30", "chieu": "17:00", "toi": "19:00", "dem": "21:00"}
_HOUR, _AFTER = r"\b(?P<hour>\d+)", rf"(?: (?:buoi )?(?P<part>{_PARTS}))?\b"
_MINUTE = r"(?P<minute>\d+)(?! ?(?:[,/]|gio|thu|thang))(?: phut)?"
_TIMES = (
    re.compile(rf"{_HOUR} : (?P<minute>\d+)(?: (?:gio|h))?{_AFTER}"),
    re.compile(rf"{_HOUR} (?:gio|h|g)\b(?: (?P<before>kem )?{_MINUTE}| (?P<half>ruoi))?{_AFTER}"),
    re.compile(rf"\bluc (?P<hour>\d+) \. (?P<minute>\d+){_AFTER}"),
    re.compile(rf"\bluc (?P<hour>\d+) (?P<part>{_PARTS})\b"),
)


@dataclass(frozen=True)
class Schedule:
    """What a text says of a schedule; None: nothing.

    Attributes:
        days: days of the week as digits in order, Monday 1.
        time: local time, "07:00".
        impossible: a time of day that does not exist, as it was read ("25:00").
    """

    days: str | None = None
    time: str | None = None
    impossible: str | None = None


def words_of(text: str) -> list[str]:
    """The words, numbers and marks of a text, folded; a word that is none of the grammar's: "_"."""
    words = []
    for token in _TOKEN.findall(text.lower()):
        folded = fold(token)
        words.append(folded if token == folded else _WORDS.get(token, OTHER))
    for position in range(2, len(words) - 1):
        # Without its mark "tới" looks like "tối"; between two days it is no evening.
        between = words[position - 2] in {"thu", "t"} and words[position + 1] in {"thu", "t"}
        if words[position] == "toi" and between:
            words[position] = "den"
    return _with_hours(words)


def read_schedule(text: str) -> Schedule:
    """The days and the time that a cleaned text names."""
    words = words_of(text)
    line = " ".join(words)
    time, impossible = _time(line)
    part = _PART.search(line)
    if time is None and impossible is None and part is not None:
        time = _PART_TIMES.get(part[1] or part[2])
    return Schedule(_days(words) or None, time, impossible)


def _with_hours(words: Sequence[str]) -> list[str]:
    """Numbers in words as digits, where they belong to a time: "bảy giờ mười lăm" is 7 gio 15."""
    result: list[str] = []
    position = 0
    while position < len(words):
        before = result[-1] if result else ""
        number = (
            None if words[position].isdigit() or before == "thu" else read_tens(words, position)
        )
        if number is not None:
            value, end = number
            behind = words[end] if end < len(words) else ""
            minutes = before in {"gio", "kem"} and (words[position] != "nam" or behind == "phut")
            if behind in {"gio", "ruoi"} or minutes:
                result += [str(value), *(["gio"] if behind == "ruoi" and not minutes else [])]
                position = end
                continue
        result.append(words[position])
        position += 1
    return result


def _time(line: str) -> tuple[str | None, str | None]:
    """The time of day, or the one that does not exist as it was read."""
    found = next(filter(None, (pattern.search(line) for pattern in _TIMES)), None)
    if found is None:
        return None, None
    said = found.groupdict()
    hours, minutes = int(said["hour"]), 30 if said.get("half") else int(said.get("minute") or 0)
    if said.get("before") and 0 < minutes < 60:  # "8 giờ kém 15"
        hours, minutes = hours - 1, 60 - minutes
    part = said["part"]
    if part is None and (named := _PART.search(line)):
        part = named[1] or named[2]
    hours = _of_day(hours, part)
    shown = f"{hours:02}:{minutes:02}"
    return (shown, None) if 0 <= hours < 24 and minutes < 60 else (None, shown)


def _of_day(hour: int, part: str | None) -> int:
    """The hour of the day: five in the afternoon is 17."""
    if part in {"trua", "chieu"} and hour < 10:
        return hour + 12
    if part == "chieu" and hour < 12:
        return hour + 12
    if part in {"toi", "dem"} and hour in range(5, 12):
        return hour + 12
    return 0 if hour == 24 or (part in {"toi", "dem"} and hour == 12) else hour


def _days(words: Sequence[str]) -> str:
    """The days named, without those behind "trừ"."""
    if "tru" in words:
        border = words.index("tru")
        without = set(_days(words[border + 1 :]))
        days = _days(words[:border]) or EVERY_DAY
        return "".join(day for day in days if day not in without)
    named = _weekdays(words)
    if named:
        return "".join(str(day) for day in sorted(named))
    line = " ".join(words)
    return next((d for d, pattern in _NAMED_DAYS if re.search(rf"\b(?:{pattern})", line)), "")


def _weekdays(words: Sequence[str]) -> set[int]:
    days: set[int] = set()
    position = 0
    last: int | None = None
    while position < len(words):
        day, end = _weekday(words, position, bare=last is not None)
        if day is None:
            # A list goes on behind a mark of its own.
            if last is not None and words[position] not in _AND | _TO:
                last = None
            position += 1
            continue
        if last is not None and _is_range(words, position, end):
            days |= (
                {*range(last, day + 1)} if last <= day else {*range(last, 8), *range(1, day + 1)}
            )
        days.add(day)
        last, position = day, end
    return days


def _is_range(words: Sequence[str], position: int, end: int) -> bool:
    """Whether the day at `position` ends a range: "thứ 2 - thứ 6", but not "thứ 2-4-6"."""
    before = words[position - 1]
    if before not in _TO:
        return False
    dashes = before != "den"
    listed = end < len(words) and words[end] == before
    return not (dashes and (listed or (position > 3 and words[position - 3] == before)))


def _weekday(words: Sequence[str], position: int, *, bare: bool) -> tuple[int | None, int]:
    """The day of the week at `position` and the place behind it.

    `bare`: a list goes on: "thứ hai, tư, sáu" need not repeat "thứ".
    """
    word = words[position]
    behind = words[position + 1] if position + 1 < len(words) else ""
    if word == "cn":
        return 7, position + 1
    if word == "chu" and behind == "nhat":
        return 7, position + 2
    if word in {"thu", "t"} and behind in _DAYS and (position == 0 or words[position - 1] != "lan"):
        return _DAYS[behind], position + 2
    if word == "tu" and behind.isdigit():
        return None, position  # "từ 7 giờ" without its mark
    if bare and word in _DAYS and behind not in _NOT_DAYS_BEFORE:
        return _DAYS[word], position + 1
    return None, position
