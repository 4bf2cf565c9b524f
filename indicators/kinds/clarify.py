"""A question back, asked only when the candidates would be answered differently."""

from __future__ import annotations

from collections.abc import Sequence

from answers.answer import Button, Reply
from answers.evidence import Clarify, ClarifyOption
from indicators import suggest
from indicators.desk import Desk, Outcome
from indicators.kind import Kind
from indicators.narrowing import listed, narrowing
from indicators.phrases import period_words
from indicators.question import Question

MOST = 4

# What a question on a unit as a whole asks of it.
_WHOLE = {
    Kind.OVERVIEW: "Tình hình",
    Kind.TASKS: "Nhiệm vụ của",
    Kind.ANOMALIES: "Số liệu đáng ngờ của",
    Kind.ADOPTION: "Bao nhiêu người dùng trợ lý ở",
    Kind.BRIEF: "Điểm tin",
}


def indicators(question: Question, desk: Desk) -> Outcome:
    """Ask which indicator is meant."""
    options = []
    for candidate in question.candidates[:MOST]:
        title = desk.catalogue.indicators[candidate.code].title
        text = suggest.sentence(title, question, desk)
        options.append(ClarifyOption(title=title, text=text, type="indicator", code=candidate.code))
    return _outcome("Anh/chị muốn hỏi số liệu nào?", options, question, desk)


def units(question: Question, desk: Desk, asked: str = "") -> Outcome:
    """Ask which unit is meant; `asked` is what is asked of it, where it is no kind of question."""
    title = f"{asked or _about(question, desk)} "
    options = []
    for code in question.unit_options[:MOST]:
        name = desk.unit(code).name
        text = f"{title}{name}{_of(question)}"
        if question.kind is Kind.COMPARISON:
            sides = [name, *(desk.unit(known).name for known in question.units)]
            text = f"So sánh {title}của {' với '.join(sides)}{_of(question)}"
        options.append(ClarifyOption(title=name, text=text, type="unit", code=code))
    return _outcome("Anh/chị hỏi đơn vị nào?", options, question, desk)


def other_side(unit: str, others: Sequence[str], question: Question, desk: Desk) -> Outcome:
    """Ask what a unit is to be compared with."""
    title, name = desk.indicator(question).title, desk.unit(unit).name
    options = [
        ClarifyOption(
            title=desk.unit(code).name,
            text=f"So sánh {title} của {name} với {desk.unit(code).name}{_of(question)}",
            type="unit",
            code=code,
        )
        for code in others[:MOST]
    ]
    return _outcome(f"Anh/chị muốn so {name} với đơn vị nào?", options, question, desk)


def _about(question: Question, desk: Desk) -> str:
    """What is asked of the unit, in words that are complete in themselves."""
    if question.kind is Kind.LIST:
        return listed(narrowing(question, desk.catalogue))
    if question.kind in _WHOLE:
        return _WHOLE[question.kind]
    return desk.indicator(question).title


def _of(question: Question) -> str:
    return f" {period_words(question.period)}" if question.period is not None else ""


def _outcome(
    text: str, options: Sequence[ClarifyOption], question: Question, desk: Desk
) -> Outcome:
    buttons = tuple(Button(title=option.title, text=option.text) for option in options)
    reply = Reply(text=text, buttons=buttons, evidence=Clarify(options=tuple(options)))
    return Outcome(reply, desk.context(question).model_copy(update={"asked_back": True}))
