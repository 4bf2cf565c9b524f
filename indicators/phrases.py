"""Sentences that several kinds of answer share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import takewhile

from answers.figures import date_vi, decimal_vi, figure_vi, points_vi, target_vi
from indicators import models
from indicators.access import Denial
from indicators.catalogue import Indicator
from indicators.evidence import Figure, quality_notes
from indicators.notes import Notes
from indicators.periods import Period, PeriodKind
from indicators.rows import Row

# What a flag of a figure means to a reader, the gravest first: one line is shown.
FLAGS = {
    "ratio-mismatch": "số báo cáo không khớp với tử số và mẫu số",
    "numerator-exceeds-denominator": "tử số lớn hơn mẫu số",
    "sum-mismatch": "tổng không khớp với bảng khác trong cùng báo cáo",
    "contradicts": "có số khác mâu thuẫn",
    "over-100": "tỷ lệ vượt 100",
    "basis-mismatch": "kết quả đo nội dung khác với chỉ tiêu",
    "unit-mismatch": "ô số liệu ghi sai loại đơn vị",
    "duplicate-figures": "trùng số liệu với mục khác",
    "typo-in-source": "nguồn có lỗi gõ",
    "rounding": "số bị cắt bớt chữ số",
    "unverifiable": "không kiểm tra lại được",
    "approximate": "nguồn ghi số ước chừng",
    "trend": "diễn biến bất thường",
    "wording": "cách gọi trong nguồn hơi khác",
    "ambiguous": "cách hiểu chưa chắc chắn",
}
# Dates and numbers of documents come first: they stay as they are.
_NUMBER = re.compile(
    r"(?P<kept>\d{1,2}/(?:\d{1,2}/)?\d{4}(?!\d)|\d+/[^\W\d]\S*)"
    r"|(?<![\w.,-])\d+(?:\.\d+)?(?![\w.,-]*\d)"
)
_NOT_A_COUNT = re.compile(r"dòng|bảng|mục|năm|cột|nhóm|tháng", re.IGNORECASE)

_HIDDEN = {
    Denial.ROLE: "Không hiện số trong báo cáo nội bộ của",
    Denial.SCOPE: "Không hiện số ngoài phạm vi tài khoản của anh/chị",
    Denial.GROUP_CHAT: "Trong nhóm không hiện số nội bộ của",
}

SIMULATED = "Số liệu mô phỏng để dùng thử, không phải số báo cáo."


def target_line(figure: Figure, indicator: Indicator) -> str:
    """The target, whether it is met, and by how much."""
    targets, value = figure.targets, figure.evidence.value
    if not targets:
        year = figure.evidence.period_end.year
        return f"Chưa có chỉ tiêu năm {year} cho đơn vị này."
    goals = " và ".join(target_vi(t.value, t.comparator, indicator.measure) for t in targets)
    year = targets[0].year
    if len(targets) > 1:
        return f"Có hai chỉ tiêu {year} khác nhau ({goals}), chưa kết luận được."
    if value is None or figure.gap is None:
        return f"Chỉ tiêu {year}: {goals}; chưa có số để đánh giá."
    return f"Chỉ tiêu {year}: {goals} → {_verdict(figure, indicator)}."


def _verdict(figure: Figure, indicator: Indicator) -> str:
    gap = figure.gap or Decimal(0)
    size = points_vi(abs(gap), indicator.measure)
    if figure.evidence.status == "met":
        return f"đạt, vượt {size}" if gap > 0 else "đạt"
    if gap == 0:
        return "chưa đạt (mới bằng mức chỉ tiêu)"
    return f"chưa đạt, còn thiếu {size}" if gap < 0 else f"chưa đạt, vượt quá {size}"


def quality_line(figure: Figure, notes: Notes) -> str | None:
    """One line on the gravest doubt about a figure, None where there is none."""
    one = figure.row.observation
    flagged = dict(quality_notes(one.quality))
    if figure.ratio is not None and one.numerator is not None and one.denominator is not None:
        parts = f"{decimal_vi(one.numerator)}/{decimal_vi(one.denominator)}"
        reported = f", khác số báo cáo {decimal_vi(one.value)} %" if one.value is not None else ""
        return f"Lưu ý: {parts} = {decimal_vi(figure.ratio)} %{reported}."
    for keyword, meaning in FLAGS.items():
        if keyword in flagged:
            note = vietnamese_numbers(notes.readable(flagged[keyword]))
            return f"Lưu ý: {meaning} ({note})." if note else f"Lưu ý: {meaning}."
    return None


def doubts(quality: str | None, notes: Notes) -> list[str]:
    """Every doubt about a figure in words, the gravest first; see `quality_line` for one line."""
    told = {keyword: notes.readable(note) for keyword, note in quality_notes(quality)}
    return [
        f"{meaning} ({vietnamese_numbers(told[keyword])})" if told[keyword] else meaning
        for keyword, meaning in FLAGS.items()
        if keyword in told
    ]


def vietnamese_numbers(note: str) -> str:
    """A note of the data with its figures as Vietnamese readers write them.

    Numbers that name a place (dòng 07, bảng 4b, năm 2022) stay as they are.
    """

    def rewrite(found: re.Match[str]) -> str:
        before = note[max(0, found.start() - 6) : found.start()]
        number = found.group()
        if found["kept"] or _NOT_A_COUNT.search(before) or number.startswith("0"):
            return number
        return decimal_vi(Decimal(number))

    return _NUMBER.sub(rewrite, note)


def source_line(source: models.Source, locator: str) -> str:
    """Who reported it, where in the document, when it was published."""
    published = f", ngày {date_vi(source.published_on)}" if source.published_on else ""
    place = f"; {locator}" if locator else ""
    return f"Nguồn: {source.issuer}{published}{place}."


def source_lines(rows: Iterable[Row]) -> list[str]:
    """Each source once: what one reported is never passed off as another's."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source.id, []).append(row)
    return [
        source_line(
            of_source[0].source, _shared_place(row.observation.locator for row in of_source)
        )
        for of_source in by_source.values()
    ]


def _shared_place(locators: Iterable[str]) -> str:
    """What the places of several figures in a document have in common: "bảng 1"."""
    parts = [locator.split(";")[0].split(", ") for locator in locators]
    shared = takewhile(lambda column: len(set(column)) == 1, zip(*parts, strict=False))
    return ", ".join(column[0] for column in shared)


def hidden_line(denial: Denial, names: Iterable[str]) -> str:
    """Whose figures are not shown, and why."""
    return f"{_HIDDEN[denial]}: {', '.join(names)}."


def figure_or_words(figure: Figure) -> str:
    """The figure with its measure; the report's own words where there is none."""
    value = figure.evidence.value
    if value is not None:
        return figure_vi(value, figure.evidence.measure)
    return f"Chưa có con số: “{figure.evidence.text}”"


def period_words(period: Period) -> str:
    """A period as asked, in words."""
    year = f" năm {period.year}" if period.year is not None else ""
    if period.last_day is not None:
        return f"đến ngày {date_vi(period.last_day)}"
    if period.kind is PeriodKind.MONTH:
        return f"tháng {period.number}{year}"
    if period.kind is PeriodKind.QUARTER:
        return f"quý {period.number}{year}"
    if period.kind is PeriodKind.CUMULATIVE:
        return f"{period.number} tháng{year}"
    if period.kind is PeriodKind.SPAN:
        return f"giai đoạn {period.year}-{period.last_year}"
    return f"năm {period.year}"
