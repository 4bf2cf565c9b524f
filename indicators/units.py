"""Finding units in a text: by grammar and catalogue, never by likeness.

A unit is found by its whole name or alias, with or without diacritics. A place or body that is
named but not in the catalogue is an unknown mention: "phường 6" is never phường 5 or 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.gazetteer import Place
from indicators.unit_names import (
    WARD_WORDS,
    Name,
    begins_period,
    counts_months,
    goes_on,
    key,
    listed_number,
    place_names,
    same,
    spelled_number,
)
from vietnamese.normalise import fold
from vietnamese.syllables import Syllable, syllables
from vietnamese.words import is_function_word

_KIND_WORDS = {"phường", "xã", "thị trấn", "quận", "huyện", "thị xã", "sở", "phòng", "chi cục"}
# "Phường thấp nhất", "phường dẫn đầu": what ranks units names none.
_GRADING_WORDS = """
cao thấp nhiều ít lớn bé đông kém yếu tệ dở bết bét chót giỏi khá tốt xấu nhanh chậm dẫn đứng xếp
hạng đội cuối đầu
"""
_GRADING = frozenset(_GRADING_WORDS.split())
_GRADING_FOLDED = frozenset(map(fold, _GRADING))
# The longest number of a unit: four digits are a year ("hồ sơ phường 2023").
_UNIT_DIGITS = 3
_NAME_SYLLABLES = 3


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
        self._units: dict[str, list[Name]] = defaultdict(list)
        taken: set[tuple[str, ...]] = set()
        for code, aliases in names.items():
            for alias in aliases:
                name = Name.of(alias, code)
                if name.folded:
                    self._units[name.folded[0]].append(name)
                    taken.add(name.folded)
        self._heads = self._relative_heads({code: names[code] for code in levels}, names)
        self._places: dict[str, list[Name]] = defaultdict(list)
        for place in places:
            for text in place_names(place):
                name = Name.of(text)
                if name.folded not in taken:
                    self._places[name.folded[0]].append(name)
        for table in (self._units, self._places, self._heads):
            for entries in table.values():
                entries.sort(key=lambda name: -len(name.syllables))

    def _relative_heads(
        self, levels: Mapping[str, Iterable[str]], names: Mapping[str, Iterable[str]]
    ) -> dict[str, list[Name]]:
        """What is left of "cấp huyện quảng bình" without its parent: "cấp huyện"."""
        heads: dict[str, list[Name]] = defaultdict(list)
        for code, aliases in levels.items():
            parent = self._parents[code]
            if parent is None:
                continue
            tails = {Name.of(alias).folded for alias in names[parent]}
            for alias in aliases:
                name = Name.of(alias, code)
                for tail in tails:
                    size = len(name.folded) - len(tail)
                    if size > 1 and name.folded[size:] == tail:
                        head = Name(name.syllables[:size], name.folded[:size], code)
                        heads[head.folded[0]].append(head)
        return heads

    def find(
        self, text: str, taken: Collection[int] = ()
    ) -> tuple[list[UnitMention], list[UnknownMention]]:
        """The units and the unknown places of a clean text, in order, without overlaps.

        Args:
            text: the cleaned message.
            taken: the numbers of the syllables that are known to name something else.
        """
        tokens = syllables(text)
        units: list[UnitMention] = []
        unknown: list[UnknownMention] = []
        position = 0
        while position < len(tokens):
            if position in taken:
                position += 1
                continue
            place = [
                name
                for name in self._longest(self._places, tokens, position)
                if not name.is_half_marked(tokens, position)
            ]
            found = self._longest(self._units, tokens, position)
            if found and (not place or len(found[0].folded) >= len(place[0].folded)):
                mention = _mention(position, position + len(found[0].folded), found)
                units.append(mention)
                more, strange, position = self._further_numbers(text, tokens, mention)
                units += more
                unknown += strange
                continue
            begun = None if place else self._incomplete(tokens, position)
            if place:
                end: int | None = position + len(place[0].folded)
            elif begun:
                end = self._strange_end(tokens, position, begun.end)
            else:
                end = self._unknown_end(text, tokens, position)
            if begun and end == begun.end:
                units.append(begun)
            elif end is not None:
                unknown.append(_unknown(text, tokens, position, end))
            position = position + 1 if end is None else end
        return self._combine(tokens, units, taken), unknown

    def _further_numbers(
        self, text: str, tokens: Sequence[Syllable], first: UnitMention
    ) -> tuple[list[UnitMention], list[UnknownMention], int]:
        """The units of further numbers behind the first: "phường 5, 7 và 9"."""
        head = tuple(key(token) for token in tokens[first.start : first.end - 1])
        units: list[UnitMention] = []
        unknown: list[UnknownMention] = []
        end = first.end
        while head and (number := listed_number(text, tokens, end)) is not None:
            name = (*head, key(tokens[number]))
            codes = [one.code for one in self._units.get(head[0], ()) if one.folded == name]
            if codes:
                units.append(UnitMention(number, number + 1, tuple(dict.fromkeys(codes))))
            else:
                called = f"{text[tokens[first.start].start : tokens[first.end - 2].end]}"
                mention = f"{called} {tokens[number].text}"
                unknown.append(UnknownMention(number, number + 1, mention))
            end = number + 1
        return units, unknown, end

    def relative(self, text: str, parent: str, taken: Collection[int] = ()) -> str | None:
        """The unit that a bare level ("cấp huyện") means below `parent`."""
        tokens = syllables(text)
        for position in range(len(tokens)):
            if position in taken:
                continue
            for head in self._heads.get(key(tokens[position]), ()):
                if self._parents[head.code] == parent and head.stands_at(tokens, position):
                    return head.code
        return None

    def _combine(
        self, tokens: list[Syllable], units: list[UnitMention], taken: Collection[int]
    ) -> list[UnitMention]:
        """Join "cấp xã … Quảng Bình" to the one unit it means; drop a parent beside its child."""
        free = [position for position in range(len(tokens)) if position not in taken]
        for mention in units:
            for position in free:
                for head in self._heads.get(key(tokens[position]), ()):
                    if self._parents[head.code] in mention.units and head.stands_at(
                        tokens, position
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
        self, table: Mapping[str, list[Name]], tokens: list[Syllable], position: int
    ) -> list[Name]:
        """The longest names that stand here: several of one length are as good as each other."""
        found: list[Name] = []
        for name in table.get(key(tokens[position]), ()):
            if found and len(name.folded) < len(found[0].folded):
                break
            if name.stands_at(tokens, position) and not name.is_other_word(tokens, position):
                found.append(name)
        return found

    def _incomplete(self, tokens: list[Syllable], position: int) -> UnitMention | None:
        """The beginning of several names: "phường Thắng"."""
        if key(tokens[position]) not in WARD_WORDS or position + 1 >= len(tokens):
            return None
        beginning = ("phuong", key(tokens[position + 1]))
        is_number = beginning[1].isdigit() or spelled_number(tokens, position + 1)
        if is_number or begins_period(tokens, position + 1):
            return None
        names = [
            name
            for name in self._units.get("phuong", ())
            if name.folded[:2] == beginning
            and len(name.folded) == 3
            and same(name.syllables[1], tokens[position + 1])
        ]
        mention = _mention(position, position + 2, names)
        return mention if len(mention.units) > 1 else None

    def _unknown_end(self, text: str, tokens: list[Syllable], position: int) -> int | None:
        """Where a named but unknown place that begins here ends."""
        word, folded = tokens[position].text.lower(), key(tokens[position])
        behind = position + 1
        pair = " ".join(token.text.lower() for token in tokens[position : position + 2])
        if pair in _KIND_WORDS:
            behind += 1
        elif word not in _KIND_WORDS and folded not in WARD_WORDS | {"quan"}:
            return None
        if behind >= len(tokens):
            return None
        number = tokens[behind]
        if number.text.isdigit():
            near = folded not in {"p", "f"} or number.start - tokens[position].end <= 2
            is_share = text[number.end :].lstrip().startswith("%")
            is_other = is_share or counts_months(tokens, position, behind + 1)
            fits = near and not is_other and len(number.text) <= _UNIT_DIGITS
            return behind + 1 if fits else None
        spelled = spelled_number(tokens, behind) if folded in WARD_WORDS else None
        if spelled and not goes_on(tokens, position, spelled):
            return spelled
        if folded in {"p", "f", "quan"} and word not in _KIND_WORDS:
            return None
        end = self._strange_end(tokens, position, behind)
        return end if end > behind else None

    def _strange_end(self, tokens: list[Syllable], kind: int, start: int) -> int:
        """Where the words from `start` on end that can only belong to a name.

        Args:
            tokens: the syllables of the text.
            kind: the word of the kind that the name stands behind.
            start: the first syllable asked about.
        """
        end = start
        while end < min(len(tokens), start + _NAME_SYLLABLES):
            before = tokens[end - 1]
            if end > start and tokens[end].start - before.end > 1:
                break
            # "phường Hòa Long": a capital behind a word without one is a name.
            is_name = tokens[kind].text.islower() or (end > kind + 1 and before.text.istitle())
            if not self._is_strange(tokens, end) and not (is_name and goes_on(tokens, kind, end)):
                break
            end += 1
        return end

    def _is_strange(self, tokens: list[Syllable], position: int) -> bool:
        folded, typed = key(tokens[position]), tokens[position].text.lower()
        return (
            not folded.isdigit()
            and typed not in (_GRADING_FOLDED if typed == folded else _GRADING)
            and not is_function_word(tokens[position].text)
            and not self._is_indicator_word(folded.replace("y", "i"))
            and not begins_period(tokens, position)
        )


def _mention(start: int, end: int, names: Iterable[Name]) -> UnitMention:
    return UnitMention(start, end, tuple(sorted({name.code for name in names})))


def _unknown(text: str, tokens: list[Syllable], start: int, end: int) -> UnknownMention:
    return UnknownMention(start, end, text[tokens[start].start : tokens[end - 1].end])
