"""Further questions offered under an analysis; each is a whole question of its own."""

from __future__ import annotations

from answers.answer import Button
from indicators.desk import Desk, ask
from indicators.question import Question

# What a chat shows of a button.
_TITLE = 60


def trend_of(unit: str, question: Question, desk: Desk) -> Button:
    """The course of a unit's figure."""
    title, name = desk.indicator(question).title, desk.unit(unit)
    return _button(f"Diễn biến {name.short_name}", f"Diễn biến {title} của {name.name}")


def comparison_of(units: tuple[str, str], question: Question, desk: Desk) -> Button:
    """Two units side by side."""
    title = desk.indicator(question).title
    first, second = (desk.unit(code) for code in units)
    return _button(
        f"So {first.short_name} với {second.short_name}",
        f"So sánh {title} của {first.name} với {second.name}",
    )


def ranking_of(parent: str, noun: str, question: Question, desk: Desk, end: str = "") -> Button:
    """The units of a place in order; `end` is "cao nhất" or "thấp nhất"."""
    title, name = desk.indicator(question).title, desk.unit(parent)
    plural = "các " + noun.replace(", ", " ")
    told = f" {end}" if end else ""
    return _button(f"Xếp hạng {plural}{told}", f"Xếp hạng {title} {plural} của {name.name}{told}")


def value_of(unit: str, question: Question, desk: Desk) -> Button:
    """One unit's figure with its target and source."""
    title, name = desk.indicator(question).title, desk.unit(unit)
    return _button(f"Chi tiết {name.short_name}", f"{title} của {name.name}")


def _button(title: str, text: str) -> Button:
    return ask(title[:_TITLE], text)
