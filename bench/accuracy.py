"""Accuracy of whole answers on questions that nothing was tuned on: `python -m bench.accuracy`.

Asks every question of `bench/questions/` through a running system of its own and prints the share
of right answers by group and by style, with and without diacritics, and every wrong answer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.golden import ROOT, Turn, fits, questions
from bench.system import System, start

QUESTIONS = ROOT / "bench" / "questions"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(QUESTIONS.glob("*.yml")))
    parser.add_argument("--wrong", action="store_true", help="print every wrong answer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as var:
        system = start(Path(var), DEMO="1")
        try:
            for path in options.files:
                measure(system, path, show_wrong=options.wrong)
        finally:
            system.stop()


def measure(system: System, path: Path, *, show_wrong: bool) -> None:
    """Ask the questions of one file and print how it went."""
    token = system.account("vung-tau")
    asked = [(turn, *_asked(system, turn, token)) for turn in questions(path)]
    print(f"\n{path.name}: {sum(right for _, right, _ in asked)}/{len(asked)} right")
    _table("group", asked, lambda turn: turn.group)
    _table("style", asked, lambda turn: turn.style)
    _table("diacritics", asked, lambda turn: "without" if turn.bare else "with")
    if show_wrong:
        for turn, right, got in asked:
            if not right:
                print(f"- {turn.id} {turn.text}\n    expected {turn.expect}\n    got      {got}")


def _asked(system: System, turn: Turn, token: str) -> tuple[bool, object]:
    evidence = system.reply(turn.text, token if turn.asker == "leader" else None)["evidence"]
    return fits(turn.expect, evidence), evidence


def _table(
    name: str, asked: Iterable[tuple[Turn, bool, object]], key: Callable[[Turn], str]
) -> None:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for turn, is_right, _ in asked:
        total[key(turn)] += 1
        right[key(turn)] += is_right
    print(f"  by {name}:")
    for entry, number in sorted(total.items()):
        print(f"    {entry:14} {right[entry]:4}/{number:<4} {100 * right[entry] / number:5.1f} %")


if __name__ == "__main__":
    main()
