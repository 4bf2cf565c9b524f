"""A gateway with a telephone, and lines of all three providers to call it on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from engine_standin import StandIn, served
from gateway_harness import Client, opened
from lines import OFFICERS, OPEN, PUBLIC_URL, SECRETS, JambonzLine, Line, StringeeLine, TwilioLine
from provider_side import KEY_SECRET, KEY_SID, STT_TOKEN, ProviderSide, make_provider_app

from connectors.app import create_app
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.database import Base, make_engine
from core.references import PersonalValue
from core.settings import Settings
from services.tables import Ticket, TicketMessage

TABLES = (PhoneCall, PhoneTurn, PersonalValue, Ticket, TicketMessage)


@pytest.fixture(scope="session")
def provider_server() -> Iterator[ProviderSide]:
    side = ProviderSide()
    with served(make_provider_app(side)) as url:
        side.url = url
        yield side


@pytest.fixture
def side(provider_server: ProviderSide) -> ProviderSide:
    """The providers' side, as if just started."""
    vars(provider_server).update(vars(ProviderSide(url=provider_server.url)))
    return provider_server


@pytest.fixture
def phone_settings(settings: Settings, side: ProviderSide) -> Settings:
    """Settings with a telephone; officers are there."""
    database = make_engine(settings.sqlalchemy_url)
    Base.metadata.create_all(database, tables=[model.__table__ for model in TABLES])
    database.dispose()
    return settings.model_copy(
        update={
            "public_url": PUBLIC_URL,
            "privacy_keys": ("a-privacy-key",),
            "now": OPEN,
            "phone_transfer_to": OFFICERS,
            "phone_deadline_s": 0.7,
            "twilio_auth_tokens": (SECRETS["twilio"],),
            "stringee_webhook_secrets": (SECRETS["stringee"],),
            "jambonz_webhook_secrets": (SECRETS["jambonz"],),
            "stringee_key_sid": KEY_SID,
            "stringee_key_secret": KEY_SECRET,
            "stringee_api_url": side.url,
            "stt_url": side.url,
            "stt_token": STT_TOKEN,
        }
    )


@pytest.fixture
async def phone(phone_settings: Settings) -> AsyncIterator[Client]:
    """A client of a running gateway with a telephone."""
    async with opened(create_app(phone_settings)) as client:
        yield client


@pytest.fixture(params=["twilio", "stringee", "jambonz"])
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def calling(provider: str, side: ProviderSide) -> Callable[..., Line]:
    """Makes a line of the provider to a gateway."""

    def make(client: Client, **known: str) -> Line:
        if provider == "stringee":
            return StringeeLine(client, side=side, **known)
        return {"twilio": TwilioLine, "jambonz": JambonzLine}[provider](client, **known)

    return make


@pytest.fixture
def line(phone: Client, calling: Callable[..., Line]) -> Line:
    """A call, not begun yet."""
    return calling(phone)


@pytest.fixture
def answers(engine: StandIn) -> Callable[..., None]:
    """Tells the engine what to answer from now on."""

    def answer(text: str, evidence: dict[str, object] | None = None, **more: object) -> None:
        reply = {"text": text, "speech": None, "buttons": [], "image": None}
        evidence = evidence or {"kind": "smalltalk", "intent": "greet"}
        engine.body = {"replies": [{**reply, "evidence": evidence, **more}]}

    return answer
