"""What a citizen is answered, and what the answer rests on."""

from datetime import UTC, datetime

import pytest

from kb.assistant import KnowledgeAssistant
from kb.models import Facet
from kb.question import KnowledgeContext
from kb.telling import TITLES


def told(outcome):
    return outcome.reply.evidence.model_dump(exclude_none=True)


def test_a_procedure_is_answered_with_its_facet(assistant):
    outcome = assistant.answer("lệ phí đăng ký kết hôn bao nhiêu", None)
    evidence = told(outcome)
    assert (evidence["kind"], evidence["procedure"]) == ("procedure", "ket_hon")
    assert (evidence["facet"], list(evidence["also"])) == ("fee", [])
    assert outcome.told and outcome.side_named and outcome.entry == "ket_hon"


def test_a_frequent_question_is_answered_as_it_is_written(assistant, content):
    outcome = assistant.answer("phường mấy giờ mở cửa", None)
    assert told(outcome) == {"kind": "faq", "faq": "gio_lam_viec"}
    assert outcome.reply.text == content.faq["gio_lam_viec"].answer


def test_a_shared_name_is_asked_back_with_the_facet_in_each_button(assistant):
    outcome = assistant.answer("lệ phí đăng ký xe bao nhiêu", None)
    options = told(outcome)["options"]
    assert [option["code"] for option in options] == ["dang_ky_xe_may", "dang_ky_o_to"]
    assert all(option["type"] == "procedure" for option in options)
    assert outcome.answers and not outcome.told
    for option, button in zip(options, outcome.reply.buttons, strict=True):
        chosen = told(assistant.answer(button.text, outcome.context))
        assert (chosen["procedure"], chosen["facet"]) == (option["code"], "fee")


def test_what_is_not_covered_says_whom_to_ask_and_leaves_the_dialogue(assistant):
    outcome = assistant.answer("thành lập công ty cổ phần", None)
    assert told(outcome) == {"kind": "fallback", "reason": "not_covered"}
    assert "một cửa" in outcome.reply.text and "dichvucong.gov.vn" in outcome.reply.text
    assert outcome.context is None and not outcome.answers


def test_further_procedures_are_named_for_situations_alone(assistant, content):
    situation = assistant.answer("con vừa chào đời", None)
    assert told(situation)["procedure"] == "khai_sinh"
    assert tuple(told(situation)["also"]) == content.procedures["khai_sinh"].also
    assert "Việc này thường cần làm thêm" in situation.reply.text
    named = assistant.answer("đăng ký khai sinh", None)
    assert list(told(named)["also"]) == []
    assert "cần làm thêm" not in named.reply.text


def test_no_further_procedures_when_the_dialogue_goes_on(assistant):
    outcome = assistant.answer("con vừa chào đời", None)
    after = assistant.answer("lệ phí bao nhiêu", outcome.context, follows=True)
    assert told(after)["facet"] == "fee"
    assert list(told(after)["also"]) == []


def test_a_place_named_before_is_kept(assistant):
    outcome = assistant.answer("đăng ký khai sinh ở phường 10 cần giấy tờ gì", None)
    assert outcome.context.place == "Phường Rạch Dừa"
    after = assistant.answer("nộp ở đâu", outcome.context, follows=True)
    assert "UBND phường Rạch Dừa" in after.reply.text
    assert after.context.place == "Phường Rạch Dừa"


def test_the_buttons_of_every_answer_find_their_own_entry_and_facet_again(content, assistant):
    """A button is pressed by sending its text."""
    wrong = []
    for key, entry in content.procedures.items():
        outcome = assistant.answer(entry.name, None)
        assert outcome.entry == key
        assert 0 < len(outcome.reply.buttons) <= 4
        for button in outcome.reply.buttons:
            pressed = assistant.answer(button.text, outcome.context)
            facet = pressed.context.facet
            if (pressed.entry, TITLES[facet]) != (key, button.title):
                wrong.append((key, button.text, pressed.entry, facet))
    assert wrong == []


def test_the_buttons_of_frequent_questions_lead_to_their_procedures(assistant, content):
    for key, entry in content.faq.items():
        outcome = assistant.answer(entry.question, None)
        assert outcome.entry == key
        pressed = [
            assistant.answer(button.text, outcome.context).entry for button in outcome.reply.buttons
        ]
        assert pressed == list(entry.see[:3]), key


def test_what_the_sources_lack_has_no_button(assistant, content):
    missing = next(e for e in content.procedures.values() if Facet.ONLINE in e.missing)
    titles = [button.title for button in assistant.answer(missing.name, None).reply.buttons]
    assert "Nộp trực tuyến" not in titles


def test_the_clock_decides_which_body_is_named(shipped):
    before = KnowledgeAssistant(shipped, lambda: datetime(2025, 6, 1, tzinfo=UTC))
    after = KnowledgeAssistant(shipped, lambda: datetime(2025, 8, 1, tzinfo=UTC))
    asked = "làm căn cước lần đầu ở đâu"
    assert "Trước ngày 1/7/2025" not in before.answer(asked, None).reply.text
    assert "Trước ngày 1/7/2025" in after.answer(asked, None).reply.text


@pytest.mark.parametrize("key", ["gone", ""])
def test_a_dialogue_about_what_is_not_there_is_no_error(assistant, key):
    context = KnowledgeContext(key=key, facet=Facet.FEE)
    assert assistant.answer("làm hộ chiếu", context).entry == "ho_chieu"
