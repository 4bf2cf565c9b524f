"""What the dialogue is about, kept in one slot of the tracker."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from indicators.question import Context
from kb.question import KnowledgeContext

FormName = Literal["dossier", "petition", "callback", "privacy"]
Asks = Literal["code", "phone_digits", "place", "content", "contact", "confirm"]


class FormState(BaseModel):
    """A form under way.

    Attributes:
        form: which one.
        asks: what it asks for now.
        fields: what was given so far; personal data by reference alone.
        misses: how often in a row the answer did not fit.
    """

    model_config = ConfigDict(frozen=True)

    form: FormName
    asks: Asks
    fields: dict[str, str] = {}
    misses: int = 0


class State(BaseModel):
    """All that a dialogue remembers.

    Attributes:
        subject: what was talked about last: figures or public services.
        figures: the last question on figures.
        services: the last question on public services.
        form: the form under way.
    """

    model_config = ConfigDict(frozen=True)

    subject: Literal["figures", "services"] | None = None
    figures: Context | None = None
    services: KnowledgeContext | None = None
    form: FormState | None = None
