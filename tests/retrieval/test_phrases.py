"""Search over the names and aliases of the whole catalogue."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.phrases import Hit, PhraseIndex, key_words
from vietnamese.normalise import clean, strip_accents

DATA = Path(__file__).resolve().parents[2] / "data"


def read_phrases() -> Iterator[tuple[str, str]]:
    with (DATA / "indicators.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for phrase in (row["name"], *row["aliases"].split("|")):
                yield row["code"], phrase


PHRASES = list(read_phrases())
INDEX = PhraseIndex(PHRASES)
WORDS = sorted({word for _, phrase in PHRASES for word in key_words(phrase)})
# Likeness and coverage make at most 1, an alias that stands in the query as it is adds to it.
MOST = 1.25


def search(text: str, index: PhraseIndex = INDEX) -> list[Hit]:
    return index.search(key_words(clean(text)))


def best(text: str, index: PhraseIndex = INDEX) -> str | None:
    hits = search(text, index)
    return hits[0].key if hits else None


@pytest.fixture(scope="module")
def found() -> dict[str, list[Hit]]:
    """What every name and alias of the catalogue finds."""
    return {phrase: search(phrase) for _, phrase in PHRASES}


def test_every_name_and_alias_finds_its_own_indicator_first(found):
    first = {phrase: found[phrase][0].key for _, phrase in PHRASES}
    assert {phrase: first[phrase] for code, phrase in PHRASES if first[phrase] != code} == {}


def test_diacritics_make_no_difference():
    for _, phrase in PHRASES:
        assert key_words(strip_accents(clean(phrase))) == key_words(clean(phrase))


@given(st.lists(st.sampled_from([*WORDS, "bitcoin", "zxcvb", "2023"]), max_size=12))
def test_scores_are_bounded_and_fall(words):
    scores = [hit.score for hit in INDEX.search(words)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= MOST + 1e-9 for score in scores)


def test_the_phrase_itself_scores_full(found):
    assert all(1 <= hits[0].score <= MOST + 1e-9 for hits in found.values())


@pytest.mark.parametrize(
    "text",
    ["GDP", "blockchain", "asdf qwer", "thời tiết ngày mai", "giá vàng hôm nay", "bóng đá",
     "xuất khẩu gạo", "tỷ lệ trẻ em tiêm chủng"],
)  # fmt: skip
def test_what_the_catalogue_lacks_scores_low(text):
    assert all(hit.score < 0.35 for hit in search(text))


@given(st.sampled_from(PHRASES), st.sampled_from(["vaccine", "xuất khẩu gạo", "bóng đá châu âu"]))
def test_strange_words_lower_the_score(named, strange):
    code, phrase = named
    alone = next(hit.score for hit in search(phrase) if hit.key == code)
    beside = {hit.key: hit.score for hit in search(f"{phrase} {strange}")}
    assert beside.get(code, 0.0) < alone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ho so truc tuyne tu xa", "dvc.ho-so-truc-tuyen-tu-xa"),
        ("thanh tooán trực tuyến trên cổng", "dvc.thanh-toan-truc-tuyen"),
        ("cong to dien tu hang thang", "xa-hoi-so.cong-to-dien-tu"),
    ],
)
def test_one_slip_of_the_finger_is_forgiven(text, code):
    assert best(text) == code


def test_a_slip_that_may_mean_two_words_is_not_repaired():
    index = PhraseIndex([("camera", "camera đường"), ("cameras", "camero đường")])
    assert not any(hit.explained for hit in search("camerx", index))


def test_words_of_several_aliases_are_understood_together():
    index = PhraseIndex(
        [("a", "hồ sơ trực tuyến"), ("a", "dịch vụ nộp qua mạng"), ("b", "hồ sơ trực tiếp")]
    )
    assert best("hồ sơ dịch vụ trực tuyến", index) == "a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tỉ lệ hồ sơ", "tỷ lệ hồ sơ"),
        ("hs online", "hồ sơ trực tuyến"),
        ("số văn bản đi là bao nhiêu", "số văn bản đi"),
        ("TTHC", "thủ tục hành chính"),
        ("UBND", "ủy ban nhân dân"),
    ],
)
def test_ways_of_writing_come_down_to_the_same_words(one, other):
    assert key_words(clean(one)) == key_words(clean(other))


def test_market_is_not_the_word_for():
    """Folded, "chợ" and "cho" are one word; the market must still be told from the payment."""
    assert best("chợ thanh toán không dùng tiền mặt") == "xa-hoi-so.cho-4-0"
    assert best("thanh toán không dùng tiền mặt") == "xa-hoi-so.diem-ban-khong-tien-mat"


def test_nothing_asked_and_nothing_indexed_find_nothing():
    assert INDEX.search([]) == []
    assert PhraseIndex([]).search(["ho", "so"]) == []
    assert not PhraseIndex([]).knows("ho")


def test_as_many_as_asked_for():
    assert len(INDEX.search(key_words("hồ sơ trực tuyến"), limit=3)) == 3
