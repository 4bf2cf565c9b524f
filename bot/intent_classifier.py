"""What a message wants: a linear classifier over folded syllables and characters."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.text_model import TextModel, shares

_NAME = "intents"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """The likeliest intents of a message, with shares of 1 as their confidences."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        intents: TextModel | None = None,
    ) -> None:
        """A component, trained or not yet."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._intents = intents

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How sharply scores become shares, and how many intents are ranked."""
        return {"sharpness": 5.0, "ranked": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
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
    ) -> LinearIntentClassifier:
        """The component as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TextModel.load(folder, _NAME))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent."""
        known = [one for one in training_data.intent_examples if one.get(TEXT)]
        self._intents = TextModel.fit(
            [one.get(TEXT) for one in known],
            [one.get(INTENT) for one in known],
            ("words", "characters", "ending"),
        )
        with self._storage.write_to(self._resource) as folder:
            self._intents.save(folder, _NAME)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from the intents."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking, in place."""
        for message in messages:
            text = message.get(TEXT)
            if text and self._intents is not None:
                told = shares(self._intents.scores([text])[0], self._config["sharpness"])
                best = np.argsort(-told, kind="stable")[: self._config["ranked"]]
                ranking = [
                    {
                        INTENT_NAME_KEY: self._intents.labels[one],
                        PREDICTED_CONFIDENCE_KEY: float(told[one]),
                    }
                    for one in best
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages
