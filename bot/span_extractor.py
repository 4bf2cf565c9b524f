"""The open spans of a message: a conditional random field over its syllables."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn_crfsuite import CRF

from bot.word_starts import word_starts
from vietnamese.normalise import fold

_FILE = "spans.crfsuite"
# How far on each side a syllable's neighbours are seen.
_WINDOW = 2
# A span's first, middle and last syllable, and a span of one.
_FIRST, _MIDDLE, _LAST, _ONLY = "B-", "I-", "L-", "U-"
_OUTSIDE = "O"

Features = dict[str, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpanExtractor(GraphComponent, EntityExtractorMixin):
    """Finds stretches of whole syllables, each syllable seen as typed and folded.

    Rasa's own extractor sees the typed form alone, keeps its training data in the model and trains
    again at every start.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        field: CRF | None = None,
    ) -> None:
        """A component, trained or not yet."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._field = field

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens must be there."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Penalties on weights, and rounds of the training at most."""
        return {"l1": 0.05, "l2": 0.01, "rounds": 60}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpanExtractor:
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
    ) -> SpanExtractor:
        """The component as it was trained."""
        field = CRF()
        # A file of its own: the model's folder is gone after this block.
        field.modelfile.refresh()
        with model_storage.read_from(resource) as folder:
            shutil.copyfile(folder / _FILE, field.modelfile.name)
        return cls(config, model_storage, resource, field)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples' entities."""
        known = [one for one in training_data.intent_examples if one.get(TOKENS_NAMES[TEXT])]
        self._field = CRF(
            algorithm="lbfgs",
            c1=self._config["l1"],
            c2=self._config["l2"],
            max_iterations=self._config["rounds"],
            all_possible_transitions=True,
        )
        self._field.fit([_features(one) for one in known], [_tags(one) for one in known])
        with self._storage.write_to(self._resource) as folder:
            shutil.copyfile(self._field.modelfile.name, folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the spans to messages, in place."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if tokens and self._field is not None:
                tags = self._field.predict_single(_features(message))
                found = self.add_extractor_name(_spans(message.get(TEXT), tokens, tags))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _features(message: Message) -> list[Features]:
    """What is seen of each syllable of a message and of its neighbours."""
    tokens: list[Token] = message.get(TOKENS_NAMES[TEXT])
    starts = word_starts(message.get(TEXT))
    folded = [fold(token.text) for token in tokens]
    pairs = [f"{left} {right}" for left, right in pairwise(folded)]
    seen = [
        {
            "typed": token.text.lower(),
            "folded": syllable,
            "begin": syllable[:2],
            "end": syllable[-2:],
            "digit": syllable.isdigit(),
            "word": token.start in starts,
        }
        for token, syllable in zip(tokens, folded, strict=True)
    ]
    rows = []
    for place in range(len(tokens)):
        row: Features = {"always": 1.0, "first": place == 0, "last": place == len(tokens) - 1}
        for offset in range(-_WINDOW, _WINDOW + 1):
            if 0 <= place + offset < len(seen):
                row |= {f"{offset}:{name}": one for name, one in seen[place + offset].items()}
        for offset in (-1, 0):
            if 0 <= place + offset < len(pairs):
                row[f"{offset}:pair"] = pairs[place + offset]
        rows.append(row)
    return rows


def _tags(message: Message) -> list[str]:
    """The tag of each syllable of an example."""
    tokens: list[Token] = message.get(TOKENS_NAMES[TEXT])
    tags = [_OUTSIDE] * len(tokens)
    for entity in message.get(ENTITIES, []):
        inside = [
            number
            for number, token in enumerate(tokens)
            if token.start >= entity[ENTITY_ATTRIBUTE_START]
            and token.end <= entity[ENTITY_ATTRIBUTE_END]
        ]
        for number in inside:
            mark = _MIDDLE
            if len(inside) == 1:
                mark = _ONLY
            elif number == inside[0]:
                mark = _FIRST
            elif number == inside[-1]:
                mark = _LAST
            tags[number] = f"{mark}{entity[ENTITY_ATTRIBUTE_TYPE]}"
    return tags


def _spans(text: str, tokens: list[Token], tags: list[str]) -> list[dict[str, Any]]:
    """The spans that the tags mark; one that does not begin or does not end is none."""
    found, begin = [], None
    for token, tag in zip(tokens, tags, strict=True):
        if tag.startswith((_FIRST, _ONLY)):
            begin = token.start
        elif tag == _OUTSIDE:
            begin = None
        if tag.startswith((_LAST, _ONLY)) and begin is not None:
            found.append(
                {
                    ENTITY_ATTRIBUTE_TYPE: tag[len(_LAST) :],
                    ENTITY_ATTRIBUTE_START: begin,
                    ENTITY_ATTRIBUTE_END: token.end,
                    ENTITY_ATTRIBUTE_VALUE: text[begin : token.end],
                }
            )
            begin = None
    return found
