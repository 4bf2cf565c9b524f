"""Tables of one indicator: its figure, units side by side, in order, over time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from answers.evidence import (
    IndicatorBreakdown,
    IndicatorComparison,
    IndicatorRanking,
    IndicatorTrend,
    IndicatorValue,
)
from indicators.evidence import read_figure
from indicators.exports.document import Column, Line, Number, slug
from indicators.exports.lines import BESIDE, NUMBER, STANDING, UNIT, standing
from indicators.exports.reader import Reader, Table

_RANK = Column("Thứ tự", 8, 11, centred=True)
_OF_UNIT = Column("Đơn vị", 28)
_PARTS = (Column("Tử số", 14), Column("Mẫu số", 14))
_GAP = Column("Chênh lệch so với chỉ tiêu giao", 16)
_VALUE = (*STANDING[:2], _OF_UNIT, *STANDING[2:4], *_PARTS, *STANDING[4:6], _GAP, *STANDING[6:])
_ORDERS = {
    "highest": "từ cao xuống thấp",
    "lowest": "từ thấp lên cao",
    "best": "từ tốt đến kém",
    "worst": "từ kém đến tốt",
}


def value(evidence: IndicatorValue, reader: Reader) -> Table:
    """One figure with its target, its parts and its source."""
    indicator, unit = reader.indicator(evidence.indicator), reader.unit(evidence.unit)
    row = reader.row(
        evidence.indicator, evidence.unit, (evidence.period_start, evidence.period_end)
    )
    lines = []
    if row is not None:
        figure = read_figure(row, indicator, reader.desk.rows)
        cells = standing(1, figure, indicator, reader.citations)
        parts = (_number(evidence.numerator), _number(evidence.denominator))
        gap = _number(figure.gap)
        lines = [Line((*cells[:2], unit, *cells[2:4], *parts, *cells[4:6], gap, *cells[6:]))]
    return Table(
        name=slug("so lieu", evidence.indicator, evidence.unit),
        title="Số liệu chỉ tiêu",
        subject=f"{indicator.name} – {unit}",
        columns=_VALUE,
        lines=tuple(lines),
    )


def breakdown(evidence: IndicatorBreakdown, reader: Reader) -> Table:
    """The parts of a unit, and their total where there is one."""
    indicator = reader.indicator(evidence.indicator)
    lines = [
        Line((n, reader.unit(item.unit), *reader.figure(indicator, item.unit, item.value)))
        for n, item in enumerate(evidence.items, 1)
    ]
    return Table(
        name=slug("so lieu", evidence.indicator, evidence.parent),
        title="Số liệu theo đơn vị",
        subject=f"{indicator.name} – {reader.unit(evidence.parent)}",
        columns=(NUMBER, UNIT, *BESIDE),
        lines=(*lines, *reader.computed(evidence.computed, indicator.measure)),
    )


def comparison(evidence: IndicatorComparison, reader: Reader) -> Table:
    """Units, or periods of one unit, side by side."""
    indicator = reader.indicator(evidence.indicator)
    lines = []
    for n, item in enumerate(evidence.items, 1):
        days = (item.period_start, item.period_end)
        figure = reader.figure(indicator, item.unit, item.value, days)
        lines.append(Line((n, reader.unit(item.unit), *figure)))
    return Table(
        name=slug("so sanh", evidence.indicator),
        title="So sánh số liệu",
        subject=indicator.name,
        columns=(NUMBER, UNIT, *BESIDE),
        lines=(*lines, *reader.computed(evidence.computed, indicator.measure)),
    )


def ranking(evidence: IndicatorRanking, reader: Reader) -> Table:
    """Units in the order of their figures; equal figures share a place."""
    indicator = reader.indicator(evidence.indicator)
    days = (evidence.period_start, evidence.period_end)
    places = _places([item.value for item in evidence.items])
    lines = []
    for place, item in zip(places, evidence.items, strict=True):
        figure = reader.figure(indicator, item.unit, item.value, days)
        lines.append(Line((place, reader.unit(item.unit), *figure)))
    return Table(
        name=slug("xep hang", evidence.indicator, evidence.parent),
        title=f"Xếp hạng đơn vị {_ORDERS[evidence.order]}",
        subject=f"{indicator.name} – {reader.unit(evidence.parent)}",
        columns=(_RANK, UNIT, *BESIDE),
        lines=(*lines, *reader.computed(evidence.computed, indicator.measure)),
    )


def trend(evidence: IndicatorTrend, reader: Reader) -> Table:
    """The figures of a unit in time order."""
    indicator = reader.indicator(evidence.indicator)
    lines = []
    for n, point in enumerate(evidence.points, 1):
        days = (point.period_start, point.period_end)
        figure = reader.figure(indicator, evidence.unit, point.value, days)
        lines.append(Line((n, reader.unit(evidence.unit), *figure)))
    return Table(
        name=slug("dien bien", evidence.indicator, evidence.unit),
        title="Diễn biến số liệu theo thời gian",
        subject=f"{indicator.name} – {reader.unit(evidence.unit)}",
        columns=(NUMBER, UNIT, *BESIDE),
        lines=(*lines, *reader.computed(evidence.computed, indicator.measure)),
    )


def _number(figure: Decimal | None) -> Number | None:
    return Number(figure) if figure is not None else None


def _places(values: Sequence[Decimal | None]) -> list[int]:
    """The places of values in rank order: 1, 2, 2, 4."""
    places: list[int] = []
    before: Decimal | None = None
    for position, figure in enumerate(values, 1):
        places.append(places[-1] if places and figure == before else position)
        before = figure
    return places
