"""Golden questions and dialogues of citizens through the public door, against the real engine."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bench.golden import CITIZENS, CITIZENS_DIALOGUES, Turn, dialogues, fits, questions
from bench.system import System, new_conversation

# What holds today; docs/measurements.md has the figures. They only go up.
RIGHT = 0.91
PROCEDURE_RIGHT = 0.93
WRONG_TOLD = 0.03
KNOWLEDGE_OUT_OF_SCOPE = 0.03
DIALOGUES_RIGHT = 0.65


def _evidence(system: System, turn: Turn, conversation: str) -> dict[str, Any]:
    response = system.ask(turn.text, None, conversation)
    assert response.status_code == 200, f"{turn.id}: {response.status_code} {response.text}"
    (evidence,) = [r["evidence"] for r in response.json()["replies"] if r["evidence"]]
    return dict(evidence)


def test_golden_questions_of_citizens(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for turn in questions(CITIZENS):
        got = _evidence(system, turn, new_conversation())
        asked[turn.group] += 1
        right[turn.group] += fits(turn.expect, got)
        meant = turn.expect.get("procedure")
        told = got["kind"] in {"procedure", "faq"}
        if meant is not None:
            count["procedures"] += 1
            count["right"] += got.get("procedure") == meant
            count["wrong"] += told and got.get("procedure") != meant
        elif turn.expect.get("kind") == "fallback":
            count["beyond"] += 1
            count["told"] += told
    with capsys.disabled():
        print()
        for group, number in asked.items():
            print(f"  {group:14} {right[group]:4}/{number}")
        print(f"  {'total':14} {right.total():4}/{asked.total()}  {dict(count)}")
    assert count["procedures"] >= 900
    assert right.total() / asked.total() >= RIGHT
    assert count["right"] / count["procedures"] >= PROCEDURE_RIGHT
    assert count["wrong"] / count["procedures"] <= WRONG_TOLD
    assert count["told"] / count["beyond"] <= KNOWLEDGE_OUT_OF_SCOPE


def test_golden_dialogues_of_citizens(system: System) -> None:
    wrong = []
    total = 0
    for dialogue in dialogues(CITIZENS_DIALOGUES):
        total += 1
        conversation = new_conversation()
        problems = [
            f"{turn.id} “{turn.text}”: expected {turn.expect}, got {got}"
            for turn in dialogue
            if not fits(turn.expect, got := _evidence(system, turn, conversation))
        ]
        if problems:
            wrong.append("\n".join(problems))
    assert total >= 40
    assert 1 - len(wrong) / total >= DIALOGUES_RIGHT, "\n".join(wrong)
