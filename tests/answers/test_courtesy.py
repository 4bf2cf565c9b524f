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


def test_what_is_out_of_scope_says_what_can_be_asked():
    reply = beyond("out_of_scope")
    assert reply.evidence.reason == "out_of_scope"
    assert reply.buttons


def test_the_assistant_says_that_it_is_no_person():
    assert "không phải người" in smalltalk("ask_identity").text
