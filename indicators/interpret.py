"""From text, spans and context to one typed question.

The engine tells the intent and the open span; units, periods and the indicator are found here by
grammar and catalogue, so that what is new in the catalogue is understood at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indicators.catalogue import Catalogue
from indicators.cues import around_names
from indicators.decide import Candidate
from indicators.file_words import FileRequest, file_request
from indicators.kind import Kind
from indicators.kind_told import KIND_OF_INTENT, RESCUE, kind_told
from indicators.periods import LATEST
from indicators.question import UNSURE, Context, Question, Understanding
from indicators.refine import refined
from indicators.together import joins_periods, joins_units, without_wholes
from indicators.topics import Topic, find_topic
from indicators.units import UnitMention
from indicators.whole import settled, without_doubt

# Kinds that are about no indicator at all.
_ABOUT_ALL = {Kind.LIST, Kind.OVERVIEW, Kind.ADOPTION, Kind.BRIEF}
_OF_AN_INDICATOR = {
    Kind.VALUE,
    Kind.TARGET,
    Kind.BREAKDOWN,
    Kind.SOURCE,
    Kind.DEFINITION,
    Kind.COMPARISON,
    Kind.TREND,
    Kind.RANKING,
}
# Below this an indicator only shares words with the text.
# How sure the engine must be that "còn …" asks for something else.
_SURE = 0.8
_DISTINCT = 0.5
# "còn tài khoản ngân hàng?" asks the same of another.
_AND_OF = re.compile(r"(?:(?:thế|the|vậy|vay|à|a|ừ|u) )?(?:còn|con)\b", re.IGNORECASE)


def interpret(
    text: str,
    understanding: Understanding,
    context: Context | None,
    catalogue: Catalogue,
    home: str,
    today: date,
) -> Question:
    """The question a message asks.

    Args:
        text: the cleaned message.
        understanding: the engine's reading of it.
        context: what the dialogue was about before.
        catalogue: units and indicators as they are now.
        home: the unit meant when none is named or carried.
        today: the day of asking.
    """
    text = catalogue.vocabulary.heard(text)
    spans = tuple(catalogue.vocabulary.heard(span) for span in understanding.spans)
    understanding = replace(understanding, spans=spans)
    if context is not None and understanding.confidence < _SURE and _AND_OF.match(text):
        understanding = replace(understanding, intent="follow_up")
    topic, request = _read(text, understanding, context, catalogue, today)
    if request is not None:
        text = request.rest
    told = kind_told(text, understanding, topic, context)
    if told is Kind.VALUE and (
        joins_units(text, topic.units, catalogue) or joins_periods(text, topic.periods)
    ):
        told = Kind.COMPARISON
    kind = settled(
        told,
        text,
        topic,
        catalogue,
        by_words=KIND_OF_INTENT.get(understanding.intent) is not told,
        unsure=understanding.intent == UNSURE,
        alone=context is None,
    )
    if request is not None:
        before = context.kind if context is not None and _can_go_on(context) else None
        kind = request.content(kind, before, named=topic.named)
    elif kind is Kind.FILE and topic.candidates:
        # An indicator named after a report: its figure.
        kind = Kind.VALUE
    if kind is Kind.ANOMALIES:
        topic = find_topic(without_doubt(text), understanding.spans, catalogue, today)
    named = without_wholes(text, topic.units, catalogue)
    question = Question(
        kind=kind,
        text=text,
        candidates=topic.candidates,
        unknown=topic.unknown,
        period=topic.period,
        units=tuple(
            dict.fromkeys(mention.units[0] for mention in named if len(mention.units) == 1)
        ),
        periods=topic.periods,
        topic_named=topic.named,
        around=around_names(text, topic),
        file=request,
    )
    if context is not None and _is_vague(topic):
        meant = refined(text, context.indicator, topic, catalogue)
        topic = replace(topic, candidates=(), named=False)
        if meant is not None:
            question = replace(question, candidates=(meant,))
            context = context.model_copy(update={"indicator": meant.code})
    carries = (
        context is not None
        and kind is not Kind.OTHER
        and (
            context.asked_back
            or _continues(understanding, topic)
            # "so văn bản đến với phường 12": with that of the unit talked about.
            or (kind is Kind.COMPARISON and len(question.units) == 1)
        )
    )
    if carries and context is not None:
        question = replace(question, carried=context)
        if context.indicator is not None and not topic.candidates:
            question = replace(question, candidates=(Candidate(context.indicator, 1.0),))
    if kind in _ABOUT_ALL:
        question = replace(question, candidates=())
    return _with_unit(question, topic, context if carries else None, catalogue, home)


def _read(
    text: str,
    understanding: Understanding,
    context: Context | None,
    catalogue: Catalogue,
    today: date,
) -> tuple[Topic, FileRequest | None]:
    """What a text is about; of one that asks for a file, what is left of it is looked at."""
    request = file_request(text, expected=understanding.intent == "ask_file")
    if request is not None:
        topic = find_topic(request.rest, understanding.spans, catalogue, today)
        if _is_for_file(request, understanding, topic, context):
            return topic, request
    return find_topic(text, understanding.spans, catalogue, today), None


def _with_unit(
    question: Question,
    topic: Topic,
    context: Context | None,
    catalogue: Catalogue,
    home: str,
) -> Question:
    mention = _chosen_unit(topic.units, catalogue, widest=question.kind is Kind.BREAKDOWN)
    if question.kind is Kind.COMPARISON:
        # One that is told only in part must be known before anything is compared.
        mention = next((one for one in topic.units if len(one.units) > 1), mention)
    period = question.period
    if context is not None and period is None:
        period = context.period
    elif period == LATEST:
        period = None
    if mention is not None:
        units = mention.units
        return replace(
            question,
            unit=units[0] if len(units) == 1 else "",
            unit_options=units if len(units) > 1 else (),
            unit_named=True,
            period=period,
        )
    base = context.unit if context is not None else home
    relative = catalogue.lexicon.relative(question.text, base, topic.name)
    return replace(question, unit=relative or base, unit_named=relative is not None, period=period)


def _is_for_file(
    request: FileRequest, understanding: Understanding, topic: Topic, context: Context | None
) -> bool:
    """Whether a message in the words of a file request asks for figures as a file.

    Where the engine took it for something else ("cho xin file word mẫu đơn") it must name a unit or
    an indicator, or nothing but the file.
    """
    if understanding.intent in {*KIND_OF_INTENT, "follow_up", UNSURE}:
        return True
    if understanding.intent == "emergency":
        return False
    if topic.named:
        return any(c.score >= RESCUE.get(understanding.intent, 2.0) for c in topic.candidates)
    return request.report or bool(topic.units) or context is not None


def _can_go_on(context: Context) -> bool:
    """Whether an answer of the same kind can be given again."""
    return context.indicator is not None or context.kind not in _OF_AN_INDICATOR


def _continues(understanding: Understanding, topic: Topic) -> bool:
    """Whether the message goes on with what was talked about."""
    if understanding.intent == "follow_up" or topic.only_unit_or_period:
        return True
    return not topic.candidates and not topic.named


def _is_vague(topic: Topic) -> bool:
    """Whether what was talked about is likelier meant than the indicators found."""
    return all(c.score < _DISTINCT for c in topic.candidates)


def _chosen_unit(
    mentions: Sequence[UnitMention], catalogue: Catalogue, *, widest: bool
) -> UnitMention | None:
    """The most particular unit named: "phường 5 thành phố Vũng Tàu" is phường 5.

    A breakdown is of the widest: "của thành phố, chia theo ủy ban và phường xã".
    """
    best: UnitMention | None = None
    for mention in mentions:
        better = best is None or (
            _is_below(best, mention, catalogue) if widest else _is_below(mention, best, catalogue)
        )
        if better:
            best = mention
    return best


def _is_below(mention: UnitMention, other: UnitMention, catalogue: Catalogue) -> bool:
    return all(
        any(catalogue.covers(above, unit) and above != unit for above in other.units)
        for unit in mention.units
    )
