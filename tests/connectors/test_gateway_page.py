"""The page at `/` in a real browser: examples, and the access code of a leader."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_standin import StandIn
from gateway_harness import NOW, QUESTION_LABEL, ask
from playwright.sync_api import Page, expect

from connectors.accounts.service import grant
from core.database import make_engine, make_sessions, transaction

ACCESS = "Mã truy cập của lãnh đạo, cán bộ"


@pytest.fixture
def token(site: str, tmp_path: Path) -> str:
    """The access code of a leader."""
    database = make_engine(f"sqlite:///{tmp_path / 'page.db'}")
    with transaction(make_sessions(database)) as session:
        granted = grant(session, name="A", role="leader", scope="vung-tau", now=NOW)
    database.dispose()
    return granted.token


def use(page: Page, token: str) -> None:
    page.get_by_text(ACCESS).click()
    page.get_by_label("Mã truy cập", exact=True).fill(token)
    page.get_by_role("button", name="Dùng mã").click()


def test_page_says_what_it_is(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for name in ("Cho người dân", "Cho lãnh đạo", "Trợ lý làm việc thế nào"):
        expect(page.get_by_role("region", name=name)).to_be_visible()
    expect(page.get_by_text("Bản dùng thử.")).to_be_visible()


def test_every_example_asks_what_it_says(page: Page, engine: StandIn) -> None:
    examples = page.locator(".examples button")
    texts = examples.all_inner_texts()
    assert len(texts) >= 8
    for example in examples.all():
        example.click()
    expect(page.locator(".reply")).to_have_count(len(texts))
    assert engine.texts == texts


def test_open_widget_covers_nothing_of_a_wide_page(page: Page) -> None:
    page.get_by_role("button", name="Bắt đầu hỏi").click()
    expect(page.get_by_label(QUESTION_LABEL)).to_be_focused()
    panel = page.get_by_role("dialog").bounding_box()
    assert panel is not None
    for column in page.locator("section, .brand, .examples button").all():
        box = column.bounding_box()
        assert box is not None
        if column.evaluate("(node) => node.matches('.brand, button')"):
            assert box["x"] + box["width"] <= panel["x"]


def test_token_gives_the_account_and_stays_in_the_tab(
    page: Page, engine: StandIn, token: str
) -> None:
    ask(page, "câu của người dân")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    use(page, token)
    expect(page.get_by_text("– đang dùng")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    ask(page, "văn bản đi?")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2")
    assert engine.received[1]["metadata"]["account"]["role"] == "leader"
    # What a leader was told stays in the tab, as the code does.
    kept = page.evaluate("JSON.stringify(localStorage) + document.cookie")
    assert "văn bản đi" not in kept
    assert token not in kept
    assert page.get_by_label("Mã truy cập", exact=True).input_value() == ""
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2")
    page.get_by_text(ACCESS).click()
    page.get_by_role("button", name="Bỏ mã").click()
    # The citizen's conversation is there again, the leader's gone.
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    expect(page.get_by_role("log")).not_to_contain_text("văn bản đi")
    assert "văn bản đi" not in page.evaluate("JSON.stringify(sessionStorage)")
    ask(page, "văn bản đi?")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 3")
    assert engine.received[2]["metadata"]["account"] is None


def test_wrong_token_is_told_in_words(page: Page, complaints: list[str]) -> None:
    use(page, "sai")
    ask(page, "văn bản đi?")
    expect(page.get_by_text("Mã truy cập không đúng")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi lại")).to_have_count(0)
    complaints.clear()
