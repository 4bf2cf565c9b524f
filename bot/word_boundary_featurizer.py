"""Word segmentation as a feature of syllables."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from underthesea import word_tokenize


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class WordBoundaryFeaturizer(SparseFeaturizer, GraphComponent):
    """Marks each syllable that begins a word, as underthesea segments the typed text.

    Two columns: the syllable begins a word, the next one does. Boundaries are hints only: the
    segmentation merges across entity borders and is noise on text without diacritics.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordBoundaryFeaturizer:
        """A new component; it has no trained state."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens must be there."""
        return [Tokenizer]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the features to all training examples."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features to messages, in place."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if tokens:
                starts = word_starts(message.get(TEXT))
                self.add_features_to_message(_features(tokens, starts), None, TEXT, message)
        return messages


def word_starts(text: str) -> set[int]:
    """Offsets at which underthesea begins a word.

    The segmenter returns words, not offsets, so they are followed through the text character by
    character, white space aside.
    """
    places = [offset for offset, character in enumerate(text) if not character.isspace()]
    starts, seen = set(), 0
    # Without `use_token_normalize=False` the words are rewritten and no longer those of the text.
    for word in word_tokenize(text, use_token_normalize=False):
        if seen < len(places):
            starts.add(places[seen])
        seen += sum(not character.isspace() for character in word)
    return starts


def _features(tokens: list[Token], starts: set[int]) -> scipy.sparse.coo_matrix:
    begins = np.array([token.start in starts for token in tokens], dtype=float)
    followed = np.append(begins[1:], 1.0)
    return scipy.sparse.coo_matrix(np.stack([begins, followed], axis=1))
