"""Tables of how things stand: many indicators, doubtful figures, tasks, use of the assistant."""

from __future__ import annotations

from sqlalchemy import select

from answers.evidence import Adoption, Anomalies, IndicatorList, Overview, StandingItem, Tasks
from indicators import models
from indicators.evidence import read_figure
from indicators.exports.document import Cell, Column, Line, Number, slug
from indicators.exports.lines import (
    BESIDE,
    INDICATOR,
    NUMBER,
    SOURCE,
    STANDING,
    STATUSES,
    standing,
)
from indicators.exports.reader import Reader, Table
from indicators.phrases import doubts

_GROUP = Column("Nhóm", 24)
_LISTED = (_GROUP, *STANDING)
_FILTERS = {
    "met": "Các chỉ tiêu đạt",
    "not_met": "Các chỉ tiêu chưa đạt",
    "unknown": "Các chỉ tiêu chưa đánh giá được",
    "group": "Các chỉ tiêu của một nhóm",
    "all": "Các chỉ tiêu",
}
_USES = {
    "granted": "Tài khoản đã cấp",
    "linked": "Tài khoản đã liên kết với ứng dụng nhắn tin",
    "active": "Tài khoản đang sử dụng",
}


def indicator_list(evidence: IndicatorList, reader: Reader) -> Table:
    """The indicators of a unit that have something in common."""
    group = f" – {evidence.group}" if evidence.group else ""
    return Table(
        name=slug("danh sach chi tieu", evidence.unit),
        title=_FILTERS[evidence.filter],
        subject=f"{reader.unit(evidence.unit)}{group}",
        columns=_LISTED,
        lines=_standing_lines(evidence.unit, evidence.items, reader),
    )


def overview(evidence: Overview, reader: Reader) -> Table:
    """How a unit stands."""
    return Table(
        name=slug("tinh hinh", evidence.unit),
        title="Tình hình các chỉ tiêu",
        subject=reader.unit(evidence.unit),
        columns=_LISTED,
        lines=_standing_lines(evidence.unit, evidence.items, reader),
    )


def anomalies(evidence: Anomalies, reader: Reader) -> Table:
    """The figures that are open to doubt."""
    lines = []
    for number, item in enumerate(evidence.items, 1):
        indicator, row = reader.indicator(item.indicator), reader.row(item.indicator, item.unit)
        cells = list(reader.figure(indicator, item.unit, None))
        if row is None:
            cells[-1] = "; ".join(doubts("; ".join(item.quality), reader.desk.notes)) or None
        lines.append(Line((number, indicator.name, reader.unit(item.unit), *cells)))
    return Table(
        name=slug("so lieu can kiem tra", evidence.unit),
        title="Số liệu cần kiểm tra lại",
        subject=reader.unit(evidence.unit),
        columns=(NUMBER, INDICATOR, Column("Đơn vị", 28, 24), *BESIDE),
        lines=tuple(lines),
    )


def tasks(evidence: Tasks, reader: Reader) -> Table:
    """The tasks of a programme with who answers for them."""
    session = reader.desk.session
    known = {
        (task.code, task.as_of, task.status): (task, source)
        for task, source in session.execute(
            select(models.Task, models.Source)
            .join(models.Source, models.Source.id == models.Task.source)
            .where(models.Task.code.in_([item.task for item in evidence.items]))
        )
    }
    lines = []
    for number, item in enumerate(evidence.items, 1):
        task, source = known[item.task, item.as_of, item.status]
        owner = reader.unit(task.owner) if task.owner is not None else None
        cite = reader.citations.cite(source)
        lines.append(Line((number, task.name, owner, task.status, task.as_of, cite, task.note)))
    return Table(
        name=slug("nhiem vu"),
        title="Tiến độ nhiệm vụ",
        subject=evidence.program,
        columns=(
            NUMBER,
            Column("Nhiệm vụ", 70, 62),
            Column("Đơn vị chủ trì", 34, 30),
            Column("Trạng thái", 28, 30),
            Column("Tính đến ngày", 14, 22, centred=True),
            SOURCE,
            Column("Ghi chú", 44),
        ),
        lines=tuple(lines),
    )


def adoption(evidence: Adoption, _reader: Reader) -> Table:
    """The accounts of the assistant itself."""
    return Table(
        name=slug("su dung tro ly"),
        title="Sử dụng trợ lý ảo",
        subject="Tài khoản cán bộ",
        columns=(Column("Nội dung", 60, 120), Column("Số tài khoản", 16, 40, centred=True)),
        lines=tuple(Line((_USES[item.name], Number(item.value))) for item in evidence.items),
    )


def _standing_lines(unit: str, items: tuple[StandingItem, ...], reader: Reader) -> tuple[Line, ...]:
    return tuple(Line(_standing(n, unit, item, reader)) for n, item in enumerate(items, 1))


def _standing(number: int, unit: str, item: StandingItem, reader: Reader) -> tuple[Cell, ...]:
    indicator, row = reader.indicator(item.indicator), reader.row(item.indicator, unit)
    if row is not None:
        figure = read_figure(row, indicator, reader.desk.rows)
        return (indicator.group, *standing(number, figure, indicator, reader.citations))
    measure, target = indicator.measure, item.target
    goal = Number(target.value, measure, target.comparator) if target is not None else None
    figure_cell, *circumstances = reader.figure(indicator, unit, item.value)
    status = STATUSES[item.status]
    return (
        indicator.group,
        number,
        indicator.name,
        figure_cell,
        measure,
        goal,
        status,
        *circumstances[1:],
    )
