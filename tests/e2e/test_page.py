"""A leader on the page, in a real browser, with the real system behind it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bench.system import System


@pytest.fixture
def page(system: System) -> Iterator[Page]:
    """The page of the running system."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["TEST_CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(20_000)
        page.goto(system.url)
        yield page
        browser.close()


def _ask(page: Page, text: str) -> None:
    launcher = page.get_by_role("button", name="Hỏi trợ lý")
    if launcher.is_visible():
        launcher.click()
    page.get_by_label("Câu hỏi của anh/chị").fill(text)
    page.get_by_label("Câu hỏi của anh/chị").press("Enter")


def test_a_leader_is_told_what_a_citizen_may_not_see(
    page: Page, tokens: dict[str, str | None]
) -> None:
    answers = page.get_by_role("log")
    _ask(page, "Phường 12 phát hành bao nhiêu văn bản?")
    expect(answers).to_contain_text("báo cáo nội bộ", timeout=20_000)

    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    page.get_by_label("Mã truy cập", exact=True).fill(tokens["leader"] or "")
    page.get_by_role("button", name="Dùng mã").click()
    _ask(page, "Phường 12 phát hành bao nhiêu văn bản?")
    expect(answers).to_contain_text("2.548", timeout=20_000)
    _ask(page, "còn phường 7?")
    expect(answers).to_contain_text("1.890", timeout=20_000)


def test_a_question_back_is_answered_by_a_button(
    page: Page, system: System, tokens: dict[str, str | None]
) -> None:
    text = "văn bản phường 5"
    options = system.reply(text, tokens["leader"])["buttons"]
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    page.get_by_label("Mã truy cập", exact=True).fill(tokens["leader"] or "")
    page.get_by_role("button", name="Dùng mã").click()
    _ask(page, text)
    page.get_by_role("button", name=options[0]["title"]).click()
    expect(page.get_by_role("log")).to_contain_text("Nguồn:", timeout=20_000)
