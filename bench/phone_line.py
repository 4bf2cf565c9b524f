"""A caller on a Twilio line of a running system: walks the gathers as Twilio does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import httpx
from twilio.request_validator import RequestValidator

BASE = "/channels/phone/twilio"


@dataclass
class PhoneLine:
    """One call.

    Attributes:
        url: where the gateway is.
        public_url: what it takes itself for; signatures cover that.
        token: signs the webhooks.
        then: "listen", "transfer" or "hangup".
    """

    url: str
    public_url: str
    token: str
    then: str = "listen"
    caller: str = "+84912345678"
    call_id: str = field(default_factory=lambda: f"CA{secrets.token_hex(16)}")
    _next: str = BASE

    def start(self) -> list[str]:
        """What the caller hears first."""
        return self._post(BASE, {"CallStatus": "ringing"})

    def say(self, text: str, confidence: float = 0.9) -> list[str]:
        """What the caller hears upon an utterance."""
        return self._post(self._next, {"SpeechResult": text, "Confidence": str(confidence)})

    def press(self, digits: str) -> list[str]:
        """What the caller hears upon keys."""
        return self._post(self._next, {"Digits": digits})

    def hang_up(self) -> None:
        """Ends the call."""
        self._send(f"{BASE}/status", {"CallStatus": "completed", "CallDuration": "60"})

    def _post(self, address: str, fields: dict[str, str]) -> list[str]:
        """Sentences, those of the waiting included; goes on until the caller may speak again."""
        heard: list[str] = []
        while True:
            root = ElementTree.fromstring(self._send(address, fields))
            heard += [say.text or "" for say in root.iter("Say")]
            redirect = root.findtext("Redirect")
            if redirect is None:
                break
            address, fields = redirect, {}
        gather, dial = root.find("Gather"), root.find("Dial")
        ahead = gather if gather is not None else dial
        self.then = "hangup" if ahead is None else "listen" if ahead is gather else "transfer"
        self._next = "" if ahead is None else ahead.get("action", "")
        return heard

    def _send(self, address: str, fields: dict[str, str]) -> bytes:
        path = urlsplit(address).path
        form = {"CallSid": self.call_id, "From": self.caller, "To": "+842543850000", **fields}
        signature = RequestValidator(self.token).compute_signature(self.public_url + path, form)
        response = httpx.post(
            self.url + path,
            content=urlencode(form),
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Twilio-Signature": signature,
            },
            timeout=20,
        )
        response.raise_for_status()
        return response.content
