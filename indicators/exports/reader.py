"""Finds the rows behind the items of an answer's evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from answers.evidence import Computed, ComputedName
from indicators.catalogue import Indicator
from indicators.desk import Desk
from indicators.exports.document import Cell, Column, Line, Number
from indicators.exports.lines import Citations, beside, days_vi
from indicators.rows import Row

Days = tuple[date, date]
"""The first and the last day of a period."""

_COMPUTED: dict[ComputedName, str] = {
    "total": "Tổng (tính từ các dòng trên)",
    "difference": "Chênh lệch (tính từ các dòng trên)",
    "gap": "Chênh lệch so với chỉ tiêu giao",
    "share": "Tỷ trọng (tính từ các dòng trên)",
    "ratio_check": "Tính lại từ tử số và mẫu số",
}


@dataclass(frozen=True)
class Table:
    """What one kind of evidence gives.

    Attributes:
        name: of the file, see `Document.name`.
        title: what it is.
        subject: what or whom it is about.
        columns: its columns.
        lines: its rows.
    """

    name: str
    title: str
    subject: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


class Reader:
    """Reads one answer."""

    def __init__(self, shown: Sequence[Row], desk: Desk) -> None:
        """Read the rows that the answer showed."""
        self.desk = desk
        self.citations = Citations(desk)
        self._shown = shown

    def indicator(self, code: str) -> Indicator:
        """An indicator of the catalogue."""
        return self.desk.catalogue.indicators[code]

    def unit(self, code: str) -> str:
        """The name of a unit."""
        return self.desk.unit(code).name

    def row(self, indicator: str, unit: str, days: Days | None = None) -> Row | None:
        """The row that was shown for an item, None where the answer kept it to itself."""
        for row in self._shown:
            one = row.observation
            if (one.indicator, one.unit) == (indicator, unit) and days in {
                None,
                (one.period_start, one.period_end),
            }:
                return row
        return None

    def figure(
        self, indicator: Indicator, unit: str, value: Decimal | None, days: Days | None = None
    ) -> tuple[Cell, ...]:
        """The columns `BESIDE` of an item."""
        row = self.row(indicator.code, unit, days)
        if row is not None:
            return beside(row, indicator, self.citations)
        number = Number(value, indicator.measure) if value is not None else None
        return (number, indicator.measure, days_vi(*days) if days else None, None, None, None)

    def computed(self, items: Iterable[Computed], measure: str) -> list[Line]:
        """What is worked out from the rows, in the columns NUMBER, one of words, and `BESIDE`."""
        lines = []
        for item in items:
            points = item.name in {"difference", "gap"} and measure == "%"
            of = "điểm %" if points else "%" if item.name in {"share", "ratio_check"} else measure
            cells = (None, _COMPUTED[item.name], Number(item.value, of), of, *[None] * 4)
            lines.append(Line(cells, computed=True))
        return lines
