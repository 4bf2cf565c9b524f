"""Entries of the knowledge base as an officer writes them in `kb/content/`, one file each."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1)]
Confidence = Literal["high", "medium", "low"]


class Facet(StrEnum):
    """What of a procedure may be asked for."""

    OVERVIEW = "overview"
    DOCUMENTS = "documents"
    FEE = "fee"
    DURATION = "duration"
    PLACE = "place"
    STEPS = "steps"
    ONLINE = "online"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    CONDITIONS = "conditions"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Place(_Model):
    """Where to apply.

    Attributes:
        today: since the districts ended on 2025-07-01.
        before: the body that did it until then, for people who know the old name.
    """

    today: Text
    before: Text


class Fee(_Model):
    """What it costs.

    Attributes:
        amount: in đồng; 0: free; None: several amounts, or not known.
        text: said to the citizen, with the amounts and when they apply.
        exempt: who pays nothing or less.
        set_by_province: the province decides the amount and it is not in the base: where to ask is
            told.
    """

    amount: Annotated[int, Field(ge=0)] | None
    text: Text
    exempt: Text | None = None
    set_by_province: bool = False


class Duration(_Model):
    """How long it takes: `days` working days where it is one number."""

    text: Text
    days: Annotated[int, Field(ge=0)] | None = None


class Online(_Model):
    """Whether it can be done online: wholly, in part, not at all, or not known."""

    level: Literal["full", "partial", "none", "unknown"]
    text: Text


class LegalBasis(_Model):
    """A legal document with the day it was issued (None where the source lacks it)."""

    title: Text
    issued: date | None = None


class Change(_Model):
    """What changed after the as-of date, as far as it is known."""

    since: date
    text: Text


class Source(_Model):
    """Where the facts come from."""

    title: Text
    url: Text | None = None


class Procedure(_Model):
    """One public service.

    Attributes:
        key: stable id, also the file's name.
        code: national code, None where it was not verified.
        aliases: other names, also short and everyday ones.
        questions: how people ask for it.
        situations: what happened in a life that leads to it.
        also: keys of further procedures that such a situation needs.
        as_of: the day the facts were true.
        missing: facets that the sources lack; every other facet has its text.
    """

    key: Key
    code: Annotated[str, Field(pattern=r"^\d\.\d{6}$")] | None
    name: Text
    aliases: tuple[Text, ...]
    questions: tuple[Text, ...]
    situations: tuple[Text, ...] = ()
    also: tuple[Key, ...] = ()
    domain: Key
    level: Literal["commune", "district", "province", "central", "school", "any"]
    authority: Text
    summary: Text
    place: Place
    documents: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    fee: Fee | None = None
    duration: Duration | None = None
    online: Online | None = None
    result: Text | None = None
    conditions: Text | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    changes: tuple[Change, ...] = ()
    note: Text | None = None
    as_of: date
    confidence: Confidence
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    missing: tuple[Facet, ...] = ()

    @model_validator(mode="after")
    def _each_facet_present_or_missing(self) -> Procedure:
        for facet in Facet:
            if facet is Facet.OVERVIEW or facet is Facet.PLACE:
                continue
            present = bool(getattr(self, facet.value))
            if present and facet in self.missing:
                raise ValueError(f"{facet}: vừa có nội dung vừa khai là thiếu")
            if not present and facet not in self.missing:
                raise ValueError(f"{facet}: không có nội dung mà chưa khai trong missing")
        return self


class Faq(_Model):
    """A frequent question that no procedure covers.

    Attributes:
        key: stable id, also the file's name.
        question: the question as an officer would put it.
        questions: other ways people ask it.
        answer: plain text, may have several lines.
        see: keys of procedures to go on with.
    """

    key: Key
    topic: Key
    question: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    answer: Text
    see: tuple[Key, ...] = ()
    as_of: date
    confidence: Confidence
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
