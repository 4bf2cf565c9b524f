"""What is open to doubt about a figure, in words, as far as the asker may read it."""

from __future__ import annotations

from collections.abc import Iterable

from answers.figures import decimal_vi
from indicators.catalogue import Indicator
from indicators.desk import Desk
from indicators.evidence import contradicting_ratio, quality_keywords
from indicators.phrases import SIMULATED, doubts
from indicators.rows import Row


class Doubts:
    """Words the doubts of one file."""

    def __init__(self, desk: Desk) -> None:
        """Word them for the asker of a desk."""
        self._desk = desk

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
        return said + doubts(one.quality, self._desk.notes)

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
