"""Telephone lines: each walks a call as its provider would, by the answers it is given."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import httpx
from provider_side import ProviderSide
from twilio.request_validator import RequestValidator

PUBLIC_URL = "https://troly.example.vn"
CALLER = "+84912345678"
CALLED = "+842543850000"
OFFICERS = "02543850001"
OPEN = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
CLOSED = datetime.fromisoformat("2026-11-22T09:00:00+07:00")
SECRETS = {"twilio": "twilio-token", "stringee": "stringee-secret", "jambonz": "jambonz-secret"}

Client = httpx.AsyncClient


@dataclass
class Told:
    """What the caller is told, and what the provider does next.

    Attributes:
        text: everything that is said.
        then: "listen", "wait", "transfer" or "hangup".
        next: the address that is called next, "" where none is.
        number: dialled in a transfer.
        content: the answer as it came.
    """

    text: str
    then: str
    next: str = ""
    number: str = ""
    content: bytes = b""


@dataclass
class Line(ABC):
    """A call on one provider's line."""

    client: Client
    provider: str = ""
    caller: str = CALLER
    call_id: str = field(default_factory=lambda: f"CA{secrets.token_hex(16)}")
    told: Told | None = None
    secret: str = ""

    def __post_init__(self) -> None:
        self.secret = self.secret or SECRETS[self.provider]

    @property
    def base(self) -> str:
        return f"/channels/phone/{self.provider}"

    @property
    def call(self) -> str:
        return f"{self.provider}:{self.call_id}"

    async def press(self, digits: str) -> Told:
        return await self.go_on(self.next, self.keys(digits))

    async def silence(self) -> Told:
        return await self.go_on(self.next, self.nothing())

    async def dialled(self, *, answered: bool) -> Told:
        return await self.go_on(self.next, self.dial_result(answered))

    async def poll(self) -> Told:
        """Comes back as long as it is told to wait."""
        assert self.told is not None
        while self.told.then == "wait":
            await self.go_on(self.next, self.nothing())
        return self.told

    @property
    def next(self) -> str:
        assert self.told is not None and self.told.next, self.told
        return self.told.next

    async def go_on(self, address: str, fields: Mapping[str, Any]) -> Told:
        self.told = self.read(await self.send(address, fields))
        return self.told

    async def send(self, address: str, fields: Mapping[str, Any]) -> httpx.Response:
        """Calls an address of ours as the provider does, signed."""
        parts = urlsplit(address)
        assert not parts.netloc or address.startswith(PUBLIC_URL), address
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        body, headers = self.signed(target, fields)
        return await self.client.post(target, content=body, headers=headers)

    @abstractmethod
    async def start(self) -> Told:
        """The call comes in."""

    @abstractmethod
    async def hang_up(self) -> httpx.Response:
        """The caller hangs up, and the provider tells so."""

    @abstractmethod
    def signed(self, target: str, fields: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        """Body and headers of a webhook."""

    @abstractmethod
    def read(self, response: httpx.Response) -> Told:
        """An answer of ours as the provider understands it."""

    @abstractmethod
    async def say(self, text: str, confidence: float | None = 0.9) -> Told:
        """The caller speaks."""

    @abstractmethod
    def keys(self, digits: str) -> dict[str, Any]: ...

    @abstractmethod
    def nothing(self) -> dict[str, Any]: ...

    @abstractmethod
    def dial_result(self, answered: bool) -> dict[str, Any]: ...


class ListeningLine(Line):
    """A line whose provider recognises speech by itself."""

    async def say(self, text: str, confidence: float | None = 0.9) -> Told:
        return await self.go_on(self.next, self.speech(text, confidence))

    @abstractmethod
    def speech(self, text: str, confidence: float | None) -> dict[str, Any]: ...


@dataclass
class TwilioLine(ListeningLine):
    provider: str = "twilio"

    async def start(self) -> Told:
        return await self.go_on(self.base, {"CallStatus": "ringing", **self.common()})

    async def hang_up(self) -> httpx.Response:
        fields = {**self.common(), "CallStatus": "completed", "CallDuration": "42"}
        return await self.send(f"{self.base}/status", fields)

    def common(self) -> dict[str, Any]:
        return {
            "CallSid": self.call_id,
            "AccountSid": "AC0",
            "From": self.caller,
            "To": CALLED,
            "Direction": "inbound",
            "ApiVersion": "2010-04-01",
        }

    def signed(self, target: str, fields: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        form = {name: str(value) for name, value in fields.items()}
        signature = RequestValidator(self.secret).compute_signature(PUBLIC_URL + target, form)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature,
        }
        return urlencode(form).encode(), headers

    def read(self, response: httpx.Response) -> Told:
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith("text/xml")
        root = ElementTree.fromstring(response.content)
        text = " ".join(say.text or "" for say in root.iter("Say"))
        assert all(say.get("language") == "vi-VN" for say in root.iter("Say"))
        told = Told(text, "hangup", content=response.content)
        if (gather := root.find("Gather")) is not None:
            assert gather.get("input") == "speech dtmf"
            assert gather.get("bargeIn") == gather.get("actionOnEmptyResult") == "true"
            told.then, told.next = "listen", gather.get("action", "")
        elif (dial := root.find("Dial")) is not None:
            told.then, told.next = "transfer", dial.get("action", "")
            told.number = dial.findtext("Number", "")
        elif (redirect := root.find("Redirect")) is not None:
            told.then, told.next = "wait", redirect.text or ""
        else:
            assert root.find("Hangup") is not None
        return told

    def speech(self, text: str, confidence: float | None) -> dict[str, Any]:
        given = {} if confidence is None else {"Confidence": confidence}
        return {**self.going_on(), "SpeechResult": text, **given}

    def keys(self, digits: str) -> dict[str, Any]:
        return {**self.going_on(), "Digits": digits}

    def nothing(self) -> dict[str, Any]:
        return self.going_on()

    def dial_result(self, answered: bool) -> dict[str, Any]:
        status = "completed" if answered else "no-answer"
        return {**self.going_on(), "DialCallStatus": status, "DialCallSid": "CA1"}

    def going_on(self) -> dict[str, Any]:
        return {**self.common(), "CallStatus": "in-progress"}


@dataclass
class JambonzLine(ListeningLine):
    provider: str = "jambonz"

    async def start(self) -> Told:
        return await self.go_on(self.base, {**self.common(), "call_status": "trying"})

    async def hang_up(self) -> httpx.Response:
        fields = {**self.common(), "call_status": "completed", "duration": 42}
        return await self.send(f"{self.base}/status", fields)

    def common(self) -> dict[str, Any]:
        return {
            "call_sid": self.call_id,
            "account_sid": "a",
            "application_sid": "b",
            "direction": "inbound",
            "from": self.caller,
            "to": CALLED,
            "call_id": "sip-1",
            "call_status": "in-progress",
            "sip_status": 200,
        }

    def signed(self, target: str, fields: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        body = json.dumps(fields).encode()
        stamp = int(time.time())
        digest = hmac.new(self.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
        signature = f"t={stamp},v1={digest.hexdigest()}"
        return body, {"Content-Type": "application/json", "Jambonz-Signature": signature}

    def read(self, response: httpx.Response) -> Told:
        assert response.status_code == 200, response.text
        verbs = {verb["verb"]: verb for verb in response.json()}
        said = verbs["gather"]["say"] if "gather" in verbs else verbs.get("say", {"text": ""})
        told = Told(said["text"], "hangup", content=response.content)
        if "gather" in verbs:
            told.then, told.next = "listen", verbs["gather"]["actionHook"]
        elif "dial" in verbs:
            told.then, told.next = "transfer", verbs["dial"]["actionHook"]
            told.number = verbs["dial"]["target"][0]["number"]
        elif "redirect" in verbs:
            told.then, told.next = "wait", verbs["redirect"]["actionHook"]
        else:
            assert "hangup" in verbs
        return told

    def speech(self, text: str, confidence: float | None) -> dict[str, Any]:
        best = {"transcript": text} | ({} if confidence is None else {"confidence": confidence})
        speech = {"alternatives": [best], "is_final": True, "language_code": "vi-VN"}
        return {**self.common(), "reason": "speechDetected", "speech": speech}

    def keys(self, digits: str) -> dict[str, Any]:
        return {**self.common(), "reason": "dtmfDetected", "digits": digits}

    def nothing(self) -> dict[str, Any]:
        return {**self.common(), "reason": "timeout"}

    def dial_result(self, answered: bool) -> dict[str, Any]:
        return {**self.common(), "dial_call_status": "completed" if answered else "no-answer"}


@dataclass
class StringeeLine(Line):
    provider: str = "stringee"
    side: ProviderSide = field(default_factory=ProviderSide)

    async def start(self) -> Told:
        query = urlencode(
            {"from": self.caller, "to": CALLED, "uuid": self.call_id, "fromInternal": "false"}
        )
        target = f"{self.base}/answer?{query}"
        headers = {"X-STRINGEE-SIGNATURE": self.signature(target.encode())}
        self.told = self.read(await self.client.get(target, headers=headers))
        return self.told

    async def say(self, text: str, confidence: float | None = 0.9) -> Told:
        """Waits for the beep, speaks, and hears what Stringee is told to do next."""
        held = await self.send(self.next, self.nothing())
        assert held.status_code == 200, held.text
        message, _, hold = held.json()
        assert message["action"] == "recordMessage" and hold["action"] == "input"
        name = self.side.record(text, confidence)
        told = {"call_id": self.call_id, "recording_url": f"{self.side.url}/recordings/{name}"}
        accepted = await self.send(message["eventUrl"], told)
        assert accepted.status_code == 200, accepted.text
        call_id, actions = self.side.actions[-1]
        assert call_id == self.call_id
        self.told = self._told(actions, json.dumps(actions).encode())
        return self.told

    async def silence(self) -> Told:
        """Nothing is pressed, and nothing said after the beep."""
        if "speak=1" in self.next:
            return await self.say("")
        return await super().silence()

    async def dialled(self, *, answered: bool) -> Told:
        if answered:  # The array of actions has come to its end, and so has the call.
            await self.hang_up()
            return Told("", "hangup")
        return await super().dialled(answered=answered)

    async def hang_up(self) -> httpx.Response:
        fields = {
            "call_id": self.call_id,
            "call_status": "ended",
            "from": {"number": self.caller, "alias": self.caller, "type": "external"},
            "to": {"number": CALLED, "alias": CALLED, "type": "internal"},
            "timestamp_ms": 1,
            "project_id": 1,
            "endCallCause": "USER_END_CALL",
            "endedBy": "caller",
            "duration": 42,
            "answerDuration": 40,
        }
        return await self.send(f"{self.base}/event", fields)

    def signature(self, signed: bytes) -> str:
        digest = hmac.new(self.secret.encode(), signed, hashlib.sha1).digest()
        return base64.b64encode(digest).decode()

    def signed(self, target: str, fields: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
        body = json.dumps(fields).encode()
        signature = self.signature(body)
        return body, {"Content-Type": "application/json", "X-STRINGEE-SIGNATURE": signature}

    def read(self, response: httpx.Response) -> Told:
        assert response.status_code == 200, response.text
        return self._told(response.json(), response.content)

    def _told(self, actions: list[dict[str, Any]], content: bytes) -> Told:
        text = " ".join(one["text"] for one in actions if one["action"] == "talk")
        told = Told(text, "hangup", content=content)
        last = actions[-1] if actions else {"action": "none"}
        if last["action"] == "input":
            told.then = "wait" if last["timeout"] == 1 else "listen"
            told.next = last["eventUrl"]
        elif last["action"] == "connect":
            assert last["continueOnFail"] is True
            told.then, told.next = "transfer", last["onFailEventUrl"]
            told.number = last["to"]["number"]
        return told

    def keys(self, digits: str) -> dict[str, Any]:
        fields = {"time": 1, "dtmf": digits, "customField": "", "timeout": False}
        return {**fields, "call_id": self.call_id}

    def nothing(self) -> dict[str, Any]:
        fields = {"time": 1, "dtmf": "", "customField": "", "timeout": True}
        return {**fields, "call_id": self.call_id}

    def dial_result(self, answered: bool) -> dict[str, Any]:
        return {"call_id": self.call_id, "call_status": "ended", "endCallCause": "NO_ANSWER"}
