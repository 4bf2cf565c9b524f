"""Figures over time as a line, with the target it has to reach."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.figures import decimal_vi
from indicators.charts.canvas import (
    BLUE,
    GRID,
    INK,
    LABEL,
    RED,
    TICK,
    Caption,
    Sheet,
    plotted,
    points,
)

_HEIGHT = 360
_ALL_LABELLED = 13
_TICK_CHARACTERS = {4: 15, 7: 11}
_LONGEST_TICK = 8
_DASHED = (0, (6, 4))


@dataclass(frozen=True)
class Point:
    """A figure of the line, with the name of its period."""

    name: str
    value: Decimal


@dataclass(frozen=True)
class Goal:
    """The target, with what is written at its line."""

    value: Decimal
    name: str


def draw_line(caption: Caption, line: Sequence[Point], goal: Goal | None = None) -> bytes:
    """The line in the order given, as PNG."""
    width = next((w for most, w in _TICK_CHARACTERS.items() if len(line) <= most), _LONGEST_TICK)
    names = ["\n".join(textwrap.wrap(point.name, width)) for point in line]
    rows = max(name.count("\n") + 1 for name in names)
    bottom = round(16 + rows * TICK * 1.35)
    with Sheet(caption, height=_HEIGHT, left=84, bottom=bottom, above=2 * LABEL) as sheet:
        _draw(sheet, line, names, goal)
        return sheet.png()


def _draw(sheet: Sheet, line: Sequence[Point], names: Sequence[str], goal: Goal | None) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes, places = sheet.axes, range(len(line))
    values = [plotted(point.value) for point in line]
    axes.plot(
        places,
        values,
        color=BLUE,
        linewidth=3,
        marker="o",
        markersize=9,
        linestyle="--" if sheet.simulated else "-",
    )
    shown = [*values, plotted(goal.value)] if goal is not None else values
    spread = max(shown) - min(shown) or abs(max(shown)) or 1.0
    axes.set_ylim(min(shown) - 0.18 * spread, max(shown) + 0.18 * spread)
    aside = max(0.45, 0.05 * len(line))
    axes.set_xlim(-aside, len(line) - 1 + aside)
    for number in _labelled(line):
        axes.annotate(
            decimal_vi(line[number].value),
            (number, values[number]),
            textcoords="offset points",
            xytext=(0, _offset(values, number)),
            ha="center",
            va="center",
            fontsize=points(LABEL),
            color=INK,
            weight="bold" if number == len(line) - 1 else "normal",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )
    if goal is not None:
        axes.axhline(plotted(goal.value), color=RED, linewidth=2, linestyle=_DASHED)
    _write_key(sheet, goal)
    step = max(1, -(-len(line) // _ALL_LABELLED))
    axes.set_xticks(list(places)[::step], labels=list(names)[::step])
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value)))
    axes.grid(axis="y", color=GRID, linewidth=1)


def _write_key(sheet: Sheet, goal: Goal | None) -> None:
    """The measure and the target, in a line above the axes: nothing lies on the figures."""
    keys = [(-0.07, f"({sheet.measure})", INK, "left")]
    if goal is not None:
        keys.append((1.0, f"- - -  {goal.name}", RED, "right"))
    for place, words, colour, side in keys:
        sheet.axes.text(
            place,
            1 + 0.5 * LABEL / _HEIGHT,
            words,
            color=colour,
            ha=side,
            va="bottom",
            fontsize=points(LABEL),
            transform=sheet.axes.transAxes,
        )


def _labelled(line: Sequence[Point]) -> list[int]:
    """The points whose figures are written: all, or the ends and the extremes of a long line."""
    if len(line) <= _ALL_LABELLED:
        return list(range(len(line)))
    by_value = sorted(range(len(line)), key=lambda number: line[number].value)
    return sorted({0, len(line) - 1, by_value[0], by_value[-1]})


def _offset(values: Sequence[float], number: int) -> float:
    """Above the point, or below it where the line goes up on both sides."""
    beside = [*values[max(0, number - 1) : number], *values[number + 1 : number + 2]]
    return -15.0 if beside and min(beside) > values[number] else 15.0


def _tick(value: float) -> str:
    """A tick of the axis: 97.5 → "97,5", 12000 → "12.000"."""
    return decimal_vi(Decimal(f"{value:.6g}") + Decimal(0))
