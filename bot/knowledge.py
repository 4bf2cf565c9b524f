"""How people ask for public services, as the knowledge base tells it: examples to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from vietnamese.normalise import clean

_QUESTIONS = "questions"
_FAQ = "_faq.yml"
_NOT_COVERED = "_not_covered.yml"
# A service that is known not to be covered has a number for a key: kb/not_covered.py.
_NOT_COVERED_MARK = "-"


@dataclass(frozen=True)
class Example:
    """One way to ask.

    Attributes:
        text: cleaned.
        service: key of the procedure, of the frequent question or of the service not covered.
        facet: which side of a procedure is asked for, None where it is not told.
        asked: whether it is a whole question, not just a name.
    """

    text: str
    service: str
    facet: str | None = None
    asked: bool = True


def examples(content: Path) -> Iterator[Example]:
    """All examples under the knowledge base's folder, each text in its one spelling.

    Raises:
        OSError: a file cannot be read.
        yaml.YAMLError: a file is no YAML.
    """
    for path in sorted((content / "procedures").glob("*.yml")):
        procedure = _read(path)
        for name in (procedure["name"], *procedure["aliases"]):
            yield Example(clean(name), path.stem, asked=False)
        for text in (*procedure["questions"], *procedure.get("situations", ())):
            yield Example(clean(text), path.stem)
    for path in sorted((content / "faq").glob("*.yml")):
        faq = _read(path)
        for text in (faq["question"], *faq["questions"]):
            yield Example(clean(text), path.stem)
    for number, line in enumerate(_read(content / "not_covered.yml")):
        for name in line.split("|"):
            yield Example(clean(name), f"{_NOT_COVERED_MARK}{number}", asked=False)
    yield from _asked(content / _QUESTIONS)


def _asked(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("*.yml")):
        questions = _read(path)
        for key, texts in questions.items():
            for text in texts:
                if path.name == _FAQ:
                    yield Example(clean(text), key)
                elif path.name == _NOT_COVERED:
                    yield Example(clean(text), f"{_NOT_COVERED_MARK}{key - 1}")
                else:
                    yield Example(clean(text), path.stem, facet=key)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
