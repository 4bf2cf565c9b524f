"""Which tasks a text means: by the words of their names, and by whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from indicators.catalogue import Catalogue
from indicators.periods import find_periods
from indicators.programmes import Assignment, Programme
from retrieval.phrases import Hit, PhraseIndex, key_word, key_words
from vietnamese.normalise import fold
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# Where fewer of the question's own words are in a name, something else is meant.
_COVERED = 0.7
_EQUAL = 0.01
# One short word alone is in too many names.
_LONG_WORD = 5

# What is said about any task, and tells none from the other.
_GENERAL = re.compile(
    r"\b(?:du an|de an|nhiem vu|dau viec|cong viec|viec|chuong trinh|ke hoach|hang muc|chi tieu"
    r"|cong trinh|mo hinh|phan mem|don vi|cac so|thanh phan|nv|da|td|danh sach|danh muc|liet ke"
    r"|tien do|tinh hinh|tinh trang|trang thai|trien khai|thuc hien|hoan thanh|van hanh|lam xong"
    r"|xong|lam|xay dung|xay|chay thu|chay|khoi dong|khai truong|chinh thuc|dau thau|nha thau"
    r"|(?:toi|den) (?:dau|mo)|buoc nao|giai doan nao|bao gio|khi nao|chu tri|phu trach|dang do"
    r"|trach nhiem|nao|cham|tre|qua han|(?:bi|tam) dung|vuong|von|treo|giao(?! thong| duc)"
    r"|con no|thuoc|trong|bao cao|cho biet|de nghi|ra soat|san sang|thue|chon)\b"
)
_PARENTHESES = re.compile(r"\s*\(([^)]*)\)")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")


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
    """A programme or a task with its names; of a programme perhaps only a part is meant."""

    programme: Programme
    task: Assignment | None
    names: tuple[str, ...]
    part: tuple[Assignment, ...] | None = None

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
        names = [name for one in self._named for name in one.names]
        # Acronyms and numbers tell a task whatever else is said: "IOC", "112".
        self._signs = {fold(sign) for name in names for sign in _ACRONYM.findall(name)}
        self._signs |= {word for name in names for word in key_words(name) if word[0].isdigit()}

    def find(
        self, text: str, unit: str, today: date, *, named: bool, before: str | None
    ) -> Meant | None:
        """The tasks that a text means, None where it means none of them.

        Args:
            text: the cleaned message.
            unit: the unit named, or else the one that is talked about.
            today: what relative periods are counted from.
            named: whether the text names the unit.
            before: the words that told the tasks talked about before.
        """
        for one in self._programmes:
            if fold(one.title) in fold(text):
                return Meant(one.title, one.tasks, whole=True)
        own = self._own_words(text, today) or (before or "").split()
        if not own:
            return self._of_unit(unit) if named else None
        hits = self._hits(own) or self._hits([word for word in own if word in self._signs])
        if named:
            hits = [(hit, narrowed) for hit, one in hits if (narrowed := self._within(one, unit))]
        return self._best(hits, key_words(text), unit, own, named=named) if hits else None

    def titles(self, unit: str) -> list[str]:
        """The titles of all programmes, those nearest to a unit first."""
        programmes = [one for one in self._named if one.task is None]
        programmes.sort(key=lambda one: self._distance(one, unit))
        return [one.programme.title for one in programmes]

    def _hits(self, words: Sequence[str]) -> list[tuple[Hit, _Named]]:
        """The names that have most of some words."""
        return [
            (hit, self._named[int(hit.key)])
            for hit in self._index.search(words, len(self._named))
            if hit.coverage >= _COVERED
            and (
                self._together(self._named[int(hit.key)], words)
                or any(self._tells(word) for word in hit.explained)
            )
        ]

    def _tells(self, word: str) -> bool:
        """Whether a word alone is enough to tell a task."""
        return word in self._signs or len(word) >= _LONG_WORD

    def _best(
        self,
        hits: Sequence[tuple[Hit, _Named]],
        words: Sequence[str],
        unit: str,
        own: Sequence[str],
        *,
        named: bool,
    ) -> Meant:
        """Of the names with most of the question's own words the nearest to the unit.

        A programme goes before its tasks: "đô thị thông minh" is in the names of many.
        """
        most = max(hit.coverage for hit, _ in hits)

        def rank(pair: tuple[Hit, _Named]) -> tuple[int, tuple[int, int]]:
            return -self._shared(pair[1], words), self._distance(pair[1], unit)

        equal = [(hit, one) for hit, one in hits if most - hit.coverage < _EQUAL]
        together = max(self._together(one, own) for _, one in equal)
        equal = [(hit, one) for hit, one in equal if self._together(one, own) == together]
        equal.sort(key=lambda pair: (pair[1].task is not None, rank(pair), -pair[0].score))
        best = equal[0][1]
        told = " ".join(own)
        if best.task is None:
            whole = best.part is None
            return Meant(best.programme.title, best.part or best.programme.tasks, whole, told)
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

    def _own_words(self, text: str, today: date) -> list[str]:
        """The words of a text that may tell one task from another."""
        tokens = syllables(text)
        folded = [fold(token.text) for token in tokens]
        left_out: set[int] = set()
        line = " ".join(folded)
        for found in _GENERAL.finditer(line):
            first = line[: found.start()].count(" ")
            left_out.update(range(first, first + found.group().count(" ") + 1))
        units, unknown = self._catalogue.lexicon.find(text)
        places = [(one.start, one.end) for one in units] + [(one.start, one.end) for one in unknown]
        for first, end in places:
            left_out.update(range(first, end))
        for period in find_periods(text, today, left_out):
            left_out.update(range(period.start, period.end))
        # "thông minh" is no function word beside the other, though each may be one alone.
        pairs = {
            number
            for first, second in pairwise(range(len(folded)))
            if self._index.knows_pair(key_word(folded[first]), key_word(folded[second]))
            for number in (first, second)
        }
        left_out |= {n for n, one in enumerate(tokens) if is_function_word(one.text)} - pairs
        return key_words(" ".join(word for n, word in enumerate(folded) if n not in left_out))

    def _within(self, one: _Named, unit: str) -> _Named | None:
        """What of a programme or task is of the unit named, None where nothing is.

        A level ("phường xã") may be a part of a name, not whose task it is.
        """
        own = self._catalogue.units[unit]
        if own.kind == "aggregate" or self._distance(one, unit)[0] == 0:
            return one
        if any(fold(own.short_name) in fold(name) for name in one.names):
            # "VnCare ở Long Sơn": another's task there.
            return one
        if one.task is not None:
            return None
        part = [task for task in one.programme.tasks if self._steps(task.units, unit)[0] == 0]
        return replace(one, part=tuple(part)) if part else None

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

    def _together(self, one: _Named, words: Sequence[str]) -> int:
        """How many neighbours among some words are neighbours in a name too."""
        names = {pair for name in one.names for pair in pairwise(key_words(name))}
        return len(names.intersection(pairwise(words)))

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
