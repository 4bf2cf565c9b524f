"""Words that mean the same when people ask for public services."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "content" / "synonyms.yml"


def one_word_for_all(words: Sequence[str]) -> list[str]:
    """Folded words with each group of synonyms read as one."""
    table, longest = _table()
    read: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            meant = table.get(tuple(words[position : position + length]))
            if meant is not None:
                read += meant
                position += length
                break
        else:
            read.append(words[position])
            position += 1
    return read


@cache
def _table() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    groups = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    table = {
        tuple(said.split()): tuple(group["mean"].split())
        for group in groups
        for said in group["say"]
    }
    return table, max(map(len, table))
