"""From checked files to the database: what is new, changed or gone, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kb.content import Content, Entry
from kb.models import Procedure
from kb.tables import KnowledgeEntry, KnowledgePhrase, KnowledgeVersion


@dataclass(frozen=True)
class Report:
    """How many entries an import added, changed, removed and left as they were."""

    added: int
    changed: int
    removed: int
    unchanged: int


def import_content(session: Session, content: Content, now: datetime) -> Report:
    """Make the database hold just this content.

    Phrases learned from questions stay, but for those of entries that are gone.

    Args:
        session: an open transaction.
        content: every entry there shall be.
        now: the present moment.
    """
    stored = {row.key: row for row in session.scalars(select(KnowledgeEntry))}
    added = changed = 0
    for entry in content.entries():
        kind, body = kind_of(entry), entry.model_dump_json(exclude_defaults=True)
        row = stored.pop(entry.key, None)
        if row is None:
            session.add(KnowledgeEntry(key=entry.key, kind=kind, body=body, changed_at=now))
            added += 1
        elif (row.kind, row.body) != (kind, body):
            row.kind, row.body, row.changed_at = kind, body, now
            changed += 1
    _remove(session, stored)
    if added or changed or stored:
        count_up(session)
    total = sum(1 for _ in content.entries())
    return Report(added, changed, len(stored), total - added - changed)


def kind_of(entry: Entry) -> str:
    """How the table calls the kind of an entry."""
    return "procedure" if isinstance(entry, Procedure) else "faq"


def count_up(session: Session) -> None:
    """Tell every reader that the knowledge base changed."""
    if session.get(KnowledgeVersion, 1) is None:
        session.add(KnowledgeVersion(id=1, version=1))
        return
    session.execute(update(KnowledgeVersion).values(version=KnowledgeVersion.version + 1))


def _remove(session: Session, keys: Iterable[str]) -> None:
    gone = list(keys)
    if gone:
        session.execute(delete(KnowledgePhrase).where(KnowledgePhrase.key.in_(gone)))
        session.execute(delete(KnowledgeEntry).where(KnowledgeEntry.key.in_(gone)))
