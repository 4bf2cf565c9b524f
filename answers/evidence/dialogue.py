"""Evidence of answers that rest on no figure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from answers.evidence.parts import Model


class UnknownUnit(Model):
    """A place or body that is not in the catalogue."""

    kind: Literal["unknown_unit"] = "unknown_unit"
    mention: str


class ClarifyOption(Model):
    """One of at most four choices; choosing it is sending its text."""

    title: str
    text: str
    type: Literal["indicator", "unit", "procedure", "facet", "period"]
    code: str


class Clarify(Model):
    """A question back: the candidates would be answered differently."""

    kind: Literal["clarify"] = "clarify"
    options: Annotated[tuple[ClarifyOption, ...], Field(max_length=4)]


class Denied(Model):
    """The row exists, the asker may not see it."""

    kind: Literal["denied"] = "denied"
    reason: Literal["role", "scope", "group_chat"]


class Smalltalk(Model):
    """A greeting, thanks, a question about the assistant itself."""

    kind: Literal["smalltalk"] = "smalltalk"
    intent: str


class Fallback(Model):
    """Not understood, out of scope, or a public service that is not covered."""

    kind: Literal["fallback"] = "fallback"
    reason: Literal["not_understood", "out_of_scope", "not_covered"]


class File(Model):
    """A file to fetch."""

    kind: Literal["file"] = "file"
    url: str
    format: Literal["xlsx", "docx"]


class Subscription(Model):
    """What is sent unasked, and when."""

    kind: Literal["subscription"] = "subscription"
    what: Literal["brief"]
    schedule: str
    active: bool
