"""The trained model, loaded the quick way and the way of Rasa."""

import copy

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.graph import ExecutionContext
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.shared.constants import DEFAULT_SENDER_ID
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT

from bot.classifier import QuickDIETClassifier

INTENTS = {
    "xin chào": "greet",
    "tỷ lệ hồ sơ trực tuyến là bao nhiêu": "ask_value",
    "ty le ho so truc tuyen la bao nhieu": "ask_value",
    "còn phường 7 thì sao": "follow_up",
    "làm giấy khai sinh cần giấy tờ gì": "public_service",
}
TEXTS = [
    *INTENTS,
    "cho tôi biết số văn bản đi của phường 12",
    "so sánh [phone:1] với tỷ lệ thanh toán trực tuyến",
    "???",
    "👍",
    "x",
    "một câu dài " * 30,
]


class AsRasaLoadsIt(DIETClassifier):
    """Rasa's own way to load the same files."""


# Rasa names a component's files after its class.
AsRasaLoadsIt.__name__ = QuickDIETClassifier.__name__


@pytest.fixture(scope="module")
def trained(model, tmp_path_factory):
    """Storage and graph of the trained model."""
    storage, metadata = LocalModelStorage.from_model_archive(tmp_path_factory.mktemp("m"), model)
    return storage, metadata.predict_schema


@pytest.fixture(scope="module")
def node(trained):
    """Name and description of the classifier in the graph."""
    found = [item for item in trained[1].nodes.items() if item[1].uses is QuickDIETClassifier]
    assert len(found) == 1, "config.yml names the quick classifier"
    return found[0]


@pytest.fixture(scope="module")
def featurised(trained, node):
    """Messages as the pipeline gives them to the classifier."""
    storage, schema = trained
    target = node[1].needs["messages"]
    runner = DaskGraphRunner.create(
        schema.minimal_graph_schema([target]), storage, ExecutionContext(schema)
    )
    tracker = DialogueStateTracker.from_events(DEFAULT_SENDER_ID, [])

    def run(text):
        inputs = {"__message__": [UserMessage(text)], "__tracker__": tracker}
        [message] = runner.run(inputs, [target])[target]
        return message

    return [run(text) for text in TEXTS]


@pytest.fixture(scope="module")
def load(trained, node):
    storage, schema = trained
    name, description = node

    def load(way):
        config = {**way.get_default_config(), **description.config}
        context = ExecutionContext(schema, node_name=name)
        return way.load(config, storage, description.resource, context)

    return load


@pytest.fixture(scope="module")
def quick(load):
    return load(QuickDIETClassifier)


def predictions(classifier, featurised):
    return classifier.process([copy.deepcopy(message) for message in featurised])


def test_plain_questions_are_understood(quick, featurised):
    """Were weights or features mixed up, not even these would be."""
    read = {m.get(TEXT): m.get(INTENT)["name"] for m in predictions(quick, featurised)}
    assert {text: read[text] for text in INTENTS} == INTENTS


def test_an_open_span_is_found_at_its_place(quick, featurised):
    [message] = [m for m in predictions(quick, featurised) if m.get(TEXT) == TEXTS[1]]
    [entity] = message.get(ENTITIES)
    assert entity["entity"] == "indicator"
    assert entity["value"] == TEXTS[1][entity["start"] : entity["end"]]
    assert "hồ sơ trực tuyến" in entity["value"]


def test_every_entity_is_a_part_of_its_text(quick, featurised):
    for message in predictions(quick, featurised):
        for entity in message.get(ENTITIES):
            assert message.get(TEXT)[entity["start"] : entity["end"]] == entity["value"]


def test_predictions_are_compiled(quick):
    """Only the loading goes step by step: for messages that would be slow."""
    assert quick.model.run_eagerly is False
    assert quick.component_config["run_eagerly"] is False


def test_the_quick_way_predicts_what_the_way_of_rasa_predicts(quick, load, featurised):
    slow = load(AsRasaLoadsIt)
    assert type(slow).load.__func__ is DIETClassifier.load.__func__
    for mine, its in zip(
        predictions(quick, featurised), predictions(slow, featurised), strict=True
    ):
        ranking, other = mine.get("intent_ranking"), its.get("intent_ranking")
        assert [intent["name"] for intent in ranking] == [intent["name"] for intent in other]
        assert [intent["confidence"] for intent in ranking] == pytest.approx(
            [intent["confidence"] for intent in other], abs=1e-5
        )
        assert spans(mine) == spans(its)


def spans(message):
    return [(e["entity"], e["start"], e["end"], e["value"]) for e in message.get(ENTITIES)]
