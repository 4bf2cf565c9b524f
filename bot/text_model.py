"""A linear classifier of short texts: quick to train, small, and the same with or without marks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.svm import LinearSVC

from vietnamese.abbreviations import expand
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

# Chosen on the development questions; see docs/decisions/service-classifier.md.
_COLUMNS = 2**16
_GRAMS = (3, 4)
_ENDING = 7
_LEAST = 2
# Weights below this change no answer and are nine in ten.
_NEGLIGIBLE = 0.02
_CLAUSE_ENDS = ".,;:!?"


def words(text: str) -> Iterator[str]:
    """Folded syllables and pairs of neighbours, abbreviations written out."""
    said = _said(text)
    yield from said
    yield from (f"{left} {right}" for left, right in pairwise(said))


def characters(text: str) -> Iterator[str]:
    """Pieces of words and across their borders: they forgive slips."""
    joined = f"_{'_'.join(_said(text))}_"
    for size in _GRAMS:
        yield from (joined[start : start + size] for start in range(len(joined) - size + 1))


def ending(text: str) -> Iterator[str]:
    """The last syllables, and the last clause: there a question says what it wants to know."""
    for mark, said in ((">", _said(text)[-_ENDING:]), ("|", _said(_last_clause(text)))):
        for size in (1, 2, 3):
            yield from (
                f"{mark}{' '.join(said[start : start + size])}"
                for start in range(len(said) - size + 1)
            )


View = Callable[[str], Iterator[str]]
VIEWS: dict[str, View] = {view.__name__: view for view in (words, characters, ending)}


class TextModel:
    """Scores of each label for a text.

    Attributes:
        labels: what can be told apart.
    """

    def __init__(
        self,
        views: Sequence[str],
        labels: Sequence[str],
        frequencies: Sequence[NDArray[np.float64]],
        weights: scipy.sparse.csr_matrix,
        bias: NDArray[np.float64],
    ) -> None:
        """A trained model; see `fit` and `load`.

        Args:
            views: names of the views of a text.
            labels: one per column of `weights`.
            frequencies: inverse document frequencies, one vector per view.
            weights: one row per feature of all views, one column per label.
            bias: one value per label.
        """
        self.labels = tuple(labels)
        self._views = tuple(views)
        self._vectorizers = [_vectorizer(VIEWS[view]) for view in views]
        self._weighters = [_weighter(vector) for vector in frequencies]
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        views: Sequence[str],
        *,
        balanced: bool = False,
        penalty: float = 1.0,
    ) -> TextModel:
        """Train one linear separator per label.

        Args:
            texts: the examples.
            labels: the label of each.
            views: names of the views to see the texts by.
            balanced: whether rare labels weigh as much as frequent ones.
            penalty: how much an example on the wrong side costs.

        Raises:
            ValueError: fewer than two labels.
        """
        columns, weighters = [], []
        for view in views:
            weighter = TfidfTransformer(sublinear_tf=True)
            counts = _vectorizer(VIEWS[view]).transform(texts)
            columns.append(weighter.fit_transform(counts))
            weighters.append(weighter.idf_)
        matrix = scipy.sparse.hstack(columns).tocsr()
        kept = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) >= _LEAST)
        separator = LinearSVC(
            C=penalty, class_weight="balanced" if balanced else None, random_state=0
        )
        separator.fit(matrix[:, kept], labels)
        told, bias = separator.coef_, separator.intercept_
        if len(told) < len(separator.classes_):
            # Two labels share one separator.
            told, bias = np.vstack([-told, told]), np.concatenate([-bias, bias])
        told = np.where(np.abs(told) < _NEGLIGIBLE, 0, told)
        small = scipy.sparse.coo_matrix(told.T)
        weights = scipy.sparse.csr_matrix(
            (small.data.astype(np.float32), (kept[small.row], small.col)),
            shape=(matrix.shape[1], told.shape[0]),
        )
        return cls(views, list(separator.classes_), weighters, weights, bias)

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """One row per text, one column per label: above 0 on the label's side."""
        seen = [
            weighter.transform(vectorizer.transform(texts))
            for vectorizer, weighter in zip(self._vectorizers, self._weighters, strict=True)
        ]
        scores: NDArray[np.float64] = (
            scipy.sparse.hstack(seen).tocsr() @ self._weights
        ).toarray() + self._bias
        return scores

    def save(self, folder: Path, name: str) -> None:
        """Write the model into a folder: numbers and names only, nothing that runs when read."""
        scipy.sparse.save_npz(folder / f"{name}.weights.npz", self._weights)
        frequencies = {f"idf{n}": one.idf_ for n, one in enumerate(self._weighters)}
        np.savez_compressed(folder / f"{name}.npz", bias=self._bias, **frequencies)
        names = {"views": self._views, "labels": self.labels}
        (folder / f"{name}.json").write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> TextModel:
        """Read what `save` wrote.

        Raises:
            OSError: a file is missing.
        """
        names = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz") as stored:
            bias = stored["bias"]
            frequencies = [stored[f"idf{number}"] for number in range(len(names["views"]))]
        weights = scipy.sparse.load_npz(folder / f"{name}.weights.npz")
        return cls(names["views"], names["labels"], frequencies, weights, bias)


def shares(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    """Scores as shares of 1."""
    raised: NDArray[np.float64] = np.exp((scores - scores.max()) * sharpness)
    whole: NDArray[np.float64] = raised / raised.sum()
    return whole


def _said(text: str) -> list[str]:
    return expand([fold(syllable.text) for syllable in syllables(text)])


def _last_clause(text: str) -> str:
    trimmed = text.rstrip(_CLAUSE_ENDS + " ")
    return trimmed[max((trimmed.rfind(end) for end in _CLAUSE_ENDS), default=-1) + 1 :]


def _vectorizer(view: View) -> HashingVectorizer:
    return HashingVectorizer(
        analyzer=view, n_features=_COLUMNS, alternate_sign=False, norm=None, dtype=np.float64
    )


def _weighter(frequencies: NDArray[np.float64]) -> TfidfTransformer:
    weighter = TfidfTransformer(sublinear_tf=True)
    weighter.idf_ = frequencies
    return weighter
