"""What a text is about: the indicator, the units and the periods it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.catalogue import Catalogue
from indicators.periods import Period, find_periods
from indicators.units import UnitMention
from retrieval.phrases import Hit, comparable, key_word, key_words
from vietnamese.normalise import fold
from vietnamese.syllables import Syllable, syllables
from vietnamese.words import is_function_word

# Tuned on the development questions; see docs/decisions/0006-indicator-search.md.
ACCEPT = 0.42
MARGIN = 0.08
SPAN_TRUST = 0.95
# A long message is also read in clauses and windows of this many syllables.
LONG = 16
WINDOW = 12
MIN_WORDS = 3
STRETCH_TRUST = 0.9
MEASURE_BONUS = 0.08
TIE = 0.02
SURE = 0.6
EXPLAINED = 0.5
UNSURE_OPTIONS = 3
OPTIONS = 4

# What people say about a figure, not which figure: left out before the indicator is looked for.
_ASIDES = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in [
                "chi tieu",
                "muc tieu",
                "chi tieu giao",
                "ke hoach giao",
                "duoc giao",
                "giao cho",
                "so voi",
                "so lieu",
                "con so",
                "du lieu",
                "so nay",
                "so do",
                "chi so nay",
                "chi so",
                "thong tin tu",
                "bao cao",
                "bao cao nao",
                "lay tu",
                "lay o",
                "lay dau",
                "trich tu",
                "tu nguon",
                "nguon nao",
                "nguon cua",
                "nguon dau",
                "nguon",
                "cong bo",
                "cap nhat",
                "cong thuc",
                "cach tinh",
                "tinh the nao",
                "tinh sao",
                "tinh kieu",
                "nghia la",
                "y nghia",
                "chia theo",
                "tach theo",
                "phan theo",
                "tung don vi",
                "tung phuong",
                "tung phuong xa",
                "theo don vi",
                "theo phuong",
                "tren dia ban",
                "dia ban",
                "thuc te",
                "thuc su",
                "hien da",
                "con thieu",
                "vuot chi tieu",
                "dat chi tieu",
                "dat bao",
                "dat may",
                "dat chua",
                "da dat",
                "dat duoc",
                "so luong",
                "tai lieu",
                "can cu",
                "chiem",
                "nam o",
                "thuoc ve",
                "tinh hinh",
                "the nao",
                "ra sao",
                "lam sao",
                "bao xa",
                "tong cong",
                "tat ca",
                "hien tai",
                "giup anh",
                "giup chi",
                "giup em",
                "giup toi",
                "cho biet",
                "cho hoi",
                "cho xin",
                "khong biet",
                "ko biet",
            ]
        ),
        key=len,
        reverse=True,
    )
)

# Words that alone do not name an indicator.
_VAGUE = frozenset(
    key_word(word)
    for word in [
        "chi",
        "tieu",
        "so",
        "lieu",
        "ty",
        "le",
        "ket",
        "qua",
        "don",
        "vi",
        "phuong",
        "xa",
        "muc",
        "dat",
        "thieu",
        "vuot",
        "loai",
        "ten",
    ]
)
_PERCENT = ("phan tram", "ty le", "ti le", "tl")
_COUNTED = re.compile(r" (?:bao nhieu|may|bn|so luong|tong so|bnhieu) (\w+)")


@dataclass(frozen=True)
class Candidate:
    """An indicator that may be meant, with how well it matches (0 to 1)."""

    code: str
    score: float


@dataclass(frozen=True)
class Topic:
    """What a text names.

    Attributes:
        candidates: the indicators that match well enough, best first; one when decided.
        near: the best matches, good enough or not.
        units: units named, without those that are part of an indicator's name.
        unknown: a place or body the catalogue lacks.
        period: the period named, the last where there are several.
        named: whether anything is named that could be an indicator.
        only_unit_or_period: nothing is named but units and periods.
    """

    candidates: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    units: tuple[UnitMention, ...]
    unknown: str | None
    period: Period | None
    named: bool
    only_unit_or_period: bool


def find_topic(text: str, spans: Sequence[str], catalogue: Catalogue, today: date) -> Topic:
    """What a cleaned text is about.

    Args:
        text: the cleaned message.
        spans: the stretches of it that the engine took for an indicator's name.
        catalogue: units and indicators as they are now.
        today: what relative periods are counted from.
    """
    tokens = syllables(text)
    mentions, unknown = catalogue.lexicon.find(text)
    ranges = [(m.start, m.end) for m in mentions] + [(m.start, m.end) for m in unknown]
    taken = {number for start, end in ranges for number in range(start, end)}
    periods = find_periods(text, today, taken)
    in_period = {n for m in periods for n in range(m.start, m.end)}
    rest = _content(tokens, taken | in_period, catalogue)
    whole = _content(tokens, in_period, catalogue)
    stretches = _stretches(text, tokens, taken | in_period, catalogue)
    hits = _merge(
        (catalogue.phrases.search(rest), 1.0),
        (catalogue.phrases.search(whole) if taken else [], 1.0),
        *((catalogue.phrases.search(stretch), STRETCH_TRUST) for stretch in stretches),
        *((catalogue.phrases.search(key_words(span)), SPAN_TRUST) for span in spans),
    )
    hits = _prefer_measure(text, hits, catalogue)
    near = tuple(Candidate(hit.key, hit.score) for hit in hits[:OPTIONS])
    units = [m for m in mentions if not _is_part_of_name(m, tokens, hits, catalogue)]
    topic_words = [word for word in rest if word not in _VAGUE and not word.isdigit()]
    candidates = _decide(hits)
    return Topic(
        candidates=candidates,
        near=near,
        units=tuple(units),
        unknown=unknown[0].text if unknown else None,
        period=periods[-1].period if periods else None,
        named=bool(topic_words),
        only_unit_or_period=bool(mentions or unknown or periods) and not topic_words,
    )


def _content(tokens: Sequence[Syllable], left_out: set[int], catalogue: Catalogue) -> list[str]:
    """The key words of a text that may name an indicator."""
    folded = [fold(token.text) for token in tokens]
    aside = _asides(folded) | _closing_particles(tokens)
    kept = []
    for number, token in enumerate(tokens):
        if number in left_out or number in aside:
            continue
        known = catalogue.phrases.knows(key_word(folded[number]))
        if known or not is_function_word(token.text):
            kept.append(folded[number])
    return comparable(kept)


def _closing_particles(tokens: Sequence[Syllable]) -> set[int]:
    """The numbers of the words of a closing "… không ạ", "… chưa vậy em"."""
    for number in range(len(tokens) - 1, -1, -1):
        if fold(tokens[number].text) in {"khong", "chua", "ko", "hong", "hok"}:
            return set(range(number, len(tokens)))
        if not is_function_word(tokens[number].text):
            break
    return set()


def _stretches(
    text: str, tokens: Sequence[Syllable], left_out: set[int], catalogue: Catalogue
) -> list[list[str]]:
    """The clauses of a long message, and the windows of one without punctuation.

    What people say around a question ("anh vừa họp về, xem giúp…") must not drown it.
    """
    if len(tokens) < LONG:
        return []
    clauses: list[list[int]] = [[]]
    for number, token in enumerate(tokens):
        if number and set(text[tokens[number - 1].end : token.start]) & set(",.;:?!\n"):
            clauses.append([])
        clauses[-1].append(number)
    windows = [clause for clause in clauses if len(clause) < len(tokens)]
    for clause in clauses:
        windows += [
            clause[start : start + WINDOW] for start in range(0, len(clause) - WINDOW, WINDOW // 3)
        ]
    everything = set(range(len(tokens)))
    contents = [
        _content(tokens, left_out | (everything - set(window)), catalogue) for window in windows
    ]
    return [words for words in contents if len(words) >= MIN_WORDS]


def _asides(words: Sequence[str]) -> set[int]:
    """The numbers of the words that only speak about figures in general."""
    aside: set[int] = set()
    for start in range(len(words)):
        if start in aside:
            continue
        for phrase in _ASIDES:
            if tuple(words[start : start + len(phrase)]) == phrase:
                aside.update(range(start, start + len(phrase)))
                break
    return aside


def _merge(*results: tuple[list[Hit], float]) -> list[Hit]:
    best: dict[str, Hit] = {}
    explained: dict[str, frozenset[str]] = defaultdict(frozenset)
    for hits, trust in results:
        for hit in hits:
            score = hit.score * trust
            explained[hit.key] |= hit.explained
            if hit.key not in best or score > best[hit.key].score:
                best[hit.key] = replace(hit, score=score)
    return _ranked(replace(hit, explained=explained[hit.key]) for hit in best.values())


def _ranked(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))


def _prefer_measure(text: str, hits: list[Hit], catalogue: Catalogue) -> list[Hit]:
    """A question for a percentage prefers shares among what matches about as well; a count, counts.

    "bao nhiêu" in front of a word of the indicators asks for a count ("bao nhiêu văn bản"), at the
    end it asks for anything.
    """
    words = [fold(syllable.text) for syllable in syllables(text)]
    line = f" {' '.join(words)} "
    if "%" in text or any(f" {word} " in line for word in _PERCENT):
        wanted = True
    elif any(
        catalogue.phrases.knows(key_word(found.group(1))) for found in _COUNTED.finditer(line)
    ):
        wanted = False
    else:
        return hits
    return _ranked(
        replace(hit, score=hit.score + MEASURE_BONUS)
        if (catalogue.indicators[hit.key].measure == "%") is wanted
        else hit
        for hit in hits
    )


def _decide(hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """One candidate when it stands out, several when they are about as good, else none.

    One that explains all the words another explains, and more, stands before it; one whose name
    stands in the text stands before those that explain no more.
    """
    if not hits or hits[0].score < ACCEPT:
        return ()
    margin = MARGIN if hits[0].score > SURE else 1.5 * MARGIN
    close = [hit for hit in hits[:OPTIONS] if hits[0].score - hit.score < margin]
    close = [hit for hit in close if not any(hit.explained < other.explained for other in close)]
    best = close[0]
    if not best.outright and best.coverage < EXPLAINED:
        # Likely, but much of the question is left unexplained: ask, never guess a figure.
        close = list(hits[:UNSURE_OPTIONS])
    if best.outright:
        close = [hit for hit in close if hit is best or _rivals(hit, best)]
    return tuple(Candidate(hit.key, hit.score) for hit in close)


def _rivals(hit: Hit, best: Hit) -> bool:
    """Whether a hit may be meant as well as the best, whose name stands in the text."""
    if not hit.explained <= best.explained:
        return True
    return hit.outright and best.score - hit.score < TIE


def _is_part_of_name(
    mention: UnitMention, tokens: Sequence[Syllable], hits: Sequence[Hit], catalogue: Catalogue
) -> bool:
    """Whether what looks like a unit belongs to the indicator ("cổng dịch vụ công quốc gia")."""
    if not hits or hits[0].score < ACCEPT:
        return False
    phrase = " ".join(key_words(hits[0].phrase))
    words = comparable([fold(token.text) for token in tokens[mention.start : mention.end]])
    inside = " ".join(words)
    if not inside or f" {inside} " not in f" {phrase} ":
        return False
    before = comparable([fold(t.text) for t in tokens[max(0, mention.start - 1) : mention.start]])
    after = comparable([fold(t.text) for t in tokens[mention.end : mention.end + 1]])
    joined_before = bool(before) and f" {before[-1]} {inside} " in f" {phrase} "
    joined_after = bool(after) and f" {inside} {after[0]} " in f" {phrase} "
    return joined_before or joined_after
