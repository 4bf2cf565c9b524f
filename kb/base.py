"""A read-only picture of the knowledge base, and how questions find its entries."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.content import Entry
from kb.models import Faq, Procedure
from kb.not_covered import is_not_covered, load_not_covered
from kb.synonyms import one_word_for_all
from kb.tables import KnowledgeEntry, KnowledgePhrase, KnowledgeVersion
from retrieval.fused import Found, FusedIndex
from vietnamese.abbreviations import expand
from vietnamese.homophones import Vocabulary
from vietnamese.normalise import fold
from vietnamese.syllables import syllables


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries with the means to find them.

    Attributes:
        version: the version of the database it was read from.
        entries: by key.
        index: over names, aliases, questions, situations and learned phrases.
        phrases: the phrases of the index, in its order.
        situations: the phrases that are situations, by their number.
        names: the entries by the words of each of their names and aliases.
        longest_name: how many words the longest name has.
        vocabulary: the words of the phrases.
    """

    version: int
    entries: Mapping[str, Entry]
    index: FusedIndex
    phrases: tuple[str, ...]
    situations: frozenset[int]
    names: Mapping[tuple[str, ...], frozenset[str]]
    longest_name: int
    vocabulary: Vocabulary

    def title(self, key: str) -> str:
        """What a reader calls an entry."""
        entry = self.entries[key]
        return entry.name if isinstance(entry, Procedure) else entry.question

    def name_words(self, key: str) -> list[list[str]]:
        """The folded words of a procedure's official name."""
        entry = self.entries.get(key)
        if not isinstance(entry, Procedure):
            return []
        return [[fold(syllable.text) for syllable in syllables(entry.name)]]

    def is_named(self, key: str, words: Sequence[str]) -> bool:
        """Whether a procedure's whole official name stands in some words (see `meant_words`)."""
        entry = self.entries.get(key)
        if not isinstance(entry, Procedure):
            return False
        name = topic_words(entry.name)
        starts = range(len(words) - len(name) + 1)
        return any(list(words[start : start + len(name)]) == name for start in starts)

    def named(self, words: Sequence[str]) -> frozenset[str]:
        """The entries of which a whole name or alias stands in some words (see `meant_words`)."""
        found: set[str] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self.longest_name) + 1):
                found |= self.names.get(tuple(words[start:end]), frozenset())
        return frozenset(found)

    def find(self, text: str) -> list[Found]:
        """The entries that a text finds, best first."""
        found = self.index.search(topic_words(text))
        return [one for one in found if not is_not_covered(one.key)]


class KnowledgeReader:
    """Keeps the newest picture of the knowledge base."""

    def __init__(self) -> None:
        self._current: KnowledgeBase | None = None
        self._lock = threading.Lock()

    def read(self, session: Session) -> KnowledgeBase:
        """The knowledge base as the database has it now."""
        version = session.scalar(select(KnowledgeVersion.version)) or 0
        with self._lock:
            if self._current is None or self._current.version != version:
                self._current = load_base(session, version)
            return self._current


def load_base(session: Session, version: int) -> KnowledgeBase:
    """Read the whole knowledge base from the database."""
    entries: dict[str, Entry] = {}
    for row in session.scalars(select(KnowledgeEntry).order_by(KnowledgeEntry.key)):
        model = Procedure if row.kind == "procedure" else Faq
        entries[row.key] = model.model_validate_json(row.body)
    learned = [
        (row.key, row.phrase)
        for row in session.scalars(select(KnowledgePhrase).order_by(KnowledgePhrase.phrase))
        if row.key in entries
    ]
    return build_base(version, entries, learned)


def build_base(
    version: int, entries: Mapping[str, Entry], learned: list[tuple[str, str]]
) -> KnowledgeBase:
    """Index entries and learned phrases."""
    phrases: list[tuple[str, str]] = []
    situations: set[int] = set()
    for key, entry in entries.items():
        if isinstance(entry, Procedure):
            phrases += [(key, text) for text in (entry.name, *entry.aliases, *entry.questions)]
            situations.update(range(len(phrases), len(phrases) + len(entry.situations)))
            phrases += [(key, text) for text in entry.situations]
            # What it is for, in plain words, is a way to find it too.
            phrases.append((key, entry.summary))
        else:
            phrases += [(key, text) for text in (entry.question, *entry.questions)]
    phrases += load_not_covered()
    phrases += learned
    names = _names(entries)
    return KnowledgeBase(
        version,
        entries,
        FusedIndex((key, topic_words(text)) for key, text in phrases),
        tuple(text for _, text in phrases),
        frozenset(situations),
        names,
        max(map(len, names), default=0),
        Vocabulary.of(text for _, text in phrases),
    )


def _names(entries: Mapping[str, Entry]) -> dict[tuple[str, ...], frozenset[str]]:
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, entry in entries.items():
        if isinstance(entry, Procedure):
            for name in (entry.name, *entry.aliases):
                names[tuple(topic_words(name))].add(key)
    return {words: frozenset(keys) for words, keys in names.items()}


def topic_words(text: str) -> list[str]:
    """The folded words that a text is found by, abbreviations written out."""
    return meant_words([fold(syllable.text) for syllable in syllables(text)])


def meant_words(folded: Sequence[str]) -> list[str]:
    """Folded words with abbreviations written out and synonyms read as one."""
    return one_word_for_all(expand(folded))
