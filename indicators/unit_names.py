"""How one name of a unit or place is told in a text: by its syllables, with or without marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.gazetteer import Place
from vietnamese.normalise import clean, fold
from vietnamese.numbers import NUMBER_WORDS, read_tens
from vietnamese.syllables import Syllable, syllables
from vietnamese.words import is_function_word

WARD_WORDS = {"phuong", "p", "f"}
# A bare "tinh" is "tính" or "tình" after the first words and before the second ("may tinh", "tinh
# hinh"), and "tỉnh" after the third ("cua tinh").
_NOT_PROVINCE_AFTER = {"cach", "duoc", "thuc", "may"}
_NOT_PROVINCE_BEFORE = {"hinh", "toan", "nang", "den", "tren", "the", "nhu", "ra", "bang", "sao",
                        "cach", "trang", "tu", "theo", "gop", "kieu", "tinh"}  # fmt: skip
_PROVINCE_AFTER = {"cua", "toan", "con", "o", "tai", "cho", "voi", "trong", "cap", "ca", "tren"}
# Without marks Điện Biên is "diễn biến", but behind "tỉnh".
_COURSE = ("dien", "bien")
_MANY = {"cac", "nhung", "tung", "moi"}
_PERIOD_WORDS = {"nam", "thang", "quy"}
_NEVER_FIRST = {"khong", "lam", "nham"}
# Alone and without marks a number may be any word ("tam", "bay", "tu"); these hardly are.
_PLAIN_NUMBERS = {"sau", "muoi", "mot"}
# What joins the numbers of several wards; a ward has at most two digits.
_JOINING = {"va", "voi", "hay", "hoac", "cung"}
_WARD_DIGITS = 2
_YEAR_BEHIND = {"nay", "ngoai", "truoc", "vua", "roi", "sau", "kia"}


@dataclass(frozen=True)
class Name:
    """A name of a unit or place, ready to be compared.

    Attributes:
        syllables: as written, in lower case.
        folded: without diacritics; numbers without leading zeros.
        code: the unit's code, "" for a place that is none.
    """

    syllables: tuple[str, ...]
    folded: tuple[str, ...]
    code: str

    @classmethod
    def of(cls, text: str, code: str = "") -> Name:
        """A name as it is written in the catalogue or the gazetteer."""
        tokens = syllables(clean(text))
        return cls(tuple(t.text.lower() for t in tokens), tuple(map(key, tokens)), code)

    def stands_at(self, tokens: Sequence[Syllable], position: int) -> bool:
        """Whether the syllables from `position` on are this name."""
        window = tokens[position : position + len(self.syllables)]
        return len(window) == len(self.syllables) and all(
            same(part, token) for part, token in zip(self.syllables, window, strict=True)
        )

    def is_half_marked(self, tokens: Sequence[Syllable], position: int) -> bool:
        """Whether the text has some of this name's diacritics, not all, and no capital.

        "hai phòng" are two offices, "hai phong" and "Hai Phòng" may be the city.
        """
        typed = [token.text for token in tokens[position : position + len(self.syllables)]]
        missing = [part != text.lower() for part, text in zip(self.syllables, typed, strict=True)]
        marked = any(fold(text) != text.lower() for text in typed)
        return marked and any(missing) and not any(text[:1].isupper() for text in typed)

    def is_other_word(self, tokens: Sequence[Syllable], position: int) -> bool:
        """Whether what looks like this name is something else in this place."""
        end = position + len(self.folded)
        after = key_at(tokens, end)
        if after == "nao":  # "tỉnh nào" asks which
            return True
        before = key(tokens[position - 1]) if position else ""
        if self.folded == _COURSE and tokens[position].text.lower() == _COURSE[0]:
            return before != "tinh"
        if self.folded == ("tinh",) and tokens[position].text.lower() == "tinh":
            return before not in _PROVINCE_AFTER and (
                after in _NOT_PROVINCE_BEFORE or before in _NOT_PROVINCE_AFTER
            )
        if len(self.folded) == 1 or self.folded[0] not in WARD_WORDS:
            return False
        if tokens[end - 1].text.lower() in {"năm", "nam"} and _is_year(after):
            # "các phường năm 2023", "phường năm nay": the year, not ward five.
            return True
        if counts_months(tokens, position, end):
            return True
        if self.syllables[-1] not in NUMBER_WORDS:
            return False
        # "phường mười" is the beginning of "phường mười ba", "phường Ba" of "phường Ba Đình".
        number = spelled_number(tokens, position + 1)
        is_longer = number is not None and number > end
        return is_longer or (tokens[end - 1].text.istitle() and goes_on(tokens, position, end))


def place_names(place: Place) -> Iterable[str]:
    """The ways to name a place of the gazetteer."""
    yield f"{place.kind} {place.name}"
    short = {"thành phố": "tp", "phường": "p", "huyện": "h"}.get(place.kind)
    if short:
        yield f"{short} {place.name}"
    if place.alone and (" " in place.name or place.name in {"HCM", "Huế"}):
        yield place.name


def key(token: Syllable) -> str:
    """What a syllable is looked up by: folded; a number without leading zeros."""
    text = fold(token.text)
    return str(int(text)) if text.isdigit() else text


def same(name: str, token: Syllable) -> bool:
    """Equal, or equal but for diacritics that the writer left out."""
    typed = token.text.lower()
    return typed == name or typed == fold(name) or (typed.isdigit() and key(token) == name)


def spelled_number(tokens: Sequence[Syllable], position: int) -> int | None:
    """Where the number of a ward in words that begins here ends ("phường sáu")."""
    words = []
    for token in tokens[position : position + 3]:
        typed, folded = token.text.lower(), fold(token.text)
        if folded != typed and typed not in NUMBER_WORDS:
            break
        words.append(folded)
    found = read_tens(words)
    if found is None or words[0] in _NEVER_FIRST:
        return None
    alone = found[1] == 1
    if alone and tokens[position].text.lower() not in NUMBER_WORDS | _PLAIN_NUMBERS:
        return None
    end = position + found[1]
    is_year = words[found[1] - 1] == "nam" and _is_year(key_at(tokens, end))
    return None if is_year or counts_months(tokens, position - 1, end) else end


def goes_on(tokens: Sequence[Syllable], start: int, position: int) -> bool:
    """Whether a name goes on here with a capital: "Thắng Lợi".

    Args:
        tokens: the syllables of the text.
        start: the word of the kind ("phường") before the name; where it is written with a capital
            the whole text may be, and a question word goes on with no name.
        position: the syllable asked about.
    """
    if position >= len(tokens) or not tokens[position].text.istitle():
        return False
    near = tokens[position].start - tokens[position - 1].end == 1
    is_word = is_function_word(tokens[position].text) and not tokens[start].text.islower()
    return near and not is_word and not begins_period(tokens, position)


def begins_period(tokens: Sequence[Syllable], position: int) -> bool:
    """Whether a period begins here ("năm 2023", "sáu tháng"), and no name ("Nam Sơn")."""
    word, after = tokens[position].text.lower(), key_at(tokens, position + 1)
    return (fold(word) in _PERIOD_WORDS and (after.isdigit() or after in _YEAR_BEHIND)) or (
        word in NUMBER_WORDS and after == "thang"
    )


def counts_months(tokens: Sequence[Syllable], start: int, end: int) -> bool:
    """Whether a number between is one of months: "các phường 9 tháng đầu năm".

    Args:
        tokens: the syllables of the text.
        start: the word of the kind before the number.
        end: the syllable behind it.
    """
    is_many = start > 0 and key_at(tokens, start - 1) in _MANY
    behind = key_at(tokens, end + 1)
    return key_at(tokens, end) == "thang" and (behind in {"dau", "cuoi"} or is_many)


def listed_number(text: str, tokens: Sequence[Syllable], position: int) -> int | None:
    """The place of a number that goes on with the one before `position`: "phường 5, 7 và 9".

    Only where a comma or "và" joins them, and what follows makes no period of the number.
    """
    if not 0 < position < len(tokens) or not tokens[position - 1].text.isdigit():
        return None
    joined = "," in text[tokens[position - 1].end : tokens[position].start]
    if key(tokens[position]) in _JOINING:
        joined, position = True, position + 1
    if not joined or position >= len(tokens):
        return None
    number = tokens[position].text
    is_ward = number.isdigit() and len(number) <= _WARD_DIGITS
    return position if is_ward and key_at(tokens, position + 1) not in _PERIOD_WORDS else None


def key_at(tokens: Sequence[Syllable], position: int) -> str:
    """The key of a syllable, "" behind the last."""
    return key(tokens[position]) if position < len(tokens) else ""


def _is_year(word: str) -> bool:
    return word in _YEAR_BEHIND or (word.isdigit() and len(word) == 4)
