"""Who asks, and which rows they may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.accounts import HOME_UNIT
from indicators.catalogue import Catalogue

CITIZEN_SCOPE = HOME_UNIT
"""The unit a citizen means who names none."""


class Denial(StrEnum):
    """Why a row is not shown."""

    ROLE = "role"
    SCOPE = "scope"
    GROUP_CHAT = "group_chat"


@dataclass(frozen=True)
class Asker:
    """Who asks.

    Attributes:
        account: the account's id, None for a citizen.
        scope: the unit the account stands for; internal rows of it and below may be seen.
        channel: where the question comes from.
        in_group: whether others read along: nobody is shown internal rows there.
        since: up to when they were told what is new, None: they never were.
    """

    account: str | None = None
    scope: str | None = None
    channel: str = "api"
    in_group: bool = False
    since: datetime | None = None

    @property
    def home(self) -> str:
        """The unit meant when none is named."""
        return self.scope or CITIZEN_SCOPE

    def denial(self, catalogue: Catalogue, unit: str, internal: bool) -> Denial | None:
        """Why a row of `unit` is hidden, or None when it may be seen."""
        if not internal:
            return None
        if self.in_group:
            return Denial.GROUP_CHAT
        if self.account is None or self.scope is None:
            return Denial.ROLE
        return None if catalogue.covers(self.scope, unit) else Denial.SCOPE

    def sees_target(self, catalogue: Catalogue, unit: str, internal: bool) -> bool:
        """Whether a target may be seen: a plan of a unit also binds those below it."""
        if self.denial(catalogue, unit, internal) is None:
            return True
        return not self.in_group and self.scope is not None and catalogue.covers(unit, self.scope)
