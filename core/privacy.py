"""Personal data in texts: identity numbers, phones, e-mail addresses, tax codes, accounts.

What is found is replaced by references (`[phone:1]`) before anything is stored or logged. The
gateway keeps the values apart, encrypted (`core.references`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vietnamese.spelling import spelled_digits

# Order matters: the longest and most certain shapes first.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    # A citizen identity number: twelve digits that begin with 0, also in groups.
    ("cccd", re.compile(r"(?<![\d.,])0\d{2}(?:[ .-]?\d{3}){3}(?![\d])")),
    # A phone number: ten digits from 0 (or +84), also in groups of two to four.
    ("phone", re.compile(r"(?<![\w.,])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)")),
    # A tax code of an enterprise's branch; bare ten-digit codes are caught above or labelled.
    ("tax", re.compile(r"(?<!\d)\d{10}-\d{3}(?!\d)")),
    ("tax", re.compile(r"(?i)(?<=mst )\d{10}\b|(?<=mã số thuế )\d{10}\b")),
    ("account", re.compile(r"(?i)(?<=stk )\d{6,19}\b|(?<=số tài khoản )\d{6,19}\b")),
)
# How long a number is that someone spells out, and what it then is.
_SPELLED = {10: "phone", 12: "cccd"}

REFERENCE = re.compile(r"\[(?:email|cccd|phone|tax|account):\d+\]")
"""What stands in a text in place of a piece of personal data."""


@dataclass(frozen=True)
class Personal:
    """A piece of personal data; its value stays out of the representation."""

    kind: str
    value: str

    def __repr__(self) -> str:
        return f"Personal({self.kind})"


def mask(text: str) -> str:
    """`text` with each piece of personal data replaced by a numbered reference.

    The same value gets the same reference within one text.
    """
    seen: dict[Personal, str] = {}
    counts: dict[str, int] = {}

    def reference(found: Personal) -> str:
        if found not in seen:
            counts[found.kind] = counts.get(found.kind, 0) + 1
            seen[found] = f"[{found.kind}:{counts[found.kind]}]"
        return seen[found]

    return replace_personal(text, reference)


def has_personal(text: str) -> bool:
    """Whether a text holds any personal data."""
    return mask(text) != text


def replace_personal(text: str, reference: Callable[[Personal], str]) -> str:
    """`text` with each piece of personal data replaced by what `reference` gives for it."""
    for spelled in reversed(spelled_digits(text, shortest=min(_SPELLED))):
        kind = _SPELLED.get(len(spelled.digits))
        if kind is not None and spelled.digits.startswith("0"):
            told = reference(Personal(kind, spelled.digits))
            text = text[: spelled.start] + told + text[spelled.end :]
    for kind, shape in _SHAPES:

        def replaced(found: re.Match[str], kind: str = kind) -> str:
            return reference(Personal(kind, found.group()))

        text = shape.sub(replaced, text)
    return text
