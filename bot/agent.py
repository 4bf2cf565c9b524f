"""The engine itself, with the tracker store as it is."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from bot.tracker_store import LoudTrackerStore

_WARM_UP = "tỷ lệ hồ sơ trực tuyến là bao nhiêu"


class LoudAgent(Agent):
    """Rasa's agent, minus the wrapper that answers a store's failure with a fresh memory."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain | None) -> TrackerStore:
        if not isinstance(store, LoudTrackerStore):
            # Rasa turns a class that it cannot import into a store in memory, with a warning.
            raise RasaException("endpoints.yml: the tracker store must be a LoudTrackerStore.")
        store.domain = domain
        return store


async def load_agent(model: str, endpoints: AvailableEndpoints) -> LoudAgent:
    """An agent that is ready to answer at full speed.

    Args:
        model: path of the model's archive, or of a folder with archives.
        endpoints: the action server and the tracker store.

    Raises:
        RasaException: model or tracker store cannot be used.
    """
    agent = LoudAgent(
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        action_endpoint=endpoints.action,
    )
    agent.load_model(model)
    # The first run of the graph is many times slower than all later ones.
    await agent.processor.parse_message(UserMessage(_WARM_UP))
    return agent
