"""Finding units in a text: by grammar and catalogue, never by likeness.

A unit is found by its whole name or alias, with or without diacritics. A place or body that is
named but not in the catalogue is an unknown mention: "phường 6" is never phường 5 or 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.gazetteer import Place
from vietnamese.normalise import fold
from vietnamese.numbers import read_number
from vietnamese.syllables import Syllable, syllables
from vietnamese.words import is_function_word

_WARD_WORDS = {"phuong", "p", "f"}
_KIND_WORDS = {"phường", "xã", "thị trấn", "quận", "huyện", "thị xã", "sở", "phòng", "chi cục"}
# Words behind a bare "tinh" that make it "tính" or "tình", and words before it that make it "tỉnh".
_NOT_PROVINCE_BEFORE = {"hinh", "toan", "nang", "den", "tren", "the", "nhu", "ra", "bang", "sao",
                        "cach", "trang", "tu", "theo", "gop", "kieu", "tinh"}  # fmt: skip
_PROVINCE_AFTER = {"cua", "toan", "con", "o", "tai", "cho", "voi", "trong", "cap", "ca", "tren"}
_YEAR_BEHIND = {"nay", "ngoai", "truoc", "vua", "roi", "sau"}


@dataclass(frozen=True)
class UnitMention:
    """A unit named in a text.

    Attributes:
        start: number of the first syllable.
        end: number behind the last syllable.
        units: the code meant; several where the name is incomplete ("phường Thắng").
        words: how many syllables the alias has (longer is more certain).
    """

    start: int
    end: int
    units: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many syllables the mention has."""
        return self.end - self.start


@dataclass(frozen=True)
class UnknownMention:
    """A place or body named in a text that the catalogue lacks."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Name:
    syllables: tuple[str, ...]
    folded: tuple[str, ...]
    code: str


class UnitLexicon:
    """All names of all units, and the places that are known not to be units."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        parents: Mapping[str, str | None],
        levels: Collection[str],
        places: Sequence[Place],
        is_indicator_word: Callable[[str], bool],
    ) -> None:
        """Index the names.

        Args:
            names: unit code → its names and aliases.
            parents: unit code → its parent's code.
            levels: codes of the units that are a level of their parent ("cấp xã").
            places: the gazetteer.
            is_indicator_word: whether a folded word belongs to the indicators' vocabulary.
        """
        self._parents = parents
        self._is_indicator_word = is_indicator_word
        self._units: dict[str, list[_Name]] = defaultdict(list)
        self._exact: dict[tuple[str, ...], str] = {}
        for code, aliases in names.items():
            for alias in aliases:
                name = _name(alias, code)
                if name.folded:
                    self._units[name.folded[0]].append(name)
                    self._exact[name.folded] = code
        self._heads = self._relative_heads({code: names[code] for code in levels}, names)
        self._places: dict[str, list[_Name]] = defaultdict(list)
        for place in places:
            for text in _place_names(place):
                name = _name(text, "")
                if name.folded not in self._exact:
                    self._places[name.folded[0]].append(name)
        for table in (self._units, self._places, self._heads):
            for entries in table.values():
                entries.sort(key=lambda name: -len(name.syllables))

    def _relative_heads(
        self, levels: Mapping[str, Iterable[str]], names: Mapping[str, Iterable[str]]
    ) -> dict[str, list[_Name]]:
        """What is left of "cấp huyện quảng bình" without its parent: "cấp huyện"."""
        heads: dict[str, list[_Name]] = defaultdict(list)
        for code, aliases in levels.items():
            parent = self._parents[code]
            if parent is None:
                continue
            tails = {_name(alias, "").folded for alias in names[parent]}
            for alias in aliases:
                name = _name(alias, code)
                for tail in tails:
                    size = len(name.folded) - len(tail)
                    if size > 1 and name.folded[size:] == tail:
                        head = _Name(name.syllables[:size], name.folded[:size], code)
                        heads[head.folded[0]].append(head)
        return heads

    def find(self, text: str) -> tuple[list[UnitMention], list[UnknownMention]]:
        """The units and the unknown places of a clean text, in order, without overlaps."""
        tokens = syllables(text)
        units: list[UnitMention] = []
        unknown: list[UnknownMention] = []
        position = 0
        while position < len(tokens):
            place = self._longest(self._places, tokens, position)
            unit = self._longest(self._units, tokens, position)
            if unit and (not place or len(unit.folded) >= len(place.folded)):
                end = position + len(unit.folded)
                units.append(UnitMention(position, end, (unit.code,)))
                position = end
                continue
            if place:
                end = position + len(place.folded)
                unknown.append(_unknown(text, tokens, position, end))
                position = end
                continue
            incomplete = self._incomplete(tokens, position)
            if incomplete:
                units.append(incomplete)
                position = incomplete.end
                continue
            behind = self._unknown_end(tokens, position)
            if behind is not None:
                unknown.append(_unknown(text, tokens, position, behind))
                position = behind
                continue
            position += 1
        return self._combine(tokens, units), unknown

    def relative(self, text: str, parent: str) -> str | None:
        """The unit that a bare level ("cấp huyện") means below `parent`."""
        tokens = syllables(text)
        for position in range(len(tokens)):
            for head in self._heads.get(_key(tokens[position]), ()):
                if self._parents[head.code] == parent and _matches(head, tokens, position):
                    return head.code
        return None

    def _combine(self, tokens: list[Syllable], units: list[UnitMention]) -> list[UnitMention]:
        """Join "cấp xã … Quảng Bình" to the one unit it means; drop a parent beside its child."""
        for mention in units:
            for position in range(len(tokens)):
                for head in self._heads.get(_key(tokens[position]), ()):
                    if self._parents[head.code] in mention.units and _matches(
                        head, tokens, position
                    ):
                        end = position + len(head.folded)
                        joined = UnitMention(position, end, (head.code,))
                        rest = [
                            other
                            for other in units
                            if other is not mention and not position <= other.start < end
                        ]
                        return [*rest, joined]
        return units

    def _longest(
        self, table: Mapping[str, list[_Name]], tokens: list[Syllable], position: int
    ) -> _Name | None:
        for name in table.get(_key(tokens[position]), ()):
            if _matches(name, tokens, position) and not _is_other_word(name, tokens, position):
                return name
        return None

    def _incomplete(self, tokens: list[Syllable], position: int) -> UnitMention | None:
        """The beginning of several names: "phường Thắng"."""
        if _key(tokens[position]) not in _WARD_WORDS or position + 1 >= len(tokens):
            return None
        beginning = ("phuong", _key(tokens[position + 1]))
        if beginning[1].isdigit():
            return None
        codes = sorted(
            {
                name.code
                for name in self._units.get("phuong", ())
                if name.folded[:2] == beginning
                and len(name.folded) == 3
                and _same(name.syllables[1], tokens[position + 1])
            }
        )
        return UnitMention(position, position + 2, tuple(codes)) if len(codes) > 1 else None

    def _unknown_end(self, tokens: list[Syllable], position: int) -> int | None:
        """Where a named but unknown place that begins here ends."""
        word, key = tokens[position].text.lower(), _key(tokens[position])
        behind = position + 1
        pair = " ".join(token.text.lower() for token in tokens[position : position + 2])
        if pair in _KIND_WORDS:
            behind += 1
        elif word not in _KIND_WORDS and key not in _WARD_WORDS | {"quan"}:
            return None
        if behind >= len(tokens):
            return None
        if tokens[behind].text.isdigit():
            near = key not in {"p", "f"} or tokens[behind].start - tokens[position].end <= 2
            return behind + 1 if near and len(tokens[behind].text) <= 2 else None
        if key in {"p", "f", "quan"} and word not in _KIND_WORDS:
            return None
        number = _spelled_number(tokens, behind) if key == "phuong" else None
        if number:
            return number
        end = behind
        while end < min(len(tokens), behind + 3) and self._is_strange(tokens[end]):
            end += 1
        return end if end > behind else None

    def _is_strange(self, token: Syllable) -> bool:
        key = _key(token)
        return (
            not key.isdigit()
            and not is_function_word(token.text)
            and not self._is_indicator_word(key.replace("y", "i"))
        )


