"""Schedules in words."""

from __future__ import annotations

_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_NAMED = {"1234567": "", "12345": "các ngày làm việc", "67": "cuối tuần"}
_RUN = 3


def schedule_vi(days: str, at: str) -> str:
    """When something is sent: "mỗi sáng thứ hai lúc 07:00".

    Args:
        days: days of the week as digits in order, Monday 1.
        at: local time, "07:00".
    """
    hour = int(at[:2])
    part = "sáng" if hour < 11 else "trưa" if hour < 13 else "chiều" if hour < 18 else "tối"
    named = _NAMED[days] if days in _NAMED else _list(days)
    return " ".join(filter(None, (f"mỗi {part}", named, f"lúc {at}")))


def _list(days: str) -> str:
    numbers = [int(day) - 1 for day in days]
    first, last = numbers[0], numbers[-1]
    if len(numbers) >= _RUN and last - first == len(numbers) - 1:
        return f"từ {_DAYS[first]} đến {_DAYS[last]}"
    names = [_DAYS[number] for number in numbers]
    return " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))
