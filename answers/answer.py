"""The one Answer every channel renders."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from answers.evidence import Evidence


class Button(BaseModel):
    """A suggestion; pressing it sends its text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1)
    text: str = Field(min_length=1, max_length=2000)


class Image(BaseModel):
    """A picture with its description."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    alt: str


class Reply(BaseModel):
    """One message of the assistant: `text` for eyes, `speech` for ears."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    speech: str | None = None
    buttons: tuple[Button, ...] = ()
    image: Image | None = None
    evidence: Evidence | None = None
