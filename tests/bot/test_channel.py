"""The running engine as the gateway meets it: every answer is a real one or an error."""

import json
import sqlite3
from contextlib import closing, contextmanager

import pytest
import requests
from action_endpoint import REPLY
from rasa.shared.exceptions import RasaException

from bot.channel import MAX_BODY_BYTES, AssistantInput

# As in conftest.py.
SECRET = "secret-of-the-tests"
GOOD = {"sender_id": "citizen", "message_id": "m1", "text": "xin chào"}


def error_of(response):
    return response.status_code, response.json()["error"]


@contextmanager
def database(engine):
    with closing(sqlite3.connect(engine.database)) as connection, connection:
        yield connection


def events_of(engine, sender):
    with database(engine) as connection:
        rows = connection.execute("SELECT data FROM events WHERE sender_id = ?", (sender,))
        return [json.loads(data) for (data,) in rows.fetchall()]


# --- Who may come in


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", "secret-of-the-test", "secret-of-the-tests2"]
)
@pytest.mark.parametrize("path", ["/messages", "/ready"])
def test_without_the_secret_nobody_comes_in(engine, actions, secret, path):
    response = engine.post(GOOD, secret) if path == "/messages" else engine.get(path, secret)
    assert error_of(response) == (401, "Unauthorized")
    assert actions.calls == []


@pytest.mark.parametrize("secret", ["bí mật".encode(), b"\xff\xfe", b"secret-of-the-tests\xc3"])
def test_a_secret_in_other_letters_is_wrong_and_no_failure(engine, actions, secret):
    response = requests.get(f"{engine.url}/ready", headers={"X-Engine-Secret": secret}, timeout=30)
    assert error_of(response) == (401, "Unauthorized")


def test_a_conversation_is_erased_and_begins_anew(engine, actions):
    for sender in ("leaver", "stayer"):
        assert engine.say("xin chào", sender).status_code == 200
    for _ in range(2):
        assert engine.delete("/conversations/leaver").status_code == 204
    assert events_of(engine, "leaver") == []
    assert events_of(engine, "stayer")
    assert engine.say("xin chào", "leaver").status_code == 200
    said = [event for event in events_of(engine, "leaver") if event["event"] == "user"]
    assert len(said) == 1


def test_nobody_erases_without_the_secret(engine, actions):
    engine.say("xin chào", "guarded")
    assert error_of(engine.delete("/conversations/guarded", "wrong")) == (401, "Unauthorized")
    assert events_of(engine, "guarded")


def test_the_secret_comes_before_the_body(engine, actions):
    assert error_of(engine.post(b"no json", "wrong")) == (401, "Unauthorized")


@pytest.mark.parametrize("credentials", [None, {}, {"secret": None}, {"secret": ""}])
def test_an_engine_without_a_secret_does_not_start(credentials):
    with pytest.raises(RasaException, match="ENGINE_SECRET"):
        AssistantInput.from_credentials(credentials)


def test_the_interface_of_rasa_is_off(engine, actions):
    base = engine.url.removesuffix("/webhooks/assistant")
    for path in ("/conversations/citizen/tracker", "/model", "/domain", "/status"):
        assert requests.get(base + path, timeout=30).status_code == 404
    for path in ("/webhooks/rest/webhook", "/model/parse"):
        assert requests.post(base + path, json={}, timeout=30).status_code == 404


@pytest.mark.parametrize("path", ["/webhooks/assistant/messages", "/nowhere"])
def test_errors_of_the_server_itself_are_json(engine, actions, path):
    base = engine.url.removesuffix("/webhooks/assistant")
    response = requests.put(base + path, headers={"X-Engine-Secret": SECRET}, timeout=30)
    assert response.status_code in (404, 405)
    assert response.json()["status"] == response.status_code


def test_ready_names_the_model(engine, actions):
    answer = engine.get("/ready").json()
    assert answer["ready"] is True
    assert answer["model"]


