"""Slips stay inside the text, and the same seed makes the same ones."""

import random

import pytest

from bot.noise import Edit, fillers, half_accented, short_forms, slip
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

KINDS = [short_forms, slip, fillers]
TEXTS = [
    "tỷ lệ hồ sơ trực tuyến của phường 5 là bao nhiêu",
    "UBND thành phố Vũng Tàu được giao bao nhiêu văn bản tháng 9?",
    "người dân không biết thủ tục hành chính như thế nào",
    "ty le ho so phuong 12 hien nay",
    "ĐƯỜNG Nguyễn Thị Minh Khai",
    "98,27 %",
    "p5",
    "ạ",
    "???",
    "👍 chào",
    "",
]


def applied(text, edits):
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", TEXTS)
def test_edits_lie_within_the_text_and_do_not_overlap(kind, text):
    for seed in range(200):
        end = 0
        for edit in sorted(kind(text, random.Random(seed)), key=lambda edit: edit.start):
            assert end <= edit.start <= edit.end <= len(text)
            assert edit.replacement
            end = edit.end


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", TEXTS)
def test_edits_begin_and_end_where_syllables_do(kind, text):
    """So that no edit leaves half a syllable, or glues two together."""
    starts = {0, *(syllable.start for syllable in syllables(text))}
    ends = {syllable.end for syllable in syllables(text)}
    for seed in range(100):
        for edit in kind(text, random.Random(seed)):
            assert edit.start in starts
            assert edit.end in ends or edit.start == edit.end


@pytest.mark.parametrize("kind", [*KINDS, half_accented])
@pytest.mark.parametrize("text", TEXTS)
def test_the_same_seed_makes_the_same_slips(kind, text):
    for seed in range(20):
        assert kind(text, random.Random(seed)) == kind(text, random.Random(seed))


@pytest.mark.parametrize("text", TEXTS)
def test_half_accented_keeps_every_offset(text):
    for seed in range(50):
        half = half_accented(text, random.Random(seed))
        assert len(half) == len(text)
        assert fold(half) == fold(text)


def test_half_accented_leaves_some_diacritics_and_takes_some():
    text = TEXTS[0]
    seen = {half_accented(text, random.Random(seed)) for seed in range(50)}
    assert any(half not in (text, fold(text)) for half in seen)


def test_the_longest_short_form_is_taken():
    seen = {applied("nhu the nao", short_forms("nhu the nao", random.Random(n))) for n in range(50)}
    assert seen == {"nhu the nao", "ntn"}


def test_a_short_form_knows_words_with_and_without_diacritics():
    for text in ("tỷ lệ", "ty le", "TỶ LỆ"):
        seen = {applied(text, short_forms(text, random.Random(seed))) for seed in range(50)}
        assert seen == {text, "tl"}


def test_figures_and_short_words_are_never_mistyped():
    """A digit that changes would be another question."""
    for seed in range(100):
        assert slip("p5 12 98,27 4.602 ạ", random.Random(seed)) == []


def test_a_slip_mistypes_one_syllable_in_one_of_three_ways():
    seen = {applied("đường", slip("đường", random.Random(seed))) for seed in range(300)}
    assert "dduwowngf" in seen, "Telex keys"
    assert "đưnờg" in seen or "đườgn" in seen, "swapped letters"
    assert "đườn" in seen, "a lost letter"
    assert "ường" not in seen, "the first letter is not lost"


def test_a_filler_stands_between_words():
    """Never inside a code: "pcái 5" would be another word."""
    for seed in range(200):
        text = "9T/2023 của p5 (12)"
        assert set(text.split()) <= set(applied(text, fillers(text, random.Random(seed))).split())


def test_an_edit_cannot_be_changed():
    with pytest.raises(AttributeError):
        Edit(0, 1, "a").start = 2
