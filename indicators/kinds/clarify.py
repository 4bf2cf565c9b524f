"""A question back, asked only when the candidates would be answered differently."""

from __future__ import annotations

from collections.abc import Sequence

from answers.answer import Button, Reply
from answers.evidence import Clarify, ClarifyOption
from indicators.desk import Desk, Outcome
from indicators.kinds.no_data import period_words
from indicators.question import Question

MOST = 4


def indicators(question: Question, desk: Desk) -> Outcome:
    """Ask which indicator is meant."""
    unit = desk.unit(question.unit)
    of_unit = "" if question.unit == desk.asker.home else f" {unit.name}"
    options = []
    for candidate in question.candidates[:MOST]:
        title = desk.catalogue.indicators[candidate.code].title
        text = f"{title}{of_unit}{_of(question)}"
        options.append(ClarifyOption(title=title, text=text, type="indicator", code=candidate.code))
    return _outcome("Anh/chị muốn hỏi số liệu nào?", options, question, desk)


def units(question: Question, desk: Desk, asked: str = "") -> Outcome:
    """Ask which unit is meant; `asked` is what is asked of it, where it is no indicator."""
    about = asked or (desk.indicator(question).title if question.candidates else "")
    title = f"{about} " if about else ""
    options = []
    for code in question.unit_options[:MOST]:
        name = desk.unit(code).name
        text = f"{title}{name}{_of(question)}"
        options.append(ClarifyOption(title=name, text=text, type="unit", code=code))
    return _outcome("Anh/chị hỏi đơn vị nào?", options, question, desk)


def _of(question: Question) -> str:
    return f" {period_words(question.period)}" if question.period is not None else ""


def _outcome(
    text: str, options: Sequence[ClarifyOption], question: Question, desk: Desk
) -> Outcome:
    buttons = tuple(Button(title=option.title, text=option.text) for option in options)
    reply = Reply(text=text, buttons=buttons, evidence=Clarify(options=tuple(options)))
    return Outcome(reply, desk.context(question).model_copy(update={"asked_back": True}))
