"""The widget and its page for everyone: keyboard, screen reader, small screens, enlarged text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from engine_standin import EVIDENCE, StandIn, reply
from gateway_harness import QUESTION_LABEL, ask, open_widget
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
# https://www.w3.org/WAI/WCAG22/quickref/ at levels A and AA, and the checker's own good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 568}
# A window of 1280 by 720 at 200 %.
ENLARGED = {"width": 640, "height": 360}


def barriers(page: Page) -> list[str]:
    """What axe-core finds, each with where it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert len(found["passes"]) > 10, "axe has looked"
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node.get('failureSummary')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(params=["light", "dark"])
def unguarded(request: pytest.FixtureRequest, browser: Browser, site: str) -> Page:
    """The page in light and in dark, without its security policy, which would stop axe."""
    context = browser.new_context(
        bypass_csp=True, color_scheme=request.param, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(site)
    request.addfinalizer(context.close)
    return page


def test_axe_finds_no_barrier_in_any_state(unguarded: Page, engine: StandIn) -> None:
    page = unguarded
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    assert barriers(page) == []
    open_widget(page)
    assert barriers(page) == []
    long = "Xem https://dichvucong.gov.vn\n" * 30
    with_file = reply(long, {"kind": "file", "url": "/files/a", "format": "docx"})
    picture = {"url": "/assets/icon.svg", "alt": "Biểu đồ"}
    engine.body = {"replies": [with_file, reply("Biểu đồ", None) | {"image": picture}]}
    ask(page, "xuất tệp")
    expect(page.locator(".reply")).to_have_count(2)
    engine.body = {"replies": [reply(long, EVIDENCE | {"simulated": True})]}
    ask(page, "phường 5?")
    page.get_by_text("Căn cứ").click()
    page.get_by_role("button", name="Hữu ích", exact=True).last.click()
    engine.status = 500
    ask(page, "còn phường 7?")
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Tùy chọn").click()
    assert barriers(page) == []
    page.get_by_role("button", name="Xóa dữ liệu của tôi").click()
    assert barriers(page) == []
    page.set_viewport_size(NARROW)
    page.goto(page.url + "widget?lang=en")
    expect(page.get_by_label("Your question, in Vietnamese")).to_be_visible()
    assert barriers(page) == []


def test_opening_goes_to_the_input_and_escape_back_to_the_launcher(page: Page) -> None:
    launcher = page.get_by_role("button", name="Hỏi trợ lý")
    box = launcher.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    launcher.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Trợ lý ảo")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label(QUESTION_LABEL)).to_be_focused()
    expect(launcher).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(launcher).to_be_focused()


def test_everything_works_by_keyboard(page: Page, engine: StandIn) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bắt đầu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    assert engine.texts == ["dòng một dòng hai"]
    question = page.get_by_label(QUESTION_LABEL)
    expect(question).to_be_focused()
    # Back over rating and choice to what the answer rests on.
    for name in ("Chưa hữu ích", "Hữu ích", "Nguồn?"):
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dl")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2: số này lấy ở đâu?")
    expect(question).to_be_focused()


def test_menu_is_closed_by_escape_before_the_dialog_is(page: Page) -> None:
    open_widget(page)
    menu = page.get_by_label("Tùy chọn")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Câu chuyện mới")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Câu chuyện mới")).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_focus_stays_in_the_dialog_where_it_covers_a_phone(page: Page) -> None:
    page.set_viewport_size(NARROW)
    open_widget(page)
    box = page.get_by_role("dialog", name="Trợ lý ảo").bounding_box()
    assert box == {"x": 0, "y": 0, **NARROW}
    inside = (
        "document.activeElement === document.body || document.activeElement.tagName === 'TRO-LY'"
    )
    for _ in range(15):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Hỏi trợ lý")).to_be_focused()


@pytest.mark.parametrize("size", [NARROW, ENLARGED])
def test_small_or_enlarged_window_needs_no_sideways_scrolling(
    page: Page, engine: StandIn, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.get_by_text("Mã truy cập của lãnh đạo, cán bộ").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    picture = {"url": "/assets/icon.svg", "alt": "Biểu đồ"}
    wide = EVIDENCE | {"source": "a" * 80}
    engine.body = {"replies": [reply("Không có số. " + "dài" * 60, wide) | {"image": picture}]}
    ask(page, "phường 5? " + "x" * 200)
    page.get_by_text("Căn cứ").click()
    for part in (".log", ".panel"):
        overflow = page.locator(part).evaluate("(node) => node.scrollWidth - node.clientWidth")
        assert overflow <= 0, part
    for button in page.locator(".panel").get_by_role("button").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box is not None
            assert min(box["height"], box["width"]) >= 44, button.inner_text()


def test_low_window_leaves_room_for_the_conversation(page: Page) -> None:
    page.set_viewport_size(ENLARGED)
    ask(page, "câu một")
    expect(page.locator(".reply")).to_be_in_viewport(ratio=0.5)
    page.get_by_label(QUESTION_LABEL).scroll_into_view_if_needed()
    expect(page.get_by_label(QUESTION_LABEL)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [NARROW, {"width": 1200, "height": 850}])
def test_title_and_input_stay_where_they_are_in_a_long_conversation(
    page: Page, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    for number in range(1, 8):
        ask(page, f"câu {number}")
        expect(page.get_by_role("log")).to_contain_text(f"Trả lời {number}")
        expect(page.locator(".question").last).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Đóng")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label(QUESTION_LABEL)).to_be_in_viewport(ratio=1)
    assert page.locator(".panel").evaluate("(node) => node.scrollTop") == 0


def test_words_for_ears_alone_tell_who_speaks(page: Page) -> None:
    ask(page, "câu một")
    log = page.get_by_role("log")
    expect(log.locator(".question")).to_have_text("Anh/chị hỏi: câu một")
    expect(log.locator(".reply")).to_contain_text("Trợ lý trả lời: ")
    expect(log.locator(".reply")).to_have_attribute("lang", "vi")


def test_forced_colours_leave_the_parts_apart(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(site)
    open_widget(page)
    for part in (".panel", ".header", ".main"):
        width = page.locator(f"tro-ly {part}").first.evaluate(
            "(node) => getComputedStyle(node).borderTopWidth"
        )
        assert width == "1px", part
    context.close()
