"""The indicators of a unit that are met, not met, open, or belong to a group."""

from __future__ import annotations

from collections.abc import Sequence

from answers.answer import Button, Reply
from answers.evidence import IndicatorList
from indicators.desk import Desk, Outcome, ask
from indicators.groups import mentioning
from indicators.kinds import denied
from indicators.kinds.no_data import period_words
from indicators.narrowing import Filter, Narrowing, narrowing
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
    with_target,
    worst_first,
)

MOST_LINES = 15

_WHICH: dict[Filter, str] = {
    "met": "đã đạt",
    "not_met": "chưa đạt",
    "unknown": "chưa kết luận được đạt hay chưa",
}


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


def of_unit(wanted: Narrowing, unit: str) -> str:
    """The question for a list, complete in itself."""
    group = f" nhóm {wanted.group}" if wanted.group is not None else ""
    which = f" {_WHICH[wanted.filter]}" if wanted.filter in _WHICH else ""
    return f"Các chỉ tiêu{group}{which} của {unit}"


def _within(wanted: Narrowing, standings: Sequence[Standing], desk: Desk) -> list[Standing]:
    """The indicators of the group; of a group that is none, those that its words name."""
    if wanted.strange is not None:
        named = mentioning(wanted.strange, desk.catalogue)
        return [one for one in standings if one.indicator.code in named]
    return [one for one in standings if wanted.group in {None, one.indicator.group}]


def _chosen(wanted: Narrowing, within: Sequence[Standing]) -> list[Standing]:
    if wanted.filter not in _WHICH:
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
        return f"Chưa có số liệu nào của chỉ tiêu{group}: {unit}{when}."
    about = f"{unit}, {periods_vi(within)}"
    if wanted.filter not in _WHICH:
        return f"{len(chosen)} chỉ tiêu{group} có số liệu – {about}: {counts_vi(count(within))}."
    goals = with_target(within)
    if not goals:
        return (
            f"Không có chỉ tiêu giao để xét đạt hay chưa: {len(within)} chỉ tiêu{group} có số liệu "
            f"– {about}."
        )
    which = _WHICH[wanted.filter]
    if not chosen:
        return f"Không có chỉ tiêu{group} nào {which} (0/{goals}) – {about}."
    return f"{len(chosen)}/{goals} chỉ tiêu{group} {which} – {about}:"


def _buttons(
    wanted: Narrowing, within: Sequence[Standing], question: Question, desk: Desk
) -> tuple[Button, ...]:
    name = desk.unit(question.unit).name
    if wanted.strange is not None:
        groups = desk.catalogue.group_names[-3:]
        return tuple(ask(group, of_unit(Narrowing("group", group), name)) for group in groups)
    if not with_target(within):
        return ask_above(question.unit, desk)
    others: tuple[Filter, ...] = ("not_met", "met")
    return tuple(
        ask(f"Chỉ tiêu {_WHICH[status]}", of_unit(Narrowing(status, wanted.group), name))
        for status in others
        if status != wanted.filter
    )
