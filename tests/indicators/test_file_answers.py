"""Asking for files: reports of units, and the table of what was just answered."""

from io import BytesIO

import docx
import openpyxl
import pytest
from asking import CITIZEN, CITY, COUNTRY, NOW, WARD, Asking
from sqlalchemy import select

from core.files import KeptFile, fetch
from indicators.access import Asker
from indicators.kind import Kind

FIGURE = ("hồ sơ trực tuyến của thành phố", "ask_value")
LIST = ("văn bản đi theo từng phường", "ask_breakdown")


@pytest.fixture(scope="module")
def sessions(server, templates, open_sessions):
    """The reported and the simulated figures, to keep files beside."""
    url = server.make(templates["simulated"])
    with open_sessions(url) as opened:
        yield opened
    server.drop(url)


@pytest.fixture(scope="module")
def asking(sessions):
    return Asking(sessions)


@pytest.fixture(scope="module")
def opened(sessions):
    """The name and the content of the file that a reply tells of."""

    def opened(reply):
        assert reply.evidence.kind == "file", reply.text
        with sessions() as session:
            kept = fetch(session, reply.evidence.url.rpartition("/")[2], NOW)
        assert kept.name.endswith(f".{reply.evidence.format}")
        if reply.evidence.format == "xlsx":
            return kept.name, openpyxl.load_workbook(BytesIO(kept.content))
        return kept.name, docx.Document(BytesIO(kept.content))

    return opened


def column(book, title):
    sheet = book["Số liệu"]
    heading, *rows = sheet[sheet.auto_filter.ref]
    number = [cell.value for cell in heading].index(title)
    return [row[number].value for row in rows]


@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        ("báo cáo của thành phố ra Excel", "ask_overview", "bao-cao-vung-tau-2026-11-21.xlsx"),
        ("xuất báo cáo tỉnh bằng Word", "out_of_scope", "bao-cao-brvt-2026-11-21.docx"),
        (
            "làm cho anh file báo cáo các chỉ tiêu phường 5",
            "ask_list",
            "bao-cao-vung-tau-phuong-5-2026-11-21.xlsx",
        ),
        ("xuat bao cao phuong 7", "nlu_fallback", "bao-cao-vung-tau-phuong-7-2026-11-21.xlsx"),
        ("xuất Excel", "follow_up", "bao-cao-vung-tau-2026-11-21.xlsx"),
        (
            "báo cáo chuyển đổi số của thành phố, xuất ra word nhé",
            "ask_overview",
            "bao-cao-vung-tau-2026-11-21.docx",
        ),
    ],
)
def test_the_report_of_a_unit(asking, opened, text, intent, name):
    outcome = asking(text, intent, COUNTRY if "tỉnh" in text else CITY)
    assert opened(outcome.reply)[0] == name
    assert "Tệp tải được trong 24 giờ." in outcome.reply.text


def test_a_report_says_how_many_indicators_of_whom_first(asking, opened):
    outcome = asking("xuất báo cáo thành phố ra Excel")
    assert outcome.reply.text.startswith("Đã lập báo cáo Excel: 60 chỉ tiêu của TP. Vũng Tàu.")
    assert len(outcome.shown) == 60
    assert len(column(opened(outcome.reply)[1], "Kết quả")) == 60


def test_a_report_of_a_year_has_the_rows_of_that_year(asking):
    outcome = asking("xuất báo cáo tỉnh năm 2022 ra excel", asker=COUNTRY)
    assert outcome.shown
    assert {row.observation.period_end.year for row in outcome.shown} == {2022}


def test_a_report_of_a_quarter_says_that_its_figures_are_cumulative(asking, opened):
    outcome = asking("xuất báo cáo thành phố quý 3 năm 2023 ra excel")
    assert "lũy kế" in outcome.reply.text
    book = opened(outcome.reply)[1]
    assert any("lũy kế" in str(cell.value) for cell in book["Số liệu"]["A"])
    assert set(column(book, "Kỳ số liệu")) == {"9 tháng năm 2023"}


def test_units_named_side_by_side_stand_in_one_report(asking):
    outcome = asking("xuất báo cáo phường 5 và phường 7 ra excel")
    units = {row.observation.unit for row in outcome.shown}
    assert units == {"vung-tau.phuong-5", "vung-tau.phuong-7"}


def test_a_unit_and_what_it_lies_in_is_one_unit(asking):
    outcome = asking("xuất báo cáo phường 5 thành phố Vũng Tàu ra excel")
    assert {row.observation.unit for row in outcome.shown} == {"vung-tau.phuong-5"}


def test_simulated_figures_never_enter_a_report(asking):
    outcome = asking("xuất báo cáo phường 5")
    assert outcome.shown
    assert not any(row.observation.simulated for row in outcome.shown)


