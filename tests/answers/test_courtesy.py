"""What is said where no figure answers."""

import pytest

from answers.courtesy import beyond, is_smalltalk, smalltalk


@pytest.mark.parametrize("intent", ["greet", "goodbye", "thank", "ask_identity", "ask_capability"])
def test_courtesy_is_told_by_its_intent(intent):
    assert is_smalltalk(intent)
    assert smalltalk(intent).evidence.intent == intent


def test_an_emergency_names_the_numbers_to_call_first():
    reply = beyond("emergency")
    places = [reply.text.index(number) for number in ("113", "114", "115")]
    assert places == sorted(places)
    assert places[-1] < reply.text.index("không tiếp nhận")


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        ("public_service", "not_covered"),
        ("request_officer", "not_covered"),
        ("out_of_scope", "out_of_scope"),
    ],
)
def test_what_is_not_covered_says_what_to_do(intent, reason):
    reply = beyond(intent)
    assert reply.evidence.reason == reason
    assert reply.buttons


def test_the_assistant_says_that_it_is_no_person():
    assert "không phải người" in smalltalk("ask_identity").text
