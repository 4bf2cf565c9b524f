"""Names that several procedures share: which of them is meant is asked back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "content" / "choices.yml"


@cache
def load_choices(words_of: Callable[[str], Sequence[str]]) -> dict[frozenset[str], tuple[str, ...]]:
    """The keys that each shared name may mean, by the words of the name.

    Args:
        words_of: the words of a text that tell what it is about.
    """
    groups = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        words: tuple(group["between"])
        for group in groups
        for said in group["said"]
        if (words := frozenset(words_of(said)))
    }
