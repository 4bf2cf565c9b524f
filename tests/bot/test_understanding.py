"""The trained model: intents, spans, services and facets of messages."""

import asyncio
import logging
import os

import pytest
from rasa.core.agent import Agent

INTENTS = {
    "xin chào": "greet",
    "tỷ lệ hồ sơ trực tuyến là bao nhiêu": "ask_value",
    "ty le ho so truc tuyen la bao nhieu": "ask_value",
    "còn phường 7 thì sao": "follow_up",
    "làm giấy khai sinh cần giấy tờ gì": "public_service",
    "cứu với cháy nhà": "emergency",
    "dự báo thời tiết ngày mai": "out_of_scope",
}
SERVICES = {
    "làm giấy khai sinh cần giấy tờ gì": ("khai_sinh", "documents"),
    "dang ky ket hon mat bao nhieu tien": ("ket_hon", "fee"),
    "rớt mất thẻ căn cước thì làm lại ở đâu": ("cccd_cap_lai", "place"),
}


@pytest.fixture(scope="module")
def read(model):
    """Reads a text as the engine does."""
    logging.getLogger("rasa").setLevel(logging.ERROR)
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    agent = Agent.load(str(model))
    return lambda text: asyncio.run(agent.parse_message(text))


def test_plain_questions_are_understood(read):
    """Were weights or features mixed up, not even these would be."""
    told = {text: read(text)["intent"] for text in INTENTS}
    assert {text: intent["name"] for text, intent in told.items()} == INTENTS
    assert all(0.5 <= intent["confidence"] <= 1 for intent in told.values())


def test_a_ranking_is_of_shares(read):
    ranking = read("còn phường 7 thì sao")["intent_ranking"]
    confidences = [intent["confidence"] for intent in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert 0.95 < sum(confidences) <= 1.0001


def test_the_service_and_the_side_asked_for_come_along(read):
    for text, (service, facet) in SERVICES.items():
        told = read(text)
        assert told["services"][0]["name"] == service, text
        shares = [one["score"] for one in told["services"]]
        assert shares == sorted(shares, reverse=True) and 0 < sum(shares) <= 1.001, text
        assert max(told["facets"], key=lambda one: one["score"])["name"] == facet, text


def test_what_is_no_service_has_no_name(read):
    assert read("thời tiết hôm nay")["services"][0]["name"] == ""


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("tỷ lệ hồ sơ trực tuyến là bao nhiêu", "hồ sơ trực tuyến"),
        ("ty le ho so truc tuyen la bao nhieu", "ho so truc tuyen"),
        ("cho tôi biết số văn bản đi của phường 12", "văn bản đi"),
    ],
)
def test_an_open_span_is_found_at_its_place(read, text, span):
    [entity] = read(text)["entities"]
    assert entity["entity"] == "indicator"
    assert entity["value"] == text[entity["start"] : entity["end"]]
    assert span in entity["value"]


@pytest.mark.parametrize(
    "text",
    ["???", "👍", "x", "một câu dài " * 100, "so sánh [phone:1]"],
    ids=["marks", "emoji", "letter", "long", "reference"],
)
def test_any_text_is_read(read, text):
    told = read(text)
    assert told["intent"]["name"]
    for entity in told["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["value"]
