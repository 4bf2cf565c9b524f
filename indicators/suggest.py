"""Further questions offered under an analysis; each is a whole question of its own."""

from __future__ import annotations

from answers.answer import Button
from indicators.desk import Desk, ask
from indicators.kind import Kind
from indicators.members import LEVELS
from indicators.order_words import ENDS, read_asked
from indicators.phrases import period_words
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


def sentence(title: str, question: Question, desk: Desk) -> str:
    """The question asked again in full, of one indicator."""
    period = f" {period_words(question.period)}" if question.period is not None else ""
    name = desk.unit(question.unit).name
    if question.kind is Kind.COMPARISON and len(question.units) > 1:
        sides = " với ".join(desk.unit(code).name for code in question.units)
        return f"So sánh {title} của {sides}{period}"
    if question.kind is Kind.TREND:
        return f"Diễn biến {title} của {name}{period}"
    if question.kind is Kind.RANKING:
        asked = read_asked(question.around, desk.today)
        units = _PLURALS.get(asked.level or "", "các đơn vị")
        return f"Xếp hạng {title} {units} của {name}{period} {ENDS[asked.order]}"
    of_unit = "" if question.unit == desk.asker.home else f" {name}"
    return f"{title}{of_unit}{period}"


_PLURALS = {code: "các " + level.noun.replace(", ", " ") for code, level in LEVELS.items()}


def _button(title: str, text: str) -> Button:
    return ask(title[:_TITLE], text)
