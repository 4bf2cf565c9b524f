"""An officer's messages reach the person who asked for one, once, also after a reload."""

from __future__ import annotations

import json

import pytest
from engine_standin import reply
from gateway_harness import ask, open_widget
from playwright.sync_api import Page, Route, expect
from widget_standins import Services

CLAIMED = {"id": 1, "text": "", "from": "officer", "status": "claimed"}
HELLO = {"id": 2, "text": "Chào anh/chị, tôi là Lan.", "from": "officer"}
CLOSED = {"id": 3, "text": "", "from": "officer", "status": "closed"}


@pytest.fixture(autouse=True)
def _hand_over(page: Page) -> None:
    """Every message is answered by handing over to an officer.

    At the browser: the model of evidence lacks this kind as yet.
    """
    evidence = {"kind": "handoff", "ticket": "A1", "status": "waiting"}
    replies = [reply("Đã chuyển cán bộ, mã A1.", evidence)]

    def answer(route: Route) -> None:
        sent = json.loads(route.request.post_data or "")
        assert sent["text"] == "Cho tôi gặp cán bộ"
        route.fulfill(json={"conversation_id": "", "message_id": "", "replies": replies})

    page.route("**/api/v1/messages", answer)


def test_officer_is_heard_only_once_asked_for(page: Page, services: Services) -> None:
    services.events = [CLAIMED, HELLO]
    open_widget(page)
    page.wait_for_timeout(300)
    assert services.resumed == []
    page.get_by_role("button", name="Gặp cán bộ", exact=True).click()
    log = page.get_by_role("log")
    expect(log).to_contain_text("Đã chuyển cán bộ, mã A1.")
    expect(log).to_contain_text("Cán bộ đã nhận cuộc trò chuyện.")
    expect(log).to_contain_text("Cán bộ: Chào anh/chị, tôi là Lan.")


def test_each_message_is_shown_once_over_broken_streams_and_reloads(
    page: Page, services: Services
) -> None:
    services.events = [CLAIMED]
    ask(page, "Cho tôi gặp cán bộ")
    log = page.get_by_role("log")
    expect(log).to_contain_text("đã nhận")
    services.events.append(HELLO)
    expect(log).to_contain_text("tôi là Lan")
    page.reload()
    services.events.append(CLOSED)
    expect(log).to_contain_text("Cán bộ đã kết thúc hỗ trợ.")
    expect(log.get_by_text("tôi là Lan")).to_have_count(1)
    # Each reading of the stream went on where the one before had ended.
    assert services.resumed[0] == 0
    assert services.resumed == sorted(services.resumed)
    assert set(services.resumed) == {0, 1, 2}
    readings = len(services.resumed)
    page.wait_for_timeout(500)
    assert len(services.resumed) == readings, "once closed nothing is listened for"


def test_closed_widget_tells_of_new_messages(page: Page, services: Services) -> None:
    ask(page, "Cho tôi gặp cán bộ")
    expect(page.get_by_role("log")).to_contain_text("mã A1")
    page.keyboard.press("Escape")
    services.events = [HELLO]
    launcher = page.get_by_role("button", name="Hỏi trợ lý")
    expect(launcher).to_contain_text("1 tin mới")
    launcher.click()
    page.keyboard.press("Escape")
    expect(launcher).not_to_contain_text("tin mới")


def test_gateway_without_the_stream_is_borne(
    page: Page, services: Services, complaints: list[str]
) -> None:
    services.statuses["events"] = 404
    ask(page, "Cho tôi gặp cán bộ")
    expect(page.get_by_role("log")).to_contain_text("mã A1")
    page.wait_for_timeout(300)
    assert all("404" in complaint for complaint in complaints)
    assert len(complaints) == 1
    complaints.clear()
