"""DIET that is ready seconds after the start, not half a minute."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.extractors.extractor import EntityTagSpec
from rasa.utils.tensorflow.constants import RUN_EAGERLY
from rasa.utils.tensorflow.model_data import RasaModelData
from rasa.utils.tensorflow.models import RasaModel


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class QuickDIETClassifier(DIETClassifier):
    """Rasa's DIETClassifier with a quicker way to load.

    To create the weights before it reads them, Rasa trains the new network on one example, and
    compiles the whole training graph for that: 34 s on two cores. Step by step, without a graph,
    it takes 1.5 s and gives the same weights. The graph of predictions is compiled all the same,
    when the first message is parsed.
    """

    @classmethod
    def _load_model_class(
        cls,
        tf_model_file: str,
        model_data_example: RasaModelData,
        label_data: RasaModelData,
        entity_tag_specs: list[EntityTagSpec],
        config: dict[str, Any],
        finetune_mode: bool,
    ) -> RasaModel:
        model = super()._load_model_class(
            tf_model_file,
            model_data_example,
            label_data,
            entity_tag_specs,
            {**config, RUN_EAGERLY: True},
            finetune_mode,
        )
        model.run_eagerly = config[RUN_EAGERLY]
        return model
