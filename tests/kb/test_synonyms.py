"""Words that mean the same find the same."""

import pytest

from kb.base import topic_words
from kb.synonyms import one_word_for_all


def read_as_one(said):
    return " ".join(one_word_for_all(said.split()))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("lay chong", "ket hon"),
        ("lam lai so hong", "cap lai so do"),
        ("chau vao lop mot", "chau vao lop 1"),
        ("vo moi sanh con", "vo moi sinh con"),
        ("khai sanh", "khai sinh"),
        ("khong lien quan", "khong lien quan"),
        ("", ""),
    ],
)
def test_each_of_a_group_is_read_as_one(said, read):
    assert read_as_one(said) == read


def test_the_longest_that_fits_is_taken():
    # "the can cuoc cong dan" as a whole, not "the" and "can cuoc cong dan".
    assert read_as_one("the can cuoc cong dan") == "can cuoc cong dan"
    assert read_as_one("chua co vo con") == "doc than con"


def test_a_part_of_a_synonym_is_none():
    assert read_as_one("lay") == "lay"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mất passport", "làm mất hộ chiếu"),
        ("lấy vợ người Đài Loan", "kết hôn người nước ngoài"),
        ("đổi gplx", "đổi bằng lái xe"),
        ("xin học lớp 7", "xin học thcs"),
    ],
)
def test_two_ways_to_say_it_are_the_same_to_the_search(one, other):
    said, meant = (set(topic_words(text)) for text in (one, other))
    assert said == meant


def test_synonyms_find_the_entry(base):
    assert base.find("mất passport")[0].key == "mat_ho_chieu"
    assert base.find("lấy chồng người Mỹ")[0].key == "ket_hon_ytnn"
