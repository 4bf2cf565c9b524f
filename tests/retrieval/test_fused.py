"""Search over many entries with many phrases each."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fused import FusedIndex

PHRASES = [
    ("marry", "dang ky ket hon"),
    ("marry", "lam giay ket hon"),
    ("marry", "toi lay vo"),
    ("birth", "dang ky khai sinh"),
    ("birth", "lam giay khai sinh cho con"),
    ("death", "dang ky khai tu"),
    ("death", "nguoi nha moi mat"),
    ("passport", "lam ho chieu"),
    ("passport", "xin cap ho chieu pho thong"),
    ("lost", "mat ho chieu"),
    ("track", "tra cuu ho so"),
    ("stay", "dang ky tam tru"),
    ("fowl", "tha bo cau"),
    ("fowl", "nuoi ga vit"),
    ("tree", "chat cay truoc ngo"),
    ("tree", "trong hoa ven duong"),
    ("noise", "hang xom mo nhac on ao"),
    ("noise", "hat karaoke khuya"),
    ("market", "thue sap ban rau"),
    ("market", "ban hang rong"),
]
INDEX = FusedIndex((key, phrase.split()) for key, phrase in PHRASES)
WORDS = sorted({word for _, phrase in PHRASES for word in phrase.split()})


def search(text, **options):
    return INDEX.search(text.split(), **options)


@pytest.mark.parametrize(("key", "phrase"), PHRASES)
def test_every_phrase_finds_its_own_entry_and_is_told(key, phrase):
    found = search(phrase)[0]
    assert found.key == key
    assert PHRASES[found.phrase] == (key, phrase)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dang ky kethon", "marry"),
        ("dang ky ket hom", "marry"),
        ("ho chiu", "passport"),
        ("lam giay khai sihn", "birth"),
    ],
)
def test_slips_and_joined_words_still_find_it(text, key):
    assert search(text)[0].key == key


def test_the_words_of_several_phrases_together_make_an_entry_better():
    one = FusedIndex([("a", ["x", "y"]), ("b", ["x", "q"]), ("b", ["y", "r"]), ("c", ["z"])])
    without = FusedIndex([("a", ["x", "y"]), ("b", ["x", "q"]), ("c", ["z"])])
    of_b = [
        next(found.score for found in index.search(["x", "y"]) if found.key == "b")
        for index in (one, without)
    ]
    assert of_b[0] > of_b[1]


def test_a_phrase_inside_a_long_question_is_found():
    text = "chao anh cho em hoi voi em muon dang ky tam tru thi can nhung gi a"
    assert search(text)[0].key == "stay"


def test_a_part_of_a_phrase_is_worth_less_than_all_of_it():
    whole, part = search("tra cuu ho so")[0], search("cuu voi toi")
    assert whole.key == "track"
    assert not part or part[0].score < whole.score / 2


def test_words_that_nobody_knows_count_against_an_entry():
    scores = [search(f"ket hon{strange}")[0].score for strange in ("", " zq", " zq zv zw")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


@pytest.mark.parametrize("text", ["", "zzz", "zzz qqq"])
def test_what_shares_nothing_finds_nothing(text):
    assert search(text) == []


def test_an_empty_index_finds_nothing():
    empty = FusedIndex([])
    assert len(empty) == 0
    assert empty.search(["x"]) == []


@pytest.mark.parametrize("phrases", [[("a", [])], [("a", ["x"])], [("a", ["x"]), ("a", ["x"])]])
def test_the_smallest_indexes_are_no_error(phrases):
    index = FusedIndex(phrases)
    assert len(index) == 1
    assert all(found.key == "a" for found in index.search(["x"]))


def test_at_most_as_many_as_asked_for_each_entry_once():
    found = search("dang ky", limit=3)
    assert len(found) == 3
    assert len({one.key for one in found}) == 3


def test_explained_is_the_share_of_the_weight_that_an_entry_has():
    assert INDEX.explained("marry", ["ket", "hon", "vo"]) == 1
    assert INDEX.explained("marry", []) == 1
    assert INDEX.explained("marry", ["chieu"]) == 0
    assert 0 < INDEX.explained("marry", ["ket", "chieu"]) < 1
    # A rare word weighs more than one that many phrases have.
    assert INDEX.explained("marry", ["dang", "pho"]) < INDEX.explained("passport", ["dang", "pho"])


def test_known_words_are_those_of_phrases():
    assert INDEX.knows("hon")
    assert not INDEX.knows("hom")


def test_rivals_of_one_score_come_in_the_order_of_their_keys():
    index = FusedIndex([("b", ["x"]), ("a", ["x"]), ("c", ["y"]), ("d", ["z"])])
    assert [found.key for found in index.search(["x"])] == ["a", "b"]


@given(st.lists(st.sampled_from([*WORDS, "bitcoin", "2023"]), max_size=12))
def test_scores_are_positive_and_fall(words):
    scores = [found.score for found in INDEX.search(words)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 3 for score in scores)


def test_threads_may_share_an_index():
    texts = [phrase.split() for _, phrase in PHRASES] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(INDEX.search, texts)) == [INDEX.search(text) for text in texts]
