"""Periods named in a text: months, quarters, years, cumulative ranges, relative words.

A closed grammar, with or without diacritics, in digits and in words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from indicators.period_words import period_line


class PeriodKind(StrEnum):
    """What sort of period is meant; only a cumulative one ("9 tháng") counts from January."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUMULATIVE = "cumulative"
    SPAN = "span"
    LATEST = "latest"


@dataclass(frozen=True)
class Period:
    """A period as asked for.

    Attributes:
        kind: see `PeriodKind`.
        year: None where the asker did not say which.
        number: the month (1-12), quarter (1-4), or last month of a cumulative period.
        last_year: the end of a span of years.
        by_clock: said relative to today ("năm nay"): never answered by another period.
        last_day: the day a cumulative period was said to end on.
    """

    kind: PeriodKind
    year: int | None = None
    number: int = 0
    last_year: int | None = None
    by_clock: bool = False
    last_day: date | None = None

    def in_year(self, year: int) -> Period:
        """The same period of that year."""
        return replace(self, year=year)

    @property
    def start(self) -> date:
        """First day; the year must be known."""
        year = self._known_year()
        if self.kind is PeriodKind.MONTH:
            return date(year, self.number, 1)
        if self.kind is PeriodKind.QUARTER:
            return date(year, 3 * self.number - 2, 1)
        return date(year, 1, 1)

    @property
    def end(self) -> date:
        """Last day; the year must be known."""
        year = self._known_year()
        if self.last_day is not None:
            return self.last_day
        if self.kind in {PeriodKind.MONTH, PeriodKind.CUMULATIVE}:
            return _month_end(year, self.number)
        if self.kind is PeriodKind.QUARTER:
            return _month_end(year, 3 * self.number)
        return date(self.last_year or year, 12, 31)

    @property
    def tail_start(self) -> date:
        """First day on which a row may end to count as ending in this period."""
        if self.kind is PeriodKind.CUMULATIVE:
            return date(self._known_year(), self.number, 1)
        return self.start

    def _known_year(self) -> int:
        if self.year is None:
            raise ValueError("the year of the period is not known")
        return self.year


LATEST = Period(PeriodKind.LATEST)


@dataclass(frozen=True)
class PeriodMention:
    """A period with the numbers of its first syllable and of the one behind its last."""

    start: int
    end: int
    period: Period


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# The line of a text (see `period_words`) is tried with these patterns in this order; what one
# takes, no later one gets.
_RELATIVE = {"nay": 0, "ngoai": 1, "truoc": 1, "roi": 1, "vua roi": 1, "kia": 2}
_Y = rf"(?P<year>(?:19|20)\d\d|(?<=nam )(?:{'|'.join(_RELATIVE)}))"
_IN_YEAR = rf"(?: (?:/|-|\.|cua|trong|thuoc))*(?: nam)?(?: (?:/|-))* {_Y}"
_UNTIL = (
    r"(?:tinh )?(?:den|toi|het|cho den|cho toi|den het|toi het|luy ke)(?: (?:cuoi|het|luy ke))*"
)
_MONTH = r"(?:thang|t) (?P<number>\d\d?)"
_MONTHS = r"(?P<number>\d\d?) (?:thang|t)"
_QUARTER = r"(?:quy|q) (?P<number>[1-4]|i{1,3}|iv)"
_NOW = (
    "moi nhat|gan nhat|gan day nhat|hien gio|hien nay|hien tai|hien thoi|bay gio|luc nay|nay gio|"
    "gan day|moi day|(?:may|nhieu|nhung|cac) (?:nam|thang|quy|ky) (?:nay|qua|gan day)|dao nay|"
    "(?:tu )?dau nam (?:den|toi) nay|den nay|toi nay|"
    "den gio|toi gio"
)
_RULES = (
    ("latest", _NOW),
    (
        "years",
        r"(?:giai doan |tu )?(?:nam )?(?P<year>20\d\d) (?:-|den|toi) (?:nam )?(?P<last>20\d\d)",
    ),
    # "tháng 1-9/2023" is no first of September, "từ 1 tháng 1 đến …" no month.
    (
        "cumulative",
        rf"(?:tu )?(?<!\d )thang 1 (?:-|den|toi) (?:het )?(?:thang )?(?P<number>\d\d?)"
        rf"(?:{_IN_YEAR})?(?! (?:/|-|thang) \d)",
    ),
    (
        "date",
        rf"(?:{_UNTIL} )?(?:ngay )?(?<!thang )(?P<day>\d\d?) (?:/|-|thang) (?P<number>\d\d?)"
        r"(?: (?:/|-|nam))+ (?P<year>20\d\d)",
    ),
    ("date", rf"(?:{_UNTIL} )?ngay (?P<day>\d\d?) (?:/|-|thang) (?P<number>\d\d?)"),
    ("quarter", _QUARTER + _IN_YEAR),
    ("cumulative", rf"{_UNTIL} {_MONTH}{_IN_YEAR}"),
    ("cumulative", rf"{_UNTIL} (?P<number>\d\d?) / {_Y}"),
    ("cumulative", rf"{_MONTHS}(?: dau nam| dau)?{_IN_YEAR}"),
    ("half", rf"nua dau nam(?: {_Y})?"),
    ("month", _MONTH + _IN_YEAR),
    ("month", rf"(?<!quy )(?<!q )(?P<number>\d\d?) / {_Y}"),
    ("quarter", _QUARTER),
    ("cumulative", rf"{_UNTIL} {_MONTH}"),
    ("cumulative", rf"{_MONTHS} dau nam(?! 20)"),
    ("cumulative", r"(?P<number>\d\d?) thang(?= |$)"),
    ("month", _MONTH),
    ("year", rf"(?:{_UNTIL} |cuoi |ca |trong |het )*nam (?:cuoi )?{_Y}"),
    ("year", rf"(?:{_UNTIL} |cuoi |het )+{_Y}"),
    ("year", r"(?P<year>20\d\d)"),
    ("this_month", r"thang (?P<which>nay|truoc|roi|vua roi)"),
    ("this_quarter", r"quy (?P<which>nay|truoc|vua roi)"),
)
_PATTERNS = tuple(
    (name, re.compile(rf"(?:^|(?<= ))(?:{pattern})(?= |$)")) for name, pattern in _RULES
)


