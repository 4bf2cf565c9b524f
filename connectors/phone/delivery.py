"""An answer of the engine as it is said on the telephone: two sentences, then more on request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from answers.answer import Button, Reply
from answers.evidence import Clarify, Fallback, FormStep, Handoff
from connectors.phone import phrases
from connectors.phone.model import Keyed
from vietnamese.normalise import fold
from vietnamese.speech import say, say_number
from vietnamese.syllables import syllables

A_TURN = 2
LONGEST = 180
"""Characters of a sentence that one can still follow by ear, some twelve seconds."""
_MOST_CHOICES = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PAUSE = re.compile(r"(?<=[,;:])\s+")
_KEYED: dict[str, Keyed] = {"code": "code", "phone_digits": "proof", "contact": "phone"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer for the ear.

    Attributes:
        sentences: all of it, in order.
        choices: what may be chosen then.
        keyed: what keys are asked for.
        asks: whether the answer is itself a question to the caller.
        form: whether it is a step of a form.
        clarifies: whether it cannot go on without a choice.
        handed_over: whether it calls an officer.
        understood: whether the engine knew what was meant.
    """

    sentences: tuple[str, ...]
    choices: tuple[Button, ...] = field(default=(), repr=False)
    keyed: Keyed = "choice"
    asks: bool = False
    form: bool = False
    clarifies: bool = False
    handed_over: bool = False
    understood: bool = True


def spoken(replies: Sequence[Reply]) -> Spoken:
    """The replies of one answer for the ear."""
    sentences = [
        part for reply in replies for part in sentences_of(say(reply.speech or reply.text))
    ]
    if not sentences:  # A picture, or a link and nothing else.
        sentences = [phrases.ONLY_TO_SEE]
    evidence = next(reply.evidence for reply in replies if reply.evidence is not None)
    form = isinstance(evidence, FormStep)
    return Spoken(
        sentences=tuple(sentences),
        choices=tuple(button for reply in replies for button in reply.buttons)[:_MOST_CHOICES],
        keyed=_KEYED.get(evidence.asks, "choice") if isinstance(evidence, FormStep) else "choice",
        form=form,
        asks=form or sentences[-1].endswith("?"),
        clarifies=isinstance(evidence, Clarify),
        handed_over=isinstance(evidence, Handoff) and evidence.status != "closed",
        understood=not (isinstance(evidence, Fallback) and evidence.reason == "not_understood"),
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; one too long to follow is parted where a speaker would pause."""
    return [
        part for sentence in _SENTENCE_END.split(text) if sentence for part in _parted(sentence)
    ]


def _parted(sentence: str) -> list[str]:
    parts: list[str] = []
    for clause in _PAUSE.split(sentence):
        if parts and len(parts[-1]) + len(clause) < LONGEST:
            parts[-1] = f"{parts[-1]} {clause}"
        else:
            parts.append(clause)
    # A part that was cut off behind a comma ends as a sentence does.
    ended = [part if part[-1] in ".?!" else f"{part.rstrip(',;:')}." for part in parts]
    return [part[0].upper() + part[1:] for part in ended]


def portions(sentences: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is said now, and the rest."""
    return tuple(sentences[:A_TURN]), tuple(sentences[A_TURN:])


def choices_aloud(choices: Sequence[Button]) -> str:
    """The choices with their keys in one sentence."""
    told = [
        f"nhấn {say_number(key)} để chọn {_name(choice)}" for key, choice in enumerate(choices, 1)
    ]
    line = "; ".join(told)
    return f"{line[0].upper()}{line[1:]}."


def choice_words(text: str) -> str:
    """What makes two ways of saying a choice the same."""
    return " ".join(fold(syllable.text) for syllable in syllables(text))


def _name(choice: Button) -> str:
    name = say(choice.title).rstrip(".?!")
    first = name.split(" ", 1)[0]
    # A place or an abbreviation keeps its capital.
    return name if first.isupper() or name.istitle() else name[0].lower() + name[1:]