# --- What is let in


def test_a_body_that_is_too_large_is_refused(engine, actions):
    whole = json.dumps({**GOOD, "metadata": {"a": "a" * MAX_BODY_BYTES}}).encode()
    assert engine.post(whole).status_code == 413
    parts = (whole[at : at + 1024] for at in range(0, len(whole), 1024))
    headers = {"X-Engine-Secret": SECRET}
    chunked = requests.post(f"{engine.url}/messages", data=parts, headers=headers, timeout=30)
    assert chunked.status_code == 413
    assert actions.calls == []


def test_a_body_of_the_largest_size_is_read(engine, actions):
    frame = len(json.dumps({**GOOD, "metadata": {"a": ""}}))
    body = json.dumps({**GOOD, "metadata": {"a": "a" * (MAX_BODY_BYTES - frame)}}).encode()
    assert len(body) == MAX_BODY_BYTES
    assert engine.post(body).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"\xff",
        b"[" * 60_000,
        json.dumps({**GOOD, "text": 7}).encode(),
        json.dumps({**GOOD, "text": "a" * 2001}).encode(),
        json.dumps({**GOOD, "sender_id": "\ud800"}).encode(),
        json.dumps({**GOOD, "message_id": None}).encode(),
    ],
    ids=lambda body: repr(body[:20]),
)
def test_a_body_that_is_no_message_is_refused(engine, actions, body):
    response = engine.post(body)
    assert error_of(response) == (422, "InvalidMessage")
    assert response.json()["detail"]
    assert actions.calls == []


# --- What is answered


def test_the_replies_of_the_action_are_the_answer(engine, actions):
    actions.replies = [REPLY, {**REPLY, "text": "Câu thứ hai"}]
    metadata = {"account": None, "channel": "web"}
    response = engine.say("xin chào", sender="two replies", metadata=metadata)
    assert response.status_code == 200
    assert response.json() == {"replies": actions.replies}
    [call] = actions.calls
    assert call["sender_id"] == "two replies"
    assert call["tracker"]["latest_message"]["text"] == "xin chào"
    assert call["tracker"]["latest_message"]["metadata"] == metadata


@pytest.mark.parametrize(
    "text",
    [
        *["/", "//", "/ /", "???", "!", "…", "%", "_", "   ", "\u200b", "\u0301", "\u0000"],
        *["👍", "👨‍👩‍👧", "🇻🇳", "中文", "한국어", "٣", "½", "x" * 2000, "👍" * 2000, "a " * 1000],
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_every_text_gets_an_answer(engine, actions, text):
    response = engine.say(text, sender="odd texts")
    assert response.status_code == 200, response.text
    assert response.json() == {"replies": [REPLY]}
    assert len(actions.calls) == 1


@pytest.mark.parametrize("text", ["/", "   ", "\u200b"])
def test_a_text_of_nothing_is_not_understood(engine, actions, text):
    engine.say(text, sender="nothing said")
    [call] = actions.calls
    assert call["next_action"] == "action_answer", "which says so"
    assert call["tracker"]["latest_message"]["intent"]["name"] == "nlu_fallback"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/thank", "thank"),
        ('/ask_value{"indicator": "x"}', 'ask_value{"indicator": "x"}'),
        ("/restart", "restart"),
        ("/session_start", "session_start"),
        ("/back", "back"),
        ("//restart", "restart"),
        ("\u200b/restart", "restart"),
    ],
)
def test_a_typed_command_is_read_and_not_executed(engine, actions, typed, read):
    sender = f"types {typed!a}"
    assert engine.say("xin chào", sender).status_code == 200
    before = len(events_of(engine, sender))
    assert engine.say(typed, sender).json() == {"replies": [REPLY]}
    message = actions.calls[-1]["tracker"]["latest_message"]
    assert message["text"] == read
    assert len(message["intent_ranking"]) > 1, "the classifier read it"
    assert [e for e in message["entities"] if e.get("extractor") != "SpanExtractor"] == []
    new = events_of(engine, sender)[before:]
    assert {event["event"] for event in new} <= {"user", "user_featurization", "action", "bot"} | {
        "slot"
    }, "nothing restarted, rewound or begun anew"


