"""The citizens' side of the assistant: a message in, a reply on public services out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answers.answer import Button, Reply
from answers.evidence import (
    Clarify,
    ClarifyOption,
    Fallback,
    FaqAnswer,
    ProcedureAnswer,
)
from core.clock import Clock
from core.database import Sessions
from kb.base import KnowledgeBase, KnowledgeReader
from kb.guess import NO_GUESS, Guess
from kb.interpret import interpret
from kb.models import Facet, Faq, Procedure
from kb.not_covered import is_not_covered
from kb.places import Place
from kb.question import OPTIONS, KnowledgeContext, KnowledgeQuestion
from kb.telling import TITLES, tell

_NOT_COVERED = (
    "Tôi chưa có thông tin về việc này. Anh/chị hỏi bộ phận một cửa của UBND phường, xã nơi cư "
    "trú, hoặc tra trên Cổng Dịch vụ công quốc gia dichvucong.gov.vn."
)
_WHICH = "Anh/chị hỏi về việc nào dưới đây?"
_NEXT = (Facet.DOCUMENTS, Facet.FEE, Facet.DURATION, Facet.PLACE, Facet.ONLINE, Facet.STEPS)
_BUTTONS = 4


@dataclass(frozen=True)
class KnowledgeOutcome:
    """A reply, and what the dialogue is about afterwards.

    Attributes:
        reply: what is said.
        context: what the dialogue is about afterwards, None: unchanged.
        score: how well what was found fits the message: 0 to about 2.
        nearest: the key of what came nearest where nothing fits.
        told: whether one entry stood out.
        entry: the key of the one that stood out.
        side_named: whether the words told which side of it is asked for.
        certain: whether the message is about this, whatever the engine took it for.
    """

    reply: Reply
    context: KnowledgeContext | None
    score: float
    nearest: str | None = None
    told: bool = False
    entry: str | None = None
    side_named: bool = False
    certain: bool = False

    @property
    def answers(self) -> bool:
        """Whether something was found, if only to ask back."""
        return self.context is not None


class KnowledgeAssistant:
    """Answers questions on public services from the database."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._reader = KnowledgeReader()

    def answer(
        self,
        text: str,
        context: KnowledgeContext | None,
        *,
        follows: bool = False,
        guess: Guess = NO_GUESS,
    ) -> KnowledgeOutcome:
        """The outcome of a cleaned message; `not_covered` where nothing fits.

        Args:
            text: the cleaned message.
            context: what the dialogue was about before.
            follows: whether the engine took the message for one that goes on with the last.
            guess: what the engine expects it to be about.
        """
        with self._sessions() as session:
            base = self._reader.read(session)
        question = interpret(text, context, base, follows=follows, guess=guess)
        today = self._clock().date()
        if question.decided or question.carried:
            return _told(question, base, today, context)
        if question.asks_back:
            return _asked_back(question, base)
        reply = Reply(text=_NOT_COVERED, evidence=Fallback(reason="not_covered"))
        nearest = next((f.key for f in question.found if not is_not_covered(f.key)), None)
        return KnowledgeOutcome(reply, None, question.score, nearest, certain=question.certain)


def _told(
    question: KnowledgeQuestion,
    base: KnowledgeBase,
    today: date,
    context: KnowledgeContext | None,
) -> KnowledgeOutcome:
    best = question.found[0]
    entry = base.entries[best.key]
    place = question.place.today if question.place is not None else None
    if place is None and question.carried and context is not None:
        place = context.place
    if isinstance(entry, Faq):
        reply = _faq(entry, base)
        facet = Facet.OVERVIEW
    else:
        facet = question.facet
        also = entry.also if not question.carried and best.phrase in base.situations else ()
        reply = _procedure(entry, facet, also, _place(place, question.place), today, base)
    after = KnowledgeContext(key=entry.key, facet=facet, place=place)
    return KnowledgeOutcome(
        reply,
        after,
        question.score,
        told=True,
        entry=entry.key,
        side_named=question.facet_named,
        certain=question.certain,
    )


def _place(carried: str | None, named: Place | None) -> Place | None:
    if named is not None or carried is None:
        return named
    return Place(carried, carried, 0, 0)


def _faq(entry: Faq, base: KnowledgeBase) -> Reply:
    buttons = tuple(Button(title=base.title(key), text=base.title(key)) for key in entry.see[:3])
    return Reply(text=entry.answer, buttons=buttons, evidence=FaqAnswer(faq=entry.key))


def _procedure(
    entry: Procedure,
    facet: Facet,
    also: Sequence[str],
    place: Place | None,
    today: date,
    base: KnowledgeBase,
) -> Reply:
    text = tell(entry, facet, place, today)
    if also:
        names = "; ".join(base.title(key) for key in also)
        text += f"\nViệc này thường cần làm thêm: {names}."
    buttons = [Button(title=base.title(key), text=base.title(key)) for key in also[:2]]
    name = entry.name[:1].lower() + entry.name[1:]
    for other in _NEXT:
        shown = facet is Facet.OVERVIEW and other not in {Facet.STEPS, Facet.ONLINE}
        if other is not facet and not shown and other not in entry.missing:
            buttons.append(Button(title=TITLES[other], text=f"{TITLES[other]} {name}"))
    evidence = ProcedureAnswer(procedure=entry.key, facet=facet.value, also=tuple(also))
    return Reply(text=text, buttons=tuple(buttons[:_BUTTONS]), evidence=evidence)


def _asked_back(question: KnowledgeQuestion, base: KnowledgeBase) -> KnowledgeOutcome:
    near = question.options or tuple(
        found.key for found in question.found[:OPTIONS] if not is_not_covered(found.key)
    )
    options = []
    for key in near:
        title = base.title(key)
        name = title[:1].lower() + title[1:]
        asked = question.facet_named and isinstance(base.entries[key], Procedure)
        text = f"{TITLES[question.facet]} {name}" if asked else title
        options.append(ClarifyOption(title=title, text=text, type="procedure", code=key))
    buttons = tuple(Button(title=option.title, text=option.text) for option in options)
    reply = Reply(text=_WHICH, buttons=buttons, evidence=Clarify(options=tuple(options)))
    context = KnowledgeContext(options=tuple(near), facet=question.facet)
    return KnowledgeOutcome(reply, context, question.score)
