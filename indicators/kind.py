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
    COMPARISON = "comparison"
    TREND = "trend"
    RANKING = "ranking"
    LIST = "list"
    OVERVIEW = "overview"
    TASKS = "tasks"
    ANOMALIES = "anomalies"
    ADOPTION = "adoption"
    BRIEF = "brief"
    FILE = "file"
    SUBSCRIPTION = "subscription"
    OTHER = "other"
