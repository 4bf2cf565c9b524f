"""Syllables know where they stand: what is found is cut out of the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normalise import clean
from vietnamese.syllables import syllables


@given(st.text().map(clean))
def test_offsets_cut_each_syllable_out_of_the_text(text):
    for syllable in syllables(text):
        assert text[syllable.start : syllable.end] == syllable.text


@given(st.text(st.sampled_from("aăâđêơưạảẫủớ12390,.;/- ?!%"), max_size=30))
def test_no_letter_and_no_digit_is_lost(text):
    parts, end = [], 0
    for syllable in syllables(text):
        assert syllable.start >= end, "in order, without overlaps"
        parts.append(text[end : syllable.start])
        end = syllable.end
    assert not any(c.isalnum() for c in "".join([*parts, text[end:]]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("98,27", ["98,27"]),
        ("4.602 văn bản", ["4.602", "văn", "bản"]),
        ("p5", ["p", "5"]),
        ("9T/2023", ["9", "T", "2023"]),
        ("16/11/2022.", ["16", "11", "2022"]),
        ("mức độ 3, 4", ["mức", "độ", "3", "4"]),
        ("phường-xã_3", ["phường", "xã", "3"]),
    ],
)
def test_a_decimal_stays_whole_and_a_code_is_split(text, parts):
    assert [syllable.text for syllable in syllables(text)] == parts
