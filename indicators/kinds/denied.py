"""The row exists; the asker may not see it."""

from __future__ import annotations

from answers.answer import Button, Reply
from answers.evidence import Denied
from indicators.access import Denial
from indicators.desk import Desk, Outcome, ask
from indicators.question import Question
from indicators.standing import ask_above

TEXTS = {
    Denial.ROLE: "Số liệu này thuộc báo cáo nội bộ, chỉ tài khoản được cấp quyền mới xem được. "
    "Anh/chị có thể hỏi số liệu đã công bố của tỉnh.",
    Denial.SCOPE: "Số liệu này thuộc báo cáo nội bộ, ngoài phạm vi tài khoản của anh/chị. "
    "Cần xem thì đề nghị người quản trị mở rộng phạm vi.",
    Denial.GROUP_CHAT: "Số liệu này thuộc báo cáo nội bộ nên không hiện trong nhóm. "
    "Anh/chị nhắn riêng cho tôi để xem.",
}
"""What is said of each reason."""


def answer(denial: Denial, question: Question, desk: Desk) -> Outcome:
    """Say that and why the figure is not shown, and what can be seen instead."""
    evidence = Denied(reason=denial.value)
    reply = Reply(text=TEXTS[denial], buttons=_buttons(question, desk), evidence=evidence)
    return Outcome(reply, desk.context(question))


def _buttons(question: Question, desk: Desk) -> tuple[Button, ...]:
    if not question.candidates:
        return ask_above(question.unit, desk)
    public = _public_unit(question, desk)
    if public is None:
        return ()
    indicator, unit = desk.indicator(question), desk.unit(public)
    return (ask(f"Xem số của {unit.short_name}", f"{indicator.title} của {unit.name}"),)


def _public_unit(question: Question, desk: Desk) -> str | None:
    """The nearest unit above whose figure the asker may see."""
    indicator = desk.indicator(question).code
    for unit in desk.catalogue.ancestors(question.unit):
        if desk.rows.visible(desk.rows.of(indicator, [unit])):
            return unit
    return None
