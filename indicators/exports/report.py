"""The report of units: every indicator with a reported figure that the asker may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from answers.evidence import Status
from answers.figures import date_vi
from indicators import models
from indicators.access import Denial
from indicators.desk import Desk
from indicators.evidence import Figure, read_figure
from indicators.exports.document import Document, Line, Section, slug
from indicators.exports.lines import STANDING, Citations, made, scope, span, standing
from indicators.periods import Period
from indicators.phrases import period_words
from indicators.rows import Row

_VERDICTS: tuple[tuple[Status, str], ...] = (
    ("met", "đạt"),
    ("not_met", "chưa đạt"),
    ("unknown", "chưa đánh giá được"),
    ("no_target", "không có chỉ tiêu giao"),
)
CUMULATIVE = "Số lũy kế đến kỳ này được dùng nơi không có số riêng của kỳ."


@dataclass(frozen=True)
class Report:
    """What was found of some units.

    Attributes:
        figures: one of each indicator and unit, in the order of the catalogue.
        denial: why rows are hidden from the asker, None: none are.
        cumulative: whether longer, cumulative rows answer for the period asked.
    """

    figures: tuple[Figure, ...]
    denial: Denial | None = None
    cumulative: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the figures."""
        return tuple(figure.row for figure in self.figures)


def read_report(units: Sequence[str], period: Period | None, desk: Desk) -> Report:
    """The reported figure of every indicator of some units, never a simulated one.

    Args:
        units: the codes of the units.
        period: of the figures; None: each indicator's latest.
        desk: where the rows are.
    """
    figures: list[Figure] = []
    denial: Denial | None = None
    cumulative = False
    for unit in units:
        rows = desk.rows.of_units([unit])
        visible = desk.rows.visible(rows)
        if len(visible) < len(rows):
            denial = denial or desk.asker.denial(desk.catalogue, unit, internal=True)
        by_indicator: dict[str, list[Row]] = defaultdict(list)
        for row in visible:
            by_indicator[row.observation.indicator].append(row)
        for code, candidates in by_indicator.items():
            found = desk.rows.choose(candidates, period)
            if found.row is not None:
                cumulative = cumulative or found.cumulative
                figures.append(read_figure(found.row, desk.catalogue.indicators[code], desk.rows))
    return Report(tuple(figures), denial, cumulative)


def document_of_report(
    report: Report, units: Sequence[str], period: Period | None, desk: Desk
) -> Document:
    """The report as a document; it must have figures."""
    citations = Citations(desk)
    numbers = count(1)
    sections = []
    for title, figures in _by_group(report, units, desk).items():
        lines = []
        for figure in figures:
            indicator = desk.catalogue.indicators[figure.evidence.indicator]
            lines.append(Line(standing(next(numbers), figure, indicator, citations)))
        sections.append(Section(title, tuple(lines)))
    doubtful = citations.doubts.of_all(report.rows)
    asked = f", {period_words(period)}" if period is not None else ""
    return Document(
        name=slug("bao cao", *units),
        title="Bảng số liệu các chỉ tiêu",
        subject="; ".join(desk.unit(unit).name for unit in units) + asked,
        facts=(
            made(desk),
            f"Kỳ số liệu: {span(report.rows)}"
            + ("." if asked else "; mỗi chỉ tiêu lấy kỳ báo cáo mới nhất."),
            scope(desk.asker, desk.catalogue),
            *([CUMULATIVE] if report.cumulative else []),
            *_endings(units, desk),
        ),
        summary=(_summary(report, len(doubtful)),),
        columns=STANDING,
        sections=tuple(sections),
        notes=doubtful,
        sources=citations.sources,
    )


def _by_group(report: Report, units: Sequence[str], desk: Desk) -> dict[str, list[Figure]]:
    """The figures of each group, with the unit's name where there are several."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in report.figures:
        group = desk.catalogue.indicators[figure.evidence.indicator].group
        unit = desk.unit(figure.evidence.unit).short_name
        groups[group if len(units) == 1 else f"{unit}: {group}"].append(figure)
    return groups


def _summary(report: Report, doubtful: int) -> str:
    counts = Counter(figure.evidence.status for figure in report.figures)
    verdicts = [f"{counts[status]} {words}" for status, words in _VERDICTS if counts[status]]
    doubts = f" {doubtful} số có điều cần lưu ý, ghi ở phần ghi chú." if doubtful else ""
    return f"{len(report.figures)} chỉ tiêu có số liệu: {', '.join(verdicts)}.{doubts}"


def _endings(units: Sequence[str], desk: Desk) -> list[str]:
    """Which of the units have ended since: their figures are those of their time."""
    ended = []
    for code in units:
        row = desk.session.get(models.Unit, code)
        if row is not None and row.valid_to is not None and row.valid_to < desk.today:
            ended.append(
                f"{row.name} tồn tại đến hết ngày {date_vi(row.valid_to)}; "
                "số liệu theo tên và địa giới khi đó."
            )
    return ended
