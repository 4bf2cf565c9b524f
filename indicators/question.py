"""From text, spans and context to one typed question.

The engine tells the intent and the open span; units, periods and the indicator are found here by
grammar and catalogue, so that what is new in the catalogue is understood at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from indicators.catalogue import Catalogue
from indicators.cues import cue, may_be
from indicators.decide import Candidate
from indicators.kind import Kind
from indicators.periods import LATEST, Period
from indicators.topics import Topic, find_topic
from indicators.units import UnitMention
from vietnamese.syllables import syllables

UNSURE = "nlu_fallback"
"""The engine's intent where it is not sure of any."""

_KIND_OF_INTENT = {
    "ask_value": Kind.VALUE,
    "ask_target": Kind.TARGET,
    "ask_definition": Kind.DEFINITION,
    "ask_source": Kind.SOURCE,
    "ask_breakdown": Kind.BREAKDOWN,
    "ask_comparison": Kind.COMPARISON,
    "ask_trend": Kind.TREND,
    "ask_ranking": Kind.RANKING,
    "ask_list": Kind.LIST,
    "ask_overview": Kind.OVERVIEW,
    "ask_tasks": Kind.VALUE,
    "ask_anomalies": Kind.ANOMALIES,
    "ask_adoption": Kind.ADOPTION,
    "ask_brief": Kind.BRIEF,
    "ask_file": Kind.FILE,
    "subscribe": Kind.SUBSCRIPTION,
}
_CONTINUING = {Kind.VALUE, Kind.TARGET, Kind.BREAKDOWN, Kind.SOURCE, Kind.DEFINITION}


@dataclass(frozen=True)
class Understanding:
    """What the engine made of a message.

    Attributes:
        intent: its name, `UNSURE` where the engine was not sure.
        confidence: 0 to 1.
        spans: the texts of the entities `indicator`, as typed.
    """

    intent: str
    confidence: float
    spans: tuple[str, ...] = ()


class Context(BaseModel):
    """What the dialogue is about, kept from one turn to the next in the tracker.

    Attributes:
        kind: what was asked.
        indicator: the indicator's code, None after a question on a unit as a whole.
        unit: the unit's code.
        period: None: the latest reported.
        asked_back: whether the last answer was a question back: the next message completes it.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind = Kind.VALUE
    indicator: str | None = None
    unit: str
    period: Period | None = None
    asked_back: bool = False


@dataclass(frozen=True)
class Question:
    """One question, typed.

    Attributes:
        kind: what is asked.
        candidates: the indicators that may be meant, best first; several when undecided.
        unit: the unit's code.
        unit_options: the units an incomplete name may mean.
        unknown: a place or body that the catalogue lacks.
        period: None: the latest reported.
        units: the codes of all units named that are told for sure, in order.
        periods: all periods named, in order.
        unit_named: whether the text names the unit (else it was assumed or carried).
        topic_named: whether the text names something to ask about.
        text: as cleaned.
        carried: what the dialogue was about, where the question goes on with it.
    """

    kind: Kind
    text: str
    candidates: tuple[Candidate, ...] = ()
    unit: str = ""
    unit_options: tuple[str, ...] = ()
    unknown: str | None = None
    period: Period | None = None
    units: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    unit_named: bool = False
    topic_named: bool = False
    carried: Context | None = None


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
    topic = find_topic(text, understanding.spans, catalogue, today)
    kind = _kind(text, understanding, topic, context)
    question = Question(
        kind=kind,
        text=text,
        candidates=topic.candidates,
        unknown=topic.unknown,
        period=topic.period,
        units=tuple(mention.units[0] for mention in topic.units if len(mention.units) == 1),
        periods=topic.periods,
        topic_named=topic.named,
    )
    if context is not None and _is_vague(understanding, topic):
        topic = replace(topic, candidates=(), named=False)
    carries = (
        context is not None
        and kind is not Kind.OTHER
        and (context.asked_back or _continues(understanding, topic))
    )
    if carries and context is not None:
        question = replace(question, carried=context)
        if context.indicator is not None and not topic.candidates:
            question = replace(question, candidates=(Candidate(context.indicator, 1.0),))
    return _with_unit(question, topic, context if carries else None, catalogue, home)


def _with_unit(
    question: Question,
    topic: Topic,
    context: Context | None,
    catalogue: Catalogue,
    home: str,
) -> Question:
    mention = _chosen_unit(topic.units, catalogue, widest=question.kind is Kind.BREAKDOWN)
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


def _kind(text: str, understanding: Understanding, topic: Topic, context: Context | None) -> Kind:
    kind = _KIND_OF_INTENT.get(understanding.intent)
    around = _without(text, topic.name)
    told = cue(around)
    if kind is not None:
        if not may_be(kind, around):
            return told or Kind.VALUE
        unsure = kind is Kind.VALUE or understanding.confidence < _SURE
        return told if told is not None and unsure else kind
    if understanding.intent == "follow_up":
        carried = context.kind if context is not None else Kind.VALUE
        return told or (carried if carried in _CONTINUING else Kind.VALUE)
    # The engine took it for something else: the catalogue may know better.
    if topic.candidates and topic.candidates[0].score >= _RESCUE.get(understanding.intent, 2.0):
        return told or Kind.VALUE
    if context is not None and topic.only_unit_or_period:
        return context.kind
    if context is not None and told is not None and understanding.intent == UNSURE:
        return told
    return Kind.OTHER


def _without(text: str, numbers: range) -> str:
    """A text without some of its syllables."""
    if not numbers:
        return text
    tokens = syllables(text)
    return f"{text[: tokens[numbers[0]].start]} {text[tokens[numbers[-1]].end :]}"


# Below this an indicator only shares words with the text.
_DISTINCT = 0.5
# Below this the engine's kind of question gives way to one told by certain words.
_SURE = 0.8
# How sure the catalogue must be to overrule the engine; small talk and emergencies stand.
_RESCUE = {UNSURE: 0.5, "out_of_scope": 0.72, "public_service": 0.8}


def _continues(understanding: Understanding, topic: Topic) -> bool:
    """Whether the message goes on with what was talked about."""
    if understanding.intent == "follow_up" or topic.only_unit_or_period:
        return True
    return not topic.candidates and not topic.named


def _is_vague(understanding: Understanding, topic: Topic) -> bool:
    """Whether what was talked about is likelier meant than the indicators found."""
    return not understanding.spans and all(c.score < _DISTINCT for c in topic.candidates)


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
