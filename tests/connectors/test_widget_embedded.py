"""The widget on another site's pages: by one script tag, and in a frame."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from engine_standin import StandIn, reply, served
from gateway_harness import ask
from other_site import make_other_site
from playwright.sync_api import BrowserContext, Page, expect

from core.clock import system_clock
from core.database import Sessions, transaction
from core.files import keep

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def embedding(elsewhere: str, gateway: str, attributes: str = "") -> str:
    return f"{elsewhere}/embed?gateway={gateway}&attributes={quote(attributes)}"


@pytest.fixture
def host(context: BrowserContext, elsewhere: str, site: str) -> Page:
    """A page of the other site that holds the widget."""
    page = context.new_page()
    page.goto(embedding(elsewhere, site))
    return page


def test_one_script_tag_is_enough(host: Page, engine: StandIn, kept: Sessions) -> None:
    """Under a policy of the site's own that allows the gateway and nothing inline."""
    with transaction(kept) as session:
        url = keep(session, "bieu-do.png", PIXEL, system_clock())
    picture = {"url": url, "alt": "Biểu đồ"}
    engine.body = {"replies": [reply("Biểu đồ đây ạ.") | {"image": picture}]}
    ask(host, "vẽ biểu đồ")
    expect(host.get_by_role("log")).to_contain_text("Biểu đồ đây ạ.")
    shown = host.get_by_role("img", name="Biểu đồ")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("(image) => image.naturalWidth") > 0
    assert engine.received[0]["metadata"] == {"account": None, "channel": "web"}


def test_conversation_goes_on_over_the_pages_of_the_site(host: Page, engine: StandIn) -> None:
    ask(host, "câu một")
    expect(host.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    host.goto(host.url + "&page=2")
    expect(host.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    ask(host, "câu hai")
    expect(host.get_by_role("log")).to_contain_text("Trả lời 2: câu hai")
    assert len({message["sender_id"] for message in engine.received}) == 1


def test_failures_are_told_and_retried_there_too(
    host: Page, engine: StandIn, complaints: list[str]
) -> None:
    engine.status = 500
    ask(host, "câu một")
    expect(host.get_by_text("Trợ lý đang tạm gián đoạn")).to_be_visible()
    engine.status = 200
    host.get_by_role("button", name="Gửi lại").click()
    expect(host.get_by_role("log")).to_contain_text("Trả lời 2: câu một")
    complaints.clear()


def test_site_chooses_language_title_colour_side_and_theme(
    context: BrowserContext, elsewhere: str, site: str
) -> None:
    page = context.new_page()
    attributes = (
        'data-lang="en" data-title="Help desk" data-accent="#7a1f1f" '
        'data-position="left" data-theme="dark"'
    )
    page.goto(embedding(elsewhere, site, attributes))
    launcher = page.get_by_role("button", name="Ask the assistant")
    box = launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    assert launcher.evaluate("(node) => getComputedStyle(node).backgroundColor") == (
        "rgb(122, 31, 31)"
    )
    launcher.click()
    dialog = page.get_by_role("dialog", name="Help desk")
    expect(dialog.get_by_label("Your question, in Vietnamese")).to_be_focused()
    dialog.get_by_role("button", name="Talk to an officer").click()
    expect(page.locator(".question")).to_contain_text("Cho tôi gặp cán bộ")
    paper = "(node) => getComputedStyle(node).backgroundColor"
    assert dialog.evaluate(paper) == "rgb(28, 38, 49)"


def test_page_may_place_the_element_itself(
    context: BrowserContext, elsewhere: str, site: str
) -> None:
    page = context.new_page()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => "
        "document.body.append(document.createElement('tro-ly')));"
    )
    page.goto(embedding(elsewhere, site))
    expect(page.get_by_role("button", name="Hỏi trợ lý")).to_have_count(1)
    page.wait_for_timeout(200)
    assert page.locator("tro-ly").count() == 1


def test_access_code_of_a_leader_is_never_used_elsewhere(host: Page, engine: StandIn) -> None:
    host.evaluate("sessionStorage.setItem('troly.token', 'secret')")
    host.reload()
    sent: list[dict[str, str]] = []
    host.on("request", lambda request: sent.append(request.headers))
    ask(host, "câu một")
    expect(host.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    assert not any("authorization" in headers for headers in sent)


def test_site_that_is_not_allowed_gets_no_widget(
    context: BrowserContext, site: str, engine: StandIn, complaints: list[str]
) -> None:
    with served(make_other_site()) as stranger:
        page = context.new_page()
        page.goto(embedding(stranger, site))
        page.wait_for_timeout(500)
        assert page.locator("tro-ly").count() == 0
        assert any("WIDGET_ORIGINS" in complaint for complaint in complaints)
        page.goto(f"{stranger}/frame?gateway={site}")
        page.wait_for_timeout(500)
        assert page.frames[1].locator("tro-ly").count() == 0
    complaints.clear()


def test_frame_holds_the_conversation_and_nothing_to_close(
    context: BrowserContext, elsewhere: str, site: str
) -> None:
    page = context.new_page()
    page.goto(f"{elsewhere}/frame?gateway={site}")
    frame = page.frame_locator("iframe")
    frame.get_by_label("Câu hỏi của anh/chị").fill("câu một")
    frame.get_by_label("Câu hỏi của anh/chị").press("Enter")
    expect(frame.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
    for name in ("Hỏi trợ lý", "Đóng"):
        expect(frame.get_by_role("button", name=name)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(frame.get_by_role("log")).to_be_visible()
    page.reload()
    expect(frame.get_by_role("log")).to_contain_text("Trả lời 1: câu một")
