"""Abbreviations and other names, written out before texts are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese import abbreviations
from vietnamese.abbreviations import expand
from vietnamese.normalise import fold

TABLES = {**abbreviations._ABBREVIATIONS, **abbreviations._ALSO_CALLED}


@pytest.mark.parametrize(
    ("words", "expanded"),
    [
        ("tl hs online", "ty le ho so truc tuyen"),
        ("hs qua mang", "ho so truc tuyen"),
        ("thu tuc", "thu tuc hanh chinh"),
        ("thu tuc hanh chinh", "thu tuc hanh chinh"),
        ("cks ca nhan", "chu ky so ca nhan"),
        ("ttkdtm", "thanh toan khong dung tien mat"),
        ("vb den p 5", "van ban den p 5"),
        ("", ""),
    ],
)
def test_names_are_written_out(words, expanded):
    assert expand(words.split()) == expanded.split()


def test_the_longest_name_comes_first():
    assert expand(["san", "thuong", "mai"]) == ["san", "thuong", "mai", "dien", "tu"]
    assert expand(["thu", "tuc", "hanh", "chanh"]) == ["thu", "tuc", "hanh", "chinh"]


@pytest.mark.parametrize("name", TABLES)
def test_short_and_long_form_become_the_same(name):
    assert expand(name.split()) == expand(TABLES[name].split())


def test_keys_and_meanings_are_folded():
    for name, meaning in TABLES.items():
        assert (fold(name), fold(meaning)) == (name, meaning)


@given(st.lists(st.sampled_from(["phuong", "nam", "cua", "tinh", "2023", "dat", "chua"])))
def test_words_without_another_name_stay(words):
    assert expand(words) == words
