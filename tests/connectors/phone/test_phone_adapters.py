"""What each adapter writes and whom it lets in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lines import PUBLIC_URL
from pydantic import ValidationError
from referencing import Registry, Resource

from connectors.phone import jambonz, stringee, twilio
from connectors.phone.model import Directive, Event, Hangup, Listen, Transfer, Wait
from core.settings import Settings

SCHEMAS = Path(__file__).parent / "jambonz" / "schema.json"
DIRECTIVES = [
    Directive(("Xin chào.", "Anh chị cần hỏi việc gì?"), Listen(1)),
    Directive(("Bấm mã rồi bấm phím thăng.",), Listen(0)),
    Directive(("Bấm bốn số cuối.",), Listen(4)),
    Directive(("Anh chị chờ một chút ạ.",), Wait()),
    Directive(("Tôi nối máy.",), Transfer("02543850001", "+842543850000")),
    Directive(("Tôi nối máy.",), Transfer("sip:officer@example.vn", "1022")),
    Directive(("Chào anh chị.",), Hangup()),
    Directive((), Hangup()),
]


@pytest.fixture
def settings() -> Settings:
    return Settings(
        public_url=PUBLIC_URL,
        twilio_auth_tokens=("x",),
        twilio_voice="some-voice",
        twilio_speech_model="some-model",
        stringee_voice="hn",
        jambonz_voice="vi",
        stt_url="http://stt",
    )


def test_twilios_own_signature_is_genuine() -> None:
    """The vector of Twilio's documentation."""
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675310",
        "Digits": "1234",
        "From": "+14158675310",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    signature = "GvWf1cFY/Q7PnoempGyD5oXAezc="
    assert twilio.is_genuine(("12345",), url, form, signature)
    assert twilio.is_genuine(("other", "12345"), url, form, signature)
    assert not twilio.is_genuine(("other",), url, form, signature)
    assert not twilio.is_genuine((), url, form, signature)
    assert not twilio.is_genuine(("12345",), url, {**form, "Digits": "1235"}, signature)
    assert not twilio.is_genuine(("12345",), url + "&x=1", form, signature)


def test_jambonz_signature_has_an_age() -> None:
    def at(second: int) -> Any:
        return lambda: datetime.fromtimestamp(second, UTC)

    # printf '1000.{"a":1}' | openssl dgst -sha256 -hmac secret
    digest = "79735020b7448fd0956ae8a025e12d8e8e654b3b2d7757e722076546bb0f8e3b"
    body, signature = b'{"a":1}', f"t=1000,v1=00,v1={digest}"
    assert jambonz.is_genuine(("secret",), body, signature, at(1300))
    assert not jambonz.is_genuine(("secret",), body, signature, at(1301))
    assert not jambonz.is_genuine(("secret",), body, signature, at(699))
    assert not jambonz.is_genuine(("secret",), body + b" ", signature, at(1000))
    assert not jambonz.is_genuine(
        ("secret",), body, signature.replace("t=1000", "t=1001"), at(1000)
    )
    for broken in ("", "t=", "t=x,v1=" + digest, f"v1={digest}", "t=1000", "t=²,v1=é"):
        assert not jambonz.is_genuine(("secret",), body, broken, at(1000))


def test_stringee_signature() -> None:
    # printf '/a?b=1' | openssl dgst -sha1 -hmac secret -binary | base64
    signature = "x1Xs3zxbJlpSVpK17o54kHm9ILU="
    assert stringee.is_genuine(("old", "secret"), b"/a?b=1", signature)
    assert not stringee.is_genuine(("secret",), b"/a?b=2", signature)
    assert not stringee.is_genuine((), b"/a?b=1", signature)
    assert not stringee.is_genuine(("secret",), b"/a?b=1", "é")


@pytest.mark.parametrize("directive", DIRECTIVES, ids=lambda one: type(one.then).__name__)
def test_every_verb_fits_jambonz_schema(settings: Settings, directive: Directive) -> None:
    schemas = json.loads(SCHEMAS.read_text(encoding="utf-8"))["schemas"]
    resources = [(one["$id"], Resource.from_contents(one)) for one in schemas]
    registry: Registry[Any] = Registry().with_resources(resources)
    by_name = {one["$id"].rpartition("/")[2]: one for one in schemas}
    verbs = json.loads(jambonz.render(settings, directive, 3))
    assert verbs, "an empty array would end the call without a verb"
    said = [{"verb": "say", **verb["say"]} for verb in verbs if "say" in verb]
    for verb in (*verbs, *said):
        Draft202012Validator(by_name[verb["verb"]], registry=registry).validate(verb)
        known = set(by_name[verb["verb"]]["properties"])
        assert set(verb) <= known, "a property that jambonz does not know is silently ignored"


@pytest.mark.parametrize("directive", DIRECTIVES, ids=lambda one: type(one.then).__name__)
def test_every_address_is_ours(settings: Settings, directive: Directive) -> None:
    for content in (
        twilio.render(settings, directive, 3),
        jambonz.render(settings, directive, 3),
        stringee.render(settings, "a b/c", directive, 3),
    ):
        assert content.count("http") == content.count(f"{PUBLIC_URL}/channels/phone/")


def test_twiml_says_and_gathers(settings: Settings) -> None:
    content = twilio.render(settings, Directive(("A & B <c>.",), Listen(4)), 3)
    assert '<Say language="vi-VN" voice="some-voice">A &amp; B &lt;c&gt;.</Say>' in content
    for attribute in ('numDigits="4"', 'finishOnKey="#"', 'speechModel="some-model"'):
        assert attribute in content
    one = twilio.render(settings, Directive(("A",), Listen(1)), 3)
    assert 'finishOnKey=""' in one, "the sharp key is a choice where one key is awaited"


@pytest.mark.parametrize(
    ("confidence", "read"),
    [("0.42", 0.42), ("", None), ("nan", None), ("7", None), ("x", None), ("0.0", 0.0)],
)
def test_confidence_of_twilio(confidence: str, read: float | None) -> None:
    form = {"CallSid": "CA1", "SpeechResult": "xin chào", "Confidence": confidence}
    assert twilio.heard_of(form, 3).confidence == read


def test_silence_of_each_provider() -> None:
    payload = jambonz.Payload(call_sid="c", reason="timeout")
    told = {"dtmf": "", "timeout": True}
    for heard in (
        twilio.heard_of({"CallSid": "c", "SpeechResult": "  "}, 3),
        jambonz.heard_of(payload, 3),
        stringee.heard_of("c", 3, told),
    ):
        assert heard.event is Event.SILENCE
        assert heard.call.endswith(":c")


def test_what_quotes_a_person_stays_out_of_logs() -> None:
    heard = twilio.heard_of({"CallSid": "c", "SpeechResult": "bí mật", "From": "0912345678"}, 3)
    assert "bí mật" not in repr(heard) and "0912345678" not in repr(heard)


def test_a_telephone_needs_its_public_address() -> None:
    with pytest.raises(ValidationError, match="PUBLIC_URL"):
        Settings(twilio_auth_tokens=("x",), public_url="")
    with pytest.raises(ValidationError, match="https://"):
        Settings(public_url="troly.example.vn")


def test_secrets_are_split_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKENS", " new-one , old-one,")
    monkeypatch.setenv("PUBLIC_URL", PUBLIC_URL + "/")
    settings = Settings()
    assert settings.twilio_auth_tokens == ("new-one", "old-one")
    assert settings.public_url == PUBLIC_URL
    assert "new-one" not in repr(settings)
