"""The picture that goes with an analysis, and the words that say the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from answers.answer import Image
from answers.figures import figure_vi, target_vi
from indicators import models
from indicators.catalogue import Indicator
from indicators.charts import Bar, Caption, Goal, Point, draw_bars, draw_line
from indicators.desk import Desk
from indicators.phrases import SIMULATED, source_lines
from indicators.rows import Row

Named = Sequence[tuple[str, Row]]
"""Rows with what each is called in the picture; all with a figure."""


def bars(
    rows: Named, about: str, indicator: Indicator, desk: Desk, marked: Collection[str] = ()
) -> Image:
    """Bars from top to bottom in the order given.

    Args:
        rows: what is drawn.
        about: unit and period, for the caption.
        indicator: what the rows are of.
        desk: keeps the picture.
        marked: names drawn in the strong colour; none: all of them.
    """
    drawn = [
        Bar(name, value, marked=not marked or name in marked) for name, value in _figures(rows)
    ]
    content = draw_bars(_caption(rows, about, indicator), drawn)
    return Image(url=desk.keep(_file_name(indicator), content), alt=_alt(rows, about, indicator))


def line(
    rows: Named,
    about: str,
    indicator: Indicator,
    desk: Desk,
    target: models.Target | None = None,
) -> Image:
    """A line over time, with the target where there is one."""
    goal = None
    if target is not None:
        words = target_vi(target.value, target.comparator, indicator.measure)
        goal = Goal(target.value, f"Chỉ tiêu {target.year}: {words}")
    points = [Point(name, value) for name, value in _figures(rows)]
    content = draw_line(_caption(rows, about, indicator), points, goal)
    alt = _alt(rows, about, indicator) + (f" {goal.name}." if goal is not None else "")
    return Image(url=desk.keep(_file_name(indicator), content), alt=alt)


def _figures(rows: Named) -> list[tuple[str, Decimal]]:
    return [
        (name, row.observation.value) for name, row in rows if row.observation.value is not None
    ]


def _caption(rows: Named, about: str, indicator: Indicator) -> Caption:
    return Caption(
        title=indicator.title,
        subtitle=about,
        measure=indicator.measure,
        source=" ".join(source_lines(row for _, row in rows)),
        simulated=any(row.observation.simulated for _, row in rows),
    )


def _alt(rows: Named, about: str, indicator: Indicator) -> str:
    """Unit, period, range and source in a sentence or two, for who does not see the picture."""
    figures = _figures(rows)
    low = min(figures, key=lambda figure: figure[1])
    high = max(figures, key=lambda figure: figure[1])
    parts = [f"Biểu đồ {indicator.title}, {about}:"]
    if len(figures) == 2:
        parts.append("; ".join(f"{name} {figure_vi(v, indicator.measure)}" for name, v in figures))
    else:
        parts.append(
            f"{len(figures)} số, thấp nhất {low[0]} {figure_vi(low[1], indicator.measure)}"
        )
        parts[-1] += f", cao nhất {high[0]} {figure_vi(high[1], indicator.measure)}"
    parts[-1] += "."
    if any(row.observation.simulated for _, row in rows):
        parts.append(SIMULATED)
    issuers = dict.fromkeys(row.source.issuer for _, row in rows)
    parts.append(f"Nguồn: {'; '.join(issuers)}.")
    return " ".join(parts)


def _file_name(indicator: Indicator) -> str:
    return f"{indicator.code}.png"
