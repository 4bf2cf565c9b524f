"""Slips of people who type or speak in a hurry, as edits of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from vietnamese.normalise import clean, fold
from vietnamese.syllables import Syllable, syllables

# What people type for the words of this field; keys are folded.
_SHORT_FORMS: Final = {
    "khong": ("ko", "k", "hok"),
    "duoc": ("dc", "đc"),
    "ty le": ("tl",),
    "bao nhieu": ("bn", "bnhiu"),
    "the nao": ("tn", "ntn"),
    "nhu the nao": ("ntn",),
    "phuong": ("p",),
    "thanh pho": ("tp",),
    "vung tau": ("vt",),
    "ho so": ("hs",),
    "van ban": ("vb",),
    "chi tieu": ("ct",),
    "truc tuyen": ("tt", "online"),
    "dich vu cong": ("dvc",),
    "thu tuc hanh chinh": ("tthc",),
    "uy ban nhan dan": ("ubnd",),
    "nguoi dan": ("ng dân",),
    "nguoi": ("ng",),
    "voi": ("vs",),
    "hien nay": ("hnay",),
    "thang": ("th",),
}
_LONGEST_SHORT_FORM: Final = max(len(form.split()) for form in _SHORT_FORMS)
_FILLERS: Final = ("ờ", "à", "ừm", "ừ thì", "thì là", "cái", "cái này", "ý là", "dạ", "ạ")

# Telex: a letter's own mark, then the tone, are typed behind the letter or the syllable.
_TELEX_MARKS: Final = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
_TELEX_TONES: Final = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


@dataclass(frozen=True)
class Edit:
    """Replace `text[start:end]` by `replacement`; an insertion where `start == end`."""

    start: int
    end: int
    replacement: str


def half_accented(text: str, random: Random) -> str:
    """The text with every second syllable, by chance, without diacritics; same length."""
    characters = list(text)
    for syllable in syllables(text):
        if random.random() < 0.5:
            characters[syllable.start : syllable.end] = fold(syllable.text)
    return "".join(characters)


def short_forms(text: str, random: Random) -> list[Edit]:
    """Edits that abbreviate some of the words which have a short form."""
    found = syllables(text)
    edits, position = [], 0
    while position < len(found):
        taken = 1
        for length in range(_LONGEST_SHORT_FORM, 0, -1):
            words = found[position : position + length]
            forms = _SHORT_FORMS.get(" ".join(fold(word.text) for word in words))
            if forms and len(words) == length:
                if random.random() < 0.6:
                    edits.append(Edit(words[0].start, words[-1].end, random.choice(forms)))
                taken = length
                break
        position += taken
    return edits


def slip(text: str, random: Random) -> list[Edit]:
    """One mistyped syllable: a letter dropped, two swapped, or Telex keys left as typed."""
    long_enough = [s for s in syllables(text) if s.end - s.start >= 3 and s.text.isalpha()]
    if not long_enough:
        return []
    victim = random.choice(long_enough)
    mistyped = random.choice((_drop_letter, _swap_letters, _telex))(victim, random)
    return [Edit(victim.start, victim.end, mistyped)]


def fillers(text: str, random: Random) -> list[Edit]:
    """A filler word or a repeated syllable, as in speech."""
    # Never inside "p5" or "9T/2023": "pcái 5" is no slip, it is another word.
    apart = [s for s in syllables(text) if s.start == 0 or text[s.start - 1].isspace()]
    place = random.choice(apart or [Syllable("", 0, 0)])
    word = place.text if random.random() < 0.3 else random.choice(_FILLERS)
    return [Edit(place.start, place.start, f"{word} ")]


Slip = Callable[[str, Random], list[Edit]]


def accentuation(random: Random) -> Callable[[str], str]:
    """How a hurried person puts diacritics: all, none, or some."""
    return random.choice((str, fold, lambda text: half_accented(text, random)))


def slips(random: Random) -> list[Slip]:
    """One or two kinds of slips."""
    count = random.choice((1, 1, 2))
    return random.sample((short_forms, slip, fillers), k=count)


def noised(text: str, random: Random) -> str:
    """The text as someone in a hurry writes it, in its one spelling."""
    text = accentuation(random)(text)
    for kind in slips(random):
        for edit in sorted(kind(text, random), key=lambda edit: edit.start, reverse=True):
            text = text[: edit.start] + edit.replacement + text[edit.end :]
    return clean(text)


def _drop_letter(syllable: Syllable, random: Random) -> str:
    # People lose letters inside a word, hardly ever the first one.
    lost = random.randrange(1, len(syllable.text))
    return syllable.text[:lost] + syllable.text[lost + 1 :]


def _swap_letters(syllable: Syllable, random: Random) -> str:
    left = random.randrange(len(syllable.text) - 1)
    first, second = syllable.text[left : left + 2]
    return syllable.text[:left] + second + first + syllable.text[left + 2 :]


def _telex(syllable: Syllable, _: Random) -> str:
    keys, tone = [], ""
    for character in syllable.text:
        if character in "đĐ":
            keys.append("dd")
            continue
        base, *marks = unicodedata.normalize("NFD", character)
        keys.append(base)
        for mark in marks:
            if mark in _TELEX_TONES:
                tone = _TELEX_TONES[mark]
            else:
                keys.append(_TELEX_MARKS.get(mark) or base)
    return "".join(keys) + tone
