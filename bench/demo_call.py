"""`make demo-call`: a whole call, heard: questions and answers spoken into one sound file.

The answers are the running system's; its voice and the caller's are espeak-ng's. With
`TWILIO_AUTH_TOKENS` and `PUBLIC_URL` in the environment the system on `PORT` is called, as
Twilio would; without them one is started, and stopped afterwards.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.phone_line import PhoneLine
from bench.system import start
from core.settings import Settings, get_settings

_TOKEN, _PUBLIC_URL = "token-of-the-demonstration", "https://troly.example.vn"
_ASSISTANT = ("-v", "vi", "-s", "155", "-p", "55")
_CALLER = ("-v", "vi", "-s", "165", "-p", "20")
_PAUSE_S = 0.45

# What the caller does: says something (and how well it is heard), or presses keys.
_SCRIPT: tuple[tuple[str, float] | str, ...] = (
    ("làm giấy khai sinh cho con cần giấy tờ gì", 0.92),
    "9",
    ("lệ phí bao nhiêu", 0.35),
    "1",
    ("cho tôi tra cứu hồ sơ", 0.9),
    "06122309150042#",
    ("cho tôi gặp cán bộ", 0.9),
    "1",
    ("dạ cảm ơn không cần nữa", 0.9),
)


def main() -> int:
    """Makes the call and the file; the exit code."""
    if shutil.which("espeak-ng") is None:
        print("Thiếu giọng đọc espeak-ng. Debian/Ubuntu: sudo apt-get install espeak-ng",
              file=sys.stderr)  # fmt: skip
        return 1
    settings = get_settings()
    with _line(settings) as line:
        spoken = list(_dialogue(line))
    path = settings.var / "demo-call.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    seconds = _record(spoken, path)
    print(f"\nĐã ghi {path} ({seconds:.0f} giây).")
    return 0


@contextmanager
def _line(settings: Settings) -> Iterator[PhoneLine]:
    """A line to the running system, or to one that is started for it."""
    if settings.twilio_auth_tokens:
        url = f"http://127.0.0.1:{settings.port}"
        yield PhoneLine(url, settings.public_url, settings.twilio_auth_tokens[0])
        return
    print("Khởi động một hệ thống riêng cho cuộc gọi…", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        system = start(Path(folder), DEMO="0", TWILIO_AUTH_TOKENS=_TOKEN, PUBLIC_URL=_PUBLIC_URL)
        try:
            yield PhoneLine(system.url, _PUBLIC_URL, _TOKEN)
        finally:
            system.stop()


def _dialogue(line: PhoneLine) -> Iterator[tuple[tuple[str, ...], str]]:
    """Voice and words, one sentence after the other, printed as they come."""
    yield from _told(line.start())
    for move in _SCRIPT:
        if line.then != "listen":
            break
        if isinstance(move, str):
            print(f"  [bấm {move}]")
            yield from _told(line.press(move))
        else:
            words, confidence = move
            print(f"— {words}")
            yield _CALLER, words
            yield from _told(line.say(words, confidence))
    line.hang_up()


def _told(sentences: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for sentence in sentences:
        print(f"  Trợ lý: {sentence}")
        yield _ASSISTANT, sentence


def _record(spoken: list[tuple[tuple[str, ...], str]], path: Path) -> float:
    """Speaks everything into one file; how many seconds it lasts."""
    with tempfile.TemporaryDirectory() as folder, wave.open(str(path), "wb") as out:
        part = Path(folder) / "part.wav"
        for number, (voice, words) in enumerate(spoken):
            subprocess.run(["espeak-ng", *voice, "-w", str(part), words], check=True)
            with wave.open(str(part), "rb") as sound:
                if number == 0:
                    out.setparams(sound.getparams())
                out.writeframes(sound.readframes(sound.getnframes()))
                silence = int(_PAUSE_S * sound.getframerate())
                out.writeframes(bytes(silence * sound.getsampwidth() * sound.getnchannels()))
        return out.getnframes() / out.getframerate()


if __name__ == "__main__":
    sys.exit(main())
