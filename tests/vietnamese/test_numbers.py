"""Numbers in words, as people write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normalise import fold
from vietnamese.numbers import read_number

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
# How people vary it: 5 behind tens, 1 behind twenty and more, 4 behind tens, the empty tens.
STYLES = st.fixed_dictionaries(
    {
        "five": st.sampled_from(["lăm", "nhăm"]),
        "one": st.sampled_from(["mốt", "một"]),
        "four": st.sampled_from(["tư", "bốn"]),
        "zero": st.sampled_from(["linh", "lẻ"]),
        "thousand": st.sampled_from(["nghìn", "ngàn"]),
    }
)
PLAIN = {"five": "lăm", "one": "mốt", "four": "tư", "zero": "linh", "thousand": "nghìn"}


def spell(number: int, style: dict[str, str]) -> str:
    """A number below ten thousand in words."""
    thousands, rest = divmod(number, 1000)
    hundreds, tens = divmod(rest, 100)
    words = []
    if thousands:
        words += [DIGITS[thousands], style["thousand"]]
    if hundreds or (thousands and tens):
        words += [DIGITS[hundreds], "trăm"]
    if tens or not words:
        words += spell_tens(tens, style, behind_hundreds=bool(words))
    return " ".join(words)


def spell_tens(number: int, style: dict[str, str], *, behind_hundreds: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if not tens:
        return [style["zero"], DIGITS[unit]] if behind_hundreds else [DIGITS[unit]]
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if unit:
        special = {5: style["five"]}
        if tens > 1:
            special |= {1: style["one"], 4: style["four"]}
        words.append(special.get(unit, DIGITS[unit]))
    return words


def read(text: str) -> tuple[int, int] | None:
    return read_number([fold(word) for word in text.split()])


def test_every_number_below_ten_thousand_is_read_back():
    wrong = {}
    for number in range(10_000):
        words = spell(number, PLAIN)
        if read(words) != (number, len(words.split())):
            wrong[words] = read(words)
    assert wrong == {}


@given(st.integers(0, 9999), STYLES)
def test_ways_of_saying_it_mean_the_same_number(number, style):
    words = spell(number, style)
    assert read(words) == (number, len(words.split()))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai không hai ba", 2023),
        ("hai nghìn không trăm hai mươi ba", 2023),
        ("hai nghìn không trăm hai ba", 2023),
        ("2 nghìn", 2000),
        ("ba triệu hai trăm nghìn", 3_200_000),
        ("một tỷ", 1_000_000_000),
        ("hai mươi nhăm", 25),
        ("bốn nghìn sáu trăm lẻ hai", 4602),
        ("hai nghìn không trăm hai lăm", 2025),
        ("một trăm hai mươi", 120),
    ],
)
def test_years_and_large_numbers(words, number):
    assert read(words) == (number, len(words.split()))


@pytest.mark.parametrize("words", ["", "phường", "trăm", "linh năm", "nghìn hai"])
def test_no_number_begins_here(words):
    assert read(words) is None


def test_reading_stops_behind_the_number():
    assert read("mười hai phường năm nay") == (12, 2)


@pytest.mark.parametrize(
    ("words", "found"), [("mười năm 2023", (10, 1)), ("hai mươi năm", (20, 2))]
)
def test_year_behind_tens_is_no_five(words, found):
    """Five is "lăm" there."""
    assert read(words) == found


def test_reading_begins_where_it_is_told():
    words = ["van", "ban", "cua", "phuong", "muoi", "mot"]
    assert read_number(words, 4) == (11, 6)
    assert read_number(words, len(words)) is None
