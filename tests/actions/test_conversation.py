"""Who answers: emergencies, officers, forms, figures, public services; and what nobody answers."""

import pytest
from sqlalchemy import select
from talking import Talk, shown

from indicators.access import Asker
from kb.guess import Guess
from services.tables import Unanswered

LEADER = Asker(account="7", scope="vung-tau", channel="web")


def unanswered(world):
    with world.sessions() as session:
        return {row.text: row.count for row in session.scalars(select(Unanswered))}


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("chào em", "greet", "smalltalk"),
        ("kể chuyện cười đi", "out_of_scope", "fallback"),
        ("làm căn cước lần đầu cần gì", "public_service", "procedure"),
        # Whatever the engine took it for.
        ("chứng thực chữ ký ở đâu", "out_of_scope", "procedure"),
        ("tỷ lệ hồ sơ trực tuyến thành phố?", "ask_value", "indicator_value"),
        ("cho gặp cán bộ", "request_officer", "handoff"),
        ("tra cứu hồ sơ", "check_dossier", "form"),
        ("tôi muốn gửi phản ánh", "lodge_petition", "form"),
        ("ai xem được nội dung tôi nhắn", "ask_privacy", "privacy"),
    ],
)
def test_each_kind_of_message_has_its_answer(world, text, intent, kind):
    assert shown(Talk(world, LEADER).say(text, intent))["kind"] == kind


@pytest.mark.parametrize("text", ["thu tuc ly hon", "đăng ký nhãn hiệu"])
def test_what_is_not_covered_is_said_whatever_the_engine_took_it_for(talk, text):
    assert shown(talk.say(text, "ask_value")) == {"kind": "fallback", "reason": "not_covered"}


def test_a_follow_up_goes_on_with_what_was_talked_about(talk):
    talk.say("chứng thực chữ ký ở đâu", "public_service")
    reply = talk.say("cần giấy tờ gì?", "follow_up")
    told = shown(reply)
    assert (told["procedure"], told["facet"]) == ("chung_thuc_chu_ky", "documents")


@pytest.mark.parametrize("form", ["tra cứu hồ sơ", "tôi muốn gửi phản ánh"])
def test_a_side_question_keeps_the_form(talk, form):
    talk.say(form, {"tra cứu hồ sơ": "check_dossier"}.get(form, "lodge_petition"))
    before = talk.form
    reply = talk.say("làm căn cước lần đầu cần gì?", "public_service")
    assert shown(reply)["kind"] == "procedure"
    assert talk.form == before


def test_stop_without_anything_to_stop_is_no_error(talk):
    assert talk.say("thôi khỏi").text


def test_a_form_that_no_longer_exists_ends(talk):
    talk.say("tra cứu hồ sơ", "check_dossier")
    talk.conversation._forms.pop("dossier")
    assert shown(talk.say("chào em", "greet"))["kind"] == "smalltalk"
    assert talk.form is None


def test_what_finds_no_answer_is_counted(world):
    text = "cấp phép bay thiết bị lơ lửng ở đâu zyx"
    for _ in range(2):
        assert shown(Talk(world).say(text, "public_service"))["kind"] == "fallback"
    assert unanswered(world)[text] == 2


def test_it_is_counted_without_personal_data(world):
    Talk(world).say("xyzzy qwerty 0912345678 asdf", "public_service")
    assert "xyzzy qwerty [phone:1] asdf" in unanswered(world)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("xin chào buổi sáng", "greet"), ("đọc thơ tình nghe chơi", "out_of_scope"),
     ("cứu tôi với cháy", "emergency")],
)  # fmt: skip
def test_what_needs_no_answer_is_not_counted(world, text, intent):
    Talk(world).say(text, intent)
    assert text not in unanswered(world)


def test_a_word_that_chooses_is_no_emergency_unless_surely(world):
    """The engine knows "xe máy" alone from cries of accidents."""
    for confidence, kind in ((0.7, "procedure"), (0.95, "fallback")):
        talk = Talk(world)
        assert shown(talk.say("đăng ký xe mới mua", "public_service"))["kind"] == "clarify"
        assert shown(talk.say("xe máy", "emergency", confidence))["kind"] == kind


def test_what_was_said_may_be_erased_amid_a_form(talk):
    talk.say("tôi muốn gửi phản ánh", "lodge_petition")
    assert shown(talk.say("xóa hết những gì tôi vừa nhắn", "ask_privacy"))["kind"] == "privacy"
    assert talk.form == "privacy"


@pytest.mark.parametrize(("share", "kind"), [(0.9, "procedure"), (0.1, "form")])
def test_an_unsure_wish_gives_way_to_a_service_that_is_expected(talk, share, kind):
    text, guess = "quán dời qua đường khác rồi", Guess({"hkd_thay_doi": share})
    assert shown(talk.say(text, "lodge_petition", 0.8, guess))["kind"] == kind


def test_a_sure_wish_is_done(talk):
    guess = Guess({"hkd_thay_doi": 0.9})
    assert shown(talk.say("quán lấn chiếm vỉa hè", "lodge_petition", 0.99, guess))["kind"] == "form"


def test_who_may_ask_for_figures_means_them_where_nothing_else_is_sure(world):
    text = "tỷ lệ hồ sơ trực tuyến thành phố?"
    for asker, kind in ((LEADER, "indicator_value"), (None, "procedure")):
        guess = Guess({"nop_truc_tuyen": 0.9})
        reply = Talk(world, asker).say(text, "public_service", 0.6, guess)
        assert shown(reply)["kind"] == kind
