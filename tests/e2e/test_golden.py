"""Golden questions and dialogues through the public door, against the real engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.golden import ANALYSES, QUESTIONS, SPOKEN, Turn, dialogues, fits, questions
from bench.system import System, new_conversation

ENOUGH = 0.95


def _wrong(system: System, turn: Turn, token: str | None, conversation: str) -> str | None:
    """What is wrong with the answer to a turn, None when it is right."""
    response = system.ask(turn.text, token, conversation)
    if response.status_code != 200:
        return f"{turn.id} “{turn.text}”: {response.status_code} {response.text}"
    evidence = [reply["evidence"] for reply in response.json()["replies"] if reply["evidence"]]
    if len(evidence) != 1 or not fits(turn.expect, evidence[0]):
        return f"{turn.id} “{turn.text}”: expected {turn.expect}, got {evidence}"
    return None


@pytest.mark.parametrize(
    ("path", "enough", "share"),
    [
        pytest.param(QUESTIONS, 225, ENOUGH, id="questions"),
        pytest.param(ANALYSES, 300, ENOUGH, id="analyses"),
        pytest.param(SPOKEN, 150, 0.92, id="spoken"),
    ],
)
def test_golden_questions(
    system: System,
    tokens: dict[str, str | None],
    capsys: pytest.CaptureFixture[str],
    path: Path,
    enough: int,
    share: float,
) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for turn in questions(path):
        asked[turn.group] += 1
        problem = _wrong(system, turn, tokens[turn.asker], new_conversation())
        if problem is None:
            right[turn.group] += 1
        else:
            wrong.append(problem)
    with capsys.disabled():
        print()
        for group, number in asked.items():
            print(f"  {group:14} {right[group]:3}/{number}")
        print(f"  {'total':14} {right.total():3}/{asked.total()}")
    assert asked.total() >= enough
    assert right.total() / asked.total() >= share, "\n".join(wrong)


def test_golden_dialogues(system: System, tokens: dict[str, str | None]) -> None:
    total, wrong = 0, []
    for dialogue in dialogues():
        total += 1
        conversation = new_conversation()
        problems = [_wrong(system, turn, tokens[turn.asker], conversation) for turn in dialogue]
        if any(problems):
            wrong.append("\n".join(filter(None, problems)))
    assert total >= 48
    assert 1 - len(wrong) / total >= ENOUGH, "\n".join(wrong)
