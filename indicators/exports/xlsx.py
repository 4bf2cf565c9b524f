"""A document as a workbook: figures are numbers, texts are never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from answers.figures import date_vi, decimal_vi
from indicators.exports.document import SIGNS, Cell, Column, Document, Number, plain
from indicators.models import Source

_FONT = "Times New Roman"
_BODY = Font(name=_FONT, size=12)
_ITALIC = Font(name=_FONT, size=12, italic=True)
_BOLD = Font(name=_FONT, size=12, bold=True)
_TITLE = Font(name=_FONT, size=14, bold=True)
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_SIDE = Side(style="thin", color="808080")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
# A sheet's number keeps this many digits; a longer one is written out, digit for digit.
_DIGITS = 15
_NOTE_COLUMNS = (Column("Nội dung", 60), Column("Điều cần lưu ý", 90))
_SOURCE_COLUMNS = (
    Column("Số", 6, centred=True),
    Column("Tên văn bản, tài liệu", 80),
    Column("Nơi ban hành, công bố", 40),
    Column("Số hiệu", 18),
    Column("Ngày", 14, centred=True),
)


def workbook(document: Document, made: datetime) -> bytes:
    """The document as XLSX.

    Args:
        document: what it holds.
        made: when it was made.
    """
    book = Workbook()
    book.properties.creator = "Trợ lý ảo"
    book.properties.title = f"{document.title} – {document.subject}"
    book.properties.created = made.astimezone(UTC).replace(tzinfo=None)
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = "Số liệu"
    _figures(sheet, document)
    if document.notes:
        _table(book.create_sheet("Ghi chú"), _NOTE_COLUMNS, document.notes, 1)
    if document.sources:
        rows = [_source(number, one) for number, one in enumerate(document.sources, 1)]
        _table(book.create_sheet("Nguồn"), _SOURCE_COLUMNS, rows, 1)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _figures(sheet: Worksheet, document: Document) -> None:
    """The title, the facts, and one table: a heading of rows becomes a column to filter by."""
    head = [(document.title, _TITLE), (document.subject, _TITLE)]
    head += [(text, _ITALIC) for text in document.facts]
    head += [(text, _BODY) for text in document.summary]
    for row, (text, font) in enumerate(head, 1):
        _write(sheet, row, 1, text, font).alignment = Alignment(vertical="top")
    grouped = any(section.title for section in document.sections)
    columns = (*([Column("Nhóm", 24)] if grouped else []), *document.columns)
    rows: list[tuple[Cell, ...]] = []
    computed: list[int] = []
    top = len(head) + 2
    for section in document.sections:
        for line in section.lines:
            rows.append((section.title, *line.cells) if grouped else line.cells)
            if line.computed:
                computed.append(top + len(rows))
    _table(sheet, columns, rows, top)
    for row in computed:
        for number in range(1, len(columns) + 1):
            sheet.cell(row, number).font = _BOLD


def _table(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], top: int
) -> None:
    """A table with its heading in row `top`, ready to be filtered and printed."""
    for number, column in enumerate(columns, 1):
        cell = _write(sheet, top, number, column.title, _BOLD)
        cell.fill, cell.border = _HEAD, _LINE
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.characters
    for row, values in enumerate(rows, top + 1):
        for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            cell = _write(sheet, row, number, value, _BODY)
            cell.border = _LINE
            cell.alignment = _CENTRED if column.centred else _WRAPPED
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{top + len(rows)}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "Trang &P/&N"


def _write(sheet: Worksheet, row: int, column: int, value: Cell, font: Font) -> SheetCell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101 - nothing is merged
    cell.font = font
    if isinstance(value, Number):
        _number(cell, value)
    elif isinstance(value, str):
        _text(cell, value)
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    return cell


def _number(cell: SheetCell, number: Number) -> None:
    value, sign = number.value, SIGNS.get(number.comparator, "")
    if len(value.as_tuple().digits) > _DIGITS:
        _text(cell, f"{sign} {decimal_vi(value)}".strip())
        return
    cell.value = value
    decimals = max(0, -int(value.as_tuple().exponent))
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    cell.number_format = f'"{sign} "{shown}' if sign else shown


def _text(cell: SheetCell, text: str) -> None:
    """A text as it is: one that begins like a formula stays a text, also when it is edited."""
    cell.value = plain(text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@"}


def _source(number: int, source: Source) -> tuple[Cell, ...]:
    day = date_vi(source.published_on) if source.published_on else "không ghi"
    return number, source.title, source.issuer, source.document_number or "không ghi", day
