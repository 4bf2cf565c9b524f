"""The action server: on loopback, reached by the engine alone."""

from __future__ import annotations

from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.actions import ActionAnswer
from actions.conversation import Conversation
from core.clock import clock_of
from core.database import make_engine, make_sessions
from core.logging import configure_logging
from core.settings import Settings, get_settings
from indicators.assistant import IndicatorAssistant
from kb.assistant import KnowledgeAssistant


def build(settings: Settings) -> Any:
    """The server (a Sanic app) with its action on the configured database."""
    sessions, clock = make_sessions(make_engine(settings.sqlalchemy_url)), clock_of(settings)
    conversation = Conversation(
        IndicatorAssistant(sessions, clock), KnowledgeAssistant(sessions, clock), forms={}
    )
    executor = ActionExecutor()
    executor.register_action(ActionAnswer(conversation))
    return create_app(executor, cors_origins=[])


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
