"""The knowledge base's questions as examples to learn from."""

from collections import Counter
from pathlib import Path

import pytest

from bot.knowledge import examples
from vietnamese.normalise import clean, fold

CONTENT = Path(__file__).parents[2] / "kb" / "content"
FACETS = {
    "overview",
    "documents",
    "fee",
    "duration",
    "place",
    "steps",
    "online",
    "result",
    "legal_basis",
    "conditions",
}


@pytest.fixture(scope="module")
def known():
    return list(examples(CONTENT))


def test_every_example_belongs_to_something_that_exists(known):
    keys = {path.stem for kind in ("procedures", "faq") for path in CONTENT.glob(f"{kind}/*.yml")}
    strange = {one.service for one in known if not one.service.startswith("-")} - keys
    assert strange == set()
    assert {one.facet for one in known} - {None} == FACETS


def test_every_procedure_is_asked_for_every_side(known):
    asked = Counter((one.service, one.facet) for one in known if one.facet)
    for path in CONTENT.glob("procedures/*.yml"):
        short = {facet for facet in FACETS if asked[path.stem, facet] < 2}
        assert short == set(), path.stem


def test_every_service_not_covered_is_one_of_the_list(known):
    lines = (CONTENT / "not_covered.yml").read_text(encoding="utf-8")
    number = sum(line.startswith("- ") for line in lines.splitlines())
    told = {int(one.service) for one in known if one.service.startswith("-")}
    assert told == {-line for line in range(number)}


def test_texts_are_in_their_one_spelling(known):
    assert [one.text for one in known if one.text != clean(one.text) or not one.text] == []


def test_no_whole_question_stands_under_two_services(known):
    asked = {}
    for one in known:
        if one.asked and one.facet:
            asked.setdefault(fold(one.text), set()).add(one.service)
    assert {text for text, services in asked.items() if len(services) > 1} == set()
