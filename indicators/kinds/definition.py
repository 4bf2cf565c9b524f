"""What an indicator means, how it is computed, what its targets are."""

from __future__ import annotations

from answers.answer import Reply
from answers.evidence import IndicatorDefinition
from answers.figures import target_vi
from indicators.catalogue import Indicator
from indicators.desk import Desk, Outcome, ask
from indicators.question import Question

_DIRECTIONS = {
    "higher": "Càng cao càng tốt.",
    "lower": "Càng thấp càng tốt.",
    "neutral": "Chỉ để theo dõi, không xét cao hay thấp là tốt.",
}


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "nghĩa là gì", "tính thế nào"."""
    indicator = desk.indicator(question)
    lines = [f"{indicator.name} (nhóm {indicator.group}).", _computation(indicator)]
    lines.append(_DIRECTIONS[indicator.direction])
    if not indicator.additive:
        lines.append("Không cộng, không lấy trung bình giữa các đơn vị.")
    lines += _targets(indicator, question.unit, desk)
    reply = Reply(
        text="\n".join(lines),
        buttons=(ask("Xem số mới nhất", f"{indicator.title} là bao nhiêu?"),),
        evidence=IndicatorDefinition(indicator=indicator.code),
    )
    return Outcome(reply, desk.context(question))


def _computation(indicator: Indicator) -> str:
    if indicator.measure == "%" and indicator.numerator and indicator.denominator:
        return f"Cách tính: {indicator.numerator} / {indicator.denominator} × 100 %."
    if indicator.numerator and indicator.denominator:
        return f"Đếm {indicator.numerator}, trên {indicator.denominator}."
    return f"Đơn vị tính: {indicator.measure}."


def _targets(indicator: Indicator, unit: str, desk: Desk) -> list[str]:
    """The unit's own targets, newest year alone."""
    for year in desk.rows.target_years(indicator.code, unit):
        targets = desk.rows.targets(indicator.code, unit, year)
        if targets:
            goals = " và ".join(
                target_vi(target.value, target.comparator, indicator.measure) for target in targets
            )
            return [f"Chỉ tiêu {year} của {desk.unit(unit).short_name}: {goals}."]
    return []
