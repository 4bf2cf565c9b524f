"""A written text as it is read aloud: no markup, no signs, no digits."""

from __future__ import annotations

import re

from vietnamese.speech.numbers import say_digits
from vietnamese.speech.rules import RULES

_UNSAID = re.compile(r"[^\w\s.,;:?!-]|_")


def say(text: str) -> str:
    """A text as it is read aloud; said again it stays as it is.

    Figures, decimals, percentages, dates, times, money, telephone numbers, codes and references
    to legal documents become words; bullets, quotes, addresses of pages and other signs go.
    """
    for pattern, replace in RULES:
        text = pattern.sub(replace, text)
    return _tidied(_only_words(text))


def _only_words(text: str) -> str:
    """What no rule knew: digits one by one, signs not at all."""
    text = re.sub(r"[0-9]+", lambda found: f" {say_digits(found.group())} ", text)
    text = "".join(" " if one.isnumeric() else one for one in text)
    return re.sub(r"-+", " ", _UNSAID.sub(" ", text))


def _tidied(text: str) -> str:
    """One space between words; one mark at the end of what it ends."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r"(?:,\s*){2,}", ", ", text)
    text = re.sub(r"[,;:]\s*([.?!])", r"\1", text)
    text = re.sub(r",?\s*([;:])(?:\s*[,;:])*", r"\1", text)
    text = re.sub(r"([.?!])(?:\s*[.,;:?!])+", r"\1", text)
    text = re.sub(r"(?<=\w)([.;:?!,])(?=\w)", r"\1 ", text)
    return text.strip(" ,;:").removeprefix(".").strip()
