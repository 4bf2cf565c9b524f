"""When officers are there: weekly intervals, less the public holidays of Vietnam."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

_LOOK_AHEAD_DAYS = 30
_SPAN = r"\d{1,2}:\d\d-\d{1,2}:\d\d"
_PART = re.compile(rf"(?P<days>[1-7](?:-[1-7])?)\s+(?P<times>{_SPAN}(?:\s+{_SPAN})*)")
_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


@dataclass(frozen=True)
class Interval:
    """Officers are there on `weekday` (Monday 1) from `opens` until `closes`."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class OfficeHours:
    """The intervals of a week, in order."""

    intervals: Sequence[Interval]

    @classmethod
    def parse(cls, text: str) -> OfficeHours:
        """Hours as the setting writes them: "1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30".

        Raises:
            ValueError: it cannot be read (in Vietnamese).
        """
        intervals: list[Interval] = []
        for part in filter(None, map(str.strip, text.split(";"))):
            found = _PART.fullmatch(part)
            if found is None:
                raise ValueError(
                    f"Không đọc được giờ làm việc “{part}”: viết như 1-5 07:30-11:30 13:30-17:00"
                )
            first, _, last = found["days"].partition("-")
            for span in found["times"].split():
                opens, closes = (time.fromisoformat(f"{clock:0>5}") for clock in span.split("-"))
                if opens >= closes:
                    raise ValueError(f"Giờ làm việc “{span}” kết thúc trước khi bắt đầu")
                days = range(int(first), int(last or first) + 1)
                intervals += [Interval(day, opens, closes) for day in days]
        return cls(sorted(intervals, key=lambda one: (one.weekday, one.opens)))

    def is_open(self, now: datetime) -> bool:
        """Whether officers are there now (local time)."""
        return any(one.opens <= now.time() < one.closes for one in self._of(now.date()))

    def next_opening(self, now: datetime) -> datetime | None:
        """When officers are there next; `now` itself while they are; None: not soon."""
        if self.is_open(now):
            return now
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = now.date() + timedelta(days=ahead)
            for one in self._of(day):
                opening = datetime.combine(day, one.opens, now.tzinfo)
                if opening > now:
                    return opening
        return None

    def _of(self, day: date) -> list[Interval]:
        if is_holiday(day):
            return []
        return [one for one in self.intervals if one.weekday == day.isoweekday()]


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday of Vietnam, the lunar new year's days included."""
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)


def moment_vi(moment: datetime, now: datetime) -> str:
    """A moment in words: "07:30 thứ hai, 23/11", "13:30 hôm nay"."""
    clock = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return f"{clock} hôm nay"
    return f"{clock} {_DAYS[moment.isoweekday() - 1]}, {moment.day}/{moment.month}"
