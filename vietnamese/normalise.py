"""One spelling for every text: Unicode NFC, uniform tone placement, no invisible characters.

Done before anything else sees a text, in training and in use alike: later stages rely on offsets
into the cleaned text.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff")
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_SPACE = re.compile(r"\s+")

_T = f"([{_TONES}])"

# Where the tone mark of a rhyme belongs; typists and keyboards put it elsewhere. In decomposed
# text a vowel's own mark (circumflex, breve, horn) may stand before or behind the tone.
_PLACEMENTS = (
    # qu and gi are consonants: "qúy" → "quý", "gìa" → "già".
    (re.compile(rf"([qQ][uU]){_T}([aAeEyY]\u0302?)"), r"\1\3\2"),
    (re.compile(rf"([gG][iI]){_T}([aAoOuU]\u0302?)"), r"\1\3\2"),
    # "hoà" → "hòa", "thuỷ" → "thủy": an open oa, oe, uy bears it on the first vowel …
    (re.compile(rf"([oO])([aAeE]){_T}(?![\w\u0302\u0306])"), r"\1\3\2"),
    (re.compile(rf"(?<![qQ])([uU])([yY]){_T}(?!\w)"), r"\1\3\2"),
    # … a closed one on the second: "tòan" → "toàn", "hùynh" → "huỳnh".
    (re.compile(rf"([oO]){_T}([aAeE]\u0306?)(?=[a-zA-Z])"), r"\1\3\2"),
    (re.compile(rf"([uU]){_T}([yY])(?=[a-zA-Z])"), r"\1\3\2"),
    # ươ, iê, yê, uô bear it on the second vowel: "phừơng" → "phường".
    (re.compile(rf"([uU]\u031b){_T}([oO]\u031b)"), r"\1\3\2"),
    (re.compile(rf"([iIyY]){_T}([eE]\u0302)"), r"\1\3\2"),
    (re.compile(rf"([uU]){_T}([oO]\u0302)"), r"\1\3\2"),
)

_FOLD_FROM = "đĐ"
_FOLD_TO = "dd"


def clean(text: str) -> str:
    """The text in its one spelling: NFC, tone marks placed uniformly, white space collapsed."""
    # What is not seen goes first: between a letter and its mark it would keep them apart.
    visible = "".join(c for c in text.translate(_INVISIBLE) if c.isspace() or c.isprintable())
    text = unicodedata.normalize("NFD", visible)
    for misplaced, placed in _PLACEMENTS:
        text = misplaced.sub(placed, text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _fold_character(character: str) -> str:
    if character in _FOLD_FROM:
        return "d"
    base = unicodedata.normalize("NFD", character)[0]
    # Some characters lengthen when lowered ("İ"); offsets must hold.
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


class _FoldTable(dict[int, str]):
    """Folds a character on first sight and remembers it: `str.translate` keeps lengths."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower case without diacritics (đ → d), character for character on NFC text."""
    return text.translate(_FOLD)


def strip_accents(text: str) -> str:
    """Without diacritics, letter case kept; the same length as the NFC text."""
    return "".join(
        folded.upper() if character.isupper() else folded
        for character, folded in zip(text, fold(text), strict=True)
    )


def is_accented(text: str) -> bool:
    """Whether any letter of the text carries a Vietnamese mark."""
    return fold(text) != text.lower()
