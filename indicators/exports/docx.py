"""A document as a Word file, laid out as offices lay theirs out.

Paper, margins, font and page numbers follow Phụ lục I of Nghị định 30/2020/NĐ-CP; the national
heading, number and signature are left out on purpose: this is an extract, not a signed document.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from answers.figures import date_vi, decimal_vi, figure_vi
from indicators.exports.document import SIGNS, Cell, Column, Document, Number, plain
from indicators.models import Source

_FONT = "Times New Roman"
_BODY, _SMALL = Pt(13), Pt(11)
_EXTRACT = "Bản trích số liệu để tham khảo, không phải văn bản hành chính có chữ ký."


def word_file(document: Document, made: datetime) -> bytes:
    """The document as DOCX.

    Args:
        document: what it holds.
        made: when it was made.
    """
    word = docx.Document()
    _properties(word, document, made)
    _paper(word)
    _font(word)
    _paragraph(word, document.title.upper(), bold=True, centred=True)
    _paragraph(word, document.subject, bold=True, centred=True)
    _paragraph(word, _EXTRACT, italic=True, centred=True)
    for text in (*document.facts, *document.summary):
        _paragraph(word, text)
    shown = [number for number, column in enumerate(document.columns) if column.millimetres]
    columns = [document.columns[number] for number in shown]
    for section in document.sections:
        if section.title:
            _heading(word, section.title)
        rows = [[line.cells[number] for number in shown] for line in section.lines]
        computed = {number for number, line in enumerate(section.lines) if line.computed}
        _table(word, columns, rows, computed)
    if document.notes:
        _heading(word, "Điều cần lưu ý về số liệu")
        for about, why in document.notes:
            _paragraph(word, f"- {about}: {why}")
    if document.sources:
        _heading(word, "Nguồn số liệu")
        for number, source in enumerate(document.sources, 1):
            _paragraph(word, f"[{number}] {_source(source)}")
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _properties(word: WordDocument, document: Document, made: datetime) -> None:
    properties = word.core_properties
    properties.author = properties.last_modified_by = "Trợ lý ảo"
    properties.title = plain(f"{document.title} – {document.subject}")[:255]
    properties.created = properties.modified = made.astimezone(UTC)
    properties.comments = ""


def _paper(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    # The number stands in the middle of the upper margin, and not on the first page.
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        else:
            field = OxmlElement("w:instrText")
            field.text = text
        run._r.append(field)


def _font(word: WordDocument) -> None:
    """One font for every script, in place of the template's."""
    for name in ("Normal", "Header"):
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template has it
        style.font.name, style.font.size = _FONT, _BODY
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
        for attribute in [key for key in fonts.attrib if "Theme" in str(key)]:
            del fonts.attrib[attribute]
        style.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    word.styles["Normal"].element.get_or_add_rPr().append(language)


def _paragraph(
    word: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
) -> Paragraph:
    paragraph = word.add_paragraph()
    run = paragraph.add_run(plain(text))
    run.bold, run.italic = bold, italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _heading(word: WordDocument, text: str) -> None:
    """A heading that stays on the page of what follows."""
    paragraph = _paragraph(word, text, bold=True)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True


def _table(
    word: WordDocument,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    computed: set[int],
) -> None:
    table = word.add_table(rows=1 + len(rows), cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for grid, column in zip(table.columns, columns, strict=True):
        grid.width = Mm(column.millimetres)
    cells = _cells(table)
    for cell, column in zip(cells[0], columns, strict=True):
        _fill(cell, column.title, column, bold=True, centred=True)
    for number, values in enumerate(rows):
        for cell, value, column in zip(cells[number + 1], values, columns, strict=True):
            bold = number in computed
            _fill(cell, _words(value), column, bold=bold, centred=column.centred)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _cells(table: Table) -> list[list[_Cell]]:
    """The cells of each row; asked of the table once, since it counts them anew each time."""
    flat, wide = table._cells, len(table.columns)
    return [flat[start : start + wide] for start in range(0, len(flat), wide)]


def _fill(cell: _Cell, text: str, column: Column, *, bold: bool, centred: bool) -> None:
    cell.width = Mm(column.millimetres)
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(plain(text))
    run.font.size, run.bold = _SMALL, bold
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _words(value: Cell) -> str:
    if isinstance(value, Number):
        sign = SIGNS.get(value.comparator, "")
        figure = figure_vi(value.value, value.measure) if value.measure else decimal_vi(value.value)
        return f"{sign} {figure}".strip()
    if isinstance(value, date):
        return date_vi(value)
    return "" if value is None else str(value)


def _source(source: Source) -> str:
    number = f", số {source.document_number}" if source.document_number else ""
    day = f", ngày {date_vi(source.published_on)}" if source.published_on else ", không ghi ngày"
    return f"“{source.title}”{number} – {source.issuer}{day}."
