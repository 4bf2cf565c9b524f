"""What a file holds, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.models import Source
from vietnamese.normalise import fold

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
"""Comparators as readers write them."""

# With the day and the ending a name has room in the database, and in a folder of the reader's.
_LONGEST = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True)
class Number:
    """A figure of a table.

    Attributes:
        value: exact, with the digits that were reported.
        measure: its measure, told beside it where the table has no column for measures.
        comparator: of a target ("" for any other figure).
    """

    value: Decimal
    measure: str = ""
    comparator: str = ""


Cell = Number | int | date | str | None
"""What a cell may hold; None is an empty one."""


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        title: its heading.
        characters: how wide it is in a sheet.
        millimetres: how wide it is in a document, 0: not there.
        centred: whether its cells are short and stand in the middle.
    """

    title: str
    characters: int
    millimetres: int = 0
    centred: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a table; a computed one (a total, a difference) is told from the reported ones."""

    cells: tuple[Cell, ...]
    computed: bool = False


@dataclass(frozen=True)
class Section:
    """The rows under one heading; a table without headings has one section without a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Document:
    """A table with everything that a reader who was not in the chat needs to trust it.

    Attributes:
        name: of the file, without the day and the ending; made by `slug`.
        title: what it is.
        subject: what or whom it is about.
        facts: when made, for whom, of which periods: one line each.
        summary: how things stand in sentences.
        columns: the columns of every section.
        sections: the rows.
        notes: what is open to doubt: where, and why.
        sources: the documents the figures come from; a row names its source by the place in here,
            counted from 1.
    """

    name: str
    title: str
    subject: str
    facts: tuple[str, ...]
    summary: tuple[str, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    notes: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def size(self) -> int:
        """How many rows of figures there are, computed ones left out."""
        return sum(not line.computed for section in self.sections for line in section.lines)


def slug(*parts: str) -> str:
    """Words and codes as one name of a file: "bao-cao-vung-tau-phuong-5"."""
    words = re.split(r"[^a-z0-9]+", fold(" ".join(parts)))
    return "-".join(word for word in words if word)[:_LONGEST].strip("-")


def plain(text: str) -> str:
    """A text without the control characters that no file format can hold."""
    return _CONTROL.sub("", text)