def _name(text: str, code: str) -> _Name:
    tokens = syllables(text)
    return _Name(tuple(t.text.lower() for t in tokens), tuple(_key(t) for t in tokens), code)


def _place_names(place: Place) -> Iterable[str]:
    yield f"{place.kind} {place.name}"
    short = {"thành phố": "tp", "phường": "p", "huyện": "h"}.get(place.kind)
    if short:
        yield f"{short} {place.name}"
    if place.alone and (" " in place.name or place.name in {"HCM", "Huế"}):
        yield place.name


def _key(token: Syllable) -> str:
    """What a syllable is looked up by: folded; a number without leading zeros."""
    text = fold(token.text)
    return str(int(text)) if text.isdigit() else text


def _same(name: str, token: Syllable) -> bool:
    """Equal, or equal but for diacritics that the writer left out."""
    typed = token.text.lower()
    return typed == name or typed == fold(name) or (typed.isdigit() and _key(token) == name)


def _matches(name: _Name, tokens: list[Syllable], position: int) -> bool:
    window = tokens[position : position + len(name.syllables)]
    return len(window) == len(name.syllables) and all(
        _same(part, token) for part, token in zip(name.syllables, window, strict=True)
    )


def _is_other_word(name: _Name, tokens: list[Syllable], position: int) -> bool:
    """Whether what looks like the name is another word in this place."""
    end = position + len(name.folded)
    after = _key(tokens[end]) if end < len(tokens) else ""
    before = _key(tokens[position - 1]) if position else ""
    last = tokens[end - 1].text.lower()
    if name.folded == ("tinh",) and tokens[position].text.lower() == "tinh":
        return before not in _PROVINCE_AFTER and (
            after in _NOT_PROVINCE_BEFORE or before in {"cach", "duoc", "thuc"}
        )
    if last in {"năm", "nam"} and len(name.folded) > 1 and name.folded[0] in _WARD_WORDS:
        # "các phường năm 2023", "phường năm nay": the year, not ward five.
        return after in _YEAR_BEHIND or (after.isdigit() and len(after) == 4)
    return False


def _spelled_number(tokens: list[Syllable], position: int) -> int | None:
    """Where a ward number in words that begins here ends ("phường sáu")."""
    words = [fold(token.text) for token in tokens]
    found = read_number(words, position)
    if found is None or words[position] == "khong":
        return None
    typed = tokens[position].text.lower()
    if typed not in {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
                     "sau", "muoi", "mot"}:  # fmt: skip
        return None
    after = words[found[1]] if found[1] < len(words) else ""
    is_year = words[found[1] - 1] == "nam" and (after in _YEAR_BEHIND or after.isdigit())
    return None if is_year else found[1]


def _unknown(text: str, tokens: list[Syllable], start: int, end: int) -> UnknownMention:
    return UnknownMention(start, end, text[tokens[start].start : tokens[end - 1].end])