def find_periods(
    text: str, today: date, taken_syllables: Collection[int] = ()
) -> list[PeriodMention]:
    """The periods named in a clean text, in order.

    Args:
        text: cleaned, with or without diacritics.
        today: what "năm nay" and "tháng trước" are counted from.
        taken_syllables: numbers of syllables that mean something else ("phường 9").
    """
    line, ends = period_line(text, taken_syllables)
    found: list[PeriodMention] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(line):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _period(name, match.groupdict(), today)
            if period is None:
                continue
            taken.append(match.span())
            first = ends[match.start() - 1] if match.start() else 0
            found.append(PeriodMention(first, ends[match.end() - 1], period))
    return sorted(found, key=lambda mention: mention.start)


def _period(name: str, groups: dict[str, str | None], today: date) -> Period | None:
    number = _number(groups.get("number"))
    year, by_clock = _year(groups.get("year"), today)
    if name == "years":
        return Period(PeriodKind.SPAN, year, last_year=_number(groups.get("last")))
    if name == "date":
        return _until_date(_number(groups.get("day")), number, year)
    if name == "half":
        return Period(PeriodKind.CUMULATIVE, year, 6, by_clock=by_clock)
    if name in {"month", "cumulative"}:
        if not 1 <= number <= 12:
            return None
        return Period(PeriodKind(name), year, number, by_clock=by_clock)
    if name == "quarter":
        return Period(PeriodKind.QUARTER, year, number, by_clock=by_clock)
    if name == "year":
        return Period(PeriodKind.YEAR, year, by_clock=by_clock)
    if name == "this_month":
        months = today.year * 12 + today.month - 1 - (groups["which"] != "nay")
        return Period(PeriodKind.MONTH, months // 12, months % 12 + 1, by_clock=True)
    if name == "this_quarter":
        quarters = today.year * 4 + (today.month - 1) // 3 - (groups["which"] != "nay")
        return Period(PeriodKind.QUARTER, quarters // 4, quarters % 4 + 1, by_clock=True)
    return LATEST


def _until_date(day: int, month: int, year: int | None) -> Period | None:
    """The cumulative period that a day ends; its month where no year or no such day is known."""
    if not 1 <= month <= 12:
        return None
    if year is None or not 1 <= day <= _month_end(year, month).day:
        return Period(PeriodKind.MONTH, year, month)
    return Period(PeriodKind.CUMULATIVE, year, month, last_day=date(year, month, day))


def _year(word: str | None, today: date) -> tuple[int | None, bool]:
    if word is None:
        return None, False
    if word in _RELATIVE:
        return today.year - _RELATIVE[word], True
    return int(word), False


def _number(word: str | None) -> int:
    if word is None:
        return 0
    return _ROMAN.get(word) or int(word)
