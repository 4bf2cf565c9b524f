"""Training data as people type it: cleaned, without diacritics, and with slips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge import examples
from bot.noise import Edit, accentuation, slips
from vietnamese.normalise import clean, fold
from vietnamese.syllables import syllables

Entity = dict[str, Any]

_SERVICE = "public_service"


class AugmentingImporter(RasaFileImporter):
    """Reads the files as Rasa does, cleans every example and adds copies of some.

    Copies are sampled with a seed per example: the same data gives the same copies, and a changed
    example changes its own copies alone. A copy whose text is there already is left out, so no
    text ever stands under two intents because of us.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        stripped: float = 1.0,
        noised: float = 0.5,
        seed: int = 0,
        content: str | None = None,
        asked: float = 0.0,
    ) -> None:
        """Reads the names of the files.

        Args:
            config_file: configuration of the pipeline.
            domain_path: the domain's file.
            training_data_paths: files or folders of training data.
            stripped: share of the examples copied without diacritics (0 to 1).
            noised: share of the examples copied with slips (0 to 1).
            seed: changes which examples are copied, and how.
            content: folder of the knowledge base, whose questions are public services asked for.
            asked: share of these questions that are taken in (0 to 1).
        """
        super().__init__(config_file, domain_path, training_data_paths)
        self._stripped = stripped
        self._noised = noised
        self._seed = seed
        self._content = content
        self._asked = asked

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The cleaned examples, each followed by its copies."""
        data = super().get_nlu_data(language)
        cleaned = [_cleaned(example) for example in data.training_examples]
        seen = {example.get(TEXT).lower() for example in cleaned if example.get(TEXT)}
        texts = []
        for example in [*cleaned, *self._services(seen)]:
            texts.append(example)
            for copy in self._copies(example):
                key = copy.get(TEXT).lower()
                if key not in seen:
                    seen.add(key)
                    texts.append(copy)
        return TrainingData(
            texts,
            data.entity_synonyms,
            data.regex_features,
            data.lookup_tables,
            data.responses,
        )

    def _services(self, seen: set[str]) -> Iterator[Message]:
        """Some of the questions that the knowledge base knows."""
        if self._content is None:
            return
        for one in examples(Path(self._content)):
            key, random = one.text.lower(), Random(f"{self._seed}:{one.text}")
            if one.asked and key not in seen and random.random() < self._asked:
                seen.add(key)
                yield Message(data={TEXT: one.text, INTENT: _SERVICE})

    def _copies(self, example: Message) -> Iterator[Message]:
        text = example.get(TEXT)
        if not text:
            return
        random = Random(f"{self._seed}:{text}")
        if random.random() < self._stripped:
            yield _with_text(example, fold(text))
        if random.random() < self._noised:
            yield _noised(example, random)


def _cleaned(example: Message) -> Message:
    """The example with the text in its one spelling, and the entities where they are then.

    Raises:
        RasaException: an entity begins or ends inside a syllable.
    """
    text = example.get(TEXT)
    if not text:
        return example
    # A sentinel behind the prefix keeps the white space before the border.
    entities = [
        {
            **entity,
            ENTITY_ATTRIBUTE_START: len(clean(text[: entity[ENTITY_ATTRIBUTE_START]] + "|")) - 1,
            ENTITY_ATTRIBUTE_END: len(clean(text[: entity[ENTITY_ATTRIBUTE_END]] + "|")) - 1,
        }
        for entity in example.get(ENTITIES, [])
    ]
    result = _with_text(example, clean(text), entities)
    places = syllables(result.get(TEXT))
    for before, after in zip(example.get(ENTITIES, []), result.get(ENTITIES, []), strict=True):
        annotated = text[before[ENTITY_ATTRIBUTE_START] : before[ENTITY_ATTRIBUTE_END]]
        borders = (after[ENTITY_ATTRIBUTE_START], after[ENTITY_ATTRIBUTE_END])
        split = any(place.start < border < place.end for place in places for border in borders)
        if split or after[ENTITY_ATTRIBUTE_VALUE] != clean(annotated):
            raise RasaException(f"The entity '{annotated}' splits a syllable of '{text}'.")
    return result


def _noised(example: Message, random: Random) -> Message:
    """A copy with another accentuation and one or two kinds of slips."""
    copy = _with_text(example, accentuation(random)(example.get(TEXT)))
    for kind in slips(random):
        copy = _edited(copy, kind(copy.get(TEXT), random))
    # In use "toàn" mistyped as "tòan" is cleaned before anything sees it: here too.
    return _cleaned(copy)


def _edited(example: Message, edits: list[Edit]) -> Message:
    """The example with edits applied and its entities moved along.

    An edit that crosses the border of an entity is left out: what of it belongs to the entity
    would be a guess.
    """
    text, entities = example.get(TEXT), example.get(ENTITIES, [])
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        if any(_crosses(edit, entity) for entity in entities):
            continue
        text = text[: edit.start] + edit.replacement + text[edit.end :]
        grown = len(edit.replacement) - (edit.end - edit.start)
        entities = [
            {
                **entity,
                ENTITY_ATTRIBUTE_START: entity[ENTITY_ATTRIBUTE_START]
                + (grown if edit.end <= entity[ENTITY_ATTRIBUTE_START] else 0),
                ENTITY_ATTRIBUTE_END: entity[ENTITY_ATTRIBUTE_END]
                + (grown if edit.start < entity[ENTITY_ATTRIBUTE_END] else 0),
            }
            for entity in entities
        ]
    return _with_text(example, text, entities)


def _crosses(edit: Edit, entity: Entity) -> bool:
    start, end = entity[ENTITY_ATTRIBUTE_START], entity[ENTITY_ATTRIBUTE_END]
    return (edit.start < start < edit.end) or (edit.start < end < edit.end)


def _with_text(example: Message, text: str, entities: list[Entity] | None = None) -> Message:
    """A copy of the example with another text; each entity's value is its part of that text."""
    moved = entities if entities is not None else example.get(ENTITIES, [])
    values = [
        {
            **entity,
            ENTITY_ATTRIBUTE_VALUE: text[
                entity[ENTITY_ATTRIBUTE_START] : entity[ENTITY_ATTRIBUTE_END]
            ],
        }
        for entity in moved
    ]
    data = {**example.data, TEXT: text}
    if values:
        data[ENTITIES] = values
    return Message(data=data)
