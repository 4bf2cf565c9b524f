"""Codes of dossiers, petitions and tickets: made, and read as people write and say them."""

from __future__ import annotations

import re
import secrets

from vietnamese.normalise import fold
from vietnamese.spelling import digit_of
from vietnamese.syllables import syllables

DOSSIER_EXAMPLE = "H06.12-230915-0042"

# Signs between the groups of a code, as they are said (folded).
_SIGNS = {
    "cham": ".",
    "gach": "-",
    "ngang": "",
    "tru": "-",
    "giua": "",
    "noi": "",
    "cach": "",
    "xuyet": "-",
    "phay": ".",
}
_LETTER_H = {"h", "hat", "hac", "hach", "ech", "hot"}
_DOSSIER = re.compile(
    r"(?:(?P<front>(?:\d{2,3}[.\s]+){1,3}))?H\s*(?P<unit>\d{2})(?P<inner>(?:[.\s-]*\d{2,3}){0,2}?)"
    r"[\s.-]+(?P<day>\d{6})[\s.-]+(?P<number>\d{4,6})(?!\d)"
)


def find_dossier_code(text: str) -> str | None:
    """The code of a dossier that a text has, in its standard form.

    Codes are read however the groups are set apart, in small letters, and spelled out ("hát không
    sáu chấm mười hai …" digit by digit).

    Returns:
        For example "H06.12-230915-0042"; None where no code of the right shape is found.
    """
    for candidate in (text.upper(), _unspelled(text)):
        found = _DOSSIER.search(candidate)
        if found and _is_day(found["day"]):
            groups = re.findall(r"\d+", f"{found['front'] or ''}")
            inner = re.findall(r"\d+", found["inner"] or "")
            head = ".".join([*groups, f"H{found['unit']}", *inner])
            return f"{head}-{found['day']}-{found['number']}"
    return None


def looks_like_code(text: str) -> bool:
    """Whether a text tries to give a code: mostly digits and signs, or an H with digits."""
    line = _unspelled(text)
    digits = sum(character.isdigit() for character in line)
    return digits >= 5 or bool(re.search(r"H\s*\d{2}", line))


def new_code(prefix: str) -> str:
    """A fresh code that can be said on the phone and not be guessed: "PA-4821-7390"."""
    number = secrets.randbelow(10**8)
    return f"{prefix}-{number // 10_000:04d}-{number % 10_000:04d}"


def find_code(text: str, prefix: str) -> str | None:
    """A code made by `new_code` that a text has."""
    pattern = rf"(?i)(?<!\w){prefix}[\s.-]*(\d{{4}})[\s.-]*(\d{{4}})(?!\d)"
    found = re.search(pattern, text) or re.search(pattern, _unspelled(text))
    return f"{prefix}-{found[1]}-{found[2]}" if found else None


def _unspelled(text: str) -> str:
    """A text with spelled digits, letters and signs as characters."""
    parts: list[str] = []
    end = 0
    for token in syllables(text):
        between = text[end : token.start].strip()
        end = token.end
        folded = fold(token.text)
        digit = digit_of(token.text)
        if between and between in ".-/":
            parts.append("." if between == "." else "-")
        if digit is not None:
            parts.append(digit)
        elif folded in _LETTER_H:
            parts.append(" H")
        elif folded in _SIGNS:
            parts.append(_SIGNS[folded])
        else:
            parts.append(f" {token.text.upper()} ")
    return "".join(parts)


def _is_day(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31
