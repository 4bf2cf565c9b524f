"""The indicator side of the assistant: a message understood by the engine in, an outcome out."""

from __future__ import annotations

from dataclasses import replace

from core.accounts import note_use
from core.clock import Clock
from core.database import Sessions, transaction
from indicators import audit
from indicators.access import Asker
from indicators.catalogue import CatalogueReader
from indicators.desk import Answerer, Desk, Outcome
from indicators.interpret import interpret
from indicators.kind import Kind
from indicators.kinds import (
    adoption,
    anomalies,
    breakdown,
    brief,
    clarify,
    comparison,
    definition,
    fallback,
    file,
    listing,
    overview,
    ranking,
    source,
    subscription,
    tasks,
    trend,
    unknown_unit,
    value,
)
from indicators.question import UNSURE, Context, Question, Understanding
from vietnamese.syllables import syllables

_ANSWERERS: dict[Kind, Answerer] = {
    Kind.VALUE: value.answer,
    Kind.TARGET: value.answer,
    Kind.DEFINITION: definition.answer,
    Kind.SOURCE: source.answer,
    Kind.BREAKDOWN: breakdown.answer,
    Kind.COMPARISON: comparison.answer,
    Kind.TREND: trend.answer,
    Kind.RANKING: ranking.answer,
}
# What is answered of a unit as a whole, without an indicator.
_WHOLE: dict[Kind, Answerer] = {
    Kind.LIST: listing.answer,
    Kind.OVERVIEW: overview.answer,
    Kind.TASKS: tasks.answer,
    Kind.ANOMALIES: anomalies.answer,
    Kind.ADOPTION: adoption.answer,
    Kind.BRIEF: brief.answer,
}


class IndicatorAssistant:
    """Answers questions about indicators from the database."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._reader = CatalogueReader()

    def answer(
        self, text: str, understanding: Understanding, asker: Asker, context: Context | None
    ) -> Outcome | None:
        """The outcome of a message, or None where it does not ask for a figure.

        Args:
            text: the cleaned message.
            understanding: the engine's reading of it.
            asker: who asks.
            context: what the dialogue was about before.
        """
        if not syllables(text):
            # Nothing is said ("???"): nothing is gone on with either.
            understanding, context = replace(understanding, intent=UNSURE), None
        now = self._clock()
        with transaction(self._sessions) as session:
            catalogue = self._reader.read(session)
            if asker.home not in catalogue.units:
                raise LookupError(f"the unit of the account is not in the catalogue: {asker.home}")
            if context is not None and not catalogue.has(context.indicator, context.unit):
                context = None
            question = interpret(text, understanding, context, catalogue, asker.home, now.date())
            if question.kind is Kind.OTHER and understanding.intent != UNSURE:
                return None
            desk = Desk.open(session, catalogue, asker, now)
            note_use(session, asker.account, now)
            outcome = _respond(question, desk)
            audit.record(session, outcome, asker, now)
            return outcome


def _respond(question: Question, desk: Desk) -> Outcome:
    """The outcome of a question; what goes into a file is answered in the same way."""
    if question.file is not None or question.kind is Kind.FILE:
        return file.answer(question, desk, _respond)
    question = tasks.in_place_of_figures(_narrowed(question, desk), desk)
    return _choose(question)(question, desk)


def _narrowed(question: Question, desk: Desk) -> Question:
    """Of several indicators that may be meant the one that alone has figures there, if one has.

    The others would be answered with "no figure": asking back would only cost a turn.
    """
    if len(question.candidates) < 2 or question.unit_options or question.unknown is not None:
        return question
    if question.candidates[0].doubtful:
        return question
    there = {question.unit, *desk.catalogue.parts.get(question.unit, ())}
    reported = [c for c in question.candidates if desk.rows.units_with_rows(c.code) & there]
    return replace(question, candidates=tuple(reported)) if len(reported) == 1 else question


def _choose(question: Question) -> Answerer:
    """What answers a question: the unknown first, then the undecided, then its kind."""
    if question.kind is Kind.SUBSCRIPTION:
        return subscription.answer
    if question.kind is Kind.OTHER:
        return fallback.not_understood
    if question.unknown is not None:
        return unknown_unit.answer
    if question.kind in _WHOLE:
        return clarify.units if question.unit_options else _WHOLE[question.kind]
    if not question.candidates:
        return fallback.not_understood
    if question.unit_options:
        return clarify.units
    if len(question.candidates) > 1 or question.candidates[0].doubtful:
        return clarify.indicators
    return _ANSWERERS[question.kind]
