"""From text and context to one typed question on public services."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from kb.base import KnowledgeBase, meant_words
from kb.choices import load_choices
from kb.facets import cue_line, facet_cue, without_cues
from kb.guess import NO_GUESS, Guess
from kb.models import Facet, Faq, Procedure
from kb.not_covered import is_not_covered
from kb.places import Place, load_places
from kb.question import LEARNT, KnowledgeContext, KnowledgeQuestion
from retrieval.fused import Found
from vietnamese.normalise import fold
from vietnamese.syllables import syllables
from vietnamese.words import is_function_word

# Set on the development questions; see docs/decisions/procedure-search.md.
# What the words that ask for a side are worth against what the engine has learnt of sides.
_CUE = 0.8
_PLAIN = 0.3
# What the engine must give an entry of which no word that tells the topic is said.
_EXPECTED = 0.15
# What a service beside the last one must have for a short message to go over to it, and how much
# likelier it is than one of another field.
_SIBLING = 0.03
_NEARNESS = 5
# From where on a message is about something else than the last service.
_ELSEWHERE = 0.15
# From where on a message that names no service is about none.
_BEYOND = 0.5
# What the engine must give one of several that share a name to tell it from the others.
_APART = 0.75
_NO_PHRASE = -1
# Where a procedure is as near as a frequent question, the procedure answers.
_FAQ_TRUST = 0.9


# What is said about any public service, and tells none from the other.
_GENERAL_WORDS = """
    ban ben bo can cap chi cong dan dang dem dinh don du duoc giay ho hoi huong khai ky lam lay loai
    mang nay nguoi nhan nop phai phuong quy so the theo tien to thanh thu tinh truong tuc uy ubnd
    van viec vung xa xin xong yeu tau
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())

# "không phải tạm ngừng, tôi muốn nghỉ luôn": what is not meant goes.
_NOT_THIS = re.compile(
    r"^\s*(?:không|khong|ko) (?:phải|phai)(?: là| la)? [^,.;]{2,40}[,.;]\s*", re.IGNORECASE
)
_AND_THAT = re.compile(r"(?: thi)? (?:sao|the nao|ra sao|nhu nao)$")
# "còn ở phường 10 thì sao" asks for no steps, "làm sao" does.
_THEN = re.compile(r" thi (?:sao|the nao|ra sao|nhu nao)$")
# A message of so few syllables answers a question back.
_SHORT = 8
# So short a question for a side names what it is about only with a name.
_SHORT_QUESTION = 10
# A message that begins so changes a part of the question before.
_REFINES = re.compile(r"(?:khong|a|u|o|da|y|con|the|vay|neu|nham|ma|lo)\b")


def interpret(
    text: str,
    context: KnowledgeContext | None,
    base: KnowledgeBase,
    *,
    follows: bool = False,
    guess: Guess = NO_GUESS,
) -> KnowledgeQuestion:
    """The question on public services that a cleaned message asks.

    Args:
        text: the cleaned message.
        context: what the dialogue was about before.
        base: the knowledge base as it is now.
        follows: whether the engine took the message for one that goes on with the last.
        guess: what the engine expects it to be about.
    """
    meant = _NOT_THIS.sub("", text)
    if meant != text:
        # The engine saw what is not meant too.
        guess = NO_GUESS
    text = base.vocabulary.heard(meant)
    place = load_places().find(text)
    spoken = [fold(syllable.text) for syllable in syllables(text)]
    line = cue_line(text)
    whole = spoken
    if place is not None:
        spoken = spoken[: place.start] + spoken[place.end :]
    found = _search(spoken, base)
    if place is not None and found and isinstance(base.entries.get(found[0].key), Faq):
        # What is asked may be about the place itself.
        found = _best_of(found, _search(whole, base))
    found = _expected(found, guess, base)
    telling = _telling(text, line, place)
    if context is not None and context.options and len(spoken) <= _SHORT:
        chosen = [one for one in found if one.key in context.options]
        if chosen:
            facet = facet_cue(line, base.name_words(chosen[0].key))
            kept = facet or context.facet
            chosen = [replace(chosen[0], score=max(chosen[0].score, 1.0))]
            return KnowledgeQuestion(text, tuple(chosen), kept, facet is not None, place)
    before = context.key if context is not None and context.key in base.entries else None
    refines = before is not None and (follows or _REFINES.match(line) is not None)
    if context is not None and before is not None:
        named = base.named(meant_words(spoken))
        short = len(spoken) <= _SHORT_QUESTION and not named
        sibling = _sibling(before, guess, base) if short else None
        if sibling is not None:
            context = context.model_copy(update={"key": sibling})
            return _gone_on(line, context, place, guess)
        asks = facet_cue(line) is not None and len(spoken) <= _SHORT_QUESTION
        silent = not telling and guess.beyond < _BEYOND
        if silent or (asks and not refines and not named and not _elsewhere(before, guess)):
            return _gone_on(line, context, place, guess)
        if refines and not named:
            found = _with_before(spoken, found, before, base)
    names = base.name_words(found[0].key) if found else ()
    # "còn ô tô thì sao" asks the same of another.
    facet = facet_cue(_AND_THAT.sub("", line) if refines else line, names)
    if context is None or not refines:
        facet = guess.facet(facet, _CUE, _PLAIN)
    kept = context.facet if context is not None and refines else Facet.OVERVIEW
    explained = base.index.explained(found[0].key, telling) if found and telling else 0.0
    # Whoever says an official name in full has told which is meant.
    is_named = bool(found) and base.is_named(found[0].key, meant_words(spoken))
    expected = guess.services.get(found[0].key, 0.0) if found else 0.0
    shared = () if is_named or expected >= _APART else _shared(frozenset(core_of(text)))
    options = tuple(key for key in shared if key in base.entries)
    return KnowledgeQuestion(
        text,
        found,
        facet or kept,
        facet is not None,
        place,
        explained,
        options=options,
        is_named=is_named,
        expected=expected,
        ungrounded=bool(guess.services)
        and not (explained or is_named or refines)
        and expected < _EXPECTED,
    )


