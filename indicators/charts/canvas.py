"""The sheet that a chart is drawn on: title, marks and source around one pair of axes.

Matplotlib is used by its objects alone (no pyplot, no window), one picture at a time: its fonts are
shared and not made for threads. It is imported with the first picture, so that what never draws
does not pay for it.
"""

from __future__ import annotations

import io
import textwrap
import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 900
"""Pixels: what a phone shows without zooming."""
DRAWING = threading.Lock()

INK = "#1a1a1a"
FAINT = "#595959"
GRID = "#d9d9d9"
BLUE = "#1b5e9e"
PALE = "#7fa6cc"
RED = "#b3261e"

SIMULATED = "SỐ LIỆU MÔ PHỎNG – không phải số báo cáo"

TICK = 15
LABEL = 16
_TITLE = 21
_SMALL = 13.5
_LINE = 1.32
_MARGIN = 24
# Characters of a line, by the width of DejaVu Sans at the size.
_TITLE_CHARACTERS = 65
_SMALL_CHARACTERS = 104
_DPI = 100
_POINTS_PER_PIXEL = 72 / _DPI


@dataclass(frozen=True)
class Caption:
    """What stands around a picture.

    Attributes:
        title: the indicator.
        subtitle: the unit and the period.
        measure: what the axis counts ("%", "văn bản").
        source: who reported the figures.
        simulated: whether they are simulated; marked on the picture.
    """

    title: str
    subtitle: str
    measure: str
    source: str
    simulated: bool = False


class Sheet:
    """A figure with its caption; `axes` is what is left for the drawing.

    Used as a context manager: only one sheet is drawn on at a time.
    """

    def __init__(
        self, caption: Caption, *, height: int, left: int, bottom: int, above: int = 0
    ) -> None:
        """Plan the sheet.

        Args:
            caption: what stands around the drawing.
            height: of the drawing, in pixels.
            left: pixels left of it, for names or ticks.
            bottom: pixels below it, for ticks.
            above: pixels over it, for a line of explanation.
        """
        self._caption = caption
        self._title = textwrap.wrap(caption.title, _TITLE_CHARACTERS)[:4]
        self._subtitle = textwrap.wrap(caption.subtitle, _TITLE_CHARACTERS + 12)[:2]
        self._source = textwrap.wrap(caption.source, _SMALL_CHARACTERS)[:3]
        self._height, self._left, self._bottom, self._above = height, left, bottom, above
        self.figure: Figure
        self.axes: Axes

    def __enter__(self) -> Sheet:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        DRAWING.acquire()
        foot = _MARGIN + round(len(self._source) * _SMALL * _LINE) + 12
        head = self._head_height()
        self._total = head + self._height + self._bottom + foot
        self.figure = Figure(figsize=(WIDTH / _DPI, self._total / _DPI), dpi=_DPI)
        FigureCanvasAgg(self.figure)
        self._write_head()
        self._write_lines(self._source, self._total - foot + 16, _SMALL, FAINT)
        self.axes = self.figure.add_axes(
            (
                self._left / WIDTH,
                (foot + self._bottom) / self._total,
                self.width / WIDTH,
                self._height / self._total,
            )
        )
        for side in ("top", "right", "left"):
            self.axes.spines[side].set_visible(False)
        self.axes.spines["bottom"].set_color(FAINT)
        self.axes.tick_params(length=0, labelsize=points(TICK), labelcolor=INK, pad=6)
        self.axes.set_axisbelow(True)
        return self

    def __exit__(self, *_: object) -> None:
        DRAWING.release()

    @property
    def simulated(self) -> bool:
        """Whether simulated figures are drawn."""
        return self._caption.simulated

    @property
    def width(self) -> int:
        """Of the drawing, in pixels."""
        return WIDTH - self._left - _MARGIN

    @property
    def measure(self) -> str:
        """What the axis counts."""
        return self._caption.measure

    def png(self) -> bytes:
        """The finished picture."""
        file = io.BytesIO()
        self.figure.savefig(file, format="png", pil_kwargs={"compress_level": 4})
        return file.getvalue()

    def _head_height(self) -> int:
        lines = len(self._title) * _TITLE + len(self._subtitle) * LABEL
        mark = LABEL * 2.2 if self._caption.simulated else 0
        return _MARGIN + round(lines * _LINE + mark) + 20 + self._above

    def _write_head(self) -> None:
        top: float = _MARGIN
        if self._caption.simulated:
            self.figure.text(
                (_MARGIN + 6) / WIDTH,
                1 - top / self._total,
                SIMULATED,
                fontsize=points(LABEL),
                color="white",
                weight="bold",
                va="top",
                bbox={"facecolor": RED, "edgecolor": RED, "boxstyle": "square,pad=0.35"},
            )
            top += LABEL * 2.2
        top = self._write_lines(self._title, top, _TITLE, INK, weight="bold")
        self._write_lines(self._subtitle, top + 4, LABEL, INK)

    def _write_lines(
        self, lines: list[str], top: float, size: float, colour: str, weight: str = "normal"
    ) -> float:
        for line in lines:
            self.figure.text(
                _MARGIN / WIDTH,
                1 - top / self._total,
                line,
                fontsize=points(size),
                color=colour,
                weight=weight,
                va="top",
            )
            top += size * _LINE
        return top


def points(pixels: float) -> float:
    """A size of type in points, as matplotlib wants it."""
    return pixels * _POINTS_PER_PIXEL


def plotted(value: Decimal) -> float:
    """A figure as a place on the sheet; what is written beside it stays the decimal."""
    return float(value)
