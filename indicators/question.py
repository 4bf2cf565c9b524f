"""One typed question: what the engine made of a message, the context, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from indicators.decide import Candidate
from indicators.file_words import FileRequest
from indicators.kind import Kind
from indicators.order_words import Order
from indicators.periods import Period

UNSURE = "nlu_fallback"
"""The engine's intent where it is not sure of any."""


@dataclass(frozen=True)
class Understanding:
    """What the engine made of a message.

    Attributes:
        intent: its name, `UNSURE` where the engine was not sure.
        confidence: 0 to 1.
        spans: the texts of the entities `indicator`, as typed.
    """

    intent: str
    confidence: float
    spans: tuple[str, ...] = ()


class Context(BaseModel):
    """What the dialogue is about, kept from one turn to the next in the tracker.

    Attributes:
        kind: what was asked.
        indicator: the indicator's code, None after a question on a unit as a whole.
        unit: the unit's code.
        period: None: the latest reported.
        asked_back: whether the last answer was a question back: the next message completes it.
        units: the units compared.
        periods: the periods compared.
        level: the kind of the units ranked.
        order: the end of the ranking that was asked for.
        filter: what status a list was limited to.
        within: what an answer about a unit as a whole was limited to: a group, a task's name.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind = Kind.VALUE
    indicator: str | None = None
    unit: str
    period: Period | None = None
    asked_back: bool = False
    units: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    level: str | None = None
    order: Order | None = None
    filter: str | None = None
    within: str | None = None


@dataclass(frozen=True)
class Question:
    """One question, typed.

    Attributes:
        kind: what is asked.
        candidates: the indicators that may be meant, best first; several when undecided.
        unit: the unit's code.
        unit_options: the units an incomplete name may mean.
        unknown: a place or body that the catalogue lacks.
        period: None: the latest reported.
        units: the codes of all units named that are told for sure, in order.
        periods: all periods named, in order.
        unit_named: whether the text names the unit (else it was assumed or carried).
        topic_named: whether the text names something to ask about.
        text: as cleaned, without the words that ask for a file.
        around: the text without its indicator's name, and with one neutral word for each unit.
        carried: what the dialogue was about, where the question goes on with it.
        file: how the answer was asked for as a file, None where it was not.
    """

    kind: Kind
    text: str
    candidates: tuple[Candidate, ...] = ()
    unit: str = ""
    unit_options: tuple[str, ...] = ()
    unknown: str | None = None
    period: Period | None = None
    units: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    unit_named: bool = False
    topic_named: bool = False
    around: str = ""
    carried: Context | None = None
    file: FileRequest | None = None
