"""Pictures of figures: a line over time, bars side by side; PNG, readable on a phone."""

from indicators.charts.bars import Bar, draw_bars
from indicators.charts.canvas import Caption
from indicators.charts.line import Goal, Point, draw_line

__all__ = ["Bar", "Caption", "Goal", "Point", "draw_bars", "draw_line"]