def test_a_citizens_report_has_public_figures_only_and_says_so(asking, opened):
    outcome = asking("xuất báo cáo thành phố", asker=CITIZEN)
    assert not any(row.internal for row in outcome.shown)
    assert "Không gồm số trong báo cáo nội bộ" in outcome.reply.text
    book = opened(outcome.reply)[1]
    told = [cell.value for cell in book["Số liệu"]["A"] if cell.value]
    assert any("Chỉ gồm số liệu đã công bố" in text for text in told)


@pytest.mark.parametrize(
    ("asker", "reason"),
    [
        (CITIZEN, "role"),
        (WARD, "scope"),
        (Asker(account="2", scope="vung-tau", in_group=True), "group_chat"),
    ],
)
def test_a_report_of_hidden_figures_alone_is_denied(asking, asker, reason):
    outcome = asking("xuất báo cáo phường 7 ra excel", asker=asker)
    assert (outcome.reply.evidence.kind, outcome.reply.evidence.reason) == ("denied", reason)
    assert not outcome.shown


def test_a_unit_that_is_not_known_is_said_to_be_unknown(asking):
    evidence = asking("xuất báo cáo phường 6 ra excel").reply.evidence
    assert (evidence.kind, evidence.mention) == ("unknown_unit", "phường 6")


def test_half_a_name_is_asked_back_and_a_button_makes_the_file(asking, opened):
    back = asking("xuất báo cáo phường Thắng ra word")
    assert back.reply.evidence.kind == "clarify"
    for button in back.reply.buttons:
        name, _ = opened(asking(button.text, "follow_up", context=back.context).reply)
        assert name.startswith("bao-cao-vung-tau-thang-")
        assert name.endswith(".docx")
    answered = asking("Phường Thắng Nhất", "follow_up", context=back.context)
    assert opened(answered.reply)[0].startswith("bao-cao-vung-tau-thang-nhat")


def test_a_unit_without_any_figure_gets_no_file(asking, sessions):
    before = kept(sessions)
    reply = asking("xuất báo cáo cả nước ra excel", asker=COUNTRY).reply
    assert (reply.evidence.kind, reply.evidence.reason) == ("fallback", "not_covered")
    assert "Chưa có số liệu báo cáo nào của Cả nước" in reply.text
    assert [button.text for button in reply.buttons] == [
        "Xuất báo cáo Tỉnh Bà Rịa - Vũng Tàu",
        "Xuất báo cáo Tỉnh Quảng Bình",
    ]
    assert kept(sessions) == before


def kept(sessions):
    with sessions() as session:
        return len(session.scalars(select(KeptFile.token_hash)).all())


@pytest.mark.parametrize("turn", ["xuất Excel", "tai bang nay ve", "cho chị file excel nhé"])
@pytest.mark.parametrize(
    "intent", ["ask_file", "follow_up", "nlu_fallback", "public_service", "ask_capability"]
)
def test_the_last_answer_becomes_a_file_whatever_the_engine_takes_the_words_for(
    asking, opened, turn, intent
):
    book = opened(asking.dialogue(FIGURE, (turn, intent))[-1].reply)[1]
    assert column(book, "Kết quả") == [98.27]
    assert column(book, "Chỉ tiêu giao") == [100]
    assert column(book, "Chênh lệch so với chỉ tiêu giao") == [-1.73]
    assert column(book, "Đánh giá") == ["Chưa đạt"]
    assert column(book, "Vị trí trong nguồn") == ["mục 6.2, nhóm I, dòng 08"]


def test_a_breakdown_becomes_a_table_of_the_same_wards(asking, opened):
    shown, filed = asking.dialogue(LIST, "xuất excel")
    book = opened(filed.reply)[1]
    assert column(book, "Kết quả")[:-1] == [item.value for item in shown.reply.evidence.items]
    assert column(book, "Đơn vị")[-1].startswith("Tổng")
    assert column(book, "Kết quả")[-1] == 32679


def test_the_same_answer_goes_into_a_word_file(asking, opened):
    word = opened(asking.dialogue(LIST, "xuất ra word")[-1].reply)[1]
    (table,) = word.tables
    assert [cell.text for cell in table.rows[1].cells][1:3] == ["Phường 1", "1.582 văn bản"]


def test_the_dialogue_goes_on_where_it_was(asking):
    turns = ("số văn bản đi của phường 12", "ask_value")
    answered = asking.dialogue(turns, "xuất excel", "xuất báo cáo thành phố", "còn phường 7?")
    figure = answered[-1].reply.evidence
    assert (figure.indicator, figure.unit) == ("van-ban.di", "vung-tau.phuong-7")
    assert [outcome.context for outcome in answered[1:3]] == [None, None]


