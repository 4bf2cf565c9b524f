"""A citizen who talks: what gateway and engine do with a message, without the two."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from actions.conversation import Conversation
from actions.forms.dossier import DossierForm
from actions.forms.officer import OfficerForm
from actions.forms.petition import PetitionForm
from actions.forms.privacy import PrivacyForm, Retention
from actions.message import Message, Said
from actions.server import note_into
from actions.state import State
from answers.answer import Reply
from core.clock import LOCAL_ZONE
from core.database import Sessions, transaction
from core.references import Vault
from indicators.access import Asker
from indicators.assistant import IndicatorAssistant
from indicators.question import UNSURE, Understanding
from kb.assistant import KnowledgeAssistant
from kb.guess import NO_GUESS, Guess
from services.dossiers.database import DatabaseDossiers
from services.dossiers.port import Dossiers
from services.office_hours import OfficeHours
from vietnamese.normalise import clean

# A Thursday morning.
IN_HOURS = datetime(2026, 11, 26, 9, 0, tzinfo=LOCAL_ZONE)
HOURS = OfficeHours.parse("1-5 07:30-11:30 13:30-17:00")
RETENTION = Retention(turns_h=24, personal_h=72, tickets_days=30)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = IN_HOURS

    def __call__(self) -> datetime:
        return self.now


@dataclass
class World:
    """The action side on a database."""

    sessions: Sessions
    clock: Clock
    dossiers: Dossiers | None = None
    vault: Vault = field(default_factory=lambda: Vault(["a key"], timedelta(hours=72)))

    def conversation(self) -> Conversation:
        """As a process that has just started."""
        dossiers = self.dossiers or DatabaseDossiers(self.sessions)
        return Conversation(
            IndicatorAssistant(self.sessions, self.clock),
            KnowledgeAssistant(self.sessions, self.clock),
            forms={
                "dossier": DossierForm(dossiers, self.clock),
                "petition": PetitionForm(self.sessions, self.vault, self.clock),
                "privacy": PrivacyForm(RETENTION),
            },
            officer=OfficerForm(self.sessions, self.vault, HOURS, self.clock),
            note=note_into(self.sessions, self.clock),
        )


class Talk:
    """One citizen's dialogue. The state goes through the slot's JSON from turn to turn."""

    def __init__(self, world: World, asker: Asker | None = None) -> None:
        self.world = world
        self.conversation = world.conversation()
        self.asker = asker or Asker(channel="web")
        self.id = secrets.token_hex(32)
        self.slot = State().model_dump_json()
        self.earlier: list[Said] = []

    def say(
        self,
        text: str,
        intent: str = UNSURE,
        confidence: float = 0.97,
        guess: Guess = NO_GUESS,
    ) -> Reply:
        """The reply to a message that the engine takes for `intent`, and for some service."""
        with transaction(self.world.sessions) as session:
            masked = self.world.vault.store(session, self.id, clean(text), self.world.clock())
        message = Message(
            text=masked,
            understanding=Understanding(intent, confidence, ()),
            asker=self.asker,
            conversation=self.id,
            state=State.model_validate_json(self.slot),
            earlier=tuple(self.earlier),
            guess=guess,
        )
        turn = self.conversation.answer(message)
        self.slot = turn.state.model_dump_json(exclude_defaults=True)
        self.earlier += [Said("citizen", masked), Said("assistant", turn.reply.text)]
        return turn.reply

    def restart(self) -> None:
        """The action server starts anew: what is remembered is in the slot alone."""
        self.conversation = self.world.conversation()

    @property
    def form(self) -> str | None:
        """The form under way."""
        form = State.model_validate_json(self.slot).form
        return form.form if form else None


def shown(reply: Reply) -> dict[str, object]:
    """The evidence of a reply."""
    assert reply.evidence is not None
    return reply.evidence.model_dump()
