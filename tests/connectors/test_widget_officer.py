"""An officer's messages reach the person who asked for one, once, also after a reload."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

import pytest
from engine_standin import StandIn, reply
from gateway_harness import NOW, ask, open_widget
from playwright.sync_api import Page, expect

from connectors.accounts.service import grant
from connectors.officers import Officers
from core.accounts import Account
from core.clock import system_clock
from core.database import Sessions, transaction
from core.references import Vault
from services import tickets

WISH = "Cho tôi gặp cán bộ"


class Officer:
    """An officer at work, and what the citizen's wish for one is answered."""

    def __init__(self, kept: Sessions, engine: StandIn) -> None:
        self._kept = kept
        self._engine = engine
        self._officers = Officers(kept, Vault(["key"], timedelta(hours=1)), system_clock)
        with transaction(kept) as session:
            account = Account(
                name="Lan",
                role="staff",
                scope="vung-tau",
                token_hash=secrets.token_hex(8),
                created_at=NOW,
            )
            session.add(account)
            session.flush()
            self.number = account.id
        evidence = {"kind": "handoff", "ticket": "CB-0000-0000", "status": "waiting"}
        engine.body = {"replies": [reply("Tôi đang gọi cán bộ cho anh/chị.", evidence)]}

    def comes(self) -> None:
        """Takes the ticket of the conversation that asked last, as the action server opens it."""
        self._engine.body = None
        with transaction(self._kept) as session:
            code = tickets.open_ticket(
                session,
                conversation=self._engine.received[-1]["sender_id"],
                channel="web",
                about="",
                now=system_clock(),
            ).code
        self._officers.claim(self.number, code)

    def says(self, text: str) -> None:
        self._officers.say(self.number, text)

    def leaves(self) -> None:
        self._officers.close(self.number)


@pytest.fixture
def officer(kept: Sessions, engine: StandIn) -> Officer:
    return Officer(kept, engine)


@pytest.fixture
def streams(page: Page) -> list[str]:
    """The streams that the browser asked for."""
    asked: list[str] = []

    def note(request: Any) -> None:
        if request.url.partition("?")[0].endswith("/events"):
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_officer_is_heard_only_once_asked_for(
    page: Page, officer: Officer, engine: StandIn, streams: list[str]
) -> None:
    open_widget(page)
    page.wait_for_timeout(300)
    assert streams == []
    page.get_by_role("button", name="Gặp cán bộ", exact=True).click()
    log = page.get_by_role("log")
    expect(log).to_contain_text("Tôi đang gọi cán bộ")
    assert engine.texts == [WISH]
    officer.comes()
    officer.says("Chào anh/chị, tôi là Lan.")
    expect(log.locator(".state")).to_have_text(tickets.CLAIMED)
    expect(log).to_contain_text("Cán bộ: Chào anh/chị, tôi là Lan.")
    assert len(streams) == 1


def test_while_the_officer_is_there_the_assistant_is_silent(
    page: Page, officer: Officer, engine: StandIn, streams: list[str]
) -> None:
    ask(page, WISH)
    log = page.get_by_role("log")
    expect(log).to_contain_text("Tôi đang gọi")
    officer.comes()
    expect(log).to_contain_text(tickets.CLAIMED)
    ask(page, "hồ sơ của tôi đâu?")
    expect(log).to_contain_text("Đã chuyển cán bộ.")
    # No answers that one could rate.
    expect(log.get_by_role("group", name="Đánh giá câu trả lời")).to_have_count(0)
    assert engine.texts == [WISH]
    officer.leaves()
    expect(log.locator(".state")).to_have_text([tickets.CLAIMED, tickets.CLOSED])
    ask(page, "còn gì nữa?")
    expect(log).to_contain_text("Trả lời 2: còn gì nữa?")
    # Once it is over nothing is listened for.
    page.wait_for_timeout(2_500)
    assert len(streams) == 1


def test_each_message_is_shown_once_over_broken_streams_and_reloads(
    page: Page, officer: Officer, streams: list[str], complaints: list[str]
) -> None:
    ask(page, WISH)
    log = page.get_by_role("log")
    expect(log).to_contain_text("Tôi đang gọi")
    officer.comes()
    officer.says("tôi là Lan")
    expect(log).to_contain_text("tôi là Lan")
    page.reload()
    officer.says("còn đó không?")
    expect(log).to_contain_text("còn đó không?")
    expect(log.get_by_text("tôi là Lan")).to_have_count(1)
    # The second reading went on where the first had ended.
    assert "last_event_id" not in streams[0]
    assert re.search(r"\?last_event_id=\d+$", streams[1])
    page.context.set_offline(True)
    officer.says("mạng yếu quá")
    page.context.set_offline(False)
    expect(log).to_contain_text("mạng yếu quá", timeout=15_000)
    expect(log.get_by_text("còn đó không?")).to_have_count(1)
    complaints.clear()


def test_a_leader_hears_officers_too(page: Page, officer: Officer, kept: Sessions) -> None:
    with transaction(kept) as session:
        token = grant(session, name="A", role="leader", scope="vung-tau", now=NOW).token
    page.evaluate("(token) => { document.querySelector('tro-ly').token = token; }", token)
    ask(page, WISH)
    expect(page.get_by_role("log")).to_contain_text("Tôi đang gọi")
    officer.comes()
    officer.says("tôi là Lan")
    expect(page.get_by_role("log")).to_contain_text("Cán bộ: tôi là Lan")


def test_closed_widget_tells_of_new_messages(page: Page, officer: Officer) -> None:
    ask(page, WISH)
    expect(page.get_by_role("log")).to_contain_text("Tôi đang gọi")
    page.keyboard.press("Escape")
    officer.comes()
    officer.says("tôi là Lan")
    launcher = page.get_by_role("button", name="Hỏi trợ lý")
    expect(launcher).to_contain_text("2 tin mới")
    launcher.click()
    page.keyboard.press("Escape")
    expect(launcher).not_to_contain_text("tin mới")


def test_a_stream_that_is_refused_is_borne(
    page: Page, officer: Officer, streams: list[str], complaints: list[str]
) -> None:
    page.route("**/events*", lambda route: route.fulfill(status=429))
    ask(page, WISH)
    expect(page.get_by_role("log")).to_contain_text("Tôi đang gọi")
    page.wait_for_timeout(1_000)
    assert len(streams) == 1
    page.unroute("**/events*")
    officer.comes()
    expect(page.get_by_role("log")).to_contain_text(tickets.CLAIMED, timeout=15_000)
    assert all("429" in complaint for complaint in complaints)
    complaints.clear()
