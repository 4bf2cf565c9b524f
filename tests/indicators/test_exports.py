"""Documents and what becomes of them in a sheet and in a Word file."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pytest
from asking import CITIZEN, CITY, COUNTRY, NOW, WARD
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from answers.answer import Reply
from answers.evidence import (
    Adoption,
    AdoptionItem,
    Anomalies,
    AnomalyItem,
    Clarify,
    Computed,
    IndicatorComparison,
    IndicatorList,
    IndicatorRanking,
    IndicatorTrend,
    Overview,
    PeriodItem,
    StandingItem,
    TaskItem,
    Tasks,
    TrendPoint,
    UnitItem,
)
from indicators import models
from indicators.desk import Desk, Outcome
from indicators.evidence import quality_keywords, read_figure
from indicators.exports.answer import document_of_answer
from indicators.exports.document import Column, Document, Line, Number, Section, slug
from indicators.exports.docx import word_file
from indicators.exports.report import document_of_report, read_report
from indicators.exports.xlsx import workbook

COLUMNS = (Column("Chỉ tiêu", 40, 100), Column("Kết quả", 12, 40, centred=True))
FIGURES = [Decimal("98.27"), Decimal("97.5"), Decimal(4602), Decimal("-1.73"), Decimal("100.00")]


def document(*cells, **changes):
    lines = tuple(Line(("Hồ sơ trực tuyến", cell)) for cell in cells)
    given = {
        "name": "so-lieu",
        "title": "Bảng số liệu",
        "subject": "Thành phố Vũng Tàu",
        "facts": ("Lập lúc 09:00 ngày 21/11/2026.",),
        "summary": (),
        "columns": COLUMNS,
        "sections": (Section("", lines),),
    }
    return Document(**{**given, **changes})


def book_of(made):
    return openpyxl.load_workbook(BytesIO(workbook(made, NOW)))


def table_of(made):
    """The rows of the sheet of figures from the heading on."""
    sheet = book_of(made)["Số liệu"]
    top = sheet[sheet.auto_filter.ref][0][0].row
    return list(sheet.iter_rows(min_row=top))


def values(made, title):
    """A column of the sheet of figures."""
    heading, *rows = table_of(made)
    number = [cell.value for cell in heading].index(title)
    return [row[number].value for row in rows]


def cells_of(*written):
    return [row[1] for row in table_of(document(*written))[1:]]


@pytest.mark.parametrize("figure", FIGURES, ids=str)
def test_a_figure_is_a_number_shown_with_the_digits_reported(figure):
    (cell,) = cells_of(Number(figure, "%"))
    assert cell.data_type == "n"
    assert Decimal(str(cell.value)) == figure
    decimals = -figure.as_tuple().exponent
    assert cell.number_format == "#,##0" + ("." + "0" * decimals if decimals else "")


@given(st.decimals(-(10**8), 10**8, places=6) | st.decimals(-(10**12), 10**12, places=2))
def test_every_figure_that_a_sheet_can_hold_comes_back_digit_for_digit(figure):
    (cell,) = cells_of(Number(figure))
    assert Decimal(str(cell.value)) == figure


def test_a_figure_too_long_for_a_sheet_is_written_out_never_rounded():
    (cell,) = cells_of(Number(Decimal("12345678901234567.89")))
    assert cell.value == "12.345.678.901.234.567,89"


def test_a_target_is_a_number_with_its_comparator():
    (cell,) = cells_of(Number(Decimal(50), "%", ">="))
    assert (cell.value, cell.number_format) == (50, '"≥ "#,##0')


@pytest.mark.parametrize("words", ["24 loại", "100%", "Đã được phê duyệt cấp độ", "9"])
def test_words_in_place_of_a_figure_stay_words(words):
    (cell,) = cells_of(words)
    assert (cell.value, cell.data_type) == (words, "s")


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)"])
def test_a_text_is_never_a_formula(text):
    made = document(text, title=text, notes=((text, text),))
    book = book_of(made)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    mine = [cell for cell in cells if cell.value == text]
    assert len(mine) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in mine)


def test_control_characters_break_no_file():
    made = document("số\x00 \x0bliệu\x1f")
    assert cells_of("số\x00 \x0bliệu\x1f")[0].value == "số liệu"
    assert "số liệu" in text_of(word_file(made, NOW))


def test_a_sheet_is_ready_to_be_read_and_printed(city):
    sheet = book_of(city)["Số liệu"]
    heading = table_of(city)[0][0].row
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.font.b for cell in table_of(city)[0])


def word_of(made):
    return docx.Document(BytesIO(word_file(made, NOW)))


def text_of(content):
    word = docx.Document(BytesIO(content))
    inside = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *inside])


def test_a_word_file_has_paper_margins_and_font_of_an_office(city):
    word = word_of(city)
    (section,) = word.sections
    lengths = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    lengths += [section.left_margin, section.right_margin]
    assert [round(length.mm) for length in lengths] == [210, 297, 20, 20, 30, 15]
    fonts = word.styles["Normal"].element.rPr.rFonts
    scripts = [fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")]
    assert scripts == ["Times New Roman"] * 4
    assert word.styles["Normal"].font.size.pt == 13


def test_pages_are_numbered_above_from_the_second_on(city):
    (section,) = word_of(city).sections
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert not section.first_page_header.paragraphs[0].runs


def test_every_table_fits_the_page_and_repeats_its_heading(city):
    for table in word_of(city).tables:
        assert sum(column.width for column in table.columns) <= Mm(165)
        first, *others = table.rows
        assert first._tr.trPr.findall(qn("w:tblHeader"))
        assert not any(row._tr.trPr.findall(qn("w:tblHeader")) for row in others)


def test_a_word_file_writes_figures_as_vietnamese_readers_do_and_forges_no_heading(city):
    text = text_of(word_file(city, NOW))
    assert "98,27 %" in text
    assert "≥ 100 %" in text
    assert "không phải văn bản hành chính có chữ ký" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in text.upper()


def test_a_name_of_a_file_is_plain():
    assert slug("báo cáo", "vung-tau.phuong-5") == "bao-cao-vung-tau-phuong-5"
    assert slug("../Đề án/06") == "de-an-06"
    assert len(slug("a" * 500)) == 120


# The documents of units.


@pytest.fixture(scope="module")
def desk_of(simulated, catalogue):
    """A desk of an asker on the reported and the simulated figures."""
    with simulated() as session:
        yield lambda asker: Desk.open(session, catalogue, asker, NOW)


@pytest.fixture(scope="module")
def city(desk_of):
    return report_of("vung-tau", desk_of(CITY))


def report_of(unit, desk):
    return document_of_report(read_report([unit], None, desk), [unit], None, desk)


def test_a_report_has_the_newest_reported_row_of_every_indicator_of_the_unit(city, desk_of):
    session = desk_of(CITY).session
    known = session.scalars(
        select(models.Observation.indicator)
        .where(models.Observation.unit == "vung-tau", models.Observation.simulated.is_(False))
        .distinct()
    ).all()
    assert city.size == len(known) == 60
    names = values(city, "Chỉ tiêu")
    assert len(set(names)) == 60
    row = names.index("Hồ sơ thủ tục hành chính được người dân, doanh nghiệp thực hiện trực tuyến")
    assert values(city, "Kết quả")[row] == 98.27
    assert values(city, "Đánh giá")[row] == "Chưa đạt"
    assert values(city, "TT") == list(range(1, 61))


def test_a_report_counts_what_it_says(city):
    counted = [values(city, "Đánh giá").count(words) for words in ("Đạt", "Chưa đạt")]
    assert f"60 chỉ tiêu có số liệu: {counted[0]} đạt, {counted[1]} chưa đạt" in city.summary[0]
    assert f"{len(city.notes)} số có điều cần lưu ý" in city.summary[0]


def test_a_report_keeps_words_as_words_and_says_both_targets_that_disagree(city):
    row = values(city, "Chỉ tiêu").index("Dân số có hồ sơ sức khỏe điện tử")
    assert values(city, "Chỉ tiêu giao")[row] == "≥ 90 và ≥ 95"
    assert values(city, "Đánh giá")[row] == "Chưa đánh giá được"
    assert "Đã được phê duyệt cấp độ" in values(city, "Kết quả")


def test_simulated_figures_never_enter_a_report(desk_of):
    report = read_report(["vung-tau.phuong-5"], None, desk_of(CITY))
    assert report.figures
    assert not any(row.observation.simulated for row in report.rows)


def test_a_citizens_report_has_public_figures_only_and_says_so(desk_of):
    made = report_of("vung-tau", desk_of(CITIZEN))
    assert made.size == 1
    assert {source.visibility for source in made.sources} == {"public"}
    assert "Chỉ gồm số liệu đã công bố; không có số trong báo cáo nội bộ." in made.facts


@pytest.mark.parametrize(("asker", "told"), [(CITIZEN, False), (WARD, False), (COUNTRY, True)])
def test_a_public_figures_note_does_not_quote_an_internal_report(desk_of, asker, told):
    notes = dict(report_of("brvt", desk_of(asker)).notes)
    (note,) = [why for about, why in notes.items() if "công tơ điện tử" in about]
    assert note.startswith("có số khác mâu thuẫn")
    assert ("90,2" in note) is told
    assert "bc-vungtau" not in note


def test_a_report_says_when_its_unit_ended(city):
    assert any("tồn tại đến hết ngày 30/6/2025" in fact for fact in city.facts)


# The tables of answers.


def rows_of(desk, indicator, *units):
    return desk.rows.of(indicator, units)


def outcome(evidence, shown=()):
    return Outcome(Reply(text="…", evidence=evidence), None, tuple(shown))


def period(row):
    return {"period_start": row.observation.period_start, "period_end": row.observation.period_end}


def test_a_comparison_becomes_units_side_by_side_with_the_difference(desk_of):
    desk = desk_of(CITY)
    shown = rows_of(desk, "van-ban.di", "vung-tau.phuong-7", "vung-tau.phuong-12")
    items = [
        PeriodItem(
            unit=row.observation.unit, value=row.observation.value, simulated=False, **period(row)
        )
        for row in shown
    ]
    evidence = IndicatorComparison(
        indicator="van-ban.di",
        items=tuple(items),
        simulated=False,
        computed=(Computed(name="difference", value=Decimal(658)),),
    )
    made = document_of_answer(outcome(evidence, shown), desk)
    found = dict(zip(values(made, "Đơn vị"), values(made, "Kết quả"), strict=True))
    assert found == {
        "Phường 7": 1890,
        "Phường 12": 2548,
        "Chênh lệch (tính từ các dòng trên)": 658,
    }
    assert set(values(made, "Nguồn")) == {"[1]", None}
    assert made.size == 2


def test_a_ranking_gives_equal_figures_the_same_place(desk_of):
    desk = desk_of(CITY)
    shown = rows_of(desk, "van-ban.di", "vung-tau.phuong-7", "vung-tau.phuong-12")
    units = ["vung-tau.phuong-12", "vung-tau.phuong-7", "vung-tau.phuong-8", "vung-tau.phuong-9"]
    figures = [2548, 1890, 1890, 1695]
    evidence = IndicatorRanking(
        indicator="van-ban.di",
        parent="vung-tau",
        unit_kind="ward",
        order="highest",
        items=tuple(
            UnitItem(unit=unit, value=Decimal(figure), simulated=False)
            for unit, figure in zip(units, figures, strict=True)
        ),
        simulated=False,
        **period(shown[0]),
    )
    made = document_of_answer(outcome(evidence, shown), desk)
    assert values(made, "Thứ tự") == [1, 2, 2, 4]
    assert values(made, "Kết quả") == figures
    assert made.title == "Xếp hạng đơn vị từ cao xuống thấp"


def test_a_trend_keeps_time_order_and_marks_simulated_figures(desk_of):
    desk = desk_of(CITY)
    shown = rows_of(desk, "dvc.ho-so-truc-tuyen", "vung-tau.phuong-5")
    evidence = IndicatorTrend(
        indicator="dvc.ho-so-truc-tuyen",
        unit="vung-tau.phuong-5",
        points=tuple(
            TrendPoint(value=row.observation.value, simulated=True, **period(row)) for row in shown
        ),
        simulated=True,
    )
    made = document_of_answer(outcome(evidence, shown), desk)
    assert values(made, "Kỳ số liệu") == [row.observation.period_label for row in shown]
    assert all("mô phỏng" in remark for remark in values(made, "Lưu ý"))
    assert any("mô phỏng" in fact for fact in made.facts)


def standing_items(desk, unit, *indicators):
    rows = [desk.rows.find(code, unit, None).row for code in indicators]
    figures = [
        read_figure(row, desk.catalogue.indicators[row.observation.indicator], desk.rows)
        for row in rows
    ]
    items = tuple(
        StandingItem(
            indicator=figure.evidence.indicator,
            value=figure.evidence.value,
            target=figure.evidence.target,
            status=figure.evidence.status,
        )
        for figure in figures
    )
    return items, rows


@pytest.mark.parametrize("with_rows", [True, False])
def test_lists_and_overviews_become_tables_of_indicators(desk_of, with_rows):
    desk = desk_of(CITY)
    codes = ["dvc.ho-so-truc-tuyen", "dvc.toan-trinh-cung-cap"]
    items, rows = standing_items(desk, "vung-tau", *codes)
    shown = rows if with_rows else []
    for evidence in (
        IndicatorList(filter="all", unit="vung-tau", group=None, items=items),
        Overview(unit="vung-tau", items=items),
    ):
        made = document_of_answer(outcome(evidence, shown), desk)
        assert values(made, "Kết quả") == [98.27, 100]
        assert values(made, "Chỉ tiêu giao") == [100, 100]
        assert values(made, "Đánh giá") == ["Chưa đạt", "Đạt"]
        assert values(made, "Nguồn") == (["[1]", "[1]"] if with_rows else [None, None])


@pytest.mark.parametrize("with_rows", [True, False])
def test_anomalies_become_a_table_of_doubts_in_words(desk_of, with_rows):
    desk = desk_of(CITY)
    row = desk.rows.find("xa-hoi-so.dinh-danh-dien-tu", "vung-tau", None).row
    item = AnomalyItem(
        indicator=row.observation.indicator,
        unit="vung-tau",
        quality=quality_keywords(row.observation.quality),
    )
    evidence = Anomalies(unit="vung-tau", items=(item,))
    made = document_of_answer(outcome(evidence, [row] if with_rows else []), desk)
    (remark,) = values(made, "Lưu ý")
    assert remark.startswith("số báo cáo không khớp với tử số và mẫu số")
    assert ("82,95" in remark) is with_rows


def test_tasks_become_a_table_with_owner_day_and_source(desk_of):
    desk = desk_of(COUNTRY)
    task = desk.session.scalars(
        select(models.Task).where(models.Task.code == "nq112.kien-truc-ict")
    ).first()
    item = TaskItem(task=task.code, status=task.status, as_of=task.as_of)
    made = document_of_answer(outcome(Tasks(program=task.program, items=(item,))), desk)
    assert values(made, "Nhiệm vụ") == [task.name]
    assert values(made, "Trạng thái") == ["hoàn thành"]
    (day,) = values(made, "Tính đến ngày")
    assert day.date() == date(2022, 11, 16)
    assert len(made.sources) == 1


def test_adoption_becomes_a_table_of_accounts(desk_of):
    items = (AdoptionItem(name="granted", value=Decimal(12)),)
    made = document_of_answer(outcome(Adoption(items=items)), desk_of(CITY))
    assert values(made, "Số tài khoản") == [12]


def test_what_has_no_table_has_no_document(desk_of):
    assert document_of_answer(outcome(Clarify(options=())), desk_of(CITY)) is None
    assert document_of_answer(outcome(Overview(unit="vung-tau", items=())), desk_of(CITY)) is None
