"""Words without a topic."""

import pytest

from vietnamese.words import is_function_word


@pytest.mark.parametrize("word", ["bao", "nhiêu", "Của", "được", "tính", "tình", "tinh", "nhieu"])
def test_question_words_and_particles_have_no_topic(word):
    assert is_function_word(word)


@pytest.mark.parametrize("word", ["tỉnh", "phường", "hồ", "mạng", "chợ", "hộ"])
def test_marks_tell_a_topic_from_a_particle(word):
    assert not is_function_word(word)
