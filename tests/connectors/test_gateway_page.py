"""The page at `/` in a real browser: answers, their evidence, and what it never does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from engine_standin import EVIDENCE, StandIn, reply
from gateway_harness import ask
from playwright.sync_api import Error, Page, expect

NULLS = dict.fromkeys([*EVIDENCE, "items", "points", "nearest", "options", "published_on"])
ITEM = {"indicator": None, "unit": None, "value": None, "target": None, "status": None}
KINDS: list[dict[str, Any]] = [
    NULLS | {"kind": "indicator_value"},
    {"kind": "indicator_value", **EVIDENCE, "value": None, "text": "Đang thống kê"},
    {"kind": "indicator_comparison", "indicator": "a", "items": [ITEM], "simulated": True},
    {"kind": "indicator_trend", "indicator": "a", "unit": "b", "points": [ITEM | {"value": "1"}]},
    {"kind": "indicator_ranking", "parent": "b", "order": "best", "items": [ITEM, ITEM]},
    {"kind": "indicator_list", "filter": "met", "group": None, "items": []},
    {"kind": "indicator_breakdown", "parent": "b", "items": [ITEM], "computed": []},
    {"kind": "indicator_definition", "indicator": "a"},
    {"kind": "indicator_source", "indicator": "a", "published_on": None},
    {"kind": "overview", "unit": "b", "items": [ITEM | {"target": EVIDENCE["target"]}]},
    {"kind": "anomalies", "unit": "b", "items": [{"indicator": "a", "quality": ["over-100"]}]},
    {"kind": "tasks", "program": "p", "items": [{"task": "t", "status": "x", "as_of": None}]},
    {"kind": "adoption", "items": [{"name": "granted", "value": 0}]},
    {"kind": "no_data", "indicator": "a", "unit": "b", "nearest": [EVIDENCE, NULLS]},
    {"kind": "unknown_unit", "mention": "phường 6"},
    {"kind": "procedure", "procedure": "khai_sinh", "facet": "fee", "also": []},
    {"kind": "faq", "faq": "a"},
    {"kind": "form", "form": "petition", "asks": "content"},
    {"kind": "dossier", "code": "a", "status": None},
    {"kind": "petition", "code": "a", "status": "b"},
    {"kind": "handoff", "ticket": "a", "status": "claimed"},
    {"kind": "clarify", "options": [{"title": "a", "text": "b", "type": "unit", "code": None}]},
    {"kind": "denied", "reason": "scope"},
    {"kind": "file", "url": "/a", "format": "xlsx"},
    {"kind": "subscription", "what": "brief", "schedule": None, "active": False},
    {"kind": "privacy", "action": "deleted"},
    {"kind": "feedback", "rating": "up"},
    {"kind": "some_kind_to_come", "new": {"deep": [None, {"deeper": None}]}},
]


def test_question_gets_text_buttons_and_evidence(page: Page, engine: StandIn) -> None:
    expect(page.get_by_role("heading", name="Trợ lý ảo")).to_be_visible()
    ask(page, "tỷ lệ hồ sơ trực tuyến thành phố?")
    log = page.get_by_role("log")
    expect(log).to_contain_text("Trả lời 1: tỷ lệ hồ sơ trực tuyến thành phố?")
    evidence = log.get_by_role("table")
    expect(evidence).to_be_hidden()
    page.get_by_text("Căn cứ: Số liệu").click()
    rows = [row.inner_text().split("\t") for row in evidence.get_by_role("row").all()]
    assert [[part.strip() for part in row] for row in rows] == [
        ["Chỉ tiêu", "dvc.ho-so-truc-tuyen"],
        ["Đơn vị", "vung-tau"],
        ["Kỳ báo cáo", "01/01/2023 – 30/09/2023"],
        ["Số liệu", "98,27 %"],
        ["Tử số", "23.391"],
        ["Mẫu số", "23.802"],
        ["Mục tiêu", "từ 50 % (năm 2023)"],
        ["Tình trạng", "Đạt"],
        ["Chênh lệch so với mục tiêu", "48,27 điểm phần trăm"],
        ["Lưu ý", "trùng với số của chỉ tiêu khác: trùng với chỉ tiêu I.07"],
        ["Nguồn", "bc-vungtau-9t-2023"],
        ["Vị trí trong nguồn", "bảng 4b"],
    ]
    log.get_by_role("button", name="Nguồn?").click()
    expect(log).to_contain_text("Trả lời 2: số này lấy ở đâu?")
    assert engine.texts[1] == "số này lấy ở đâu?"
    assert engine.received[0]["metadata"]["channel"] == "web"


def test_simulated_figures_are_said_to_be(page: Page, engine: StandIn) -> None:
    engine.body = {"replies": [reply("mô phỏng", EVIDENCE | {"simulated": True})]}
    ask(page, "phường 5?")
    page.get_by_text("Căn cứ").click()
    expect(page.get_by_role("table")).to_contain_text("Mô phỏng, không phải số báo cáo")


def test_every_kind_of_evidence_is_shown_whatever_is_null(page: Page) -> None:
    shown = page.evaluate(
        """async (kinds) => {
            const { evidenceOf } = await import("/assets/evidence.js");
            return kinds.map((kind) => {
                const view = evidenceOf(kind);
                const titles = view.querySelectorAll("summary, th");
                return [view.textContent, Array.from(titles, (title) => title.textContent)];
            });
        }""",
        KINDS,
    )
    for kind, (text, titles) in zip(KINDS, shown, strict=True):
        assert not re.search(r"undefined|null|NaN|\[object", text), (kind, text)
        if kind["kind"] != "some_kind_to_come":
            coded = [title for title in titles if re.search(r"^[a-z_]+$|: [a-z_]+$", title)]
            assert coded == [], "every kind and field has a Vietnamese name"
    assert (
        page.evaluate(
            """async () => {
            const { evidenceOf } = await import("/assets/evidence.js");
            return [null, undefined, {kind: "smalltalk"}, {kind: "fallback"}].map(evidenceOf);
        }"""
        )
        == [None] * 4
    )


def test_what_comes_from_outside_is_never_markup(page: Page, engine: StandIn) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    hostile = reply(attack, {"kind": "unknown_unit", "mention": attack})
    hostile["buttons"] = [{"title": attack, "text": attack}]
    hostile["image"] = {"url": "https://example.vn/track.png", "alt": attack}
    engine.body = {"replies": [hostile]}
    ask(page, attack)
    expect(page.get_by_text(attack)).to_have_count(4)
    assert page.locator("#log img, #log script").count() == 0


def test_security_policy_bites(page: Page, complaints: list[str]) -> None:
    """The other tests rely on the browser complaining of what the policy forbids."""
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>a</b>'")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.vn'}))")
    page.wait_for_timeout(100)
    assert any("img-src" in complaint for complaint in complaints)
    complaints.clear()
