"""Programmes and their tasks, as one asker may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from indicators import models
from indicators.access import Denial
from indicators.desk import Desk
from indicators.models import INTERNAL


@dataclass(frozen=True)
class State:
    """The status of a task as one source saw it."""

    task: models.Task
    source: models.Source


@dataclass(frozen=True)
class Assignment:
    """A task of a programme with all its known states, oldest first.

    Attributes:
        code: the task's code.
        name: its name.
        program: the title of its programme.
        states: by day.
        units: who does it; the units in the programme's title where no owner is known.
    """

    code: str
    name: str
    program: str
    states: tuple[State, ...]
    units: frozenset[str]

    def newest(self, by: date | None = None) -> tuple[State, ...]:
        """The newest states, known by a day; several where owners reported on one day."""
        known = [one for one in self.states if by is None or one.task.as_of <= by]
        return tuple(one for one in known if one.task.as_of == known[-1].task.as_of)


@dataclass(frozen=True)
class Programme:
    """A programme with its tasks, and the units that its title names."""

    title: str
    tasks: tuple[Assignment, ...]
    units: frozenset[str]


@dataclass(frozen=True)
class Programmes:
    """All programmes.

    Attributes:
        all: those with a task that may be seen.
        denial: why others are hidden, None where none are.
    """

    all: tuple[Programme, ...]
    denial: Denial | None


def read_programmes(desk: Desk) -> Programmes:
    """The programmes and tasks that the asker may see.

    A state of an internal source is for those whose scope covers the task's owner.
    """
    query = (
        select(models.Task, models.Source)
        .join(models.Source, models.Source.id == models.Task.source)
        .order_by(models.Task.as_of, models.Task.id)
    )
    found = [State(task, source) for task, source in desk.session.execute(query)]
    titles = dict.fromkeys(one.task.program for one in found)
    units = {title: _units_of(title, desk) for title in titles}
    visible: dict[str, dict[str, list[State]]] = defaultdict(lambda: defaultdict(list))
    denials = []
    for one in found:
        denial = _denial(one, units[one.task.program], desk)
        if denial is None:
            visible[one.task.program][one.task.code].append(one)
        else:
            denials.append(denial)
    programmes = tuple(
        Programme(
            title,
            tuple(_assignment(known, units[title]) for known in visible[title].values()),
            units[title],
        )
        for title in titles
        if title in visible
    )
    return Programmes(programmes, denials[0] if denials else None)


def _assignment(states: list[State], units: frozenset[str]) -> Assignment:
    newest = states[-1].task
    owners = frozenset(one.task.owner for one in states if one.task.owner is not None)
    return Assignment(newest.code, newest.name, newest.program, tuple(states), owners or units)


def _units_of(title: str, desk: Desk) -> frozenset[str]:
    mentions, _ = desk.catalogue.lexicon.find(title)
    return frozenset(code for mention in mentions for code in mention.units)


def _denial(one: State, units: Iterable[str], desk: Desk) -> Denial | None:
    internal = one.source.visibility == INTERNAL
    bodies = [one.task.owner] if one.task.owner is not None else [*units]
    denials = (desk.asker.denial(desk.catalogue, body, internal) for body in bodies or ["vn"])
    return next((denial for denial in denials if denial is not None), None)
