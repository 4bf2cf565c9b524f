"""Personal data out of texts: identity numbers, phones, e-mail addresses, tax codes.

The gateway masks a message before anything else sees it, so that logs, the engine's tracker and
the database hold references (`[phone:1]`) alone.
"""

from __future__ import annotations

import re

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


def mask(text: str) -> str:
    """`text` with each piece of personal data replaced by a numbered reference.

    The same value gets the same reference within one text.
    """
    for kind, shape in _SHAPES:
        seen: dict[str, int] = {}

        def reference(found: re.Match[str], kind: str = kind, seen: dict[str, int] = seen) -> str:
            number = seen.setdefault(found.group(), len(seen) + 1)
            return f"[{kind}:{number}]"

        text = shape.sub(reference, text)
    return text
