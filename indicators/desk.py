"""The desk where a question is answered: one question in, one reply and the new context out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from answers.answer import Button, Reply
from indicators.access import Asker
from indicators.catalogue import Catalogue, Indicator, Unit
from indicators.question import Context, Question
from indicators.rows import Rows


@dataclass(frozen=True)
class Outcome:
    """A reply, and what the dialogue is about afterwards (None: unchanged)."""

    reply: Reply
    context: Context | None = None


@dataclass(frozen=True)
class Desk:
    """Everything a kind of question needs to answer one question.

    Attributes:
        catalogue: units and indicators as they are now.
        rows: the figures the asker may see.
        asker: who asks.
        today: the day of asking.
    """

    catalogue: Catalogue
    rows: Rows
    asker: Asker
    today: date

    @classmethod
    def open(cls, session: Session, catalogue: Catalogue, asker: Asker, today: date) -> Desk:
        """A desk for one question in one session."""
        return cls(catalogue, Rows(session, catalogue, asker, today), asker, today)

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
            indicator=question.candidates[0].code,
            unit=question.unit,
            period=question.period,
        )


Answerer = Callable[[Question, Desk], Outcome]
Answerers = Mapping[str, Answerer]


def ask(title: str, text: str | None = None) -> Button:
    """A button that asks a further question."""
    return Button(title=title, text=text or title)
