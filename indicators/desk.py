"""The desk where a question is answered: one question in, one reply and the new context out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from answers.answer import Button, Reply
from core.files import keep
from indicators.access import Asker
from indicators.catalogue import Catalogue, Indicator, Unit
from indicators.notes import Notes
from indicators.question import Context, Question
from indicators.rows import Row, Rows


@dataclass(frozen=True)
class Outcome:
    """What comes of a question.

    Attributes:
        reply: what is said.
        context: what the dialogue is about afterwards, None: unchanged.
        shown: the rows whose figures are told; the internal ones are audited.
    """

    reply: Reply
    context: Context | None = None
    shown: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Desk:
    """Everything a kind of question needs to answer one question.

    Attributes:
        catalogue: units and indicators as they are now.
        rows: the figures the asker may see.
        asker: who asks.
        now: the moment of asking.
        notes: words the notes on figures for the asker.
        session: the transaction that the question is answered in.
    """

    catalogue: Catalogue
    rows: Rows
    asker: Asker
    now: datetime
    notes: Notes
    session: Session

    @classmethod
    def open(cls, session: Session, catalogue: Catalogue, asker: Asker, now: datetime) -> Desk:
        """A desk for one question in one transaction."""
        rows = Rows(session, catalogue, asker, now.date())
        return cls(catalogue, rows, asker, now, Notes(session, catalogue, asker), session)

    @property
    def today(self) -> date:
        """The day of asking."""
        return self.now.date()

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file for the asker to fetch; see `core.files.keep`."""
        return keep(self.session, name, content, self.now)

    def indicator(self, question: Question) -> Indicator:
        """The indicator a decided question is about."""
        return self.catalogue.indicators[question.candidates[0].code]

    def unit(self, code: str) -> Unit:
        """A unit of the catalogue."""
        return self.catalogue.units[code]

    def context(self, question: Question) -> Context:
        """What the dialogue is about once the question is answered."""
        return Context(
            kind=question.kind,
            indicator=question.candidates[0].code if question.candidates else None,
            unit=question.unit,
            period=question.period,
        )


Answerer = Callable[[Question, Desk], Outcome]
Answerers = Mapping[str, Answerer]


def ask(title: str, text: str | None = None) -> Button:
    """A button that asks a further question."""
    return Button(title=title, text=text or title)
