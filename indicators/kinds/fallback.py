"""A question about figures that was not understood."""

from __future__ import annotations

from answers.answer import Reply
from answers.courtesy import EXAMPLES
from answers.evidence import Fallback
from indicators.desk import Desk, Outcome
from indicators.question import Question

_NOT_UNDERSTOOD = (
    "Tôi chưa hiểu câu hỏi, hoặc chưa có chỉ tiêu này. Anh/chị nêu tên chỉ tiêu, đơn vị và thời "
    "gian, ví dụ như các câu dưới đây."
)


def not_understood(_question: Question, _desk: Desk) -> Outcome:
    """Say so, and show what can be asked."""
    evidence = Fallback(reason="not_understood")
    return Outcome(Reply(text=_NOT_UNDERSTOOD, buttons=EXAMPLES, evidence=evidence))
