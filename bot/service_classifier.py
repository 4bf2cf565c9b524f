"""Which public service a message is about, and which side of it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge import Example, examples
from bot.noise import noised
from bot.text_model import TextModel, shares
from vietnamese.normalise import clean, fold

SERVICES = "services"
FACETS = "facets"
# Its label for what is no public service at all.
BEYOND = ""

_TOLD = 8
# Scores of a linear separator become shares: set on the development questions.
_SHARPNESS = 3.0
_SERVICE = "public_service"
# Such a message may be about a service or not.
_EITHER = frozenset([_SERVICE, "follow_up"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ServiceClassifier(GraphComponent):
    """Adds to each message the likeliest services and the sides of them that may be asked for.

    It decides nothing: the knowledge base weighs the guess against what it finds itself, and knows
    the entries that came after the training. `services` holds names with shares of 1, the empty
    name standing for anything that is no public service; `facets` holds names with scores, above
    0 where the message is on the facet's side.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        services: TextModel | None = None,
        facets: TextModel | None = None,
    ) -> None:
        """A component, trained or not yet."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._services = services
        self._facets = facets

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the examples lie, and how many get a copy with slips (0 to 1)."""
        return {"content": "kb/content", "noised": 0.5, "seed": 0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ServiceClassifier:
        """A new component, to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ServiceClassifier:
        """The component as it was trained."""
        with model_storage.read_from(resource) as folder:
            services, facets = (TextModel.load(folder, name) for name in (SERVICES, FACETS))
        return cls(config, model_storage, resource, services, facets)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the knowledge base's examples, and from what else people say."""
        known = list(examples(Path(self._config["content"])))
        beyond = [
            Example(clean(message.get(TEXT)), BEYOND)
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT) not in _EITHER
        ]
        services = [*self._with_copies(known), *_once(beyond)]
        sides = list(self._with_copies(one for one in known if one.facet))
        self._services = TextModel.fit(
            [one.text for one in services],
            [one.service for one in services],
            ("words", "characters"),
        )
        self._facets = TextModel.fit(
            [one.text for one in sides],
            [one.facet or "" for one in sides],
            ("words", "characters", "ending"),
            balanced=True,
            penalty=0.3,
        )
        with self._storage.write_to(self._resource) as folder:
            self._services.save(folder, SERVICES)
            self._facets.save(folder, FACETS)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from the guess."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the guess to messages, in place."""
        for message in messages:
            text = message.get(TEXT)
            if text and self._services is not None and self._facets is not None:
                likely = shares(self._services.scores([text])[0], _SHARPNESS)
                best = np.argsort(-likely, kind="stable")[:_TOLD]
                told = _named(self._services.labels, likely, best)
                message.set(SERVICES, told, add_to_output=True)
                sides = self._facets.scores([text])[0]
                told = _named(self._facets.labels, sides, range(len(sides)))
                message.set(FACETS, told, add_to_output=True)
        return messages

    def _with_copies(self, known: Iterable[Example]) -> Iterator[Example]:
        for one in known:
            yield one
            random = Random(f"{self._config['seed']}:{one.text}")
            if one.asked and random.random() < self._config["noised"]:
                yield Example(noised(one.text, random), one.service, one.facet)


def _once(known: Iterable[Example]) -> list[Example]:
    """Each text once: copies without diacritics look the same here."""
    return list({fold(one.text): one for one in known}.values())


def _named(
    labels: tuple[str, ...], values: NDArray[np.float64], which: Iterable[int]
) -> list[dict[str, Any]]:
    return [{"name": labels[one], "score": round(float(values[one]), 4)} for one in which]
