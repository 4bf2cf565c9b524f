"""The clock, injected wherever "today" matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from core.settings import Settings

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in the time zone of the province."""

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def system_clock() -> datetime:
    """The present moment in Vietnam."""
    return datetime.now(LOCAL_ZONE)


def clock_of(settings: Settings) -> Clock:
    """The system's clock, or the fixed moment `NOW` of a test run."""
    fixed = settings.now
    if fixed is None:
        return system_clock
    moment = fixed if fixed.tzinfo else fixed.replace(tzinfo=LOCAL_ZONE)
    return lambda: moment
