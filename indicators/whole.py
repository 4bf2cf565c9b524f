"""Which questions are about a unit as a whole, and which only sound like it."""

from __future__ import annotations

import re

from indicators.catalogue import Catalogue
from indicators.cues import cue, folded_line
from indicators.decide import SURE
from indicators.groups import named_group
from indicators.kind import Kind
from indicators.topics import Topic
from vietnamese.syllables import syllables

_TOLD_BY_WORDS = {
    *(Kind.LIST, Kind.OVERVIEW, Kind.TASKS, Kind.ANOMALIES, Kind.ADOPTION, Kind.BRIEF),
}
_OF_ONE = {
    *(Kind.DEFINITION, Kind.SOURCE, Kind.TARGET, Kind.BREAKDOWN),
    *(Kind.RANKING, Kind.COMPARISON, Kind.TREND),
}
_GIVING_WAY = {Kind.OTHER, Kind.VALUE, Kind.LIST, Kind.OVERVIEW}
# What asks for doubts, and names nothing that could be doubted ("kiểm tra trực tuyến" does).
_DOUBTED = re.compile(
    r"\b(?:kiem tra|ra soat|soat|loi|sai|mau thuan|bat thuong|dang ngo|nghi ngo|dang tin|tin cay"
    r"|tin duoc|chinh xac|vo ly|(?:bat )?hop ly|khop|chat luong|van de)\b"
)
_HOW_IS_IT = re.compile(r"\b(?:the nao|ra sao|sao roi|lam an|lam sao|rang roi|co gi)\b")
_PROGRESS = re.compile(r"\b(?:(?:toi|den) (?:dau|mo)|buoc nao|giai doan nao|xong chua)\b")
_OF_INDICATORS = re.compile(r"\b(?:chi tieu|chi so|ct|nhom|dat|hoan thanh)\b")
_WHICH_UNIT = re.compile(r"\b(?:phuong|xa|don vi|phong|noi|so|huyen|ai) nao\b")
_GENERAL = re.compile(r"\b(?:chuyen doi so|cds)\b")
# What the assistant is called by those who talk to it; "trợ lý ảo" is also an indicator.
_ITSELF = re.compile(r"\b(?:bot|chatbot|em|tro ly nay|tro ly(?! ao)|he thong nay|ung dung nay)\b")


def settled(
    kind: Kind,
    text: str,
    topic: Topic,
    catalogue: Catalogue,
    *,
    by_words: bool,
    unsure: bool,
    alone: bool,
) -> Kind:
    """The kind of a question once it is known what it is about.

    Args:
        kind: as told by the engine and by words.
        text: the cleaned message.
        topic: what it names.
        catalogue: units, indicators and groups as they are now.
        by_words: whether words told the kind, and not the engine.
        unsure: whether the engine was not sure of any kind.
        alone: whether nothing was talked about before.
    """
    told = cue(text)
    if told is Kind.BRIEF and kind in _GIVING_WAY:
        return Kind.BRIEF
    if kind is Kind.OTHER and unsure:
        kind = _by_words(told, text, topic, alone=alone)
    if kind in {Kind.OVERVIEW, Kind.TASKS} and told in _OF_ONE and _names_one(topic):
        return told
    if kind is Kind.OVERVIEW:
        return _overview(text, topic, catalogue, by_words=by_words)
    if kind is Kind.LIST and named_group(text, catalogue) is None:
        return _listed(told, text, topic, by_words=by_words)
    if told is Kind.TASKS and kind in {Kind.VALUE, Kind.TASKS}:
        return _of_tasks(kind, text, topic, by_words=by_words)
    if kind is Kind.ADOPTION and _names_one(topic) and not _ITSELF.search(folded_line(text)):
        return Kind.VALUE
    return kind


def without_doubt(text: str) -> str:
    """A question for doubtful figures without the words that only ask for them."""
    tokens = [syllable.text for syllable in syllables(text)]
    line = folded_line(text)
    asked: set[int] = set()
    for found in _DOUBTED.finditer(line):
        first = line[: found.start()].count(" ")
        asked.update(range(first, first + found.group().count(" ") + 1))
    return " ".join(token for number, token in enumerate(tokens) if number not in asked)


def _by_words(told: Kind | None, text: str, topic: Topic, *, alone: bool) -> Kind:
    if told in _TOLD_BY_WORDS:
        return told
    asks_how = _HOW_IS_IT.search(folded_line(text)) is not None
    return Kind.OVERVIEW if alone and topic.units and not topic.named and asks_how else Kind.OTHER


def _of_tasks(kind: Kind, text: str, topic: Topic, *, by_words: bool) -> Kind:
    """The tasks themselves, or a figure of them: "nhiệm vụ đã hoàn thành của tỉnh"."""
    if _PROGRESS.search(folded_line(text)):
        return Kind.TASKS
    return Kind.VALUE if by_words and _names_one(topic) else kind


def _listed(told: Kind | None, text: str, topic: Topic, *, by_words: bool) -> Kind:
    """A list, unless an indicator is named: "hồ sơ trực tuyến có đạt các chỉ tiêu không"."""
    if by_words:
        return Kind.TARGET if _names_one(topic) else Kind.LIST
    line = folded_line(text)
    if _OF_INDICATORS.search(line) or all(one.doubtful for one in topic.candidates):
        return Kind.LIST
    # "Phường nào có nhiều văn bản đến nhất" lists no indicators.
    if told is not None and told is not Kind.LIST:
        return told
    return Kind.RANKING if _WHICH_UNIT.search(line) else Kind.LIST


def _overview(text: str, topic: Topic, catalogue: Catalogue, *, by_words: bool) -> Kind:
    """An overview, unless an indicator or a group is named: "tình hình hồ sơ trực tuyến"."""
    if _names_one(topic):
        return Kind.VALUE
    if named_group(text, catalogue) is not None:
        return Kind.LIST
    if _GENERAL.search(folded_line(text)):
        return Kind.OVERVIEW
    likely = [one for one in topic.candidates if not one.doubtful and one.score >= SURE]
    return Kind.VALUE if likely or (by_words and topic.candidates) else Kind.OVERVIEW


def _names_one(topic: Topic) -> bool:
    """Whether a text names one indicator for sure."""
    if not topic.named or len(topic.candidates) != 1:
        return False
    return not topic.candidates[0].doubtful and topic.candidates[0].score >= SURE
