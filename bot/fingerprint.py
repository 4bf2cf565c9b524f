"""What a model was made from: the same inputs need no new training."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

INPUTS = (
    "config.yml",
    "domain.yml",
    "bot/*.py",
    "bot/data/**/*.yml",
    "bot/requirements.txt",
    "kb/content/**/*.yml",
    "vietnamese/abbreviations.py",
    "vietnamese/normalise.py",
    "vietnamese/syllables.py",
)
"""Files that a trained model depends on, as patterns below the project's folder."""


def fingerprint(root: Path, patterns: Iterable[str] = INPUTS) -> str:
    """A digest of the inputs' names and contents.

    Args:
        root: the project's folder.
        patterns: which files below it count.

    Raises:
        FileNotFoundError: a pattern finds no file: something that should count is gone.
    """
    digest = hashlib.sha256()
    for pattern in patterns:
        files = sorted(path for path in root.glob(pattern) if path.is_file())
        if not files:
            raise FileNotFoundError(f"{root / pattern}: no such file")
        for path in files:
            content = path.read_bytes()
            name = path.relative_to(root).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
