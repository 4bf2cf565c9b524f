"""One spelling for every text, and a folded view of the same length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normalise import clean, fold, is_accented, strip_accents

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONED = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in "\u0300\u0301\u0303\u0309\u0323"
]
toneless = st.text(st.sampled_from(VOWELS + "bcdđghklmnpqrstvxĐGQ0123456789.,/-?%"), max_size=5)
# A syllable has one tone at most.
syllable = st.tuples(toneless, st.sampled_from(["", *TONED]), toneless).map("".join)
vietnamese = st.lists(syllable, max_size=6).map(" ".join)
# What keyboards, copied web pages and old encodings put between and behind the letters.
messy = st.text(st.sampled_from("aeoờyT\u0300\u0323\u0302\u031b\u200b\u00a0\n\x07 "), max_size=12)


@given(vietnamese)
def test_composed_and_decomposed_text_become_equal(text):
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@given(messy)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(messy)
def test_cleaned_text_is_composed_visible_and_without_double_spaces(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert cleaned.isprintable()


@given(vietnamese)
def test_cleaning_moves_tones_and_changes_no_letter(text):
    assert fold(clean(text)) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("tuý", "túy"),
        ("THUÝ", "THÚY"),
        ("tòan", "toàn"),
        ("TÒAN", "TOÀN"),
        ("hòan thành", "hoàn thành"),
        ("xóat", "xoát"),
        ("phừơng", "phường"),
        ("đựơc", "được"),
        ("ngừơi", "người"),
        ("đìên", "điền"),
        ("vịêt", "việt"),
        ("quýêt", "quyết"),
        ("chuỷên", "chuyển"),
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("gìa", "già"),
        ("gíup", "giúp"),
        ("gìơ", "giờ"),
        # The first vowel of uyê and of a closed uy bears no tone either.
        ("chủyên", "chuyển"),
        ("ngũyên", "nguyễn"),
        ("hùynh", "huỳnh"),
        ("súyt", "suýt"),
        ("khủyu", "khuỷu"),
        ("quýên", "quyến"),
    ],
)
def test_tone_stands_where_it_belongs(typed, cleaned):
    assert typed != cleaned
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    "text",
    ["quý", "quả", "giờ", "giúp", "thuế", "hoặc", "xoắn", "thuở", "nguyễn", "tuần", "ngoéo",
     "khuỷu", "huỳnh", "của", "mía", "cứu", "yếu", "p.5", "Đồng Hới", "98,27 %"],
)  # fmt: skip
def test_right_spelling_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "phư\u200bờng 5",
        "\ufeffphường 5",
        "phườ\u00adng 5",
        "phường\u2060 5",
        "phường\u00a05",
        " phường \t\n 5 ",
        "phường\x07 5",
    ],
)
def test_invisible_characters_and_odd_spaces_are_gone(text):
    assert clean(text) == "phường 5"


def test_line_breaks_part_words():
    assert clean("văn bản\nđến") == "văn bản đến"


@given(st.text())
def test_folding_keeps_the_length_of_any_text(text):
    assert len(fold(text)) == len(text)


@given(vietnamese)
def test_folded_vietnamese_is_lower_case_ascii(text):
    assert fold(text).isascii()
    assert fold(text) == fold(text).lower()


@given(vietnamese)
def test_stripping_accents_keeps_length_and_letter_case(text):
    stripped = strip_accents(text)
    assert len(stripped) == len(text)
    assert stripped.lower() == fold(text)
    assert [c.isupper() for c in stripped] == [c.isupper() for c in text]


def test_stripping_accents_of_an_official_name():
    assert strip_accents("UBND Thành phố Đồng Hới") == "UBND Thanh pho Dong Hoi"


@pytest.mark.parametrize(
    ("text", "accented"),
    [("đen", True), ("Đ", True), ("tỷ lệ", True), ("ty le", False), ("P5 TP.VT", False)],
)
def test_a_text_is_accented_by_marks_and_not_by_capitals(text, accented):
    assert is_accented(text) is accented
