"""Settings of the telephone channel, and of the providers that carry it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

Secrets = Annotated[tuple[str, ...], NoDecode]
"""Comma-separated secrets that are all accepted, so that one can be replaced while calls go on."""


class PhoneSettings(BaseSettings):
    """One value per environment variable of the same (upper-case) name."""

    phone_greeting: str = Field(
        "Xin chào, đây là trợ lý tự động về dịch vụ công, cuộc gọi có thể được ghi lại.",
        description="First sentence of every call.",
    )
    phone_language: str = Field("vi-VN", description="Language of recognition and of the voice.")
    phone_transfer_to: str = Field(
        "", description="Number of the officers on duty; empty: callbacks alone."
    )
    phone_ring_s: int = Field(25, ge=5, le=120, description="Seconds an officer's phone rings.")
    phone_listen_s: int = Field(6, ge=2, le=30, description="Seconds a silence is waited out.")
    phone_deadline_s: float = Field(
        3.0, gt=0, le=8, description="Seconds before the caller is told to wait."
    )
    phone_min_confidence: float = Field(
        0.5, ge=0, le=1, description="Below it, what was heard is read back."
    )
    phone_retention_days: float = Field(30.0, gt=0, description="Days a call's log is kept.")

    twilio_auth_tokens: Secrets = Field(
        (), repr=False, description="Auth tokens of Twilio; empty: no Twilio."
    )
    twilio_voice: str = Field("", description="Voice of Twilio; empty: its own for the language.")
    twilio_speech_model: str = Field("", description="Recogniser of Twilio; empty: its own.")

    stringee_webhook_secrets: Secrets = Field(
        (), repr=False, description="Secrets that sign Stringee's calls; empty: no Stringee."
    )
    stringee_key_sid: str = Field("", description="Key with which Stringee's API is called.")
    stringee_key_secret: str = Field("", repr=False, description="Secret of that key.")
    stringee_api_url: str = Field("https://api.stringee.com", description="Stringee's API.")
    stringee_voice: str = Field("", description="Voice of Stringee; empty: its own.")

    jambonz_webhook_secrets: Secrets = Field(
        (), repr=False, description="Secrets that sign jambonz' calls; empty: no jambonz."
    )
    jambonz_recognizer: str = Field(
        "default", description="Vendor of jambonz' recogniser, as named there."
    )
    jambonz_synthesizer: str = Field(
        "default", description="Vendor of jambonz' voice, as named there."
    )
    jambonz_voice: str = Field("", description="Voice of jambonz; empty: its own.")

    stt_url: str = Field(
        "", description="Speech-to-text service with OpenAI's interface; empty: keys alone."
    )
    stt_token: str = Field("", repr=False, description="Sent to it as a bearer token.")
    stt_model: str = Field("whisper-1", description="Model it is asked for.")
    stt_timeout_s: float = Field(8.0, gt=0, description="Seconds one transcription may take.")

    @field_validator(
        "twilio_auth_tokens", "stringee_webhook_secrets", "jambonz_webhook_secrets", mode="before"
    )
    @classmethod
    def _split_secrets(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("stringee_api_url", "stt_url")
    @classmethod
    def _is_service(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("an address begins with https:// (or http://)")
        return value.rstrip("/")

    @property
    def has_phone(self) -> bool:
        """Whether any provider may call."""
        secrets = (
            self.twilio_auth_tokens,
            self.stringee_webhook_secrets,
            self.jambonz_webhook_secrets,
        )
        return any(secrets)
