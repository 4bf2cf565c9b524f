"""How a unit stands over all its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from answers.answer import Button, Reply
from answers.evidence import Overview
from indicators.desk import Desk, Outcome, ask
from indicators.doubts import doubts
from indicators.kinds import denied
from indicators.narrowing import Narrowing, listed
from indicators.phrases import period_words
from indicators.question import Question
from indicators.standing import (
    Standing,
    ask_above,
    count,
    counts_vi,
    periods_vi,
    sources_vi,
    stand,
    totals,
    with_figures,
    with_target,
    worst_first,
)

MOST_SHORTFALLS = 5
# A unit with so few figures is told them all.
FEW = 8


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "tình hình chuyển đổi số thành phố", "tổng quan tỉnh"."""
    standings = stand(question.unit, question.period, desk)
    if not standings.all:
        if standings.denial is not None:
            return denied.answer(standings.denial, question, desk)
        return nothing(question, desk)
    found = standings.all
    doubtful = sum(bool(doubts(one.row.observation, one.indicator)) for one in found)
    lines = [_head(found, question, desk), *(_every(found) if len(found) <= FEW else _most(found))]
    if doubtful:
        lines.append(f"{doubtful} số liệu có điểm cần lưu ý.")
    lines += [*standings.hidden_line, sources_vi(one.row for one in found)]
    evidence = Overview(
        unit=question.unit,
        items=tuple(one.item for one in found),
        computed=totals(len(found), doubtful, *_numbers(found)),
    )
    buttons = _buttons(found, doubtful, question, desk)
    reply = Reply(text="\n".join(lines), buttons=buttons, evidence=evidence)
    return Outcome(reply, desk.context(question), tuple(one.row for one in found))


def nothing(question: Question, desk: Desk) -> Outcome:
    """Say that the unit has no figures (of the period), and where there are some."""
    unit = desk.unit(question.unit)
    when = f", {period_words(question.period)}" if question.period is not None else ""
    line = [question.unit, *desk.catalogue.ancestors(question.unit)]
    near = with_figures(line, desk)
    text = f"Chưa có số liệu nào của {unit.name}{when}."
    if near[:1] == [question.unit]:
        text += " Có số liệu của thời gian khác."
    elif near:
        text += f" Đơn vị cấp trên có số liệu: {desk.unit(near[0]).name}."
    buttons = tuple(ask(f"Tình hình {desk.unit(code).name} mới nhất") for code in near[:1])
    evidence = Overview(unit=question.unit, items=())
    reply = Reply(text=text, buttons=buttons, evidence=evidence)
    return Outcome(reply, desk.context(question))


def _head(found: Sequence[Standing], question: Question, desk: Desk) -> str:
    unit = desk.unit(question.unit).short_name
    counts = counts_vi(count(found)) if with_target(found) else "không có chỉ tiêu giao"
    return f"{unit}, {periods_vi(found)}: {len(found)} chỉ tiêu có số liệu; {counts}."


def _every(found: Sequence[Standing]) -> list[str]:
    return [one.line for one in found]


def _most(found: Sequence[Standing]) -> list[str]:
    """The largest shortfalls, and how many targets each group meets."""
    missed = worst_first(one for one in found if one.status == "not_met")
    lines = []
    if missed:
        lines.append("Chưa đạt, còn xa nhất:")
        lines += [one.line for one in missed[:MOST_SHORTFALLS]]
    groups = [
        f"• {group}: {met}/{goals}" if goals else f"• {group}: {number} chỉ tiêu, không giao"
        for group, met, goals, number in _by_group(found)
    ]
    return [*lines, "Theo nhóm (số đạt trên số có chỉ tiêu giao):", *groups]


def _by_group(found: Sequence[Standing]) -> list[tuple[str, int, int, int]]:
    """Of each group: its name, how many are met, have a target, have a figure."""
    names = list(dict.fromkeys(one.indicator.group for one in found))
    ordered = sorted(found, key=lambda one: names.index(one.indicator.group))
    groups = []
    for name, members in groupby(ordered, key=lambda one: one.indicator.group):
        own = list(members)
        groups.append((name, count(own)["met"], with_target(own), len(own)))
    return groups


def _numbers(found: Sequence[Standing]) -> list[int]:
    """All counts that the text may show."""
    groups = [number for _, *numbers in _by_group(found) for number in numbers]
    return [with_target(found), *count(found).values(), *groups]


def _buttons(
    found: Sequence[Standing], doubtful: int, question: Question, desk: Desk
) -> tuple[Button, ...]:
    name = desk.unit(question.unit).name
    buttons = []
    if count(found)["not_met"]:
        text = f"{listed(Narrowing('not_met'))} {name}"
        buttons.append(ask("Chỉ tiêu chưa đạt", text))
    if doubtful:
        buttons.append(ask("Số liệu đáng ngờ", f"Số liệu đáng ngờ của {name}"))
    return (*buttons, *ask_above(question.unit, desk))
