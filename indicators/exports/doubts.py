"""What is open to doubt about a figure, in words, as far as the asker may read it.

A note of a public figure may quote an internal report ("bc-vungtau-9t-2023 ghi 22.4"): such a note
is only told to those who may see that report's rows; the others read that there is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from answers.figures import date_vi, decimal_vi
from indicators import models
from indicators.catalogue import Indicator
from indicators.desk import Desk
from indicators.evidence import contradicting_ratio, quality_keywords
from indicators.phrases import SIMULATED, doubts
from indicators.rows import INTERNAL, Row


class Doubts:
    """Words the doubts of one file."""

    def __init__(self, desk: Desk) -> None:
        """Read which sources there are, and which of them the asker may not see."""
        self._desk = desk
        self._sources = {one.id: one for one in desk.session.scalars(select(models.Source))}
        self._hidden = {
            one.id
            for one in self._sources.values()
            if one.visibility == INTERNAL and not self._is_open(one)
        }

    def of(self, row: Row, indicator: Indicator) -> list[str]:
        """Every doubt about a figure."""
        one, said = row.observation, []
        if one.simulated:
            said.append(SIMULATED.rstrip("."))
        known = "ratio-mismatch" in quality_keywords(one.quality)
        ratio = None if known else contradicting_ratio(one, indicator)
        if ratio is not None and one.numerator is not None and one.denominator is not None:
            parts = f"{decimal_vi(one.numerator)}/{decimal_vi(one.denominator)}"
            said.append(f"tính lại {parts} = {decimal_vi(ratio)} %")
        return said + doubts(one.quality, self._reworded)

    def of_all(self, rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
        """The doubtful figures among rows: which, and why."""
        found = []
        for row in rows:
            indicator = self._desk.catalogue.indicators[row.observation.indicator]
            why = self.of(row, indicator)
            if why:
                unit = self._desk.unit(row.observation.unit).short_name
                about = f"{indicator.name}, {unit}, {row.observation.period_label}"
                found.append((about, "; ".join(why)))
        return tuple(found)

    def _reworded(self, note: str) -> str:
        """A note with its sources named, or nothing where it quotes what may not be seen."""
        for code, source in self._sources.items():
            if code not in note:
                continue
            if code in self._hidden:
                return ""
            day = f" ngày {date_vi(source.published_on)}" if source.published_on else ""
            note = note.replace(code, f"{source.issuer}{day}")
        return note

    def _is_open(self, source: models.Source) -> bool:
        """Whether the asker may see all of an internal source's rows."""
        query = select(models.Observation.unit).where(models.Observation.source == source.id)
        desk = self._desk
        return all(
            desk.asker.denial(desk.catalogue, unit, internal=True) is None
            for unit in desk.session.scalars(query.distinct())
        )
