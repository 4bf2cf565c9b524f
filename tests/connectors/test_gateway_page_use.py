"""The page at `/` in a real browser: waiting, retry, reload, tokens, keyboard, small screens."""

from __future__ import annotations

import re
from pathlib import Path

from engine_standin import EVIDENCE, StandIn, reply
from gateway_harness import NOW, QUESTION_LABEL, ask
from playwright.sync_api import Page, expect

from connectors.accounts.service import grant
from core.database import make_engine, make_sessions, transaction


def test_answering_is_told_apart_from_the_answers(page: Page, engine: StandIn) -> None:
    engine.delay_s = 0.5
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    ask(page, "xin chào")
    expect(status).to_have_text("Trợ lý đang trả lời…")
    expect(status).to_have_text("")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("log")).not_to_contain_text("đang trả lời")


def test_failed_message_can_be_sent_again_as_the_same_message(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    engine.status = 500
    ask(page, "xin chào")
    expect(page.get_by_text("Trợ lý đang tạm gián đoạn")).to_be_visible()
    engine.status = 200
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: xin chào")
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(0)
    assert len({message["message_id"] for message in engine.received}) == 1
    assert complaints == [
        "Failed to load resource: the server responded with a status of 503 (Service Unavailable)"
    ]
    complaints.clear()


def test_message_sent_offline_can_be_sent_again(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    page.context.set_offline(True)
    ask(page, "xin chào")
    expect(page.get_by_text("mất kết nối mạng")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: xin chào")
    complaints.clear()


def test_too_many_messages_are_told_in_words(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    for number in range(4):
        ask(page, f"câu {number}")
    expect(page.get_by_text("gửi hơi nhanh")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    complaints.clear()


def test_conversation_survives_a_reload(page: Page, engine: StandIn) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    ask(page, "câu hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu hai")
    assert len({message["sender_id"] for message in engine.received}) == 1


def test_answer_that_a_reload_cut_off_arrives_and_is_run_once(page: Page, engine: StandIn) -> None:
    engine.delay_s = 0.6
    ask(page, "câu một")
    expect(page.get_by_role("status")).to_have_text("Trợ lý đang trả lời…")
    page.wait_for_timeout(200)
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    assert len(engine.received) == 1


def test_new_conversation_forgets_the_old_one(page: Page, engine: StandIn) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    page.get_by_role("button", name="Trò chuyện mới").click()
    expect(page.get_by_role("log")).to_have_text("")
    expect(page.get_by_role("heading", name="Kính chào anh/chị")).to_be_visible()
    ask(page, "câu hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2")
    assert len({message["sender_id"] for message in engine.received}) == 2


def test_conversation_id_has_enough_random_bits(page: Page) -> None:
    ids = page.evaluate(
        """async () => {
            const { randomId } = await import("/assets/session.js");
            return Array.from({ length: 200 }, randomId);
        }"""
    )
    assert len(set(ids)) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", identifier) for identifier in ids)


def test_token_gives_the_account_and_stays_in_the_tab(
    page: Page, engine: StandIn, tmp_path: Path
) -> None:
    database = make_engine(f"sqlite:///{tmp_path / 'page.db'}")
    with transaction(make_sessions(database)) as session:
        token = grant(session, name="A", role="leader", scope="vung-tau", now=NOW).token
    database.dispose()
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    page.get_by_label("Mã truy cập", exact=True).fill(token)
    page.get_by_role("button", name="Dùng mã").click()
    expect(page.get_by_text("– đang dùng")).to_be_visible()
    ask(page, "văn bản đi?")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    assert engine.received[0]["metadata"]["account"]["role"] == "leader"
    assert page.evaluate("JSON.stringify(localStorage) + document.cookie") == "{}"
    assert page.get_by_label("Mã truy cập", exact=True).input_value() == ""
    expect(page.get_by_role("button", name="Bỏ mã")).to_be_hidden()
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    page.get_by_role("button", name="Bỏ mã").click()
    expect(page.get_by_role("log")).to_have_text("")
    ask(page, "văn bản đi?")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2")
    assert engine.received[1]["metadata"]["account"] is None


def test_wrong_token_is_told_in_words(page: Page, complaints: list[str]) -> None:
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    page.get_by_label("Mã truy cập", exact=True).fill("sai")
    page.get_by_role("button", name="Dùng mã").click()
    ask(page, "văn bản đi?")
    expect(page.get_by_text("Mã truy cập không đúng")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(0)
    complaints.clear()


def test_everything_works_by_keyboard(page: Page, engine: StandIn) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến ô nhập câu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label(QUESTION_LABEL).focus()
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    assert engine.texts == ["dòng một dòng hai"]
    expect(page.get_by_label(QUESTION_LABEL)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".evidence summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: số này lấy ở đâu?")


def test_narrow_or_enlarged_page_needs_no_sideways_scrolling(page: Page, engine: StandIn) -> None:
    # 640 px at 200 % are 320: the narrowest that must be readable in one direction.
    page.set_viewport_size({"width": 320, "height": 400})
    nearest = {"kind": "no_data", "indicator": "a" * 60, "unit": "b", "nearest": [EVIDENCE] * 2}
    engine.body = {"replies": [reply("Không có số liệu. " + "dài" * 60, nearest)]}
    ask(page, "phường 5? " + "x" * 200)
    page.get_by_text("Căn cứ").click()
    width, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= seen
    for button in page.get_by_role("button").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
