"""Public services that the knowledge base is known not to cover."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "content" / "not_covered.yml"
_MARK = "-"


@cache
def load_not_covered() -> tuple[tuple[str, str], ...]:
    """Each service under a key of its own, with the ways to name it."""
    lines = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        (f"{_MARK}{number}", name) for number, line in enumerate(lines) for name in line.split("|")
    )


def is_not_covered(key: str) -> bool:
    """Whether a key of the index is that of a service that is not covered."""
    return key.startswith(_MARK)
