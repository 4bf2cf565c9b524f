"""Where underthesea begins the words of a text."""

import pytest

from bot.word_starts import word_starts

TEXTS = [
    "tỷ lệ hồ sơ trực tuyến của phường 5 là bao nhiêu?",
    "ty le ho so truc tuyen",
    "phường Thắng Tam mất 98,27 % … hồ-sơ",
    "👍👍 chào   bạn",
    "???",
    "òa thuỷ hoà",
    "  hai   khoảng trắng ",
    "tp.hcm, q.1",
    "",
]


def test_syllables_of_one_word_are_told_from_those_of_two():
    assert word_starts("hồ sơ trực tuyến") == {0, len("hồ sơ ")}


@pytest.mark.parametrize("text", TEXTS)
def test_words_begin_at_characters_of_the_text(text):
    starts = word_starts(text)
    assert all(not text[start].isspace() for start in starts)
    first = next((i for i, character in enumerate(text) if not character.isspace()), None)
    assert starts == set() if first is None else first in starts
