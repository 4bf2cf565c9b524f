"""Which tasks a text means: by the words of their names, and by whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.catalogue import Catalogue
from indicators.programmes import Assignment, Programme
from retrieval.phrases import Hit, PhraseIndex, key_words
from vietnamese.normalise import fold
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# Where fewer of the question's own words are in a name, something else is meant.
_COVERED = 0.6
_EQUAL = 0.01

# What is said about any task, and tells none from the other.
_GENERAL = re.compile(
    r"\b(?:du an|de an|nhiem vu|dau viec|cong viec|viec|chuong trinh|ke hoach|hang muc|chi tieu"
    r"|tien do|tinh hinh|tinh trang|trang thai|trien khai|thuc hien|hoan thanh|van hanh|lam xong"
    r"|xong|lam|xay dung|xay|chay|buoc nao|giai doan nao|bao gio|khi nao|chu tri|phu trach"
    r"|thanh phan|danh sach|danh muc|liet ke|nao|cham|vuong|giao|bao cao|cho biet|de nghi)\b"
)
_PARENTHESES = re.compile(r"\s*\(([^)]*)\)")
_ACRONYM = re.compile(r"\([A-Z]{2,}\)")


@dataclass(frozen=True)
class Meant:
    """The tasks that a text means.

    Attributes:
        program: the programme's title.
        tasks: its tasks that are meant.
        whole: whether all of the programme is meant.
        words: what told them, for the next question.
        also: other programmes in which the unit asked about has tasks.
    """

    program: str
    tasks: tuple[Assignment, ...]
    whole: bool
    words: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Named:
    """A programme or a task with its names."""

    programme: Programme
    task: Assignment | None
    names: tuple[str, ...]

    @property
    def units(self) -> frozenset[str]:
        if self.task is not None:
            return self.task.units
        owners = (task.units for task in self.programme.tasks)
        return self.programme.units or frozenset().union(*owners)


class Finder:
    """Finds the tasks that texts mean."""

    def __init__(self, programmes: Sequence[Programme], catalogue: Catalogue) -> None:
        """Index the names of programmes and tasks."""
        self._programmes = programmes
        self._catalogue = catalogue
        self._named = [_Named(one, None, tuple(_titles(one.title))) for one in programmes]
        self._named += [
            _Named(one, task, tuple(_names(task))) for one in programmes for task in one.tasks
        ]
        self._index = PhraseIndex(
            (str(number), name) for number, one in enumerate(self._named) for name in one.names
        )

    def find(self, text: str, unit: str, *, named: bool, before: str | None) -> Meant | None:
        """The tasks that a text means, None where it means none of them.

        Args:
            text: the cleaned message.
            unit: the unit named, or else the one that is talked about.
            named: whether the text names it.
            before: the words that told the tasks talked about before.
        """
        for one in self._programmes:
            if fold(one.title) in fold(text):
                return Meant(one.title, one.tasks, whole=True)
        own = self._own_words(text) or (before or "").split()
        if not own:
            return self._of_unit(unit) if named else None
        hits = [
            (hit, self._named[int(hit.key)])
            for hit in self._index.search(own, len(self._named))
            if hit.coverage >= _COVERED
        ]
        fitting = [(hit, one) for hit, one in hits if not named or self._fits(one, unit)]
        return self._best(fitting, key_words(text), unit, own, named=named) if fitting else None

    def _best(
        self,
        hits: Sequence[tuple[Hit, _Named]],
        words: Sequence[str],
        unit: str,
        own: Sequence[str],
        *,
        named: bool,
    ) -> Meant:
        """Of the names with most of the question's own words the nearest to the unit."""
        most = max(hit.coverage for hit, _ in hits)

        def rank(pair: tuple[Hit, _Named]) -> tuple[tuple[int, int], int]:
            return self._distance(pair[1], unit), -self._shared(pair[1], words)

        equal = [(hit, one) for hit, one in hits if most - hit.coverage < _EQUAL]
        equal.sort(key=lambda pair: (rank(pair), pair[1].task is not None, -pair[0].score))
        best = equal[0][1]
        told = " ".join(own)
        if best.task is None:
            return Meant(best.programme.title, best.programme.tasks, whole=True, words=told)
        tasks = [
            pair[1].task
            for pair in equal
            if pair[1].task is not None
            and pair[1].programme is best.programme
            and (not named or rank(pair) == rank(equal[0]))
        ]
        return Meant(best.programme.title, tuple(tasks), whole=False, words=told)

    def _of_unit(self, unit: str) -> Meant | None:
        """The programme that names a unit, or the tasks of the unit and of those below it."""
        own = [one for one in self._programmes if unit in one.units]
        if own:
            return Meant(own[0].title, own[0].tasks, whole=True) if len(own) == 1 else None
        tasks = {
            one.title: tuple(task for task in one.tasks if self._steps(task.units, unit)[0] == 0)
            for one in self._programmes
        }
        titles = sorted((t for t in tasks if tasks[t]), key=lambda title: -len(tasks[title]))
        if not titles:
            return None
        return Meant(titles[0], tasks[titles[0]], whole=False, also=tuple(titles[1:]))

    def _own_words(self, text: str) -> list[str]:
        """The words of a text that may tell one task from another."""
        tokens = syllables(text)
        folded = [fold(token.text) for token in tokens]
        left_out = {n for n, token in enumerate(tokens) if is_function_word(token.text)}
        line = " ".join(folded)
        for found in _GENERAL.finditer(line):
            first = line[: found.start()].count(" ")
            left_out.update(range(first, first + found.group().count(" ") + 1))
        units, unknown = self._catalogue.lexicon.find(text)
        for mention in (*units, *unknown):
            left_out.update(range(mention.start, mention.end))
        return key_words(" ".join(word for n, word in enumerate(folded) if n not in left_out))

    def _fits(self, one: _Named, unit: str) -> bool:
        """Whether a task is of the unit named; a level ("phường xã") may be a part of its name."""
        level = self._catalogue.units[unit].kind == "aggregate"
        return level or self._distance(one, unit)[0] == 0

    def _distance(self, one: _Named, unit: str) -> tuple[int, int]:
        return self._steps(one.units, unit)

    def _steps(self, units: frozenset[str], unit: str) -> tuple[int, int]:
        """How many steps up from a unit, and then down, the nearest of some units is."""
        line = [unit, *self._catalogue.ancestors(unit)]
        steps = [
            (up, down)
            for code in units
            for down, above in enumerate([code, *self._catalogue.ancestors(code)])
            for up, own in enumerate(line)
            if own == above
        ]
        return min(steps, default=(len(line), 0))

    def _shared(self, one: _Named, words: Sequence[str]) -> int:
        """How many words of a text are in a name."""
        names = {word for name in one.names for word in key_words(name)}
        return len(names.intersection(words))


def _titles(title: str) -> list[str]:
    """A programme's title, and what stands in and outside its parentheses."""
    inside = [part.partition("/")[0] for part in _PARENTHESES.findall(title)]
    return [title, _PARENTHESES.sub("", title), *inside]


def _names(task: Assignment) -> list[str]:
    """A task's name, the words of its code, and what a note calls it that gives an acronym."""
    words = task.code.rpartition(".")[2].replace("-", " ")
    notes = [(one.task.note or "").partition(";")[0] for one in task.states]
    return [task.name, words, *(note for note in notes if _ACRONYM.search(note))]
