"""Speech to text over HTTP, for providers that only record: any service with OpenAI's interface."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import httpx
import stamina
import structlog
from pydantic import BaseModel, ValidationError

PATH = "/v1/audio/transcriptions"
_TRIES = 2
_SILENCE = 0.8

_log = structlog.get_logger(__name__)


class TranscriptionFailed(Exception):
    """The service did not say what was spoken."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was spoken.

    Attributes:
        text: "" for silence.
        confidence: 0 to 1; None where the service gives none.
    """

    text: str
    confidence: float | None = None

    def __repr__(self) -> str:
        return f"Transcript({self.confidence})"


class Transcriber(Protocol):
    """Turns a recording into text."""

    async def transcribe(self, audio: bytes) -> Transcript:
        """The words of a recording (WAV).

        Raises:
            TranscriptionFailed: the service is down or makes no sense.
        """


class _Segment(BaseModel):
    avg_logprob: float = 0.0
    no_speech_prob: float = 0.0


class _Transcription(BaseModel):
    text: str
    segments: list[_Segment] = []


class _Temporary(Exception):
    """Worth another try."""


class HttpTranscriber:
    """Asks a speech-to-text service.

    Args:
        http: the client to use; it is closed by whoever made it.
        url: base address of the service.
        token: sent as a bearer token, "" for none.
        model: which model it is asked for.
        language: of the speech, such as "vi".
        timeout_s: seconds one try may take.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        url: str,
        token: str,
        model: str,
        language: str,
        timeout_s: float,
    ) -> None:
        self._http = http
        self._url = url.removesuffix("/v1") + PATH
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._form = {"model": model, "language": language, "response_format": "verbose_json"}
        self._timeout_s = timeout_s

    async def transcribe(self, audio: bytes) -> Transcript:
        """See `Transcriber.transcribe`; a fault of the moment is tried again once."""
        try:
            content = await self._send(audio)
            return _read(content)
        except (_Temporary, httpx.HTTPError, ValidationError) as error:
            _log.warning("no transcription", error=type(error).__name__)
            raise TranscriptionFailed from error

    @stamina.retry(on=(_Temporary, httpx.TransportError), attempts=_TRIES, wait_max=0.5)
    async def _send(self, audio: bytes) -> bytes:
        response = await self._http.post(
            self._url,
            data=self._form,
            files={"file": ("turn.wav", audio, "audio/wav")},
            headers=self._headers,
            timeout=self._timeout_s,
        )
        if response.status_code >= 500 or response.status_code == 429:
            raise _Temporary
        response.raise_for_status()
        return response.content


def _read(content: bytes) -> Transcript:
    found = _Transcription.model_validate_json(content)
    if not found.segments:
        return Transcript(found.text.strip())
    # Recognisers of this kind make words up where nobody speaks: they say how sure they are.
    if all(one.no_speech_prob > _SILENCE for one in found.segments):
        return Transcript("")
    mean = sum(one.avg_logprob for one in found.segments) / len(found.segments)
    return Transcript(found.text.strip(), min(1.0, math.exp(mean)))
