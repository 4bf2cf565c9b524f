"""The spoken golden questions are what a recogniser hands on, and as many as promised."""

from __future__ import annotations

import re
from collections import Counter

from bench.golden import SPOKEN, questions
from vietnamese.normalise import clean

AS_RECOGNISED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def test_spoken_questions_look_as_a_recogniser_writes():
    for turn in questions(SPOKEN):
        assert AS_RECOGNISED.fullmatch(turn.text) and turn.text == turn.text.lower(), turn.id
        assert clean(turn.text) == turn.text, turn.id


def test_there_are_enough_of_citizens_and_of_leaders():
    askers = Counter(turn.asker for turn in questions(SPOKEN))
    assert askers["citizen"] >= 100 and askers["leader"] >= 50
    assert len({turn.text for turn in questions(SPOKEN)}) == askers.total()
