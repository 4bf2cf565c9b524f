"""The kinds of question."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of question, one module each under `kinds/`."""

    VALUE = "value"
    TARGET = "target"
    DEFINITION = "definition"
    SOURCE = "source"
    BREAKDOWN = "breakdown"
    ANALYSIS = "analysis"
    OTHER = "other"
