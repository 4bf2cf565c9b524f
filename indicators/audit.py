"""Who was shown which internal figure: one line of the log for each, written with the answer.

The lines are part of the transaction that answers, so nothing internal is told unlogged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core.accounts import Account
from indicators import models
from indicators.access import Asker
from indicators.desk import Outcome

NOTHING = "none"
"""The kind of an answer without evidence."""


@dataclass(frozen=True)
class Entry:
    """A line of the log with the name of the account."""

    line: models.AuditEntry
    name: str


def record(session: Session, outcome: Outcome, asker: Asker, now: datetime) -> int:
    """Log the internal figures that an account was shown; the number of lines written."""
    shown = [row for row in outcome.shown if row.internal]
    if asker.account is None or not shown:
        return 0
    evidence = outcome.reply.evidence
    lines = [
        {
            "at": now,
            "account": asker.account,
            "channel": asker.channel,
            "kind": evidence.kind if evidence is not None else NOTHING,
            "indicator": row.observation.indicator,
            "unit": row.observation.unit,
            "period_start": row.observation.period_start,
            "period_end": row.observation.period_end,
            "source": row.source.id,
            "simulated": row.observation.simulated,
        }
        for row in shown
    ]
    session.execute(insert(models.AuditEntry), lines)
    return len(lines)


def entries(
    session: Session, account: str | None = None, since: datetime | None = None, limit: int = 50
) -> Sequence[Entry]:
    """The newest lines of the log, newest first.

    Args:
        session: an open session.
        account: the number of the account to look for, None: all.
        since: the first moment to look for, None: from the beginning.
        limit: how many lines at most.
    """
    query = select(models.AuditEntry).order_by(
        models.AuditEntry.at.desc(), models.AuditEntry.id.desc()
    )
    if account is not None:
        query = query.where(models.AuditEntry.account == account)
    if since is not None:
        query = query.where(models.AuditEntry.at >= since)
    names = {
        str(number): name for number, name in session.execute(select(Account.id, Account.name))
    }
    return [
        Entry(line, names.get(line.account, "(không còn tài khoản)"))
        for line in session.scalars(query.limit(limit))
    ]
