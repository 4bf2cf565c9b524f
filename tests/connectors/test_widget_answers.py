"""What the widget makes of an answer, in a real browser, and what it never does."""

from __future__ import annotations

from typing import Any

import pytest
from engine_standin import EVIDENCE, StandIn, reply
from gateway_harness import ask
from playwright.sync_api import Error, Page, expect
from sqlalchemy import delete, select

from connectors.models import Turn
from core.database import Sessions, transaction
from services.tables import Feedback

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
NULLS = dict.fromkeys([*EVIDENCE, "items", "points", "nearest", "options", "published_on"])
ODD: list[dict[str, Any]] = [
    NULLS | {"kind": "indicator_value"},
    {"kind": "indicator_source", "source": "a", "locator": None, "published_on": "2023-09-14"},
    {"kind": "indicator_ranking", "period_start": None, "period_end": "2023-09-30", "items": []},
    {"kind": "some_kind_to_come", "new": {"deep": [None, {"deeper": None}]}},
]


def test_question_gets_text_buttons_and_what_it_rests_on(page: Page, engine: StandIn) -> None:
    ask(page, "tỷ lệ hồ sơ trực tuyến thành phố?")
    log = page.get_by_role("log")
    expect(log).to_contain_text("Trả lời 1: tỷ lệ hồ sơ trực tuyến thành phố?")
    basis = log.locator("dl")
    expect(basis).to_be_hidden()
    log.get_by_text("Căn cứ").click()
    assert basis.locator("dt, dd").all_inner_texts() == [
        "Kỳ báo cáo",
        "01/01/2023 – 30/09/2023",
        "Nguồn",
        "bảng 4b (bc-vungtau-9t-2023)",
    ]
    log.get_by_role("button", name="Nguồn?").click()
    expect(log).to_contain_text("Trả lời 2: số này lấy ở đâu?")
    assert engine.texts[1] == "số này lấy ở đâu?"
    assert engine.received[0]["metadata"]["channel"] == "web"


def test_choices_of_an_answer_end_with_the_next_question(page: Page) -> None:
    """They would be understood in another context than the one they were offered in."""
    ask(page, "một")
    expect(page.get_by_role("button", name="Nguồn?")).to_be_visible()
    ask(page, "hai")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 2")
    expect(page.get_by_role("button", name="Nguồn?")).to_have_count(1)


def test_simulated_figures_are_said_to_be(page: Page, engine: StandIn) -> None:
    engine.body = {"replies": [reply("mô phỏng", EVIDENCE | {"simulated": True})]}
    ask(page, "phường 5?")
    page.get_by_text("Căn cứ").click()
    expect(page.locator("dl")).to_contain_text("Số mô phỏng, không phải số báo cáo")


def test_basis_is_shown_whatever_is_null(page: Page) -> None:
    shown = page.evaluate(
        """async (evidence) => {
            const { evidenceOf } = await import("/assets/widget/evidence.js");
            const { labelsFor } = await import("/assets/widget/labels.js");
            return evidence.map((one) => evidenceOf(one, labelsFor("vi"))?.textContent ?? null);
        }""",
        [None, *ODD],
    )
    assert shown == [
        None,
        None,
        "Căn cứCông bố ngày14/09/2023Nguồna",
        "Căn cứKỳ báo cáo30/09/2023",
        None,
    ]


def test_lines_bullets_and_links_are_kept(page: Page, engine: StandIn) -> None:
    text = "Gồm:\n• một\n• hai, xem https://dichvucong.gov.vn/a?b=1&c=2.\n(http://xau.example)"
    engine.body = {"replies": [reply(text)]}
    ask(page, "giấy tờ?")
    said = page.locator(".reply .text")
    expect(said).to_have_text(text)
    assert said.inner_text() == text
    links = said.get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://dichvucong.gov.vn/a?b=1&c=2")
    expect(links).to_have_attribute("rel", "noopener noreferrer")


def test_file_and_picture_are_fetched_from_the_gateway(
    page: Page, engine: StandIn, site: str
) -> None:
    with_file = reply("Đây ạ", {"kind": "file", "url": "/files/abc", "format": "xlsx"})
    with_picture = reply("Biểu đồ", None) | {"image": {"url": PIXEL, "alt": "Biểu đồ cột"}}
    own = reply("Sơ đồ", None) | {"image": {"url": "/assets/icon.svg", "alt": "Sơ đồ"}}
    engine.body = {"replies": [with_file, with_picture, own]}
    ask(page, "xuất tệp")
    link = page.get_by_role("link", name="Tải tệp Excel (.xlsx)")
    expect(link).to_have_attribute("href", f"{site}/files/abc")
    for name in ("Biểu đồ cột", "Sơ đồ"):
        picture = page.get_by_role("img", name=name)
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("(image) => image.naturalWidth") > 0


def test_what_comes_from_outside_is_never_markup(page: Page, engine: StandIn) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    file = {"kind": "file", "url": "javascript:alert(3)", "format": "xlsx"}
    hostile = reply(attack, file) | {"buttons": [{"title": attack, "text": attack}]}
    hostile["image"] = {"url": "http://example.vn/track.png", "alt": attack}
    engine.body = {"replies": [hostile, reply("javascript:alert(4)", None)]}
    ask(page, attack)
    expect(page.get_by_text(attack)).to_have_count(3)
    assert page.locator(".log img, .log script, .log a").count() == 0


def test_rating_is_sent_once_pressed_and_remembered(page: Page, kept: Sessions) -> None:
    ask(page, "xin chào")
    useful = page.get_by_role("button", name="Hữu ích", exact=True)
    expect(useful).to_have_attribute("aria-pressed", "false")
    useful.click()
    expect(page.get_by_text("Cảm ơn anh/chị đã đánh giá")).to_be_visible()
    page.reload()
    expect(useful).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Chưa hữu ích").click()
    expect(useful).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Chưa hữu ích")).to_have_attribute(
        "aria-pressed", "true"
    )
    with kept() as session:
        (rating,) = session.scalars(select(Feedback)).all()
    assert rating.rating == "down"
    assert '"indicator_value"' in (rating.evidence or "")


def test_rating_of_an_answer_that_is_gone_is_said_to_be_lost(
    page: Page, kept: Sessions, complaints: list[str]
) -> None:
    ask(page, "một")
    expect(page.get_by_role("log")).to_contain_text("Trả lời 1")
    with transaction(kept) as session:
        session.execute(delete(Turn))
    useful = page.get_by_role("button", name="Hữu ích", exact=True)
    useful.click()
    expect(page.get_by_text("Chưa ghi được đánh giá.")).to_be_visible()
    expect(useful).to_have_attribute("aria-pressed", "false")
    complaints.clear()


def test_security_policy_bites(page: Page, complaints: list[str]) -> None:
    """The other tests rely on the browser complaining of what the policy forbids."""
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>a</b>'")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.vn'}))")
    page.wait_for_timeout(100)
    assert any("breach of img-src" in complaint for complaint in complaints)
    complaints.clear()
