"""The golden questions and dialogues, and how an answer is held against what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from vietnamese.normalise import clean, strip_accents

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
QUESTIONS = GOLDEN / "leader_questions.yml"
ANALYSES = GOLDEN / "leader_analyses.yml"
DIALOGUES = GOLDEN / "dialogues.yml"
CITIZENS = GOLDEN / "citizen_questions.yml"
CITIZENS_DIALOGUES = GOLDEN / "citizen_dialogues.yml"
SPOKEN = GOLDEN / "spoken_questions.yml"


@dataclass(frozen=True)
class Turn:
    """One question with the part of the evidence that is expected."""

    id: str
    group: str
    asker: str
    text: str
    expect: dict[str, Any]
    style: str = "plain"
    bare: bool = False


def questions(path: Path) -> Iterator[Turn]:
    """Every question of a file; where marked, also with all diacritics removed."""
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        turn = Turn(
            entry["id"],
            entry["group"],
            entry.get("as", "leader"),
            entry["text"],
            entry["expect"],
            entry.get("style", "plain"),
        )
        yield turn
        if entry.get("unaccented"):
            bare = strip_accents(clean(turn.text))
            yield replace(turn, id=f"{turn.id}-bare", text=bare, bare=True)


def dialogues(path: Path = DIALOGUES) -> Iterator[list[Turn]]:
    """Every golden dialogue as its turns."""
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        asker = entry.get("as", "leader")
        yield [
            Turn(f"{entry['id']}/{number}", "dialogue", asker, turn["text"], turn["expect"])
            for number, turn in enumerate(entry["turns"], start=1)
        ]


def fits(expected: Any, got: Any) -> bool:
    """Whether `got` has all that is expected: fields of objects, members of lists.

    A list expected of a field that holds one value names the values that are right.
    """
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and fits(value, got[key]) for key, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(got, list):
        return all(any(fits(e, g) for g in got) for e in expected)
    if isinstance(expected, list):
        return got in expected
    return bool(expected == got)
