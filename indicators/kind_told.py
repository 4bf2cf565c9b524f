"""The kind of question that the engine and the words of a text tell together."""

from __future__ import annotations

from indicators.cues import around_names, cue, is_about_time, may_be
from indicators.kind import Kind
from indicators.question import UNSURE, Context, Understanding
from indicators.sending import wish
from indicators.topics import Topic

KIND_OF_INTENT = {
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
    "ask_tasks": Kind.TASKS,
    "ask_anomalies": Kind.ANOMALIES,
    "ask_adoption": Kind.ADOPTION,
    "ask_brief": Kind.BRIEF,
    "ask_file": Kind.FILE,
    "subscribe": Kind.SUBSCRIPTION,
}
_SIDE_BY_SIDE = {Kind.COMPARISON, Kind.RANKING}
_CONTINUING = {
    *(Kind.VALUE, Kind.TARGET, Kind.BREAKDOWN, Kind.SOURCE, Kind.DEFINITION),
    *(Kind.COMPARISON, Kind.RANKING, Kind.TREND),
    *(Kind.LIST, Kind.OVERVIEW, Kind.TASKS, Kind.ANOMALIES, Kind.ADOPTION, Kind.FILE),
}

# Below this the engine's kind of question gives way to one told by certain words.
_SURE = 0.8
# How sure the catalogue must be to overrule the engine; small talk and emergencies stand.
RESCUE = {UNSURE: 0.5, "out_of_scope": 0.72, "public_service": 0.8}


def kind_told(
    text: str, understanding: Understanding, topic: Topic, context: Context | None
) -> Kind:
    """The kind of question, before it is known what exactly it is about."""
    if wish(text) is not None:
        return Kind.SUBSCRIPTION
    kind = KIND_OF_INTENT.get(understanding.intent)
    around = around_names(text, topic)
    told = cue(around)
    drawing = kind is Kind.TREND or (told is Kind.TREND and kind in {None, Kind.VALUE})
    if drawing and not is_about_time(around):
        # A picture may be of anything: "vẽ biểu đồ so sánh phường 5 với phường 7".
        carried = context.kind if context is not None and not topic.named else None
        drawn = told if told in _SIDE_BY_SIDE else carried
        if drawn in _SIDE_BY_SIDE:
            return drawn
    if kind is not None:
        if not may_be(kind, text if kind is Kind.TASKS else around) or kind is Kind.FILE:
            # None of the words that the kind cannot do without.
            return told or Kind.VALUE
        unsure = kind is Kind.VALUE or understanding.confidence < _SURE
        return told if told is not None and unsure else kind
    if understanding.intent == "follow_up":
        carried = context.kind if context is not None else Kind.VALUE
        return told or (carried if carried in _CONTINUING else Kind.VALUE)
    # The engine took it for something else: the catalogue may know better.
    if topic.candidates and topic.candidates[0].score >= RESCUE.get(understanding.intent, 2.0):
        return told or Kind.VALUE
    if context is not None and topic.only_unit_or_period:
        return context.kind
    if context is not None and told is not None and understanding.intent == UNSURE:
        return told
    return Kind.OTHER
