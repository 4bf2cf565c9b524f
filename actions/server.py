"""The action server: on loopback, reached by the engine alone."""

from __future__ import annotations

from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.actions import ActionAnswer
from actions.conversation import Conversation, Note
from actions.forms.dossier import DossierForm
from actions.forms.officer import OfficerForm
from actions.forms.petition import PetitionForm
from actions.forms.privacy import PrivacyForm, Retention
from core.clock import Clock, clock_of
from core.database import Sessions, make_engine, make_sessions
from core.logging import configure_logging
from core.references import open_vault
from core.settings import Settings, get_settings
from indicators.assistant import IndicatorAssistant
from kb.assistant import KnowledgeAssistant
from services import unanswered
from services.dossiers.database import DatabaseDossiers
from services.dossiers.http import HttpDossiers
from services.dossiers.port import Dossiers
from services.office_hours import OfficeHours


def build(settings: Settings) -> Any:
    """The server (a Sanic app) with its action on the configured database.

    Raises:
        ValueError: the office hours cannot be read (in Vietnamese).
        OSError: the key of personal data under `VAR` cannot be read or written.
    """
    sessions = make_sessions(make_engine(settings.sqlalchemy_url))
    executor = ActionExecutor()
    executor.register_action(ActionAnswer(conversation_of(settings, sessions)))
    return create_app(executor, cors_origins=[])


def conversation_of(settings: Settings, sessions: Sessions) -> Conversation:
    """Who answers, as the settings have it; raises as `build` does."""
    clock, vault = clock_of(settings), open_vault(settings)
    return Conversation(
        IndicatorAssistant(sessions, clock),
        KnowledgeAssistant(sessions, clock),
        forms={
            "dossier": DossierForm(dossiers_of(settings, sessions), clock),
            "petition": PetitionForm(sessions, vault, clock),
            "privacy": PrivacyForm(Retention.of(settings)),
        },
        officer=OfficerForm(sessions, vault, OfficeHours.parse(settings.office_hours), clock),
        note=note_into(sessions, clock),
    )


def dossiers_of(settings: Settings, sessions: Sessions) -> Dossiers:
    """The province's system where one is named, else what was imported."""
    if settings.dossier_api_url:
        return HttpDossiers(settings.dossier_api_url, settings.dossier_api_token)
    return DatabaseDossiers(sessions)


def note_into(sessions: Sessions, clock: Clock) -> Note:
    """What keeps questions that found no answer."""
    return lambda text, nearest: unanswered.note(sessions, text, nearest, clock())


def main() -> None:
    """Serve until stopped."""
    configure_logging()
    settings = get_settings()
    build(settings).run(
        host="127.0.0.1",
        port=settings.actions_port or settings.port + 2,
        single_process=True,
        motd=False,
        access_log=False,
    )


if __name__ == "__main__":
    main()