def test_a_conversation_is_kept_per_sender(engine, actions):
    for sender, text in (("first", "xin chào"), ("second", "cảm ơn"), ("first", "tạm biệt")):
        assert engine.say(text, sender).status_code == 200
    said = [event["text"] for event in events_of(engine, "first") if event["event"] == "user"]
    assert said == ["xin chào", "tạm biệt"]


# --- What goes wrong


def test_no_action_server_is_an_error(engine, actions):
    actions.stop()
    assert error_of(engine.say("xin chào", "no server")) == (502, "NoReply")
    actions.start()
    assert engine.say("xin chào", "no server").json() == {"replies": [REPLY]}


@pytest.mark.parametrize("status", [500, 503, 404, 400, 204])
def test_a_failing_action_is_an_error(engine, actions, status):
    actions.status = status
    assert error_of(engine.say("xin chào", "failing")) == (502, "NoReply")
    actions.status = 200
    assert engine.say("xin chào", "failing").status_code == 200


def test_an_action_that_refuses_is_an_error(engine, actions):
    """The SDK's rejection; Rasa then looks for another action, and there is none."""
    actions.status = 400
    actions.answer = {"action_name": "action_smalltalk", "error": "no"}
    assert error_of(engine.say("xin chào", "refused")) == (502, "NoReply")


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [], "responses": [{"text": "not of the contract"}]},
        {"events": [{"event": "no such event"}], "responses": []},
        {"something": "else"},
        [],
    ],
    ids=str,
)
def test_an_action_without_a_reply_is_an_error(engine, actions, answer):
    actions.answer = answer
    assert error_of(engine.say("xin chào", "no reply")) == (502, "NoReply")


def test_a_lost_conversation_is_an_error_and_not_a_fresh_one(engine, actions):
    assert engine.say("xin chào", "kept").status_code == 200
    with database(engine) as connection:
        connection.execute("ALTER TABLE events RENAME TO elsewhere")
    try:
        assert error_of(engine.say("xin chào", "kept")) == (500, "OperationalError")
    finally:
        with database(engine) as connection:
            connection.execute("ALTER TABLE elsewhere RENAME TO events")
    assert engine.say("tạm biệt", "kept").status_code == 200
    texts = [event["text"] for event in events_of(engine, "kept") if event["event"] == "user"]
    assert texts == ["xin chào", "tạm biệt"]


def test_a_conversation_that_cannot_be_read_ends_nothing_else(engine, actions):
    assert engine.say("xin chào", "unreadable").status_code == 200
    with database(engine) as connection:
        connection.execute("UPDATE events SET data = 'broken' WHERE sender_id = 'unreadable'")
    assert error_of(engine.say("xin chào", "unreadable")) == (500, "JSONDecodeError")
    assert engine.say("xin chào", "somebody else").status_code == 200
    assert engine.process.poll() is None


def test_what_people_say_is_not_in_the_log(engine, actions):
    """Neither when all is well, at LOG_LEVEL=DEBUG, nor when something fails."""
    said = "chào, số của tôi là 0901234567"
    assert engine.say(said, "private").status_code == 200
    assert engine.post(said.encode()).status_code == 422
    actions.status = 500
    assert engine.say(said, "private").status_code == 502
    actions.stop()
    assert engine.say(said, "private").status_code == 502
    actions.start()
    with database(engine) as connection:
        connection.execute(
            "CREATE TRIGGER no BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    try:
        assert engine.say(said, "private").status_code == 500
    finally:
        with database(engine) as connection:
            connection.execute("DROP TRIGGER no")
    log = engine.log.read_text(encoding="utf-8")
    assert "Message m1 failed" in log
    assert "0901234567" not in log
