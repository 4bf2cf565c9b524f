"""Meaning, source, questions back, and what is not known."""

import pytest
from asking import CITIZEN, COUNTRY

from indicators.phrases import vietnamese_numbers

AMBIGUOUS = [
    "chữ ký số của khối phường xã",
    "Đồng Hới có bao nhiêu camera",
    "thành phố có mấy điểm cầu",
    "Phòng Tư pháp có bao nhiêu văn bản",
    "trả hóa đơn không dùng tiền mặt ở thành phố đạt bao nhiêu phần trăm",
    "văn bản đến của phường Thắng năm 2023",
]


def test_a_definition_says_how_it_is_computed_what_is_better_and_the_target(ask):
    reply = ask("hồ sơ trực tuyến từ xa nghĩa là gì", "ask_definition").reply
    assert reply.evidence.indicator == "dvc.ho-so-truc-tuyen-tu-xa"
    assert "hồ sơ TTHC thực hiện trực tuyến từ xa / tổng số hồ sơ TTHC × 100 %" in reply.text
    assert "Càng cao càng tốt" in reply.text
    assert "không lấy trung bình" in reply.text
    assert "Chỉ tiêu 2023 của TP. Vũng Tàu: từ 100 % trở lên" in reply.text


def test_less_is_better_for_some(ask):
    reply = ask("hồ sơ trễ hạn nghĩa là gì", "ask_definition").reply
    assert "Càng thấp càng tốt" in reply.text
    assert "không lấy trung bình" not in reply.text


def test_a_source_says_document_place_period_and_day(ask):
    reply = ask("hồ sơ trực tuyến của tỉnh lấy từ nguồn nào", "ask_source").reply
    evidence = reply.evidence
    assert (evidence.source, str(evidence.published_on)) == ("brvt-8t-2023", "2023-09-14")
    assert evidence.locator in reply.text
    assert "14/9/2023" in reply.text
    assert "31/8/2023" in reply.text


def test_a_word_of_a_kind_inside_an_indicators_name_tells_no_kind(ask):
    name = "Số dự án đô thị thông minh đề xuất chuyển nguồn từ đầu tư công sang chi thường xuyên"
    assert ask(f"{name} của tỉnh").reply.evidence.kind == "indicator_value"
    assert ask(f"{name} của tỉnh lấy từ nguồn nào").reply.evidence.kind == "indicator_source"


def test_a_source_without_a_day_says_that_it_has_none(ask):
    reply = ask("nguồn của số hồ sơ trực tuyến thành phố", "ask_source").reply
    assert reply.evidence.published_on is None
    assert "không ghi ngày ban hành" in reply.text


def test_the_source_of_a_simulated_figure_says_that_it_is_simulated(ask_simulated):
    reply = ask_simulated("nguồn của số hồ sơ trực tuyến phường 5", "ask_source").reply
    assert reply.evidence.source == "mo-phong"
    assert "mô phỏng để dùng thử" in reply.text


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_question_that_means_several_things_is_asked_back(ask, text):
    reply = ask(text, asker=COUNTRY).reply
    assert reply.evidence.kind == "clarify"
    assert 2 <= len(reply.evidence.options) <= 4
    assert [(b.title, b.text) for b in reply.buttons] == [
        (option.title, option.text) for option in reply.evidence.options
    ]


@pytest.mark.parametrize(
    "text", [*AMBIGUOUS, "Số lượng văn bản được ký số: tổ chức hoặc ký sao y của UBND thành phố"]
)
def test_pressing_a_button_decides(ask, text):
    evidence = ask(text, asker=COUNTRY).reply.evidence
    for option in getattr(evidence, "options", ()):
        pressed = ask(option.text, asker=COUNTRY).reply.evidence
        assert pressed.kind != "clarify", option.text
        assert option.code == (pressed.indicator if option.type == "indicator" else pressed.unit)


def test_half_a_wards_name_is_asked_back_for_the_ward(ask):
    evidence = ask("văn bản đến của phường Thắng năm 2023").reply.evidence
    assert {(option.type, option.code) for option in evidence.options} == {
        ("unit", "vung-tau.thang-nhi"),
        ("unit", "vung-tau.thang-nhat"),
        ("unit", "vung-tau.thang-tam"),
    }


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("phường 6 có bao nhiêu văn bản đến?", "phường 6"),
        ("hồ sơ trực tuyến của Đà Nẵng", "Đà Nẵng"),
        ("ho so truc tuyen cua da nang", "da nang"),
        ("văn bản đi phường 5 quận 3", "quận 3"),
    ],
)
def test_an_unknown_unit_is_said_to_be_unknown(ask, text, mention):
    reply = ask(text).reply
    assert (reply.evidence.kind, reply.evidence.mention) == ("unknown_unit", mention)
    assert mention in reply.text
    assert not _figures(reply.text.replace(mention, ""))


def _figures(text):
    return [character for character in text if character.isdigit()]


@pytest.mark.parametrize(
    "text", ["dân số thành phố", "giá vàng hôm nay", "GDP của tỉnh là bao nhiêu"]
)
def test_what_the_catalogue_lacks_is_not_answered_with_something_near(ask, text):
    assert ask(text).reply.evidence.kind in {"fallback", "clarify"}


@pytest.mark.parametrize(
    "intent", ["greet", "thank", "out_of_scope", "public_service", "emergency"]
)
def test_talk_about_other_things_is_left_to_others(ask, intent):
    with pytest.raises(AssertionError, match="not taken for a question"):
        ask("chào em, trời hôm nay đẹp quá", intent, CITIZEN)


def test_a_figure_asked_for_under_a_wrong_intent_is_still_answered(ask):
    for intent in ("nlu_fallback", "out_of_scope"):
        evidence = ask("tỷ lệ hồ sơ trực tuyến của tỉnh", intent).reply.evidence
        assert (evidence.kind, str(evidence.value)) == ("indicator_value", "97.5")


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("118103/142378 = 82.95, reported 54.03", "118.103/142.378 = 82,95, reported 54,03"),
        ("(19404 + 4887)/25944 = 93.63", "(19.404 + 4.887)/25.944 = 93,63"),
        ("cộng 12 dòng = 16791", "cộng 12 dòng = 16.791"),
        ("mục 6.2, nhóm I, dòng 01", "mục 6.2, nhóm I, dòng 01"),
        ("năm 2022 và ngày 16/11/2022", "năm 2022 và ngày 16/11/2022"),
        ("số 110/QĐ-STTTT ngày 29/6/2023", "số 110/QĐ-STTTT ngày 29/6/2023"),
        ("bảng 4b", "bảng 4b"),
        ("thấp hơn 90 của brvt-2022-11", "thấp hơn 90 của brvt-2022-11"),
    ],
)
def test_figures_of_a_note_are_written_as_readers_write_them_and_places_stay(note, read):
    assert vietnamese_numbers(note) == read
