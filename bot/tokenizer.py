"""Syllables as the tokens of the engine."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from vietnamese.normalise import fold
from vietnamese.syllables import syllables


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SyllableTokenizer(Tokenizer):
    """Splits a cleaned text into syllables and numbers, never into merged words.

    The lemma of a token is its folded text (lower case, no diacritics). So a count featurizer
    with `use_lemma: true` sees the folded text and one with `use_lemma: false` the typed one,
    and no featurizer of our own is needed for the second view.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration: intents are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of a message.

        Returns:
            At least one token: later components assume it, so a text without any syllable
            ("?", "👍") becomes one token as a whole.
        """
        text = message.get(attribute)
        found = [Token(s.text, s.start, s.end, lemma=fold(s.text)) for s in syllables(text)]
        return found or [Token(text, 0, lemma=fold(text))]
