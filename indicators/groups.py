"""The group of indicators that a text names: "nhóm hạ tầng số", "các chỉ tiêu kinh tế số"."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue import Catalogue
from retrieval.phrases import comparable, key_words
from vietnamese.abbreviations import expand
from vietnamese.normalise import fold
from vietnamese.syllables import Syllable, syllables
from vietnamese.words import is_function_word

# The words said are all in a group's name, or no group is meant: "nhóm du lịch thông minh" is not
# "Đô thị thông minh".
_WHOLE = 0.99
# What stands before a group's name.
_MARKERS = {("nhom",), ("linh", "vuc"), ("nganh",), ("lien", "quan"), ("ve",)}
_BEHIND_MARKER = {"chi", "tieu", "so", "den", "toi", "cac", "ve", "muc"}
_ENDS = {"chua", "da", "dat", "khong", "ko", "gom", "cua", "co", "nao", "o", "tai", "nam", "thi"}


def named_group(text: str, catalogue: Catalogue) -> str | None:
    """The group whose whole name stands in a text."""
    words = expand([fold(syllable.text) for syllable in syllables(text)])
    _, groups = catalogue.groups.longest_phrase(words, 2)
    return min(groups) if groups else None


def mentioning(words: str, catalogue: Catalogue) -> set[str]:
    """The codes of the indicators whose names have all of some words."""
    hits = catalogue.phrases.search(key_words(words), limit=len(catalogue.indicators))
    return {hit.key for hit in hits if hit.coverage >= _WHOLE and hit.explained}


def group_of(text: str, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """The group a text names, and what it names instead of one."""
    whole = named_group(text, catalogue)
    if whole is not None:
        return whole, None
    tokens = syllables(text)
    start = _behind_marker(tokens)
    if start is None:
        return _part_named(_topic(tokens, _behind("chi tieu", tokens), catalogue), catalogue), None
    words = _topic(tokens, start, catalogue)
    if not words:
        return None, None
    group = _part_named(words, catalogue)
    return (group, None) if group else (None, text[words[0].start : words[-1].end])


def _part_named(words: Sequence[Syllable], catalogue: Catalogue) -> str | None:
    """The group that some words are a part of the name of: "hạ tầng" of "Hạ tầng số"."""
    keys = comparable([fold(word.text) for word in words])
    hits = catalogue.groups.search(keys) if keys else []
    return hits[0].key if hits and hits[0].coverage >= _WHOLE and hits[0].explained else None


def _topic(tokens: Sequence[Syllable], start: int | None, catalogue: Catalogue) -> list[Syllable]:
    """The words from a place on that may name a group: up to a unit, a status, a question word."""
    if start is None:
        return []
    units, unknown = catalogue.lexicon.find(" ".join(token.text for token in tokens))
    places = {number for one in units for number in range(one.start, one.end)}
    places |= {number for one in unknown for number in range(one.start, one.end)}
    words: list[Syllable] = []
    for number in range(start, len(tokens)):
        word = fold(tokens[number].text)
        stop = number in places or word in _ENDS or word.isdigit()
        if stop or (is_function_word(tokens[number].text) and word != "so"):
            break
        words.append(tokens[number])
    return words


def _behind_marker(tokens: Sequence[Syllable]) -> int | None:
    """Where a group's name begins behind "nhóm", "lĩnh vực", "về"."""
    folded = [fold(token.text) for token in tokens]
    for start in range(len(folded)):
        for marker in _MARKERS:
            end = start + len(marker)
            if tuple(folded[start:end]) == marker:
                while end < len(folded) and folded[end] in _BEHIND_MARKER:
                    end += 1
                return end
    return None


def _behind(words: str, tokens: Sequence[Syllable]) -> int | None:
    """Where the text goes on behind some words."""
    wanted = words.split()
    folded = [fold(token.text) for token in tokens]
    for start in range(len(folded) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            return start + len(wanted)
    return None
