"""Notes on figures as far as the asker may read them.

A note of a public figure may quote an internal report ("bc-vungtau-9t-2023 ghi 22.4"): such a note
is only told to those who may see that report's rows; the others read that there is a doubt.
"""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from answers.figures import date_vi
from indicators import models
from indicators.access import Asker
from indicators.catalogue import Catalogue


class Notes:
    """Rewords the notes of rows for one asker in one session."""

    def __init__(self, session: Session, catalogue: Catalogue, asker: Asker) -> None:
        self._session = session
        self._catalogue = catalogue
        self._asker = asker

    def readable(self, note: str) -> str:
        """A note with its sources named, "" where it quotes what may not be seen."""
        if not note:
            return note
        for code, source in self._sources.items():
            if code not in note:
                continue
            if source.visibility == models.INTERNAL and not self._is_open(source):
                return ""
            day = f" ngày {date_vi(source.published_on)}" if source.published_on else ""
            note = note.replace(code, f"{source.issuer}{day}")
        return note

    @cached_property
    def _sources(self) -> dict[str, models.Source]:
        return {one.id: one for one in self._session.scalars(select(models.Source))}

    def _is_open(self, source: models.Source) -> bool:
        """Whether the asker may see all of an internal source's rows."""
        query = select(models.Observation.unit).where(models.Observation.source == source.id)
        return all(
            self._asker.denial(self._catalogue, unit, internal=True) is None
            for unit in self._session.scalars(query.distinct())
        )
