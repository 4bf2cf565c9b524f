"""What the engine expects of a message, weighed against what the search finds."""

import pytest

from kb.guess import NO_GUESS, Guess
from kb.interpret import interpret
from kb.models import Facet
from kb.question import KnowledgeContext

STORY = "con dâu tôi vừa qua cơn vượt cạn hôm kia, cả nhà rối quá"


def expecting(key, share=0.9, **facets):
    sides = {facet.value: -1.0 for facet in Facet} | facets
    return Guess.of(
        [{"name": key, "score": share}, {"name": "", "score": 1 - share}],
        [{"name": name, "score": score} for name, score in sides.items()],
    )


def test_the_share_of_what_is_no_service_is_kept_apart():
    guess = expecting("khai_sinh", 0.7)
    assert dict(guess.services) == {"khai_sinh": 0.7}
    assert guess.beyond == pytest.approx(0.3)


def test_an_unknown_side_is_an_error():
    with pytest.raises(ValueError, match="colour"):
        Guess.of([], [{"name": "colour", "score": 1.0}])


@pytest.mark.parametrize(
    ("cued", "learnt", "facet"),
    [
        (None, {}, None),
        (Facet.FEE, {}, Facet.FEE),
        (None, {"place": 0.5}, Facet.PLACE),
        (Facet.FEE, {"place": 0.9}, Facet.PLACE),
        (Facet.FEE, {"overview": 1.0}, None),
    ],
)
def test_words_and_what_was_learnt_decide_the_side_together(cued, learnt, facet):
    assert expecting("khai_sinh", **learnt).facet(cued, 0.8, 0.3) is facet


def test_without_a_guess_the_words_decide():
    assert NO_GUESS.facet(Facet.FEE, 0.8, 0.3) is Facet.FEE
    assert NO_GUESS.facet(None, 0.8, 0.3) is None


def test_a_story_without_a_name_leads_to_what_the_engine_expects(base):
    assert not interpret(STORY, None, base).decided
    question = interpret(STORY, None, base, guess=expecting("khai_sinh"))
    assert question.decided
    assert question.found[0].key == "khai_sinh"


def test_a_name_that_is_said_beats_a_weak_expectation(base):
    question = interpret("đăng ký kết hôn", None, base, guess=expecting("khai_sinh", 0.2))
    assert question.found[0].key == "ket_hon"


def test_an_entry_that_is_gone_is_not_told(base):
    question = interpret(STORY, None, base, guess=expecting("no_such_entry"))
    assert "no_such_entry" not in {one.key for one in question.found}


def test_a_service_not_covered_may_be_expected(base):
    assert interpret(STORY, None, base, guess=expecting("-0")).not_covered


def test_what_is_not_meant_is_not_expected(base):
    context = KnowledgeContext(key="khai_sinh")
    text = "không phải khai tử, tôi hỏi đăng ký kết hôn"
    question = interpret(text, context, base, guess=expecting("khai_tu"))
    assert question.found[0].key == "ket_hon"


def test_nothing_is_told_of_which_no_word_is_said(base):
    question = interpret(
        "giấy tờ phải nộp gồm những gì", None, base, guess=expecting("ket_hon", 0.05)
    )
    assert not question.decided


def test_a_short_message_goes_over_to_the_service_beside_the_last(base):
    context = KnowledgeContext(key="vneid_muc_2", facet=Facet.PLACE)
    question = interpret("mức 1 thì sao", context, base, guess=expecting("vneid_muc_1", 0.3))
    assert question.carried
    assert (question.found[0].key, question.facet) == ("vneid_muc_1", Facet.PLACE)


def test_a_service_of_another_field_is_not_gone_over_to(base):
    context = KnowledgeContext(key="vneid_muc_2", facet=Facet.PLACE)
    question = interpret("mức 1 thì sao", context, base, guess=Guess({"karaoke": 0.1}))
    assert question.found[0].key == "vneid_muc_2"


def test_a_service_not_covered_is_no_side_of_the_last(base):
    context = KnowledgeContext(key="khai_sinh")
    text = "thành lập công ty cổ phần cần gì"
    assert not interpret(text, context, base).not_covered
    assert interpret(text, context, base, guess=expecting("-0", 0.42)).not_covered


def test_a_question_for_a_figure_is_no_side_of_the_last(base):
    context = KnowledgeContext(key="gpxd_sua_chua")
    text = "tỷ lệ hồ sơ trực tuyến của thành phố"
    assert not interpret(text, context, base, guess=Guess(beyond=1.0)).carried
