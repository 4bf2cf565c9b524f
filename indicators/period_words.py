"""A text as one line of words and numbers, for the patterns of periods.

"9T/2023" becomes "9 t / 2023", "chín tháng đầu năm" becomes "9 thang dau nam".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vietnamese.normalise import fold, is_accented
from vietnamese.numbers import NUMBER_WORDS, read_number
from vietnamese.syllables import Syllable, syllables

_MARKED = """
    bây cả các của cuối dạo đầu đây đến đoạn gần giai giờ hằng hàng hết hiện kế lúc lũy mấy mới
    năm này nãy ngày ngoái nhất nhiều những nửa quý quí rồi tại tháng thời thuộc tính tới trước từ
    từng vài vừa
"""
# The words of the patterns with their marks: "năm" is a year, "nằm" is not.
_SPELLINGS = NUMBER_WORDS | frozenset(_MARKED.split())
_OTHER_WORD = "_"
_SAME = {"qui": "quy"}

_MONTHS = {
    ("một",): 1, ("hai",): 2, ("ba",): 3, ("tư",): 4, ("bốn",): 4, ("năm",): 5, ("sáu",): 6,
    ("bảy",): 7, ("bẩy",): 7, ("tám",): 8, ("chín",): 9, ("mười",): 10, ("mười", "một"): 11,
    ("mười", "hai"): 12,
}  # fmt: skip
_MONTHS_ANYHOW = {tuple(map(fold, name)): number for name, number in _MONTHS.items()} | _MONTHS
_FOLDED_NUMBERS = frozenset(fold(name[-1]) for name in _MONTHS)
_QUARTERS = 4
# Behind these a digit word is the end of a longer number, and no number of a month.
_TENS_BEFORE = {"muoi", "linh", "le", "tram"}
_RELATIVE = {"nay", "ngoai", "truoc", "kia", "roi", "vua"}
# "các tháng năm 2023" are the months of a year.
_SOME = {"cac", "may", "nhung", "tung", "hang", "nhieu", "vai"}
_DATE_MARKS = {"/": "/", "-": "-", "–": "-"}


def period_line(text: str, taken_syllables: Collection[int]) -> tuple[str, list[int]]:
    """The text as words and numbers in one line.

    Args:
        text: cleaned, with or without diacritics.
        taken_syllables: numbers of syllables that mean something else ("phường 9").

    Returns:
        The line, and for each of its characters the number behind the syllable it stands for.
    """
    tokens = syllables(text)
    words = [
        _OTHER_WORD if number in taken_syllables else _word(token.text.lower())
        for number, token in enumerate(tokens)
    ]
    parts: list[tuple[str, int]] = []
    position = 0
    while position < len(tokens):
        value, end = _number(words, tokens, position) or (words[position], position + 1)
        parts.append((value, end))
        if end < len(tokens):
            between = text[tokens[end - 1].end : tokens[end].start].strip()
            if between in _DATE_MARKS:
                parts.append((_DATE_MARKS[between], end))
        position = end
    line = " ".join(part for part, _ in parts)
    ends: list[int] = []
    for part, end in parts:
        ends += [end] * (len(part) + 1)
    return line, ends


def _word(typed: str) -> str:
    """A syllable without its marks; one with the wrong marks is another word."""
    folded = fold(typed)
    if typed != folded and typed not in _SPELLINGS:
        return _OTHER_WORD
    return _SAME.get(folded, folded)


def _number(
    words: Sequence[str], tokens: Sequence[Syllable], position: int
) -> tuple[str, int] | None:
    """A number, in digits or in words, where a period's number may stand; its value and end."""
    if words[position].isdigit():
        return str(int(words[position])), position + 1
    before = words[position - 1] if position else ""
    if before in {"thang", "quy"}:
        found = _behind(words, tokens, position)
    elif before == "nam":
        found = _spelled_year(words, position)
    else:
        found = None
    found = found or _counted(words, tokens, position)
    return (str(found[0]), found[1]) if found else None


def _behind(
    words: Sequence[str], tokens: Sequence[Syllable], position: int
) -> tuple[int, int] | None:
    """The number of a month or quarter behind "tháng" or "quý"."""
    found = _month(words, tokens, position, position - 1)
    if found is None or words[position - 1] == "thang":
        # "năm" is five behind "tháng" alone: "9 tháng năm 2023", "các tháng năm nay" say a year.
        is_year = words[position] == "nam" and (
            _at(words, position + 1) in _RELATIVE or _are_counted(words, position - 1)
        )
        return None if is_year else found
    return found if found[0] <= _QUARTERS else None


def _are_counted(words: Sequence[str], months: int) -> bool:
    """Whether the "tháng" at this position has its number before it."""
    before = words[months - 1] if months else ""
    if months > 1 and words[months - 2] == "thang":
        return False  # "tháng chín, tháng năm"
    return before.isdigit() or before in _SOME or before in _FOLDED_NUMBERS


def _counted(
    words: Sequence[str], tokens: Sequence[Syllable], position: int
) -> tuple[int, int] | None:
    """How many months, where "tháng" follows: "chín tháng", "mười một tháng đầu năm"."""
    if words[position] == "tu":  # "từ tháng …": four are always "bốn tháng"
        return None
    for end in (position + 2, position + 1):
        if _at(words, end) != "thang":
            continue
        found = _month(words, tokens, position, end)
        if found is None or found[1] != end:
            continue
        behind = _at(words, end + 1)
        if words[position] == "nam" and behind != "dau":
            return None  # "trong năm tháng nào …"
        # "sau tháng 9" is no six months: nobody counts months and names one at once.
        return None if behind.isdigit() else found
    return None


def _month(
    words: Sequence[str], tokens: Sequence[Syllable], position: int, neighbour: int
) -> tuple[int, int] | None:
    """The longest number of a month that begins here, and its end.

    Who writes the marks of "tháng" writes those of its number: "tháng sau" is not June.
    """
    before = words[position - 1] if position else ""
    if before in _TENS_BEFORE or (words[position] == "muoi" and before in _FOLDED_NUMBERS):
        return None
    typed = [token.text.lower() for token in tokens[position : position + 2]]
    months = _MONTHS if is_accented(tokens[neighbour].text) else _MONTHS_ANYHOW
    for length in (2, 1):
        number = months.get(tuple(typed[:length]))
        if number is not None and _OTHER_WORD not in words[position : position + length]:
            return number, position + min(length, len(typed))
    return None


def _spelled_year(words: Sequence[str], position: int) -> tuple[int, int] | None:
    """A year in words behind "năm": as a number, or as four digits."""
    for last in (len(words), position + 4):
        found = read_number(words[:last], position)
        if found is not None and 2000 <= found[0] <= 2099:
            return found
    return None


def _at(words: Sequence[str], position: int) -> str:
    return words[position] if position < len(words) else ""
