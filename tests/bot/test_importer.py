"""Training examples are cleaned and copied, and their entities stay where they belong."""

import textwrap
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT

from bot.importer import AugmentingImporter
from vietnamese.normalise import clean, fold
from vietnamese.syllables import syllables

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).parent / "data" / "nlu.yml"


def facts(data):
    """Each example as plain values, in order."""
    return [
        (
            example.get(INTENT),
            example.get(TEXT),
            [(e["entity"], e["start"], e["end"], e["value"]) for e in example.get(ENTITIES, [])],
        )
        for example in data.training_examples
        if example.get(TEXT)
    ]


def read(path, **shares):
    return facts(AugmentingImporter(training_data_paths=[str(path)], **shares).get_nlu_data())


@pytest.fixture(scope="module")
def real():
    """What the engine is trained on, read the way `rasa train` reads it."""
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "bot" / "data")]
    )
    return facts(importer.get_nlu_data())


@pytest.fixture
def write(tmp_path):
    """Writes a file of training data of one or more intents."""

    def write(**intents):
        lines = ['version: "3.1"', "nlu:"]
        for intent, texts in intents.items():
            lines += [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in texts)]
        path = tmp_path / "nlu.yml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def test_the_configuration_names_this_importer(real):
    """Rasa only warns of an importer that it cannot load, and goes on without it."""
    plain = TrainingDataImporter.load_from_dict(
        {}, None, str(ROOT / "domain.yml"), [str(ROOT / "bot" / "data")]
    )
    texts = {text.lower() for _, text, _ in real}
    kept = {(intent, text) for intent, text, _ in real}
    for intent, text, _ in facts(plain.get_nlu_data()):
        assert (intent, clean(text)) in kept
        assert fold(clean(text)) in texts


def test_every_text_is_in_the_spelling_of_texts_in_use(real):
    """A text that use would clean away could never be met: learning it would be in vain."""
    assert [text for _, text, _ in real if text != clean(text)] == []


def test_every_entity_is_a_part_of_its_text(real):
    found = 0
    for _, text, entities in real:
        for _, start, end, value in entities:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == value
            assert value == value.strip()
            found += 1
    assert found > 100


def test_no_entity_splits_a_syllable(real):
    for _, text, entities in real:
        places = syllables(text)
        for _, start, end, value in entities:
            assert start in {place.start for place in places}, (text, value)
            inside = [p for p in places if p.start < end < p.end]
            assert not inside, (text, value)


def test_no_text_stands_under_two_intents(real):
    intents = defaultdict(set)
    for intent, text, _ in real:
        intents[text.lower()].add(intent)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}


def test_the_same_data_gives_the_same_copies():
    assert read(SMALL) == read(SMALL)
    assert read(SMALL, seed=1) != read(SMALL, seed=2)


def test_copies_of_an_example_do_not_depend_on_the_others(write):
    texts = ["cho tôi biết [số văn bản đi](indicator) tháng này", "hồ sơ trễ hạn"]
    alone = read(write(ask_value=texts[:1]), noised=1.0)
    both = read(write(ask_value=texts), noised=1.0)
    assert both[: len(alone)] == alone


def test_without_shares_nothing_is_added():
    plain = facts(TrainingDataImporter.load_from_dict({}, None, None, [str(SMALL)]).get_nlu_data())
    cleaned = read(SMALL, stripped=0.0, noised=0.0)
    assert [(intent, clean(text)) for intent, text, _ in plain] == [row[:2] for row in cleaned]


def test_a_stripped_copy_keeps_the_entities(write):
    path = write(ask_value=["cho biết [số văn bản đến](indicator) tháng 9"])
    assert read(path, noised=0.0) == [
        ("ask_value", "cho biết số văn bản đến tháng 9", [("indicator", 9, 23, "số văn bản đến")]),
        ("ask_value", "cho biet so van ban den thang 9", [("indicator", 9, 23, "so van ban den")]),
    ]


def test_a_text_that_is_there_already_is_not_copied(write):
    path = write(ask_value=["hồ sơ"], greet=["ho so", "Hồ Sơ nhé"])
    texts = [(intent, text) for intent, text, _ in read(path, noised=0.0)]
    assert texts == [
        ("ask_value", "hồ sơ"),
        ("greet", "ho so"),
        ("greet", "Hồ Sơ nhé"),
        ("greet", "ho so nhe"),
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cho  tôi   biết [tỷ lệ  hoà giải](indicator)  thuỷ sản", "tỷ lệ hòa giải"),
        ("[Thuỷ điện](indicator)?", "Thủy điện"),
        ("\u200bcho tôi\u00a0[số \u200bvăn bản](indicator)\u200b của phừơng 5", "số văn bản"),
        ("👍 [tỷ lệ](indicator) 👍", "tỷ lệ"),
        ("còn ([đk kinh doanh](indicator))", "đk kinh doanh"),
    ],
)
def test_cleaning_moves_the_entities_along(write, form, text, value):
    path = write(ask_value=[unicodedata.normalize(form, text)])
    for seed in range(20):
        first, *copies = read(path, noised=1.0, seed=seed)
        assert [entity[3] for entity in first[2]] == [value]
        for _, copy, entities in [first, *copies]:
            [(_, start, end, slice_)] = entities
            assert copy[start:end] == slice_
            assert copy == clean(copy)


def test_two_entities_of_a_noised_text_stay_apart(write):
    path = write(
        ask_comparison=["so sánh [hồ sơ trực tuyến](indicator) với [văn bản đi](indicator)"]
    )
    for seed in range(200):
        for _, text, entities in read(path, noised=1.0, seed=seed):
            (_, start, end, first), (_, later, last, second) = entities
            assert (text[start:end], text[later:last]) == (first, second)
            assert end < later
            assert first == first.strip()
            assert second == second.strip()


@pytest.mark.parametrize(
    "text",
    [
        "cho biết [tỷ l](indicator)ệ hồ sơ",
        "cho biết t[ỷ lệ](indicator) hồ sơ",
        "[hoa\u0300](indicator)n thành",  # cleaning moves its mark
        "tỷ lệ [98](indicator),27 %",
    ],
)
def test_an_entity_that_splits_a_syllable_is_refused(write, text):
    with pytest.raises(RasaException, match="splits a syllable"):
        read(write(ask_value=[text]))


def test_a_letter_and_its_figure_may_be_apart(write):
    """Since "p5" is two tokens, an entity may end between them."""
    [(_, _, entities)] = read(write(ask_value=["[p](indicator)5"]), noised=0.0)
    assert entities == [("indicator", 0, 1, "p")]


def test_what_else_the_files_hold_is_kept(tmp_path):
    path = tmp_path / "nlu.yml"
    path.write_text(
        textwrap.dedent(
            """
            version: "3.1"
            nlu:
            - intent: greet
              examples: |
                - chào
            - synonym: phường 5
              examples: |
                - p5
            - regex: code
              examples: |
                - \\d{3}
            - lookup: ward
              examples: |
                - phường 5
            """
        ),
        encoding="utf-8",
    )
    data = AugmentingImporter(training_data_paths=[str(path)]).get_nlu_data()
    assert data.entity_synonyms == {"p5": "phường 5"}
    assert [regex["name"] for regex in data.regex_features] == ["code"]
    assert [table["name"] for table in data.lookup_tables] == ["ward"]