def _expected(found: Iterable[Found], guess: Guess, base: KnowledgeBase) -> tuple[Found, ...]:
    """What was found with what the engine expects counted in, best first."""
    known = {one.key: one for one in found}
    for key, share in guess.services.items():
        if key in base.entries or is_not_covered(key):
            one = known.get(key, Found(key, 0.0, _NO_PHRASE))
            known[key] = replace(one, score=one.score + LEARNT * share)
    return tuple(sorted(known.values(), key=lambda one: (-one.score, one.key)))


def _shared(said: frozenset[str]) -> tuple[str, ...]:
    """The procedures that share the longest name that is said, with nothing that tells more."""
    named = [
        (len(name), keys)
        for name, keys in load_choices(core_of).items()
        if name <= said and said - name <= _GENERAL
    ]
    return max(named)[1] if named else ()


def core_of(text: str) -> list[str]:
    """The words of a text without what asks for a facet and without those that carry no topic."""
    return _words_left(text, without_cues(cue_line(text)), None, frozenset(), numbers=True)


def _search(spoken: Sequence[str], base: KnowledgeBase) -> tuple[Found, ...]:
    """The entries that the whole text finds, or the text without the cues of facets."""
    weighed = []
    for words in (spoken, without_cues(" ".join(spoken)).split()):
        for found in base.index.search(meant_words(words)):
            is_faq = isinstance(base.entries.get(found.key), Faq)
            weighed.append(replace(found, score=found.score * (_FAQ_TRUST if is_faq else 1.0)))
    return _best_of(weighed)


def _best_of(*several: Iterable[Found]) -> tuple[Found, ...]:
    """Each entry as it was found best, best first."""
    best: dict[str, Found] = {}
    for one in chain.from_iterable(several):
        if one.key not in best or one.score > best[one.key].score:
            best[one.key] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.key)))


def _telling(text: str, line: str, place: Place | None) -> list[str]:
    """The words of a text that tell what it is about: no cues of facets, no place, no talk."""
    return _words_left(text, without_cues(line), place, _GENERAL)


def _words_left(
    text: str, left: str, place: Place | None, general: frozenset[str], *, numbers: bool = False
) -> list[str]:
    """The words of a text that are in what is left of its line, without talk and place."""
    tokens = syllables(text)
    taken = set(range(place.start, place.end)) if place is not None else set()
    empty = {fold(token.text) for token in tokens if is_function_word(token.text)} | general
    asked = Counter(left.split())
    words = []
    for number, token in enumerate(tokens):
        folded = fold(token.text)
        if number in taken or folded in empty or not asked[folded]:
            continue
        if folded.isdigit() and not numbers:
            continue
        asked[folded] -= 1
        words.append(folded)
    return meant_words(words)


def _gone_on(
    line: str, context: KnowledgeContext, place: Place | None, guess: Guess
) -> KnowledgeQuestion:
    """A message that names nothing but a facet or a place: it goes on with the dialogue."""
    cued = facet_cue(_AND_THAT.sub("", line)) or facet_cue(_THEN.sub("", line))
    facet = guess.facet(cued, _CUE, _PLAIN) if cued else None
    found = (Found(context.key, 1.0, 0),)
    kept = facet or context.facet
    return KnowledgeQuestion(line, found, kept, facet is not None, place, carried=True)


def _elsewhere(before: str, guess: Guess) -> bool:
    """Whether the engine expects a message to be about something else than the last service."""
    others = (share for key, share in guess.services.items() if key != before)
    return max(max(others, default=0.0), guess.beyond) >= _ELSEWHERE


def _sibling(before: str, guess: Guess, base: KnowledgeBase) -> str | None:
    """The service beside the last one that a short message goes over to: "mức 1 thì sao"."""
    last = base.entries[before]
    if not isinstance(last, Procedure):
        return None
    near = {
        key: share
        for key, share in guess.services.items()
        if isinstance(entry := base.entries.get(key), Procedure) and entry.domain == last.domain
    }
    best = max(near, key=lambda key: near[key], default=before)
    others = max((share for key, share in guess.services.items() if key not in near), default=0.0)
    likely = near.get(best, 0.0)
    if best == before or likely < _SIBLING or likely * _NEARNESS < max(others, guess.beyond):
        return None
    return best


def _with_before(
    spoken: Sequence[str], found: tuple[Found, ...], before: str, base: KnowledgeBase
) -> tuple[Found, ...]:
    """What is meant together with what was talked about: "nếu chồng là người Mỹ thì sao"."""
    name = [word for words in base.name_words(before) for word in words]
    together = [one for one in _search([*name, *spoken], base) if one.key != before]
    best = {one.key: one for one in (*found, *together[:1])}
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.key)))
