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
# The same without signs: an H and nothing but digits, however many stand together.
_RUN_TOGETHER = re.compile(r"H\s*(?P<digits>\d(?:[.\s-]*\d){11,16})(?!\d)")
_NUMBER_LENGTHS = range(4, 7)


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
    return _run_together(_unspelled(text))


def _run_together(line: str) -> str | None:
    """A code read without any sign between its groups, as it is often said."""
    for found in _RUN_TOGETHER.finditer(line):
        digits = re.sub(r"\D", "", found["digits"])
        for inner in (2, 0):
            day, number = digits[2 + inner : 8 + inner], digits[8 + inner :]
            if len(number) in _NUMBER_LENGTHS and _is_day(day):
                head = ".".join(filter(None, [f"H{digits[:2]}", digits[2 : 2 + inner]]))
                return f"{head}-{day}-{number}"
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
        if folded == "muoi":
            parts.append(_ten(token.text, parts))
            continue
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


def _ten(word: str, parts: list[str]) -> str:
    """What "mười" or "mươi" adds: "mười hai" is 12, "hai mươi ba" 23."""
    after_digit = bool(parts) and parts[-1][-1:].isdigit()
    return "" if after_digit and word.lower() != "mười" else "1"


def _is_day(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31
