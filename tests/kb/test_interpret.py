"""From a message and what was talked about to one typed question."""

import pytest

from kb.interpret import interpret
from kb.models import Facet
from kb.question import KnowledgeContext

MARRIAGE = KnowledgeContext(key="ket_hon", facet=Facet.DOCUMENTS, place="Phường Tam Thắng")
SCHOOLS = ("chuyen_truong_tieu_hoc", "chuyen_truong_thcs", "chuyen_truong_thpt")


@pytest.fixture
def ask(base):
    def ask(text, context=None, **options):
        return interpret(text, context, base, **options)

    return ask


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("lệ phí bao nhiêu", Facet.FEE),
        ("bao lâu thì xong", Facet.DURATION),
        ("nộp ở đâu", Facet.PLACE),
        ("có làm online được không", Facet.ONLINE),
        ("còn lệ phí thì sao", Facet.FEE),
    ],
)
def test_a_message_that_names_a_facet_alone_goes_on(ask, text, facet):
    question = ask(text, MARRIAGE)
    assert question.carried and question.certain
    assert (question.found[0].key, question.facet) == ("ket_hon", facet)


@pytest.mark.parametrize("end", ["thì sao", "thì thế nào"])
def test_a_place_alone_keeps_procedure_and_facet(ask, end):
    question = ask(f"còn ở phường 10 {end}", MARRIAGE)
    assert question.carried
    assert (question.found[0].key, question.facet) == ("ket_hon", Facet.DOCUMENTS)
    assert question.place.today == "Phường Rạch Dừa"


def test_without_a_dialogue_a_facet_alone_is_about_nothing(ask):
    assert not ask("lệ phí bao nhiêu").carried


@pytest.mark.parametrize(
    ("text", "key", "facet"),
    [
        ("đăng ký khai tử ở đâu", "khai_tu", Facet.PLACE),
        ("làm hộ chiếu", "ho_chieu", Facet.OVERVIEW),
    ],
)
def test_a_new_procedure_named_replaces_the_last(ask, text, key, facet):
    question = ask(text, MARRIAGE)
    assert question.decided and not question.carried
    assert (question.found[0].key, question.facet) == (key, facet)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("không, ý tôi là đăng ký khai sinh", "khai_sinh"),
        ("à nhầm, làm hộ chiếu", "ho_chieu"),
        ("vậy làm khai sinh thì sao", "khai_sinh"),
        ("nếu chồng là người Mỹ thì sao", "ket_hon_ytnn"),
    ],
)
def test_a_correction_keeps_the_facet(ask, text, key):
    question = ask(text, MARRIAGE)
    assert question.decided
    assert (question.found[0].key, question.facet) == (key, Facet.DOCUMENTS)


def test_what_is_not_meant_is_left_out(ask):
    question = ask("không phải tạm ngừng hộ kinh doanh, tôi muốn chấm dứt hộ kinh doanh luôn")
    assert question.found[0].key == "hkd_cham_dut"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("chuyển trường cho con", SCHOOLS),
        ("đăng ký xe", ("dang_ky_xe_may", "dang_ky_o_to")),
        ("giấy phép xây dựng nhà", ("gpxd_moi", "gpxd_sua_chua")),
        ("bằng lái xe cần giấy tờ gì", ("gplx_doi", "gplx_cap_lai")),
    ],
)
def test_a_name_that_several_share_is_asked_back(ask, text, options):
    question = ask(text)
    assert question.options == options
    assert not question.decided


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("đăng ký xe ô tô lần đầu", "dang_ky_o_to"),
        ("lệ phí đổi thẻ căn cước công dân", "cccd_doi"),
        ("cấp lại giấy phép xây dựng ở đâu", "gpxd_cap_lai"),
    ],
)
def test_a_full_name_around_a_shared_one_is_not_asked_back(ask, text, key):
    question = ask(text)
    assert question.decided
    assert question.found[0].key == key


@pytest.mark.parametrize(
    ("text", "key", "facet"),
    [
        ("tiểu học", SCHOOLS[0], Facet.FEE),
        ("con lớp 6", SCHOOLS[1], Facet.FEE),
        ("cấp 3", SCHOOLS[2], Facet.FEE),
        ("lớp 10 cần giấy tờ gì", SCHOOLS[2], Facet.DOCUMENTS),
    ],
)
def test_a_choice_completes_the_question_asked_back(ask, text, key, facet):
    question = ask(text, KnowledgeContext(options=SCHOOLS, facet=Facet.FEE))
    assert question.decided
    assert (question.found[0].key, question.facet) == (key, facet)


def test_another_procedure_may_be_named_instead_of_a_choice(ask):
    question = ask("đăng ký kết hôn", KnowledgeContext(options=SCHOOLS, facet=Facet.FEE))
    assert question.found[0].key == "ket_hon"


@pytest.mark.parametrize("text", ["mở công ty", "ly hôn đơn phương", "xin visa du học"])
def test_services_that_are_not_covered_are_known_as_such(ask, text):
    question = ask(text)
    assert question.not_covered
    assert not question.decided


@pytest.mark.parametrize("text", ["", "?", "123", "zxcv qwerty"])
def test_what_names_nothing_is_not_decided(ask, text):
    assert not ask(text).decided


def test_a_question_about_a_ward_is_told_from_those_about_others(ask, content):
    """The ward is the topic there, not the place of a service."""
    found = {key: ask(faq.question) for key, faq in content.faq.items() if "phuong" in key}
    assert len(found) > 15
    assert {key: question.found[0].key for key, question in found.items()} == {
        key: key for key in found
    }
    assert all(question.decided for question in found.values())


def test_a_ward_in_a_question_on_a_service_is_its_place(ask):
    question = ask("làm hộ chiếu ở phường 12 thì nộp ở đâu")
    assert question.found[0].key == "ho_chieu"
    assert question.place.name == "Phường 12"


def test_every_official_name_and_frequent_question_finds_its_own(ask, content):
    said = {key: entry.name for key, entry in content.procedures.items()}
    said |= {key: entry.question for key, entry in content.faq.items()}
    asked = {key: ask(text) for key, text in said.items()}
    wrong = {key: q.found[0].key for key, q in asked.items() if q.found[0].key != key}
    assert wrong == {}
    assert [key for key, question in asked.items() if not question.decided] == []
