"""Codes of dossiers, petitions and tickets: made, and read as people write and say them."""

from __future__ import annotations

import re
import secrets

from vietnamese.normalise import fold
from vietnamese.numbers import read_number
from vietnamese.spelling import digit_of
from vietnamese.syllables import syllables

DOSSIER_EXAMPLE = "H06.12-230915-0042"

# Signs between the groups of a code, as they are said (folded).
_SIGNS = {
    "cham": ".",
    "cheo": "",
    "dau": "",
    "gach": "-",
    "ngang": "",
    "tru": "-",
    "giua": "",
    "noi": "",
    "cach": "",
    "xuyet": "-",
    "xet": "-",
    "xoet": "-",
    "suyet": "-",
    "phay": ".",
}
_LETTER_H = {"h", "hat", "hac", "hach", "ech", "hot"}
_GROUPING = {"muoi", "tram", "nghin", "ngan"}
_DOSSIER = re.compile(
    r"(?:(?P<front>(?:\d{2,3}[.\s]+){1,3}))?H\s*(?P<unit>\d{2})(?P<inner>(?:[.\s-]*\d{2,3}){0,2}?)"
    r"[\s.-]+(?P<day>\d{6})[\s.-]+(?P<number>\d{4,6})(?!\d)"
)


# A run of digits behind the H, or around it, whose groups are set apart in any way or not at all.
_RUN = re.compile(r"(?P<front>(?:0\d{2}[.\s-]*)?(?:\d{2}[.\s-]*){0,2})H(?P<run>[\d\s.-]{12,40})")
_DAY_LENGTH = 6
_NUMBER_LENGTHS = (4, 5, 6)
# The groups that may stand behind "H" and before the day, by how many digits they have together.
_HEADS = {2: (2,), 4: (2, 2), 5: (2, 3), 6: (2, 2, 2), 7: (2, 2, 3)}
# The same where the national form "000.00.12.H06" is keyed without its letter.
_NATIONAL_HEAD = 9


def find_dossier_code(text: str) -> str | None:
    """The code of a dossier that a text has, in its standard form.

    Codes are read however the groups are set apart, in small letters, and said: digit by digit
    ("hát không sáu chấm một hai …"), by groups ("mười hai"), with or without the signs.

    Returns:
        For example "H06.12-230915-0042"; None where no code of the right shape is found.
    """
    lines = (text.upper(), _unspelled(text))
    for line in lines:
        found = _DOSSIER.search(line)
        if found and _is_day(found["day"]):
            groups = re.findall(r"\d+", f"{found['front'] or ''}")
            inner = re.findall(r"\d+", found["inner"] or "")
            head = ".".join([*groups, f"H{found['unit']}", *inner])
            return f"{head}-{found['day']}-{found['number']}"
    for line in lines:
        run = _RUN.search(line)
        code = run and _grouped(re.sub(r"\D", "", run["run"]), re.findall(r"\d+", run["front"]))
        if code:
            return code
    return None


def find_keyed_code(digits: str) -> str | None:
    """The code of a dossier that was keyed on a telephone, which has no letters.

    Args:
        digits: of the code "H06.12-230915-0042" the digits "06122309150042"; of the national form
            "000.00.12.H06-230915-0042" those "0000012062309150042".
    """
    if digits.startswith("000") and len(digits) > _NATIONAL_HEAD + _DAY_LENGTH:
        front, unit = digits[: _NATIONAL_HEAD - 2], digits[_NATIONAL_HEAD - 2 :]
        return _grouped(unit, [front[:3], front[3:5], front[5:7]])
    return _grouped(digits, [])


def _grouped(digits: str, front: list[str]) -> str | None:
    """A code from its bare digits: where a day can stand tells the groups apart."""
    for length in _NUMBER_LENGTHS:
        head, day = digits[: -length - _DAY_LENGTH], digits[-length - _DAY_LENGTH : -length]
        sizes = _HEADS.get(len(head))
        if sizes is None or (front and len(head) != 2) or not _is_day(day):
            continue
        groups, start = [], 0
        for size in sizes:
            groups.append(head[start : start + size])
            start += size
        return f"{'.'.join([*front, f'H{groups[0]}', *groups[1:]])}-{day}-{digits[-length:]}"
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
    """A text with spelled digits, numbers, letters and signs as characters."""
    tokens = syllables(text)
    said = [token.text.lower() for token in tokens]
    folded = [fold(word) for word in said]
    parts: list[str] = []
    position, end = 0, 0
    while position < len(tokens):
        token, word = tokens[position], folded[position]
        between = text[end : token.start].strip()
        if between and between in ".-/":
            parts.append("." if between == "." else "-")
        number, after = _number_at(said, folded, position)
        if number is not None:
            parts.append(number)
        elif word in _LETTER_H or token.text.lower() == "hờ":
            parts.append(" H")
        elif word in _SIGNS:
            parts.append(_SIGNS[word])
        else:
            parts.append(f" {token.text.upper()} ")
        position = after
        end = tokens[position - 1].end
    return "".join(parts)


def _number_at(said: list[str], folded: list[str], position: int) -> tuple[str | None, int]:
    """The digits said at a position, "mười hai" as much as "một hai", and the position behind."""
    digit = digit_of(said[position])
    # "mười" is ten and begins a number, "mươi" goes on with one: "chín mười" are two of them.
    follows = position + 1 < len(said) and said[position + 1] != "mười"
    grouped = digit is not None and follows and folded[position + 1] in _GROUPING
    if folded[position] == "muoi" or grouped:
        read = read_number(folded, position)
        if read is not None:
            return str(read[0]), read[1]
    return digit, position + 1


def _is_day(digits: str) -> bool:
    """Whether six digits are a day, year first; centuries apart dossiers are not."""
    return len(digits) == 6 and 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31
