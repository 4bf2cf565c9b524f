"""The indicators of a unit that are met, not met, open, or belong to a group."""

from __future__ import annotations

from collections.abc import Sequence

from answers.answer import Button, Reply
from answers.evidence import IndicatorList
from indicators.desk import Desk, Outcome, ask
from indicators.groups import mentioning
from indicators.kinds import denied
from indicators.narrowing import WHICH, Filter, Narrowing, listed, narrowing
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

MOST_LINES = 15
MOST_ELSEWHERE = 3


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "những chỉ tiêu nào chưa đạt", "các chỉ tiêu nhóm hạ tầng số"."""
    wanted = narrowing(question, desk.catalogue)
    standings = stand(question.unit, question.period, desk)
    if not standings.all and standings.denial is not None:
        return denied.answer(standings.denial, question, desk)
    within = _within(wanted, standings.all, desk)
    chosen = _chosen(wanted, within)
    evidence = IndicatorList(
        filter=wanted.filter,
        unit=question.unit,
        group=wanted.group,
        items=tuple(standing.item for standing in chosen),
        computed=totals(len(chosen), len(within), with_target(within), *count(within).values()),
    )
    lines = [_head(wanted, chosen, within, question, desk)]
    lines += [standing.line for standing in chosen[:MOST_LINES]]
    if len(chosen) > MOST_LINES:
        lines.append(f"… còn {len(chosen) - MOST_LINES} chỉ tiêu.")
    if wanted.by_figure:
        lines.append("Chưa lọc được theo mức số; chỉ lọc được theo đạt, chưa đạt và theo nhóm.")
    lines += standings.hidden_line
    if chosen:
        lines.append(sources_vi(standing.row for standing in chosen))
    reply = Reply(
        text="\n".join(lines),
        buttons=_buttons(wanted, within, question, desk),
        evidence=evidence,
    )
    context = desk.context(question).model_copy(
        update={"filter": wanted.filter, "within": wanted.group}
    )
    return Outcome(reply, context, tuple(standing.row for standing in chosen))


def _within(wanted: Narrowing, standings: Sequence[Standing], desk: Desk) -> list[Standing]:
    """The indicators of the group; of a group that is none, those that its words name."""
    if wanted.strange is not None:
        named = mentioning(wanted.strange, desk.catalogue)
        return [one for one in standings if one.indicator.code in named]
    return [one for one in standings if wanted.group in {None, one.indicator.group}]


def _chosen(wanted: Narrowing, within: Sequence[Standing]) -> list[Standing]:
    if wanted.filter not in WHICH:
        return list(within)
    return worst_first(one for one in within if one.status == wanted.filter)


def _head(
    wanted: Narrowing,
    chosen: Sequence[Standing],
    within: Sequence[Standing],
    question: Question,
    desk: Desk,
) -> str:
    unit = desk.unit(question.unit).short_name
    if wanted.strange is not None and not within:
        groups = "; ".join(desk.catalogue.group_names)
        return f"Không có nhóm chỉ tiêu “{wanted.strange}”. Các nhóm đang có: {groups}."
    group = f" nhóm {wanted.group}" if wanted.group is not None else ""
    if wanted.strange is not None:
        group = f" có nhắc đến “{wanted.strange}”"
    if not within:
        when = f", {period_words(question.period)}" if question.period is not None else ""
        near = _elsewhere(wanted, question, desk)
        names = "; ".join(desk.unit(code).short_name for code in near)
        there = f" Có số liệu ở: {names}." if names else ""
        if near == [question.unit]:
            there = " Có số liệu của thời gian khác."
        return f"Chưa có số liệu nào của chỉ tiêu{group}: {unit}{when}.{there}"
    about = f"{unit}, {periods_vi(within)}"
    if wanted.filter not in WHICH:
        return f"{len(chosen)} chỉ tiêu{group} có số liệu – {about}: {counts_vi(count(within))}."
    goals = with_target(within)
    if not goals:
        return (
            f"Không có chỉ tiêu giao để xét đạt hay chưa: {len(within)} chỉ tiêu{group} có số liệu "
            f"– {about}."
        )
    which = WHICH[wanted.filter]
    if not chosen:
        return f"Không có chỉ tiêu{group} nào {which} (0/{goals}) – {about}."
    return f"{len(chosen)}/{goals} chỉ tiêu{group} {which} – {about}:"


def _elsewhere(wanted: Narrowing, question: Question, desk: Desk) -> list[str]:
    """The units that have what this one lacks: itself at another time, its parts, those above."""
    parts = desk.catalogue.parts.get(question.unit, ())
    line = [question.unit, *parts, *desk.catalogue.ancestors(question.unit)]
    found = with_figures(line, desk, wanted.group)
    return found[:1] if found[:1] == [question.unit] else found[:MOST_ELSEWHERE]


def _buttons(
    wanted: Narrowing, within: Sequence[Standing], question: Question, desk: Desk
) -> tuple[Button, ...]:
    name = desk.unit(question.unit).name
    if wanted.strange is not None:
        groups = desk.catalogue.group_names[-3:]
        return tuple(ask(group, f"{listed(Narrowing('group', group))} {name}") for group in groups)
    if not within:
        near = [desk.unit(code).name for code in _elsewhere(wanted, question, desk)]
        return tuple(ask(f"{listed(wanted)} {one} mới nhất") for one in near)
    if not with_target(within):
        return ask_above(question.unit, desk)
    others: tuple[Filter, ...] = ("not_met", "met")
    return tuple(
        ask(f"Chỉ tiêu {WHICH[status]}", f"{listed(Narrowing(status, wanted.group))} {name}")
        for status in others
        if status != wanted.filter
    )
