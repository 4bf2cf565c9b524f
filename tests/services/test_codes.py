"""Codes are read as people write and say them, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.codes import find_code, find_dossier_code, looks_like_code, new_code

CODE = "H06.12-230915-0042"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "xem giúp h06.12-230915-0042 với",
        "H06 . 12 - 230915 - 0042",
        "H06122309150042",
        "hát không sáu chấm mười hai gạch hai ba không chín một năm gạch không không bốn hai",
        "hắc không sáu một hai hai ba không chín một năm không không bốn hai",
    ],
)
def test_a_dossier_code_is_found(text):
    assert find_dossier_code(text) == CODE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H06-230915-0042", "H06-230915-0042"),
        ("000.00.12.H06-230915-0042", "000.00.12.H06-230915-0042"),
        ("H06.12-230915-123456", "H06.12-230915-123456"),
    ],
)
def test_other_shapes_keep_their_groups(text, code):
    assert find_dossier_code(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "hồ sơ của tôi", "H06.12-231315-0042", "H06.12-230932-0042", "H06", "230915-0042",
     "0912345678", "H06.12-230915-004", "phường 12 quý 3 năm 2023"],
)  # fmt: skip
def test_what_is_no_code_is_none(text):
    assert find_dossier_code(text) is None


def test_a_try_to_give_a_code_is_seen():
    assert looks_like_code("H06.12")
    assert looks_like_code("230915-0042")
    assert not looks_like_code("tôi hỏi phường 5")


@given(st.sampled_from(["PA", "CB"]), st.sampled_from(["{}", "mã {} ạ", "({})"]))
def test_a_made_code_is_read_back(prefix, sentence):
    code = new_code(prefix)
    assert find_code(sentence.format(code), prefix) == code
    assert find_code(sentence.format(code.lower().replace("-", " ")), prefix) == code
    assert find_code(sentence.format(code), "XX") is None
