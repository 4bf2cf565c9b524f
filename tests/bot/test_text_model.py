"""A classifier of short texts: what it sees, what it learns, and that it stays the same on disk."""

import numpy as np
import pytest

from bot.text_model import VIEWS, TextModel, characters, ending, shares, words

TEXTS = [
    "mất căn cước làm lại ở đâu",
    "rớt mất thẻ căn cước",
    "xin lại căn cước bị mất",
    "làm khai sinh cho bé",
    "khai sinh cho con mới sinh",
    "bé mới sinh làm giấy khai sinh",
    "đăng ký kết hôn",
    "hai đứa muốn kết hôn",
    "kết hôn cần giấy gì",
]
LABELS = ["can_cuoc"] * 3 + ["khai_sinh"] * 3 + ["ket_hon"] * 3


@pytest.fixture(scope="module")
def trained():
    return TextModel.fit(TEXTS, LABELS, tuple(VIEWS))


def best(model, text):
    return model.labels[int(model.scores([text])[0].argmax())]


@pytest.mark.parametrize("view", [words, characters, ending])
def test_diacritics_make_no_difference(view):
    assert list(view("Đăng ký kết hôn?")) == list(view("dang ky ket hon?"))


def test_abbreviations_are_written_out():
    assert "khong" in set(words("đc ko"))


def test_the_last_clause_is_seen_apart():
    seen = set(ending("Ba tôi mới mất, chưa làm gì cả. Khai tử ở đâu?"))
    assert "|o dau" in seen
    assert "|moi mat" not in seen


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("căn cước của tui rớt mất rồi", "can_cuoc"),
        ("lam giay khai sinh", "khai_sinh"),
        ("ket honn", "ket_hon"),
    ],
)
def test_it_learns(trained, text, label):
    assert best(trained, text) == label


def test_what_is_stored_says_the_same(trained, tmp_path):
    trained.save(tmp_path, "model")
    again = TextModel.load(tmp_path, "model")
    assert again.labels == trained.labels
    assert np.allclose(again.scores(TEXTS), trained.scores(TEXTS))


def test_two_labels_have_a_score_each():
    model = TextModel.fit(TEXTS[:6], LABELS[:6], ("words",))
    scores = model.scores(["khai sinh"])
    assert scores.shape == (1, 2)
    assert best(model, "khai sinh") == "khai_sinh"


def test_the_same_data_gives_the_same_model(trained):
    again = TextModel.fit(TEXTS, LABELS, tuple(VIEWS))
    assert np.array_equal(again.scores(TEXTS), trained.scores(TEXTS))


def test_a_text_without_words_has_scores(trained):
    assert np.isfinite(trained.scores(["???", ""])).all()


def test_shares_are_parts_of_one():
    told = shares(np.array([1.0, 0.0, -1.0]), 3.0)
    assert told.sum() == pytest.approx(1)
    assert list(np.argsort(-told)) == [0, 1, 2]
