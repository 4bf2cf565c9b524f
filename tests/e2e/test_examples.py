"""What the system must answer, word for word, and what it must never answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bench.golden import fits
from bench.system import System, new_conversation, start

EXAMPLES: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "tỷ lệ hồ sơ trực tuyến phường 5?",
        {
            "kind": "indicator_value",
            "indicator": "dvc.ho-so-truc-tuyen",
            "unit": "vung-tau.phuong-5",
            "simulated": True,
        },
        ["mô phỏng"],
    ),
    (
        "ty le dinh danh dien tu tp vung tau",
        {
            "kind": "indicator_value",
            "value": "54.03",
            "target": {"value": "50"},
            "quality": ["ratio-mismatch"],
            "computed": [{"name": "ratio_check", "value": "82.95"}],
        },
        ["54,03 %", "118.103/142.378 = 82,95 %"],
    ),
    (
        "phường 6 có bao nhiêu văn bản đến?",
        {"kind": "unknown_unit", "mention": "phường 6"},
        ["phường 6"],
    ),
    (
        "số văn bản đi của phường 12",
        {"kind": "indicator_value", "unit": "vung-tau.phuong-12", "value": "2548"},
        ["2.548"],
    ),
    (
        "tỉnh mình tới tháng 8/2023 thanh toán trực tuyến đạt mấy phần trăm",
        {"kind": "indicator_value", "unit": "brvt", "value": "69.88"},
        ["69,88 %"],
    ),
    (
        "tỷ lệ hồ sơ trực tuyến tỉnh cuối năm 2022 đạt chưa",
        {
            "kind": "indicator_value",
            "value": "28.5",
            "status": "not_met",
            "target": {"value": "50"},
        },
        ["28,5 %", "chưa đạt"],
    ),
    (
        "trợ lý ảo cho lãnh đạo đạt bao nhiêu rồi",
        {"kind": "indicator_value", "value": "39"},
        ["39 %"],
    ),
]


@pytest.mark.parametrize(("text", "expected", "said"), EXAMPLES)
def test_the_figure_and_its_doubts_are_said(
    system: System,
    tokens: dict[str, str | None],
    text: str,
    expected: dict[str, Any],
    said: list[str],
) -> None:
    reply = system.reply(text, tokens["leader"])
    assert fits(expected, reply["evidence"]), reply
    assert [words for words in said if words not in reply["text"]] == []


@pytest.mark.parametrize(
    "text", ["/", "???", "…", "😀", "/ask_value", "/restart", '/greet{"a": 1}']
)
def test_what_says_nothing_is_answered_in_words_all_the_same(system: System, text: str) -> None:
    reply = system.reply(text)
    assert reply["text"].strip()
    assert reply["evidence"]["kind"] == "fallback"


def test_a_word_of_nobody_carries_over_to_nobody_else(
    system: System, tokens: dict[str, str | None]
) -> None:
    conversation = new_conversation()
    system.reply("Phường 12 phát hành bao nhiêu văn bản?", tokens["leader"], conversation)
    assert system.reply("còn phường 7?", None, conversation)["evidence"]["kind"] != (
        "indicator_value"
    )


@pytest.fixture(scope="module")
def reports_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system without simulated figures."""
    running = start(tmp_path_factory.mktemp("reports"), DEMO="0")
    yield running
    assert running.stop() == 0


def test_without_the_simulated_series_the_nearest_figures_are_named(reports_only: System) -> None:
    reply = reports_only.reply("tỷ lệ hồ sơ trực tuyến phường 5?", reports_only.account("vung-tau"))
    assert reply["evidence"]["kind"] == "no_data"
    nearest = {(one["unit"], one["value"]) for one in reply["evidence"]["nearest"]}
    assert nearest == {("vung-tau", "98.27"), ("brvt", "97.5")}
    assert "98,27 %" in reply["text"]
    assert "97,5 %" in reply["text"]
