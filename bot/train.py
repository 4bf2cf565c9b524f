"""Trains the engine's model when its inputs changed: `python -m bot.train --out DIR`.

What a newcomer should see goes to stdout, Rasa's own words to stderr.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from bot.fingerprint import fingerprint

ROOT = Path(__file__).resolve().parent.parent
MODEL = "model.tar.gz"
STAMP = "model.inputs"
_PROGRESS_EVERY_S = 10


def main() -> None:
    """Train if needed; exit code 1 with a message when it fails."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument("--out", required=True, type=Path, help="folder for the model")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with _alone(options.out):
        inputs = fingerprint(ROOT)
        if is_current(options.out, inputs):
            say("Mô hình hiểu tiếng Việt đã có sẵn và còn mới.")
            return
        say("Đang huấn luyện mô hình hiểu tiếng Việt (khoảng 2 phút)…")
        begin = time.monotonic()
        try:
            with _progress(begin):
                train(options.out, inputs)
        except Exception as problem:
            say(f"Huấn luyện thất bại: {type(problem).__name__}: {problem}")
            raise SystemExit(1) from problem
        say(f"Đã huấn luyện xong sau {time.monotonic() - begin:.0f} giây.")


def is_current(folder: Path, inputs: str) -> bool:
    """Whether the folder's model was trained from exactly these inputs."""
    stamp = folder / STAMP
    return (folder / MODEL).is_file() and stamp.is_file() and stamp.read_text() == inputs


def train(folder: Path, inputs: str, root: Path = ROOT) -> None:
    """Train and put the model into `folder`: all of it, or nothing.

    Args:
        folder: where the model goes; an older one is replaced at the end.
        inputs: fingerprint of what it is trained from, kept beside it.
        root: folder of the configuration, the domain and the training data.

    Raises:
        RuntimeError: Rasa gave no model; its reasons are on stderr.
    """
    _quiet()
    from rasa.model_training import train as rasa_train

    with tempfile.TemporaryDirectory(dir=folder) as draft, redirect_stdout(sys.stderr):
        result = rasa_train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / "bot" / "data")],
            output=draft,
            fixed_model_name="model",
            force_training=True,
        )
        if result.code != 0 or result.model is None:
            raise RuntimeError(f"rasa train ended with code {result.code}")
        (folder / STAMP).unlink(missing_ok=True)
        shutil.move(result.model, folder / MODEL)
    (folder / STAMP).write_text(inputs)


def say(text: str) -> None:
    """A line for people."""
    print(text, flush=True)  # noqa: T201 - stdout is this command's interface


def _quiet() -> None:
    """Telemetry off and logs short, before Rasa is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # Rasa's cache of training steps does not know our own components' code.
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two trainings into one folder would mix: the second waits."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _progress(begin: float) -> Iterator[None]:
    done = threading.Event()

    def tell() -> None:
        while not done.wait(_PROGRESS_EVERY_S):
            say(f"  … đã {time.monotonic() - begin:.0f} giây")

    clock = threading.Thread(target=tell, daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()


if __name__ == "__main__":
    main()
