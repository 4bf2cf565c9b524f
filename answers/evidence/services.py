"""Evidence of answers on public services, and of what is done for a citizen."""

from __future__ import annotations

from typing import Literal

from answers.evidence.parts import Model

Facet = Literal[
    "overview",
    "documents",
    "fee",
    "duration",
    "place",
    "steps",
    "online",
    "result",
    "legal_basis",
    "conditions",
]


class ProcedureAnswer(Model):
    """One side of a procedure; `also` are further procedures that the situation needs."""

    kind: Literal["procedure"] = "procedure"
    procedure: str
    facet: Facet
    also: tuple[str, ...] = ()


class FaqAnswer(Model):
    """A frequent question that no procedure covers."""

    kind: Literal["faq"] = "faq"
    faq: str


class FormStep(Model):
    """A form under way, and what it asks for now."""

    kind: Literal["form"] = "form"
    form: Literal["dossier", "petition", "callback"]
    asks: Literal["code", "phone_digits", "place", "content", "contact", "confirm"]


class DossierState(Model):
    """How far a dossier is."""

    kind: Literal["dossier"] = "dossier"
    code: str
    status: str


class PetitionState(Model):
    """How far a petition is."""

    kind: Literal["petition"] = "petition"
    code: str
    status: str


class Handoff(Model):
    """The conversation with an officer."""

    kind: Literal["handoff"] = "handoff"
    ticket: str
    status: Literal["waiting", "claimed", "closed"]


class PrivacyAction(Model):
    """What was done about a person's data."""

    kind: Literal["privacy"] = "privacy"
    action: Literal["deleted", "explained"]


class FeedbackGiven(Model):
    """What was thought of an answer."""

    kind: Literal["feedback"] = "feedback"
    rating: Literal["up", "down"]
