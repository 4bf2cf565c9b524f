"""A place or body that is not in the catalogue."""

from __future__ import annotations

from answers.answer import Reply
from answers.evidence import UnknownUnit
from indicators.desk import Desk, Outcome
from indicators.question import Question


def answer(question: Question, desk: Desk) -> Outcome:
    """Say that the unit is not known; never answer for another."""
    mention = question.unknown or ""
    home = desk.unit(desk.asker.home)
    text = (
        f"Tôi không có đơn vị “{mention}” trong danh mục nên không trả số liệu. "
        f"Anh/chị xem lại tên đơn vị, hoặc hỏi theo {home.short_name}."
    )
    context = desk.context(question) if question.candidates else None
    return Outcome(Reply(text=text, evidence=UnknownUnit(mention=mention)), context)
