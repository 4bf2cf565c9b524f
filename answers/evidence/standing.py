"""Evidence of how things stand: many indicators, tasks, and the assistant's own use."""

from __future__ import annotations

from datetime import date
from typing import Literal

from answers.evidence.parts import Computed, ExactString, Model, Status, Target


class StandingItem(Model):
    """How an indicator of a unit stands."""

    indicator: str
    value: ExactString | None
    target: Target | None
    status: Status


class IndicatorList(Model):
    """The indicators of a unit that have something in common."""

    kind: Literal["indicator_list"] = "indicator_list"
    filter: Literal["met", "not_met", "unknown", "group", "all"]
    unit: str
    group: str | None
    items: tuple[StandingItem, ...]
    computed: tuple[Computed, ...] = ()


class Overview(Model):
    """How a unit stands over all its indicators."""

    kind: Literal["overview"] = "overview"
    unit: str
    items: tuple[StandingItem, ...]
    computed: tuple[Computed, ...] = ()


class AnomalyItem(Model):
    """A figure that is open to doubt, with the keywords of why."""

    indicator: str
    unit: str
    quality: tuple[str, ...]


class Anomalies(Model):
    """The figures of a unit, and of what lies below it, that are open to doubt."""

    kind: Literal["anomalies"] = "anomalies"
    unit: str
    items: tuple[AnomalyItem, ...]
    computed: tuple[Computed, ...] = ()


class TaskItem(Model):
    """The newest known status of a task."""

    task: str
    status: str
    as_of: date


class Tasks(Model):
    """The tasks of a programme."""

    kind: Literal["tasks"] = "tasks"
    program: str
    items: tuple[TaskItem, ...]
    computed: tuple[Computed, ...] = ()


class AdoptionItem(Model):
    """How many accounts are granted, linked to a chat, in use."""

    name: Literal["granted", "linked", "active"]
    value: ExactString


class Adoption(Model):
    """The use of the assistant itself."""

    kind: Literal["adoption"] = "adoption"
    items: tuple[AdoptionItem, ...]
    computed: tuple[Computed, ...] = ()
