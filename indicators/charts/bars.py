"""Bars side by side, lying: names of any length stay readable on a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.figures import figure_vi
from indicators.charts.canvas import BLUE, INK, LABEL, PALE, Caption, Sheet, plotted, points

_NAME_CHARACTERS = 24
_CHARACTER = 9.4
_GAP = 14
_THICK, _THIN = 62, 34
_FEW = 4


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        name: the unit, or the period.
        value: its figure.
        marked: whether it is drawn in the strong colour: the ends asked for, the unit asked about.
    """

    name: str
    value: Decimal
    marked: bool = True


def draw_bars(caption: Caption, bars: Sequence[Bar]) -> bytes:
    """The bars from top to bottom in the order given, as PNG."""
    names = [textwrap.wrap(bar.name, _NAME_CHARACTERS) or [""] for bar in bars]
    widest = max(len(line) for lines in names for line in lines)
    thick = _THICK if len(bars) <= _FEW else _THIN
    if any(len(lines) > 1 for lines in names):
        thick = max(thick, 46)
    with Sheet(
        caption,
        height=thick * len(bars) + 10,
        left=round(40 + widest * _CHARACTER),
        bottom=20,
    ) as sheet:
        _draw(sheet, bars, ["\n".join(lines) for lines in names])
        return sheet.png()


def _draw(sheet: Sheet, bars: Sequence[Bar], names: Sequence[str]) -> None:
    axes, places = sheet.axes, range(len(bars))
    values = [plotted(bar.value) for bar in bars]
    labels = [figure_vi(bar.value, sheet.measure) for bar in bars]
    drawn = axes.barh(
        places,
        values,
        height=0.66,
        color=[BLUE if bar.marked else PALE for bar in bars],
        # Made-up figures look different at first sight.
        hatch="//" if sheet.simulated else None,
        edgecolor="white" if sheet.simulated else "none",
        linewidth=0,
    )
    axes.bar_label(
        drawn,
        labels=labels,
        padding=6,
        fontsize=points(LABEL),
        color=INK,
    )
    axes.set_yticks(places, labels=names)
    axes.set_xticks([])
    axes.set_ylim(len(bars) - 0.45, -0.55)
    axes.set_xlim(*_limits(values, max(map(len, labels)) * _CHARACTER + _GAP, sheet.width))
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=INK, linewidth=1)


def _limits(values: Sequence[float], label: float, width: float) -> tuple[float, float]:
    """The ends of the axis: behind the longest bars there is room for a label.

    Args:
        values: the lengths of the bars.
        label: the width of the longest label, in pixels.
        width: that of the axes.
    """
    low, high = min([*values, 0.0]), max([*values, 0.0])
    ends = (low < 0) + (high > 0 or low == 0)
    scale = (high - low or 1.0) / max(width - ends * label, width / 4)
    return (low - label * scale if low else 0.0), (
        high + label * scale if ends > (low < 0) else 0.0
    )
