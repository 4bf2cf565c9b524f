"""Rows in rank order: equal figures share a rank, words have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.catalogue import Indicator
from indicators.order_words import Order
from indicators.rows import Row

NO_DIRECTION = "neutral"


@dataclass(frozen=True)
class Placed:
    """A row with its rank.

    Attributes:
        rank: 1 for the end asked for; equal figures share it, the next rank counts them all.
        value: the row's figure.
        row: the row.
        tied: whether others share the rank.
    """

    rank: int
    value: Decimal
    row: Row
    tied: bool

    @property
    def unit(self) -> str:
        """The code of the row's unit."""
        return self.row.observation.unit


def placed(rows: Iterable[Row], *, largest_first: bool) -> list[Placed]:
    """The rows that have a figure, in rank order."""
    figures = [(row.observation.value, row) for row in rows if row.observation.value is not None]
    figures.sort(key=lambda figure: figure[0], reverse=largest_first)
    values = [value for value, _ in figures]
    counts = Counter(values)
    return [
        Placed(values.index(value) + 1, value, row, tied=counts[value] > 1)
        for value, row in figures
    ]


def up_to(ranking: Sequence[Placed], count: int) -> list[Placed]:
    """The first so many, with all who share the last rank."""
    if len(ranking) <= count:
        return list(ranking)
    last = ranking[count - 1].value
    end = max(number for number, one in enumerate(ranking) if one.value == last) + 1
    return list(ranking[:end])


def known_order(order: Order, indicator: Indicator) -> Order:
    """The order meant: what has no better side is ranked by its figures alone."""
    if indicator.direction != NO_DIRECTION:
        return order
    return {"best": "highest", "worst": "lowest"}.get(order, order)  # type: ignore[return-value]


def is_largest_first(order: Order, indicator: Indicator) -> bool:
    """Whether the largest figure stands first; "best" follows the indicator's direction."""
    if order in {"highest", "lowest"}:
        return order == "highest"
    return (order == "best") == (indicator.direction != "lower")
