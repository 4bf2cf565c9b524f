"""Which side of a procedure a question asks for, as people type it."""

import pytest

from kb.facets import cue_line, facet_cue, without_cues
from kb.models import Facet
from vietnamese.normalise import clean, strip_accents

ASKED = {
    Facet.DOCUMENTS: (
        "làm khai sinh cần giấy tờ gì",
        "hồ sơ gồm những gì",
        "phải mang theo gì",
        "chuẩn bị giấy tờ nào",
        "đi làm hộ chiếu cần mang gì",
        "thành phần hồ sơ đăng ký tạm trú",
        "có cần sổ hộ khẩu không",
        "cần bản sao gì",
        "nộp bản sao nào",
    ),
    Facet.FEE: (
        "lệ phí bao nhiêu",
        "tốn bao nhiêu tiền",
        "mất phí không",
        "giá bao nhiêu",
        "đóng bao nhiêu",
        "phí làm hộ chiếu",
        "hết mấy trăm",
        "có tốn tiền không",
        "mức thu thế nào",
    ),
    Facet.DURATION: (
        "bao lâu thì xong",
        "mấy ngày có kết quả",
        "khi nào lấy được",
        "bao giờ có thẻ",
        "chờ bao nhiêu ngày",
        "có lâu không",
        "lấy liền được không",
        "thời gian giải quyết",
        "mất mấy tuần",
    ),
    Facet.PLACE: (
        "nộp ở đâu",
        "đến cơ quan nào",
        "làm ở chỗ nào",
        "ra phường hay lên công an",
        "gặp ai để nộp",
        "địa chỉ nơi tiếp nhận",
        "nộp hồ sơ tại sở nào",
        "làm giấy này ở mô",
        "đăng ký ở phường nào",
    ),
    Facet.ONLINE: (
        "làm online được không",
        "nộp qua mạng",
        "đăng ký trực tuyến",
        "ngồi nhà làm được không",
        "khỏi phải lên phường được không",
        "làm trên VNeID",
    ),
    Facet.STEPS: (
        "các bước làm thế nào",
        "quy trình ra sao",
        "trình tự thực hiện",
        "làm sao để đăng ký",
        "hướng dẫn tôi với",
        "cách làm hộ chiếu",
        "phải làm gì trước",
    ),
    Facet.RESULT: (
        "được cấp giấy gì",
        "nhận được giấy tờ gì",
        "xong rồi có kết quả gì",
        "có giá trị bao lâu",
    ),
    Facet.LEGAL_BASIS: (
        "theo luật nào",
        "căn cứ vào đâu",
        "căn cứ pháp lý",
        "nghị định nào quy định",
        "thông tư số mấy",
    ),
    Facet.CONDITIONS: (
        "điều kiện là gì",
        "ai được làm",
        "bao nhiêu tuổi thì được",
        "nhờ người khác nộp được không",
        "có bắt buộc không",
        "trong bao lâu phải đăng ký",
        "làm thay cho mẹ được không",
    ),
}
QUESTIONS = [(text, facet) for facet, texts in ASKED.items() for text in texts]

# What only names something.
NAMES = (
    "xin bản sao khai sinh",
    "cấp bản sao trích lục",
    "làm căn cước",
    "thẻ căn cước công dân",
    "đăng ký kết hôn",
    "hồ sơ của tôi",
    "cấp sổ hồng",
    "đăng ký tạm vắng",
)


def facet_of(text, names=()):
    return facet_cue(cue_line(clean(text)), names)


def test_the_table_has_every_facet_that_can_be_asked_for_by_a_word():
    assert len(QUESTIONS) >= 60
    assert ASKED.keys() == set(Facet) - {Facet.OVERVIEW}


@pytest.mark.parametrize(("text", "facet"), QUESTIONS)
def test_the_words_tell_the_facet_with_and_without_diacritics(text, facet):
    assert facet_of(text) is facet
    assert facet_of(strip_accents(text)) is facet
    assert facet_of(text.upper()) is facet


@pytest.mark.parametrize("text", NAMES)
def test_a_name_asks_for_no_facet(text):
    assert facet_of(text) is None
    assert facet_of(strip_accents(text)) is None


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        # "đau" is no "đâu", "máy" no "mấy", "phi" no "phí", "sao" of a copy no "làm sao".
        ("chồng tôi đau chân", None),
        ("chồng tôi nộp ở đâu", Facet.PLACE),
        ("mua máy", None),
        ("hồ sơ nào", Facet.DOCUMENTS),
        ("nộp cho sở nào", Facet.PLACE),
        ("căn cứ nào", Facet.LEGAL_BASIS),
        ("căn cước nào", None),
    ],
)
def test_words_that_look_alike_are_told_apart(text, facet):
    assert facet_of(text) is facet


def test_a_facet_in_the_name_of_a_procedure_asks_for_nothing():
    name = ["xet", "mien", "giam", "hoc", "phi"]
    assert facet_of("miễn giảm học phí") is Facet.FEE
    assert facet_of("miễn giảm học phí", [name]) is None
    assert facet_of("miễn giảm học phí ở đâu", [name]) is Facet.PLACE


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("tốn bn", Facet.FEE),
        ("cần gt j", Facet.DOCUMENTS),
        ("làm onl dc ko", Facet.ONLINE),
        ("hs gồm gì", Facet.DOCUMENTS),
        ("hết nhiu tiền", Facet.FEE),
    ],
)
def test_short_forms_are_understood(text, facet):
    assert facet_of(text) is facet


def test_what_asks_is_set_aside_and_the_topic_stays():
    assert without_cues("lam ho chieu o dau") == "lam ho chieu"
    assert without_cues("le phi dang ky ket hon bao nhieu tien") == "dang ky ket hon"
