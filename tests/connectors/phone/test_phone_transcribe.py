"""Speech to text over HTTP: silence, doubt, faults of the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from provider_side import STT_TOKEN, ProviderSide

from connectors.phone.stringee_api import StringeeApi, StringeeFailed
from connectors.phone.transcribe import HttpTranscriber, TranscriptionFailed
from core.clock import system_clock
from core.settings import Settings


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@pytest.fixture
def transcriber(http: httpx.AsyncClient, side: ProviderSide) -> HttpTranscriber:
    return HttpTranscriber(http, side.url, STT_TOKEN, "whisper-1", "vi", 2)


def sound(side: ProviderSide, text: str, confidence: float | None) -> bytes:
    return side.recordings[side.record(text, confidence)]


async def test_words_and_confidence(transcriber: HttpTranscriber, side: ProviderSide) -> None:
    found = await transcriber.transcribe(sound(side, "đăng ký kết hôn", 0.4))
    assert found.text == "đăng ký kết hôn"
    assert found.confidence == pytest.approx(0.4)


async def test_service_that_gives_no_confidence(
    transcriber: HttpTranscriber, side: ProviderSide
) -> None:
    assert (await transcriber.transcribe(sound(side, "alo", None))).confidence is None


async def test_words_made_up_in_silence_are_none(
    transcriber: HttpTranscriber, side: ProviderSide
) -> None:
    assert (await transcriber.transcribe(sound(side, "", None))).text == ""


async def test_fault_of_the_moment_is_tried_again(
    transcriber: HttpTranscriber, side: ProviderSide
) -> None:
    side.stt_failures = 1
    assert (await transcriber.transcribe(sound(side, "alo", 0.9))).text == "alo"
    side.stt_failures = 2
    with pytest.raises(TranscriptionFailed):
        await transcriber.transcribe(sound(side, "alo", 0.9))


async def test_wrong_token_is_not_tried_again(http: httpx.AsyncClient, side: ProviderSide) -> None:
    stranger = HttpTranscriber(http, side.url, "", "whisper-1", "vi", 2)
    with pytest.raises(TranscriptionFailed):
        await stranger.transcribe(sound(side, "alo", 0.9))


async def test_service_that_does_not_answer_fails_in_time() -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow")

    async with httpx.AsyncClient(transport=httpx.MockTransport(hang)) as client:
        slow = HttpTranscriber(client, "http://stt", "", "m", "vi", 0.1)
        async with asyncio.timeout(3):
            with pytest.raises(TranscriptionFailed):
                await slow.transcribe(b"")


async def test_nonsense_is_no_transcription() -> None:
    async def nonsense(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"<html>")

    async with httpx.AsyncClient(transport=httpx.MockTransport(nonsense)) as client:
        with pytest.raises(TranscriptionFailed):
            await HttpTranscriber(client, "http://stt/v1", "", "m", "vi", 1).transcribe(b"")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.stringee.com.evil.example/a",
        "https://evilstringee.com/a",
        "http://files.stringee.com/a",
        "https://stringee.com@evil.example/a",
        "file:///etc/passwd",
        "ftp://api.stringee.com/a",
    ],
)
async def test_recordings_come_from_stringee_alone(url: str) -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    settings = Settings(stringee_key_sid="SK", stringee_key_secret="s" * 32)
    async with httpx.AsyncClient(transport=httpx.MockTransport(never)) as client:
        with pytest.raises(StringeeFailed, match="elsewhere"):
            await StringeeApi(client, settings, system_clock).fetch(url)


async def test_recording_that_is_too_large_is_not_read_to_the_end() -> None:
    async def endless(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=bytes(9_000_000))

    settings = Settings(stringee_key_sid="SK", stringee_key_secret="s" * 32)
    async with httpx.AsyncClient(transport=httpx.MockTransport(endless)) as client:
        with pytest.raises(StringeeFailed, match="too large"):
            await StringeeApi(client, settings, system_clock).fetch("https://a.stringee.com/x.wav")


async def test_actions_that_stringee_refuses_are_a_failure() -> None:
    async def refuse(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"r": 3, "message": "CALL_NOT_FOUND"})

    settings = Settings(stringee_key_sid="SK", stringee_key_secret="s" * 32)
    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as client:
        with pytest.raises(StringeeFailed, match="refused"):
            await StringeeApi(client, settings, system_clock).put_actions("c", [])
