"""Rows of the database as rows of a table, with what a reader must know beside each figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answers.figures import date_vi, decimal_vi
from indicators.access import Asker
from indicators.catalogue import Catalogue, Indicator
from indicators.desk import Desk
from indicators.evidence import Figure
from indicators.exports.document import SIGNS, Cell, Column, Number
from indicators.exports.doubts import Doubts
from indicators.models import Observation, Source
from indicators.rows import Row

NUMBER = Column("TT", 6, 9, centred=True)
INDICATOR = Column("Chỉ tiêu", 60, 54)
UNIT = Column("Đơn vị", 34, 58)
RESULT = Column("Kết quả", 16, 27, centred=True)
MEASURE = Column("Đơn vị tính", 13, centred=True)
TARGET = Column("Chỉ tiêu giao", 15, 22, centred=True)
STATUS = Column("Đánh giá", 18, 19, centred=True)
PERIOD = Column("Kỳ số liệu", 20, 22, centred=True)
SOURCE = Column("Nguồn", 9, 12, centred=True)
LOCATOR = Column("Vị trí trong nguồn", 34)
REMARK = Column("Lưu ý", 44)

STANDING = (
    NUMBER, INDICATOR, RESULT, MEASURE, TARGET, STATUS, PERIOD, SOURCE, LOCATOR, REMARK
)  # fmt: skip
"""The columns of `standing`."""
BESIDE = (RESULT, MEASURE, PERIOD, SOURCE, LOCATOR, REMARK)
"""The columns of `beside`."""

STATUSES = {
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "no_target": "Không có chỉ tiêu giao",
    "unknown": "Chưa đánh giá được",
}


class Citations:
    """What the rows of one file refer to: their sources, numbered, and what is doubtful of them."""

    def __init__(self, desk: Desk) -> None:
        self._sources: dict[str, Source] = {}
        self.doubts = Doubts(desk)

    def cite(self, source: Source) -> str:
        """How a row names its source: "[1]"."""
        self._sources.setdefault(source.id, source)
        return f"[{list(self._sources).index(source.id) + 1}]"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources in the order of their numbers."""
        return tuple(self._sources.values())


def standing(
    number: int, figure: Figure, indicator: Indicator, citations: Citations
) -> tuple[Cell, ...]:
    """An indicator's figure with its target and whether it is met: the columns `STANDING`."""
    result, measure, period, *rest = beside(figure.row, indicator, citations)
    status = STATUSES[figure.evidence.status]
    return (number, indicator.name, result, measure, targets(figure), status, period, *rest)


def beside(row: Row, indicator: Indicator, citations: Citations) -> tuple[Cell, ...]:
    """A figure and its circumstances: the columns `BESIDE`."""
    one = row.observation
    return (
        result(one, indicator),
        indicator.measure,
        one.period_label,
        citations.cite(row.source),
        one.locator,
        "; ".join(citations.doubts.of(row, indicator)) or None,
    )


def result(one: Observation, indicator: Indicator) -> Cell:
    """The figure; the report's own words where there is none."""
    return Number(one.value, indicator.measure) if one.value is not None else one.text


def targets(figure: Figure) -> Cell:
    """The target; two that disagree are both said."""
    measure = figure.evidence.measure
    if len(figure.targets) == 1:
        target = figure.targets[0]
        return Number(target.value, measure, target.comparator)
    goals = [f"{SIGNS[t.comparator]} {decimal_vi(t.value)}" for t in figure.targets]
    return " và ".join(goals) or None


def made(desk: Desk) -> str:
    """When the file was made."""
    return f"Lập lúc {desk.now:%H:%M} ngày {date_vi(desk.today)} từ cơ sở dữ liệu chỉ tiêu."


def scope(asker: Asker, catalogue: Catalogue) -> str:
    """For whom the file was made, and so what it may lack."""
    if asker.in_group:
        return "Lập trong nhóm: chỉ gồm số liệu đã công bố, không có số trong báo cáo nội bộ."
    if asker.account is None or asker.scope is None:
        return "Chỉ gồm số liệu đã công bố; không có số trong báo cáo nội bộ."
    return f"Lập cho tài khoản phạm vi {catalogue.units[asker.scope].name}."


def span(rows: Iterable[Row]) -> str:
    """The days that figures are of: "từ 1/1/2023 đến 30/9/2023"."""
    days = [(row.observation.period_start, row.observation.period_end) for row in rows]
    return days_vi(min(start for start, _ in days), max(end for _, end in days))


def days_vi(start: date, end: date) -> str:
    """A period by its first and last day."""
    return f"từ {date_vi(start)} đến {date_vi(end)}"