def test_after_the_source_of_a_figure_the_figure_is_exported(asking, opened):
    book = opened(asking.dialogue(FIGURE, ("nguồn ở đâu", "ask_source"), "xuất excel")[-1].reply)[1]
    assert column(book, "Kết quả") == [98.27]


def test_a_report_goes_on_with_another_unit_and_another_format(asking, opened):
    answered = asking.dialogue(
        ("xuất báo cáo thành phố", "ask_value"), "cho bản word nữa", "còn phường 7?"
    )
    names = [opened(outcome.reply)[0] for outcome in answered[1:]]
    assert names == [
        "bao-cao-vung-tau-2026-11-21.docx",
        "bao-cao-vung-tau-phuong-7-2026-11-21.xlsx",
    ]


def test_an_indicator_named_after_a_report_is_answered_with_its_figure(asking):
    answered = asking.dialogue(("xuất báo cáo phường 7", "ask_value"), "còn văn bản đi?")[-1]
    assert (answered.reply.evidence.kind, answered.reply.evidence.unit) == (
        "indicator_value",
        "vung-tau.phuong-7",
    )


def test_a_file_of_an_indicator_named_after_a_report_is_not_another_report(asking):
    turns = ("xuất báo cáo phường 7", "ask_value"), "xuất excel văn bản đi của phường 8"
    (row,) = asking.dialogue(*turns)[-1].shown
    assert (row.observation.indicator, row.observation.unit) == ("van-ban.di", "vung-tau.phuong-8")


def test_the_file_of_a_breakdown_is_of_the_widest_unit_named_as_its_answer_is(asking, ask):
    text = "văn bản đi của thành phố chia theo ủy ban và phường xã"
    shown = asking(f"xuất excel {text}").shown
    assert len(shown) == len(ask(text).shown) > 1


def test_a_question_and_its_file_in_one_message(asking, opened):
    outcome = asking("hồ sơ trực tuyến của tỉnh, xuất excel luôn nhé", asker=COUNTRY)
    assert column(opened(outcome.reply)[1], "Kết quả") == [97.5]
    assert outcome.context.kind is Kind.VALUE
    assert outcome.context.unit == "brvt"


def test_a_file_with_simulated_figures_says_so_in_the_reply_and_in_the_file(asking, opened):
    first = ("hồ sơ trực tuyến phường 5", "ask_value")
    reply = asking.dialogue(first, "xuất excel")[-1].reply
    assert "mô phỏng" in reply.text
    assert "mô phỏng" in column(opened(reply)[1], "Lưu ý")[0]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (("hồ sơ trực tuyến của thành phố năm 2021", "ask_value"), "no_data"),
        (("văn bản đi của phường 7", "ask_value"), "denied"),
    ],
)
def test_without_a_figure_there_is_no_file(asking, sessions, first, kind):
    before = kept(sessions)
    reply = asking.dialogue(first, "xuất excel", asker=WARD)[-1].reply
    assert reply.evidence.kind == kind
    assert kept(sessions) == before


def test_a_file_of_what_the_catalogue_lacks_is_not_a_file_of_something_else(asking):
    assert asking("xuất báo cáo giá vàng ra excel").reply.evidence.kind in {"fallback", "clarify"}


def test_words_that_the_engine_alone_takes_for_a_file_request_give_one(asking, opened):
    name, _ = opened(asking.dialogue(FIGURE, ("cho chị bản mềm nhé", "ask_file"))[-1].reply)
    assert name.startswith("so-lieu-dvc-ho-so-truc-tuyen-vung-tau")


def test_a_file_that_is_only_talked_about_is_not_made(asking):
    reply = asking.dialogue(FIGURE, ("có file gốc không em", "ask_file"))[-1].reply
    assert reply.evidence.kind != "file"


def test_pdf_is_said_not_to_be_made_yet(asking):
    reply = asking("xuất pdf báo cáo thành phố").reply
    assert reply.evidence.format == "docx"
    assert "Chưa lập được PDF" in reply.text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cho xin file word mẫu đơn xác nhận cư trú", "public_service"),
        ("tạo macro excel tính lương", "out_of_scope"),
        ("em có xuất file excel được không", "ask_capability"),
        ("tải tờ khai đăng ký khai sinh về ở đâu", "public_service"),
        ("cháy rồi, xuất xe chữa cháy đi", "emergency"),
    ],
)
def test_files_of_other_things_are_left_to_others(asking, text, intent):
    with pytest.raises(AssertionError, match="not taken for a question"):
        asking(text, intent, CITIZEN)
