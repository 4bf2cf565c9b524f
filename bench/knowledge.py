"""Speed of the search for public services: `python -m bench.knowledge`.

At the shipped size and with 10,000 entries, made up from the shipped ones, against a peer in the
same run: the likeness of the question to every phrase in turn, by `rapidfuzz.process.extract`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice

from rapidfuzz import fuzz, process

from kb.base import topic_words
from kb.content import load
from kb.models import Procedure
from kb.not_covered import load_not_covered
from retrieval.fused import FusedIndex

ENTRIES = 10_000
TURNS = 200
PEER_TURNS = 100
_PERCENT = 100
_EVERY = 7

Phrase = tuple[str, Sequence[str]]


def main() -> None:
    """Measure and print."""
    shipped = _shipped()
    # As people ask: a facet around a phrase of the base.
    asked = [
        ["cho", "hoi", *words, "can", "giay", "to", "gi"] for _, words in shipped[::_EVERY] if words
    ]
    for phrases in (shipped, _multiplied(shipped)):
        begin = time.perf_counter()
        index = FusedIndex(phrases)
        built = time.perf_counter() - begin
        print(f"{len(index)} entries, {len(phrases)} phrases, indexed in {built:.1f} s")
        joined = [" ".join(words) for _, words in phrases]
        search = _timed(index.search, asked, TURNS)
        scan = _timed(partial(_scanned, joined), asked, PEER_TURNS)
        _show("search", search)
        _show("rapidfuzz over all (peer)", scan)
        print(f"ratio of the medians: {statistics.median(search) / statistics.median(scan):.3f}")


def _shipped() -> list[Phrase]:
    phrases: list[tuple[str, str]] = []
    for entry in load().entries():
        if isinstance(entry, Procedure):
            texts = [entry.name, *entry.aliases, *entry.questions, *entry.situations, entry.summary]
        else:
            texts = [entry.question, *entry.questions]
        phrases += [(entry.key, text) for text in texts]
    return [(key, topic_words(text)) for key, text in (*phrases, *load_not_covered())]


def _multiplied(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Copies of the entries until there are `ENTRIES`, each with a made-up word in every phrase."""
    keys = len({key for key, _ in phrases})
    return [
        (f"{key}.{copy}", [*words, f"zq{key}{copy}"] if copy else words)
        for copy in range(-(-ENTRIES // keys))
        for key, words in phrases
    ]


def _scanned(phrases: Sequence[str], words: Sequence[str]) -> object:
    return process.extract(" ".join(words), phrases, scorer=fuzz.token_set_ratio, limit=8)


def _timed(
    search: Callable[[Sequence[str]], object], asked: Sequence[Sequence[str]], turns: int
) -> list[float]:
    """Milliseconds of each of some turns."""
    times = []
    for words in islice(cycle(asked), turns):
        begin = time.perf_counter()
        search(words)
        times.append((time.perf_counter() - begin) * 1000)
    return times


def _show(name: str, times: Sequence[float]) -> None:
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=_PERCENT)[-1]
    print(f"{name:26} p50 {p50:8.2f} ms   p99 {p99:8.2f} ms")


if __name__ == "__main__":
    main()
