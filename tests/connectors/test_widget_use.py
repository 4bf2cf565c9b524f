"""Using the widget in a real browser: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import re

import pytest
from engine_standin import StandIn
from gateway_harness import QUESTION_LABEL, ask, open_widget
from playwright.sync_api import Page, expect
from sqlalchemy import select

from connectors.models import Turn
from core.database import Sessions

STORED = "JSON.parse(localStorage.getItem('troly.conversation'))"


def test_answering_is_told_apart_from_the_answers(page: Page, engine: StandIn) -> None:
    engine.delay_s = 0.5
    open_widget(page)
    status = page.locator(".panel").get_by_role("status")
    expect(status).to_have_text("")
    ask(page, "xin chào")
    expect(status).to_have_text("Trợ lý đang trả lời…")
    expect(status).to_have_text("")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("log")).not_to_contain_text("đang trả lời")


def test_failed_message_is_sent_again_by_itself_as_the_same_message(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    engine.status = 500
    ask(page, "xin chào")
    expect(page.get_by_text("Trợ lý đang tạm gián đoạn")).to_be_visible()
    expect(page.get_by_text("Trợ lý sẽ tự gửi lại câu hỏi này.")).to_be_visible()
    engine.status = 200
    # The gateway asks for five seconds.
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: xin chào", timeout=8_000)
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(0)
    assert len({message["message_id"] for message in engine.received}) == 1
    assert complaints == [
        "Failed to load resource: the server responded with a status of 503 (Service Unavailable)"
    ]
    complaints.clear()


def test_retry_by_hand_does_not_wait(page: Page, engine: StandIn, complaints: list[str]) -> None:
    engine.status = 500
    ask(page, "xin chào")
    again = page.get_by_role("button", name="Gửi lại")
    expect(again).to_be_visible()
    engine.status = 200
    again.click()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: xin chào", timeout=2_000)
    expect(page.get_by_label(QUESTION_LABEL)).to_be_focused()
    page.wait_for_timeout(5_500)
    assert len(engine.received) == 2, "the wait that was cut short sends nothing later"
    complaints.clear()


def test_messages_written_offline_are_sent_in_order_once_the_network_is_back(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    open_widget(page)
    page.context.set_offline(True)
    ask(page, "câu một")
    ask(page, "câu hai")
    expect(page.get_by_text("sẽ tự gửi khi có mạng")).to_be_visible()
    expect(page.locator(".panel").get_by_role("status")).to_have_text("Đang mất kết nối mạng")
    page.context.set_offline(False)
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu hai")
    expect(page.get_by_text("sẽ tự gửi khi có mạng")).to_have_count(0)
    assert engine.texts == ["câu một", "câu hai"]
    complaints.clear()


def test_answer_lost_on_the_way_is_fetched_and_the_question_not_run_twice(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    lost: list[str] = []

    def lose_first(route) -> None:
        if not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/api/v1/messages", lose_first)
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    assert "Trả lời 1" in lost[0]
    assert len(engine.received) == 1
    complaints.clear()


@pytest.mark.parametrize("rate", ["1/second"])
def test_short_pause_asked_for_is_kept(page: Page, engine: StandIn, complaints: list[str]) -> None:
    for number in range(3):
        ask(page, f"câu {number}")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 3: câu 2")
    assert engine.texts == ["câu 0", "câu 1", "câu 2"]
    assert any("429" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.parametrize("rate", ["1/hour"])
def test_long_pause_asked_for_is_told_in_words(page: Page, complaints: list[str]) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    ask(page, "câu hai")
    expect(page.get_by_text("gửi hơi nhanh")).to_be_visible()
    expect(page.get_by_text("tự gửi lại")).to_have_count(0)
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    complaints.clear()


def test_conversation_survives_reload_and_navigation(page: Page, engine: StandIn) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    page.reload()
    # Still open, and the focus is left to the page.
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    expect(page.get_by_label(QUESTION_LABEL)).not_to_be_focused()
    page.goto(page.url + "widget")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    ask(page, "câu hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu hai")
    assert len({message["sender_id"] for message in engine.received}) == 1


def test_answer_that_a_reload_cut_off_arrives_and_is_run_once(page: Page, engine: StandIn) -> None:
    engine.delay_s = 0.6
    ask(page, "câu một")
    expect(page.locator(".panel").get_by_role("status")).to_have_text("Trợ lý đang trả lời…")
    page.wait_for_timeout(200)
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    assert len(engine.received) == 1


def test_what_lay_open_for_hours_is_not_sent_unawares(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    engine.status = 500
    ask(page, "câu cũ")
    expect(page.get_by_text("tạm gián đoạn")).to_be_visible()
    page.evaluate(
        f"""() => {{
            const stored = {STORED};
            stored.entries[0].at -= 2 * 3600 * 1000;
            localStorage.setItem("troly.conversation", JSON.stringify(stored));
        }}"""
    )
    engine.status = 200
    page.reload()
    expect(page.get_by_text("Câu hỏi này chưa được gửi.")).to_be_visible()
    assert len(engine.received) == 1
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu cũ")
    complaints.clear()


def test_two_tabs_show_one_conversation(page: Page, engine: StandIn) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    other = page.context.new_page()
    other.goto(page.url)
    ask(other, "câu hai")
    for tab in (page, other):
        expect(tab.locator(".question")).to_have_count(2)
        expect(tab.locator(".log")).to_contain_text("Trả lời 2: câu hai")
    assert engine.texts == ["câu một", "câu hai"]


def test_list_of_messages_is_bounded(page: Page) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    page.evaluate(
        f"""() => {{
            const stored = {STORED};
            const old = (_, place) => ({{ ...stored.entries[0], id: `old-${{place}}` }});
            stored.entries = Array.from({{ length: 100 }}, old);
            localStorage.setItem("troly.conversation", JSON.stringify(stored));
        }}"""
    )
    page.reload()
    ask(page, "câu mới")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu mới")
    assert page.evaluate(f"{STORED}.entries.length") == 100
    expect(page.locator(".question")).to_have_count(100)


def test_new_story_forgets_the_old_one_and_does_not_wait_for_it(
    page: Page, engine: StandIn
) -> None:
    engine.delay_s = 2
    ask(page, "câu một")
    page.get_by_label("Tùy chọn").click()
    page.get_by_role("button", name="Câu chuyện mới").click()
    expect(page.locator(".question")).to_have_count(0)
    engine.delay_s = 0
    ask(page, "câu hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu hai", timeout=1_500)
    page.wait_for_timeout(1_500)
    expect(page.get_by_role("log")).not_to_contain_text("Trả lời 1")
    assert len({message["sender_id"] for message in engine.received}) == 2


def test_my_data_is_erased_at_the_server_and_here(
    page: Page, engine: StandIn, kept: Sessions
) -> None:
    ask(page, "bí mật")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    with kept() as session:
        assert session.scalars(select(Turn)).all()
    page.get_by_label("Tùy chọn").click()
    page.get_by_role("button", name="Xóa dữ liệu của tôi").click()
    expect(page.get_by_role("dialog", name="Xóa dữ liệu của tôi")).to_contain_text("máy chủ")
    page.get_by_role("button", name="Giữ lại").click()
    expect(page.get_by_role("log")).to_contain_text("bí mật")
    page.get_by_label("Tùy chọn").click()
    page.get_by_role("button", name="Xóa dữ liệu của tôi").click()
    page.get_by_role("button", name="Xóa", exact=True).click()
    expect(page.get_by_text("Đã xóa cuộc trò chuyện.")).to_be_visible()
    assert engine.erased == [engine.received[0]["sender_id"]]
    with kept() as session:
        assert session.scalars(select(Turn)).all() == []
    assert "bí mật" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_data_that_the_server_could_not_erase_is_kept_for_another_try(
    page: Page, engine: StandIn, complaints: list[str]
) -> None:
    ask(page, "bí mật")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    engine.status = 500
    for _ in range(2):
        page.get_by_label("Tùy chọn").click()
        page.get_by_role("button", name="Xóa dữ liệu của tôi").click()
        page.get_by_role("button", name="Xóa", exact=True).click()
        if engine.status == 500:
            expect(page.get_by_text("Chưa xóa được")).to_be_visible()
            expect(page.get_by_role("log")).to_contain_text("bí mật")
        engine.status = 200
    expect(page.get_by_text("Đã xóa cuộc trò chuyện.")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    complaints.clear()


def test_conversation_id_has_enough_random_bits(page: Page) -> None:
    ids = page.evaluate(
        """async () => {
            const { randomId } = await import("/assets/widget/store.js");
            return Array.from({ length: 200 }, randomId);
        }"""
    )
    assert len(set(ids)) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", identifier) for identifier in ids)


def test_nothing_is_stored_before_anything_is_said(page: Page) -> None:
    assert page.evaluate("JSON.stringify(localStorage) + document.cookie") == "{}"


def test_browser_without_storage_still_gets_answers(page: Page) -> None:
    page.add_init_script(
        "for (const kind of ['localStorage', 'sessionStorage']) Object.defineProperty("
        "window, kind, {get() { throw new DOMException('', 'SecurityError'); }});"
    )
    page.reload()
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    ask(page, "câu hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: câu hai")
    expect(page.locator(".question")).to_have_count(2)


def test_conversation_left_for_a_month_is_forgotten(page: Page) -> None:
    ask(page, "câu một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    page.evaluate(
        f"""() => {{
            const stored = {STORED};
            stored.at -= 31 * 24 * 3600 * 1000;
            localStorage.setItem("troly.conversation", JSON.stringify(stored));
        }}"""
    )
    page.reload()
    expect(page.get_by_label(QUESTION_LABEL)).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
