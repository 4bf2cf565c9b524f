"""What the gateway does with a conversation: takes messages in, passes them on, erases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete

from answers.answer import Reply
from answers.evidence import Handoff
from connectors.errors import ConversationBusy
from connectors.inbox import finish_in
from connectors.models import Turn
from core import references
from core.clock import Clock
from core.database import Sessions, transaction
from core.privacy import has_personal
from core.references import Vault
from services import erasure, tickets

PASSED_ON = "Đã chuyển cán bộ."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A message with its personal data by reference.

    Attributes:
        text: what the engine, the tracker and officers see.
        ticket: under which an officer holds the conversation, None: nobody does.
    """

    text: str = field(repr=False)
    ticket: str | None


class Conversations:
    """What is kept of conversations beside their turns. All of it blocks.

    Args:
        sessions: Sessions on the database.
        vault: Where personal data lies.
        clock: The moment that answers are given at: the action server's own.
        ticket_retention: How long the words of a closed talk are kept.
    """

    def __init__(
        self, sessions: Sessions, vault: Vault, clock: Clock, ticket_retention: timedelta
    ) -> None:
        self._sessions = sessions
        self._vault = vault
        self._clock = clock
        self._ticket_retention = ticket_retention

    def take_in(self, conversation: str, text: str) -> TakenIn:
        """A cleaned message as everything behind the gateway sees it."""
        if has_personal(text):
            with transaction(self._sessions) as session:
                text = self._vault.store(session, conversation, text, self._clock())
        with self._sessions() as session:
            ticket = tickets.current(session, conversation)
        held = ticket is not None and ticket.status == "claimed"
        return TakenIn(text, ticket.code if ticket is not None and held else None)

    def pass_on(self, turn: int, ticket: str, text: str) -> str | None:
        """Gives a message to the officer and ends its turn, both or neither.

        Returns:
            The replies (JSON); None where the officer has closed the ticket meanwhile.

        Raises:
            ConversationBusy: another request took the turn over.
        """
        evidence = Handoff(ticket=ticket, status="claimed")
        replies = f"[{Reply(text=PASSED_ON, evidence=evidence).model_dump_json()}]"
        with transaction(self._sessions) as session:
            if tickets.say(session, ticket, "citizen", text, self._clock()) is None:
                return None
            if not finish_in(session, turn, replies):
                raise ConversationBusy
        return replies

    def erase(self, conversation: str, keep: int | None = None) -> None:
        """Erases all that the database holds of a conversation, but for the turn `keep`."""
        with transaction(self._sessions) as session:
            session.execute(
                delete(Turn).where(
                    Turn.conversation == conversation,
                    *([] if keep is None else [Turn.id != keep]),
                )
            )
            erasure.erase(session, conversation, self._clock())

    def purge_personal(self) -> int:
        """Deletes expired personal data and tells how many values."""
        with transaction(self._sessions) as session:
            return references.purge(session, self._clock())

    def purge_tickets(self) -> int:
        """Empties tickets that were closed long ago and tells how many."""
        with transaction(self._sessions) as session:
            return tickets.purge(session, self._clock() - self._ticket_retention)
