"""Asking the indicator side of the assistant as the engine's actions do."""

from __future__ import annotations

from datetime import datetime

from core.clock import LOCAL_ZONE
from core.database import Sessions
from indicators.access import Asker
from indicators.assistant import IndicatorAssistant
from indicators.desk import Outcome
from indicators.question import Context, Understanding
from vietnamese.normalise import clean

NOW = datetime(2026, 11, 21, 9, tzinfo=LOCAL_ZONE)
COUNTRY = Asker(account="1", scope="vn")
CITY = Asker(account="2", scope="vung-tau")
WARD = Asker(account="3", scope="vung-tau.phuong-5")
CITIZEN = Asker()


class Asking:
    """One assistant on one database; a leader of the city asks unless told otherwise."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.assistant = IndicatorAssistant(sessions, lambda: NOW)

    def __call__(
        self,
        text: str,
        intent: str = "ask_value",
        asker: Asker = CITY,
        context: Context | None = None,
        spans: tuple[str, ...] = (),
    ) -> Outcome:
        outcome = self.assistant.answer(
            clean(text), Understanding(intent, 0.9, spans), asker, context
        )
        assert outcome is not None, f"not taken for a question on figures: {text}"
        return outcome

    def dialogue(self, *turns: str | tuple[str, str], asker: Asker = CITY) -> list[Outcome]:
        """The outcomes of a dialogue; a turn is a text, or a text and the engine's intent."""
        outcomes: list[Outcome] = []
        context: Context | None = None
        for turn in turns:
            text, intent = (turn, "follow_up") if isinstance(turn, str) else turn
            outcomes.append(self(text, intent, asker, context))
            context = outcomes[-1].context or context
        return outcomes
