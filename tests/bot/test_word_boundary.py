"""Where a word begins, as two columns for each syllable."""

import pickle

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.tokenizer import SyllableTokenizer
from bot.word_boundary_featurizer import WordBoundaryFeaturizer, word_starts

TEXTS = [
    "tỷ lệ hồ sơ trực tuyến của phường 5 là bao nhiêu?",
    "ty le ho so truc tuyen",
    "phường Thắng Tam mất 98,27 % … hồ-sơ",
    "p12",
    "👍👍 chào   bạn",
    "???",
]


def make(folder, name="words"):
    context = ExecutionContext(GraphSchema({}), node_name=name)
    storage = LocalModelStorage.create(folder)
    config = WordBoundaryFeaturizer.get_default_config()
    return WordBoundaryFeaturizer.create(config, storage, Resource(name), context)


@pytest.fixture
def featurizer(tmp_path):
    return make(tmp_path)


def message_of(text):
    message = Message(data={TEXT: text})
    SyllableTokenizer(SyllableTokenizer.get_default_config()).process([message])
    return message


def matrix_of(message):
    [features] = message.features
    return features.features.toarray()


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_has_a_row_of_two_flags(featurizer, text):
    message = message_of(text)
    featurizer.process([message])
    [features] = message.features
    assert (features.type, features.attribute, features.origin) == ("sequence", TEXT, "words")
    matrix = matrix_of(message)
    assert matrix.shape == (len(message.get(TOKENS_NAMES[TEXT])), 2)
    assert set(np.unique(matrix)) <= {0.0, 1.0}


@pytest.mark.parametrize("text", TEXTS)
def test_the_second_column_is_the_first_one_of_the_next_syllable(featurizer, text):
    message = message_of(text)
    featurizer.process([message])
    begins, followed = matrix_of(message).T
    assert list(followed) == [*begins[1:], 1.0], "behind the last one a word begins"
    assert begins[0] == 1.0


def test_syllables_of_one_word_are_told_from_those_of_two(featurizer):
    message = message_of("hồ sơ trực tuyến")
    featurizer.process([message])
    assert matrix_of(message).tolist() == [[1, 0], [0, 1], [1, 0], [0, 1]]


@pytest.mark.parametrize(
    "text", [*TEXTS, "òa thuỷ hoà", "  hai   khoảng trắng ", "tp.hcm, q.1", ""]
)
def test_words_begin_at_characters_of_the_text(text):
    starts = word_starts(text)
    assert all(not text[start].isspace() for start in starts)
    first = next((i for i, character in enumerate(text) if not character.isspace()), None)
    assert starts == set() if first is None else first in starts


def test_a_message_without_text_is_left_alone(featurizer):
    message = Message(data={"intent": "greet"})
    assert featurizer.process([message]) == [message]
    assert message.features == []


def test_training_and_use_give_the_same_features(featurizer):
    trained, used = message_of(TEXTS[0]), message_of(TEXTS[0])
    data = TrainingData([trained])
    assert featurizer.process_training_data(data) is data
    featurizer.process([used])
    assert (matrix_of(trained) == matrix_of(used)).all()


def test_a_component_made_anew_gives_the_same_features(featurizer, tmp_path_factory):
    """It keeps no state: what a saved model loads is a new component."""
    again = make(tmp_path_factory.mktemp("again"))
    first, second = message_of(TEXTS[0]), message_of(TEXTS[0])
    featurizer.process([first])
    again.process([second])
    assert first.features[0].fingerprint() == second.features[0].fingerprint()
    assert pickle.loads(pickle.dumps(first.features[0])).fingerprint()


def test_it_asks_for_tokens():
    assert WordBoundaryFeaturizer.required_components() == [Tokenizer]
