"""Words that a recogniser took for others of the same sound."""

import pytest

from vietnamese.homophones import Vocabulary

KNOWN = Vocabulary.of(
    [
        "Đăng ký khai sinh",
        "Trích lục khai sinh",
        "Thanh toán trực tuyến",
        "Giấy phép xây dựng",
        "Sửa chữa nhà ở",
        "Ghi chú ly hôn",
        "Nghĩa vụ quân sự",
    ]
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("làm khai xinh cho cháu", "làm khai sinh cho cháu"),
        ("xin chích lục khai xinh", "xin trích lục khai sinh"),
        ("thanh toán chực tuyến", "thanh toán trực tuyến"),
        ("xin dấy phép xây nhà", "xin giấy phép xây nhà"),
        ("nghĩa dụ quân xự, lần đầu", "nghĩa vụ quân sự, lần đầu"),
    ],
)
def test_a_word_is_what_sounds_alike_and_is_known_beside_its_neighbours(said, meant):
    assert KNOWN.heard(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trích lục khai sinh, giấy phép xây dựng",
        "ghi chú",  # known as it is
        "với trường mầm non",  # unknown, but no word that sounds alike is known there
        "và dạ vì về giờ",  # carry no topic
        "lam khai xinh",  # without diacritics too many words are alike
        "H06.12-230915-0042",
    ],
)
def test_other_words_stay(text):
    assert KNOWN.heard(text) == text
