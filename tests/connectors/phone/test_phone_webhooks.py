"""Webhooks that come twice, late, out of order, at once, forged, or from nowhere."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from engine_standin import StandIn
from gateway_harness import Client, assert_problem, opened
from lines import PUBLIC_URL, Line, StringeeLine, TwilioLine
from provider_side import ProviderSide
from sqlalchemy import func, select

from connectors.app import create_app
from connectors.phone.tables import PhoneCall, PhoneTurn
from core.database import Sessions
from core.settings import Settings
from services.tables import Ticket

SECRETS_OF = {
    "twilio": "twilio_auth_tokens",
    "stringee": "stringee_webhook_secrets",
    "jambonz": "jambonz_webhook_secrets",
}


def count(sessions: Sessions, table: type[PhoneTurn | PhoneCall | Ticket]) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


async def keyed(line: Line, address: str, digits: str) -> bytes:
    """The answer to keys, as bytes, without moving the line on."""
    response = await line.send(address, line.keys(digits))
    assert response.status_code == 200, response.text
    return response.content


async def test_repeated_webhook_gets_identical_bytes_and_runs_nothing_twice(
    line: Line, engine: StandIn, sessions: Sessions
) -> None:
    await line.start()
    first = await keyed(line, line.next, "12345")
    assert [await keyed(line, line.next, "12345") for _ in range(2)] == [first, first]
    assert engine.texts == ["12345"]
    assert count(sessions, PhoneTurn) == 2


async def test_repeated_first_webhook_greets_with_the_same_bytes(line: Line) -> None:
    first = await line.start()
    again = await line.start()
    assert first.content == again.content


async def test_both_at_once_run_once(line: Line, engine: StandIn) -> None:
    await line.start()
    engine.delay_s = 0.3
    one, two = await asyncio.gather(
        keyed(line, line.next, "12345"), keyed(line, line.next, "12345")
    )
    assert one == two
    assert engine.texts == ["12345"]


async def test_both_at_once_on_two_gateways_run_once(
    phone_settings: Settings, calling: Callable[..., Line], engine: StandIn
) -> None:
    async with (
        opened(create_app(phone_settings)) as here,
        opened(create_app(phone_settings)) as there,
    ):
        line, copy = calling(here), calling(there)
        copy.call_id = line.call_id
        await asyncio.gather(line.start(), copy.start())
        assert line.told and copy.told and line.told.content == copy.told.content
        engine.delay_s = 0.3
        one, two = await asyncio.gather(
            keyed(line, line.next, "12345"), keyed(copy, line.next, "12345")
        )
    assert one == two
    assert engine.texts == ["12345"]


async def test_repeated_consent_opens_one_ticket(line: Line, sessions: Sessions) -> None:
    await line.start()
    await line.press("0")
    await line.dialled(answered=False)
    await asyncio.gather(*(keyed(line, line.next, "1") for _ in range(3)))
    assert count(sessions, Ticket) == 1


async def test_late_webhook_gets_the_latest_answer(line: Line, engine: StandIn) -> None:
    await line.start()
    first = line.next
    await line.press("#")
    latest = await line.press("9")
    # A turn that was never seen, and one far ahead, as much as a repetition, do no harm.
    ahead = first.replace("/1", "/7")
    assert await keyed(line, ahead, "12345") == latest.content
    assert engine.texts == []
    assert (await line.press("*")).text == latest.text


async def test_webhook_after_the_end_hangs_up(line: Line, engine: StandIn) -> None:
    await line.start()
    address = line.next
    await line.hang_up()
    line.told = line.read(await line.send(address, line.keys("12345")))
    assert line.told.then == "hangup" and engine.texts == []
    assert (await line.hang_up()).status_code == 204


async def test_hang_up_while_the_engine_works(
    line: Line, engine: StandIn, sessions: Sessions
) -> None:
    await line.start()
    engine.delay_s = 0.4
    working = asyncio.create_task(line.press("12345"))
    await asyncio.sleep(0.15)
    await line.hang_up()
    assert (await working).then == "hangup"
    with sessions() as session:
        assert session.scalars(select(PhoneCall.state)).all() == [None]


async def test_status_of_an_unknown_call_is_harmless(line: Line, sessions: Sessions) -> None:
    assert (await line.hang_up()).status_code == 204
    assert count(sessions, PhoneCall) == 0


async def test_call_that_is_not_known_begins_with_the_greeting(line: Line) -> None:
    line.told = line.read(await line.send(f"{line.base}/{_turn(line)}/5", line.keys("1")))
    assert "trợ lý tự động" in line.told.text
    assert "/6" in line.next


def _turn(line: Line) -> str:
    return "input" if isinstance(line, StringeeLine) else "turn"


async def test_forged_signature_is_403(line: Line, sessions: Sessions) -> None:
    line.secret = "guessed"
    with pytest.raises(AssertionError, match="Chữ ký"):
        await line.start()
    assert_problem(await line.hang_up(), 403)
    assert_problem(await line.send(f"{line.base}/{_turn(line)}/1", line.keys("1")), 403)
    assert count(sessions, PhoneCall) == 0


async def test_missing_signature_is_403(line: Line, phone: Client) -> None:
    for path in (f"{line.base}/{_turn(line)}/1",):
        assert_problem(await phone.post(path, content=b"{}"), 403)


async def test_signature_comes_before_parsing(line: Line, phone: Client) -> None:
    nonsense = b"\xff\xfe{" * 50
    assert_problem(await phone.post(f"{line.base}/{_turn(line)}/1", content=nonsense), 403)


async def test_without_a_secret_the_door_is_closed(
    phone_settings: Settings, calling: Callable[..., Line], provider: str
) -> None:
    closed = phone_settings.model_copy(update={SECRETS_OF[provider]: ()})
    async with opened(create_app(closed)) as client:
        line = calling(client)
        assert_problem(await line.hang_up(), 404)
        assert_problem(await line.send(f"{line.base}/{_turn(line)}/1", line.keys("1")), 404)


async def test_without_any_secret_there_is_no_telephone(
    settings: Settings, calling: Callable[..., Line]
) -> None:
    async with opened(create_app(settings)) as client:
        assert_problem(await calling(client).hang_up(), 404)


async def test_two_secrets_are_good_at_once(
    phone_settings: Settings, calling: Callable[..., Line], provider: str
) -> None:
    rotating = phone_settings.model_copy(update={SECRETS_OF[provider]: ("old", "new")})
    async with opened(create_app(rotating)) as client:
        for secret in ("old", "new"):
            assert (await calling(client, secret=secret).start()).then == "listen"
        with pytest.raises(AssertionError, match="Chữ ký"):
            await calling(client, secret="older").start()


async def test_forwarded_headers_are_not_believed(phone: Client) -> None:
    line = TwilioLine(phone)
    body, headers = line.signed("/channels/phone/twilio", line.common())
    claimed = {**headers, "X-Forwarded-Host": "evil.example", "Host": "evil.example"}
    response = await phone.post("/channels/phone/twilio", content=body, headers=claimed)
    assert response.status_code == 200
    assert "evil.example" not in response.text and PUBLIC_URL in response.text


async def test_signature_covers_the_query(phone: Client) -> None:
    line = TwilioLine(phone)
    body, headers = line.signed("/channels/phone/twilio?a=1", line.common())
    for query, status in (("?a=1", 200), ("?a=2", 403), ("", 403)):
        response = await phone.post(f"/channels/phone/twilio{query}", content=body, headers=headers)
        assert response.status_code == status


async def test_fallback_says_the_latest_again(phone: Client) -> None:
    line = TwilioLine(phone)
    await line.start()
    menu = await line.press("#")
    fields = {**line.common(), "ErrorCode": "11200", "ErrorUrl": f"{PUBLIC_URL}{line.base}/turn/1"}
    again = line.read(await line.send(f"{line.base}/fallback", fields))
    assert again.content == menu.content


async def test_body_without_a_call_is_422(line: Line, phone: Client) -> None:
    assert_problem(await line.send(f"{line.base}/{_turn(line)}/1", {"a": "b"}), 422)


class TestStringee:
    """What only Stringee does."""

    @pytest.fixture
    async def line(self, phone: Client, side: ProviderSide) -> StringeeLine:
        line = StringeeLine(phone, side=side)
        await line.start()
        return line

    async def test_actions_are_sent_with_a_token_for_the_api(
        self, line: StringeeLine, side: ProviderSide
    ) -> None:
        await line.say("đăng ký khai sinh")
        token = side.tokens[-1]
        assert token["header"]["cty"] == "stringee-api;v=1"
        assert token["rest_api"] is True and {"jti", "iss", "exp"} <= set(token)
        assert side.asked == [
            {"model": "whisper-1", "language": "vi", "response_format": "verbose_json"}
        ]

    async def test_actions_that_were_lost_are_asked_for(
        self, line: StringeeLine, side: ProviderSide, engine: StandIn
    ) -> None:
        side.put_failures = 10
        held = await line.send(line.next, line.nothing())
        message, _, hold = held.json()
        name = side.record("đăng ký khai sinh", 0.9)
        told = {"call_id": line.call_id, "recording_url": f"{side.url}/recordings/{name}"}
        assert (await line.send(message["eventUrl"], told)).status_code == 200
        assert side.actions == []
        line.told = line.read(await line.send(hold["eventUrl"], line.nothing()))
        assert "Trả lời" in line.told.text
        assert engine.texts == ["đăng ký khai sinh"]

    async def test_transcription_is_tried_again(
        self, line: StringeeLine, side: ProviderSide, engine: StandIn
    ) -> None:
        side.stt_failures = 1
        await line.say("đăng ký khai sinh")
        assert engine.texts == ["đăng ký khai sinh"]

    async def test_transcription_that_fails_counts_as_silence(
        self, line: StringeeLine, side: ProviderSide, engine: StandIn
    ) -> None:
        side.stt_failures = 10
        told = await line.say("đăng ký khai sinh")
        assert told.then == "listen" and "chưa nghe" in told.text
        assert engine.texts == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"recordUrl": "URL"},
            {"link": "URL", "call": "x"},
            {"record": {"file": "URL", "size": 3}},
            {"callback": "https://elsewhere.example/", "record_url": "URL"},
        ],
    )
    async def test_recording_is_found_under_any_name(
        self, line: StringeeLine, side: ProviderSide, engine: StandIn, fields: dict[str, object]
    ) -> None:
        held = await line.send(line.next, line.nothing())
        url = f"{side.url}/recordings/{side.record('đăng ký khai sinh', 0.9)}"
        told = json.loads(json.dumps(fields).replace("URL", url))
        await line.send(held.json()[0]["eventUrl"], told)
        assert engine.texts == ["đăng ký khai sinh"]

    async def test_recordings_are_not_fetched_from_elsewhere(
        self, line: StringeeLine, side: ProviderSide, engine: StandIn
    ) -> None:
        held = await line.send(line.next, line.nothing())
        told = {"recording_url": "http://169.254.169.254/latest"}
        await line.send(held.json()[0]["eventUrl"], told)
        assert side.tokens and len(side.recordings) == 0 and engine.texts == []
        assert "chưa nghe" in str(side.actions[-1])

    async def test_without_transcription_keys_alone_serve(
        self, phone_settings: Settings, side: ProviderSide
    ) -> None:
        async with opened(create_app(phone_settings.model_copy(update={"stt_url": ""}))) as client:
            line = StringeeLine(client, side=side)
            told = await line.start()
            assert "bíp" not in told.text and "speak" not in told.next
            assert "một, khai sinh" in (await line.press("#")).text
            assert "chưa nghe" in (await line.silence()).text

    async def test_answer_url_may_be_posted(self, phone: Client, side: ProviderSide) -> None:
        line = StringeeLine(phone, side=side)
        fields = {"from": {"number": "84912345678"}, "to": {"number": "1022"}, "callId": "c-1"}
        told = line.read(await line.send(f"{line.base}/answer", fields))
        assert told.then == "listen" and "call=c-1" in told.next
