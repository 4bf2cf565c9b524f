"""What a request's body may hold, and what of it becomes a message."""

import json
import random

import pytest

from bot.message import MAX_TEXT, InvalidMessage, harmless, parse_message
from vietnamese.normalise import clean

GOOD = {
    "sender_id": "a" * 64,
    "message_id": "m1",
    "text": "xin chào",
    "metadata": {"channel": "web"},
}


def body(**changed):
    return json.dumps({**GOOD, **changed}).encode()


def without(name):
    return json.dumps({key: value for key, value in GOOD.items() if key != name}).encode()


def test_a_message_keeps_what_it_was_sent_with():
    message = parse_message(body(), "assistant")
    assert (message.text, message.sender_id, message.message_id) == ("xin chào", "a" * 64, "m1")
    assert message.metadata == {"channel": "web"}
    assert message.input_channel == "assistant"
    assert message.output_channel is not parse_message(body(), "assistant").output_channel


def test_metadata_may_be_left_out():
    assert parse_message(without("metadata"), "assistant").metadata == {}


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"xin ch",
        b"\xff\xfe\x00",
        b'{"text": "xin',
        b"[]",
        b'"text"',
        b"null",
        b"7",
        b"[" * 60_000,
        b'{"metadata":' * 5_000 + b"1" + b"}" * 5_000,
        without("text"),
        without("sender_id"),
        without("message_id"),
        body(text=None),
        body(text=7),
        body(text=["xin chào"]),
        body(text=""),
        body(text="a" * (MAX_TEXT + 1)),
        body(sender_id=""),
        body(sender_id=12),
        body(sender_id="a" * 256),
        body(sender_id="\ud800"),
        body(sender_id="a\x00b"),
        body(message_id=""),
        body(message_id="a" * 256),
        body(metadata=[]),
        body(metadata="web"),
        body(metadata=None),
    ],
    ids=lambda wrong: repr(wrong[:30]),
)
def test_anything_else_is_refused_with_a_reason(wrong):
    with pytest.raises(InvalidMessage) as refused:
        parse_message(wrong, "assistant")
    assert str(refused.value)
    assert "xin ch" not in str(refused.value), "what was said is not repeated"


def test_the_longest_text_is_let_in():
    assert len(parse_message(body(text="ệ" * MAX_TEXT), "assistant").text) == MAX_TEXT


@pytest.mark.parametrize(
    "command",
    [
        "/greet",
        "//greet",
        " / / greet",
        "\u200b/greet",
        "/\u200b/greet",
        "\u00a0/greet",
        "\ufeff /\u00ad/greet",
        "\x00/greet",
        "/\x1f/greet",
        "\ud800/greet",
        "\n/\n/\tgreet",
    ],
)
def test_a_command_is_a_text_like_any_other(command):
    assert parse_message(body(text=command), "assistant").text == "greet"


@pytest.mark.parametrize("text", ["/", " ", "\u200b", "// /", "\ud800"])
def test_a_text_of_nothing_is_not_left_to_the_classifier(text):
    message = parse_message(body(text=text), "assistant")
    assert message.text == ""
    assert message.parse_data["intent"]["name"] == "nlu_fallback"
    assert parse_message(body(), "assistant").parse_data is None


def test_no_text_begins_as_a_command():
    characters = "/ \t\n\u200b\ufeff\u00a0\u2028\x00\x1f\x85\u0338\u3000\u00ad\ud800ag{"
    chance = random.Random(2023)
    for _ in range(5_000):
        typed = "".join(chance.choices(characters, k=chance.randint(1, 8)))
        text = parse_message(body(text=typed), "assistant").text
        # Rasa strips once more before it looks for the slash.
        assert not text.strip().startswith("/")
        assert text == harmless(clean(typed))


@pytest.mark.parametrize("text", ["16/11/2022", "9T/2023 của phường 5", "và/hoặc /greet"])
def test_a_slash_inside_a_text_stays(text):
    assert parse_message(body(text=text), "assistant").text == text


def test_text_is_cleaned_as_training_data_is():
    message = parse_message(body(text="  thuỷ\u200b   sản\n"), "assistant")
    assert message.text == "thủy sản"
