"""Settings of the whole system, read once from the environment (see docs/settings.md)."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from core.phone_settings import PhoneSettings


class Environment(StrEnum):
    """Where the system runs; production refuses demonstration data and generated secrets."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(PhoneSettings):
    """One value per environment variable of the same (upper-case) name."""

    model_config = SettingsConfigDict(env_prefix="", frozen=True, extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    host: str = Field("127.0.0.1", description="Address the gateway listens on.")
    port: int = Field(8000, ge=1, le=65533, description="Port the gateway listens on.")
    var: Path = Field(Path("var"), description="Folder of all state: database, model, logs.")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite under VAR.")
    demo: bool = Field(True, description="1: also the simulated ward series.")
    now: datetime | None = Field(None, description="Fixed clock for tests; never in production.")

    engine_port: int = Field(0, ge=0, le=65535, description="Engine port; 0: PORT + 1.")
    actions_port: int = Field(0, ge=0, le=65535, description="Action server port; 0: PORT + 2.")
    engine_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Comma-separated engine replicas; empty: the one on loopback."
    )
    engine_secret: str = Field("", description="Shared secret of gateway and engine.")
    engine_timeout_s: float = Field(10.0, gt=0, description="Seconds the gateway waits for a turn.")
    engine_concurrency: int = Field(8, ge=1, description="Turns sent to one engine at once.")

    queue_timeout_s: float = Field(
        20.0, gt=0, description="Seconds a message waits for earlier ones of its conversation."
    )
    turn_retention_h: float = Field(
        24.0, gt=0, description="Hours an answer is kept for a repeated message."
    )
    max_message_bytes: int = Field(65_536, ge=16_384, description="Largest body of a request.")
    max_batch_bytes: int = Field(
        2_097_152, ge=65_536, description="Largest body of a batch of figures."
    )

    privacy_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        (), repr=False, description="Comma-separated secrets; the first encrypts personal data."
    )
    personal_retention_h: float = Field(
        72.0, gt=0, description="Hours personal data is kept after it was last said."
    )
    ticket_retention_days: float = Field(
        30.0, gt=0, description="Days the words of a closed talk with an officer are kept."
    )

    office_hours: str = Field(
        "1-5 07:30-11:30 13:30-17:00", description="When officers are there; Monday is 1."
    )
    dossier_api_url: str = Field("", description="The system that knows dossiers; empty: imports.")
    dossier_api_token: str = Field("", repr=False, description="Sent to it as a bearer token.")

    events_per_address: int = Field(
        50, ge=1, description="Streams of events open at once to one network address."
    )
    events_lifetime_s: float = Field(
        600.0, gt=0, description="Seconds after which a stream of events ends; the client resumes."
    )

    widget_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Comma-separated sites whose pages may hold the widget."
    )

    rate_conversation: str = Field("30/minute", description="Messages of one conversation.")
    rate_address: str = Field("20/second", description="Messages of one network address.")
    rate_account: str = Field("20/second", description="Messages of one account.")
    rate_link: str = Field("5/hour", description="Link codes one chat may try.")
    rate_storage: str = Field("memory://", description="Storage URI of the `limits` package.")

    public_url: str = Field("", description="Address at which the public reaches the gateway.")
    link_lifetime_min: int = Field(30, ge=1, description="Minutes a link code may be used in.")

    telegram_token: str = Field("", repr=False, description="Bot token; empty: no Telegram.")
    telegram_secret: str = Field(
        "", repr=False, pattern=r"^[A-Za-z0-9_-]{0,256}$", description="Proves that Telegram calls."
    )
    telegram_polling: bool = Field(False, description="1: fetch messages, for trying out.")
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Bot API server; one's own, if there is one."
    )

    @field_validator("engine_urls", "widget_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("privacy_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("public_url", "telegram_api_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("an address begins with https:// (or http://)")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _refuse_unknown_address(self) -> Settings:
        if self.has_phone and not self.public_url:
            raise ValueError("PUBLIC_URL must be set where a telephone provider calls")
        return self

    @model_validator(mode="after")
    def _refuse_open_webhook(self) -> Settings:
        if self.telegram_token and not (self.telegram_secret or self.telegram_polling):
            raise ValueError(
                "TELEGRAM_SECRET must be set where TELEGRAM_TOKEN is (or TELEGRAM_POLLING=1)"
            )
        return self

    @field_validator("widget_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]+)?", origin):
                raise ValueError(f"not an origin such as https://vungtau.gov.vn: {origin}")
        return value

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> Settings:
        if self.environment is Environment.PRODUCTION:
            if self.demo:
                raise ValueError("DEMO=1 is refused in production: set DEMO=0")
            if not self.engine_secret:
                raise ValueError("ENGINE_SECRET must be set in production")
            if not self.privacy_keys:
                raise ValueError("PRIVACY_KEYS must be set in production")
            if self.now is not None:
                raise ValueError("NOW (a fixed clock) is refused in production")
        return self

    @property
    def sqlalchemy_url(self) -> str:
        """`DATABASE_URL` with its driver named, or the SQLite file under `VAR`."""
        url = self.database_url
        if not url:
            return f"sqlite:///{(self.var / 'troly.db').absolute()}"
        scheme, separator, rest = url.partition("://")
        if scheme in {"postgres", "postgresql"}:
            return f"postgresql+psycopg{separator}{rest}"
        return url

    @property
    def engines(self) -> tuple[str, ...]:
        """Base URLs of the engine replicas, each conversation always on the same one."""
        return self.engine_urls or (f"http://127.0.0.1:{self.engine_port or self.port + 1}",)

    @property
    def actions_url(self) -> str:
        """URL the engine posts custom actions to."""
        return f"http://127.0.0.1:{self.actions_port or self.port + 2}/webhook"


@lru_cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()


def engine_secret(settings: Settings) -> str:
    """The secret shared with the engine: `ENGINE_SECRET`, in development one kept under `VAR`.

    Raises:
        OSError: the file under `VAR` cannot be read or written.
    """
    if settings.engine_secret:
        return settings.engine_secret
    return stored_secret(settings.var / "secrets" / "engine")


def privacy_keys(settings: Settings) -> tuple[str, ...]:
    """The keys of personal data: `PRIVACY_KEYS`, in development one kept under `VAR`.

    Raises:
        OSError: the file under `VAR` cannot be read or written.
    """
    return settings.privacy_keys or (stored_secret(settings.var / "secrets" / "privacy"),)


def stored_secret(path: Path) -> str:
    """A random secret kept in `path` (readable by its owner alone), made on first use."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        # Written aside and linked into place: gateway and engine start at the same moment, and
        # neither may read half a secret or one that the other replaces.
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
