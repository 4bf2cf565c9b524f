"""Numbers on the telephone: those that are called, and keys that are said instead of pressed."""

from __future__ import annotations

import re

from vietnamese.normalise import fold
from vietnamese.spelling import digit_of, digits_in
from vietnamese.syllables import syllables

_NATIONAL = re.compile(r"0[2-9]\d{8,9}")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{7,14}")
_COUNTRY = "84"
_AROUND_A_KEY = {
    *("a", "chon", "da", "dau", "em", "muc", "nhan"),
    *("nhanh", "phim", "so", "thu", "vang", "vau"),
}


def callable_number(written: str) -> str:
    """A number that can be called back, "" where there is none ("anonymous", a SIP name).

    Returns:
        A number of Vietnam as it is dialled there ("0912345678"), another one with its "+".
    """
    number = re.sub(r"[\s.()-]", "", written.removeprefix("sip:").partition("@")[0])
    for prefix in (f"+{_COUNTRY}", _COUNTRY):
        if number.startswith(prefix) and _NATIONAL.fullmatch(f"0{number.removeprefix(prefix)}"):
            return f"0{number.removeprefix(prefix)}"
    return number if _NATIONAL.fullmatch(number) or _INTERNATIONAL.fullmatch(number) else ""


def said_number(text: str) -> str:
    """The number of Vietnam that a caller said or keyed, "" where it is none."""
    return callable_number(digits_in(text))


def key_said(speech: str) -> str:
    """The key that was said instead of pressed ("dạ chọn số hai"), "" for more than that."""
    words = [one.text for one in syllables(speech) if fold(one.text) not in _AROUND_A_KEY]
    digit = digit_of(words[0]) if len(words) == 1 else None
    return digit if digit is not None and len(digit) == 1 else ""
