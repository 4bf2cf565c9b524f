"""The dialogue itself: what is heard in which state, and what comes of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from answers.answer import Button, Reply
from answers.evidence import Fallback, FormStep, Smalltalk
from connectors.phone import menu
from connectors.phone.delivery import LONGEST, choices_aloud, sentences_of, spoken
from connectors.phone.handover import Handover
from connectors.phone.model import Ask, CallState, Event, Heard, Listen, Mode, Say
from connectors.phone.numbers import callable_number, key_said, said_number
from connectors.phone.policy import Policy
from services.office_hours import OfficeHours

HOURS = OfficeHours.parse("1-5 07:30-11:30 13:30-17:00")
MONDAY = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
STATE = CallState(conversation="c", caller="0912345678", last=("Anh chị cần gì?",))
CHAT = Smalltalk(intent="greet")


@pytest.fixture
def policy() -> Policy:
    return Policy("Xin chào.", 0.5, Handover("", HOURS, lambda: MONDAY))


def heard(event: Event, speech: str = "", digits: str = "", confidence: float = 0.9) -> Heard:
    given = confidence if speech else None
    return Heard("twilio", "c", 4, event, speech=speech, digits=digits, confidence=given)


def speech(text: str, confidence: float = 0.9) -> Heard:
    return heard(Event.SPEECH, text, confidence=confidence)


def said(step: object) -> str:
    assert isinstance(step, Say), step
    return " ".join(step.directive.say)


def test_without_a_transfer_officers_call_back_in_office_hours_too(policy: Policy) -> None:
    step = policy.hear(STATE, heard(Event.DIGITS, digits="0"))
    assert "gọi lại số anh chị đang gọi" in said(step)
    assert isinstance(step, Say) and step.state.mode is Mode.CALLBACK


def test_not_more_than_two_sentences_of_an_answer(policy: Policy) -> None:
    text = " ".join(f"Câu thứ {number}." for number in range(1, 7))
    step = policy.answered(STATE, [Reply(text=text, evidence=CHAT)])
    assert step.directive.say[:2] == ("Câu thứ một.", "Câu thứ hai.")
    assert len(step.directive.say) == 3 and len(step.state.rest) == 4
    step = policy.hear(step.state, heard(Event.DIGITS, digits="9"))
    assert isinstance(step, Say)
    assert step.directive.say[:2] == ("Câu thứ ba.", "Câu thứ bốn.")
    step = policy.hear(step.state, speech("nghe tiếp"))
    assert isinstance(step, Say) and step.state.rest == ()
    assert "Câu thứ sáu." in said(step) and "nghe tiếp" not in said(step)


def test_nine_with_nothing_left_says_so(policy: Policy) -> None:
    assert "đã nói hết" in said(policy.hear(STATE, heard(Event.DIGITS, digits="9")))


def test_several_replies_are_one_answer(policy: Policy) -> None:
    replies = [Reply(text="Một."), Reply(text="Hai.", evidence=CHAT), Reply(text="Ba.")]
    assert spoken(replies).sentences == ("Một.", "Hai.", "Ba.")


def test_speech_of_a_reply_comes_before_its_text() -> None:
    replies = [Reply(text="98,27 %", speech="Chín mươi tám phần trăm.", evidence=CHAT)]
    assert spoken(replies).sentences == ("Chín mươi tám phần trăm.",)


def test_a_long_list_is_parted_where_a_speaker_pauses() -> None:
    items = ", ".join(f"giấy tờ rất cần thiết số {'một ' * 6}" for _ in range(12))
    parts = sentences_of(f"Cần: {items}.")
    assert len(parts) > 3
    assert all(len(part) <= LONGEST and part.endswith(".") for part in parts)
    assert all(part[0].isupper() for part in parts)


def test_emergency_is_said_though_it_is_no_service(policy: Policy) -> None:
    reply = Reply(text="Gọi ngay 113.", evidence=Fallback(reason="out_of_scope"))
    assert "một một ba" in said(policy.answered(STATE, [reply]))


@pytest.mark.parametrize("text", ["tạm biệt", "thôi không cần nữa cảm ơn em"])
def test_goodbye_ends_the_call_in_any_state(policy: Policy, text: str) -> None:
    for mode in (Mode.LISTENING, Mode.MENU, Mode.CALLBACK, Mode.NUMBER, Mode.CONFIRMING):
        step = policy.hear(STATE.model_copy(update={"mode": mode}), speech(text))
        assert isinstance(step, Say) and "Chào anh chị" in said(step)


def test_low_confidence_that_stays_low_leads_on(policy: Policy) -> None:
    state, turns = STATE, 0
    while state.mode not in {Mode.MENU, Mode.CALLBACK}:
        step = policy.hear(state, speech("ờ ờ", 0.1))
        assert isinstance(step, Say)
        state, turns = step.state, turns + 1
        assert turns < 5, "read back for ever"


def test_a_command_is_obeyed_though_badly_heard(policy: Policy) -> None:
    step = policy.hear(STATE, speech("nhắc lại", 0.1))
    assert said(step) == "Anh chị cần gì?"


def test_a_question_that_has_the_words_of_a_command_is_a_question(policy: Policy) -> None:
    text = "tôi muốn nộp lại hồ sơ rồi nói lại với cán bộ phường thì làm sao"
    assert isinstance(policy.hear(STATE, speech(text)), Ask)


def test_wrong_key_of_the_menu_counts_as_a_miss(policy: Policy) -> None:
    step = policy.hear(STATE, heard(Event.DIGITS, digits="#"))
    assert isinstance(step, Say) and step.state.mode is Mode.MENU
    step = policy.hear(step.state, heard(Event.DIGITS, digits="7"))
    assert isinstance(step, Say) and step.state.misses == 1


def test_menu_goes_round(policy: Policy) -> None:
    state = STATE
    pages = []
    for key in ("#", "9", "9"):
        step = policy.hear(state, heard(Event.DIGITS, digits=key))
        assert isinstance(step, Say)
        pages.append(said(step))
        state = step.state
    assert pages[0] == pages[2] != pages[1]


def test_menu_is_chosen_by_voice_too(policy: Policy) -> None:
    step = policy.hear(STATE, heard(Event.DIGITS, digits="#"))
    assert isinstance(step, Say)
    for words in ("kết hôn", "dạ số năm", "nhánh năm"):
        asked = policy.hear(step.state, speech(words))
        assert isinstance(asked, Ask) and asked.state.question == "đăng ký kết hôn"


def test_menu_has_the_ten_commonest_and_no_more_than_five_at_once() -> None:
    assert len(menu.SERVICES) == 10
    assert all(len(menu.on_page(page)) == 5 for page in range(menu.PAGES))


def test_silence_in_a_form_asks_for_the_same_again(policy: Policy) -> None:
    state = STATE.model_copy(update={"keyed": "proof", "last": ("Cho tôi bốn số cuối.",)})
    step = policy.hear(state, heard(Event.SILENCE))
    assert "bốn số cuối" in said(step)
    assert isinstance(step, Say) and step.directive.then == Listen(4)
    step = policy.hear(step.state, heard(Event.SILENCE))
    assert said(step).count("bốn số cuối") == 1


def test_waiting_takes_nothing_for_an_answer(policy: Policy) -> None:
    state = STATE.model_copy(update={"mode": Mode.WAITING, "question": "hỏi", "asked": 3})
    step = policy.hear(state, heard(Event.SILENCE))
    assert isinstance(step, Ask) and (step.state.question, step.state.asked) == ("hỏi", 3)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+84912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("sip:+84912345678@10.0.0.1", "0912345678"),
        ("02543850000", "02543850000"),
        ("+14158675310", "+14158675310"),
        ("anonymous", ""),
        ("+266696687", "+266696687"),
        ("Restricted", ""),
        ("", ""),
        ("0012", ""),
    ],
)
def test_numbers_that_can_be_called(written: str, number: str) -> None:
    assert callable_number(written) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("không chín một hai ba bốn năm sáu bảy tám", "0912345678"),
        ("dạ số 0912 345 678 ạ", "0912345678"),
        ("0912345678#", "0912345678"),
        ("không chín một hai", ""),
    ],
)
def test_number_that_is_said(text: str, number: str) -> None:
    assert said_number(text) == number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hai", "2"),
        ("dạ chọn số hai", "2"),
        ("nhánh một ạ", "1"),
        ("hai mươi", ""),
        ("năm nay", ""),
    ],
)
def test_key_that_is_said(text: str, key: str) -> None:
    assert key_said(text) == key


def test_choices_are_named_with_their_keys() -> None:
    buttons = [Button(title="Lệ phí?", text="a"), Button(title="UBND phường 5", text="b")]
    assert choices_aloud(buttons) == (
        "Nhấn một để chọn lệ phí; nhấn hai để chọn ủy ban nhân dân phường năm."
    )


def test_choices_come_behind_the_last_sentence(policy: Policy) -> None:
    button = Button(title="Lệ phí", text="lệ phí bao nhiêu")
    reply = Reply(text="Một. Hai. Ba.", buttons=(button,), evidence=CHAT)
    first = policy.answered(STATE, [reply])
    assert "Nhấn một" not in said(first) and "nghe tiếp" in said(first)
    assert "Nhấn một để chọn lệ phí." in said(policy.hear(first.state, speech("nghe tiếp")))


def test_question_of_a_form_is_said_whole(policy: Policy) -> None:
    evidence = FormStep(form="petition", asks="confirm")
    text = "Tôi ghi: rác. Nơi: phường 5. Ngày mai. Đúng không?"
    step = policy.answered(STATE, [Reply(text=text, evidence=evidence)])
    assert said(step).endswith("Đúng không?")


def test_answer_with_nothing_to_say_is_not_silence(policy: Policy) -> None:
    step = policy.answered(STATE, [Reply(text="https://a.gov.vn/b", evidence=CHAT)])
    assert "màn hình" in said(step)
