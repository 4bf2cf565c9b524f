"""The brief: what came in, what is below target, what is old, what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from answers.answer import Reply
from answers.evidence import Overview
from answers.figures import date_vi
from core.clock import LOCAL_ZONE
from indicators.desk import Desk, Outcome, ask
from indicators.kinds import anomalies, denied, overview
from indicators.narrowing import Narrowing, listed
from indicators.question import Question
from indicators.rows import Row
from indicators.standing import (
    Standing,
    sources_vi,
    stand,
    totals,
    with_target,
    worst_first,
)

DAYS = 7
"""How far back a brief looks where none was sent before."""

MOST_NEW = 4
MOST_SHORTFALLS = 4


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "điểm tin", "báo cáo nhanh sáng nay"."""
    if not question.unit_named:
        question = replace(question, unit=desk.asker.home, period=None)
    standings = stand(question.unit, None, desk)
    found = standings.all
    if not found:
        if standings.denial is not None:
            return denied.answer(standings.denial, question, desk)
        return overview.nothing(question, desk)
    rows = desk.rows.visible(desk.rows.of_units(anomalies.below(question.unit, desk)))
    since = desk.asker.since or desk.now - timedelta(days=DAYS)
    fresh = [row for row in rows if row.observation.recorded_at > since]
    old = [one for one in found if _is_old(one.row.observation.period_end, desk.today)]
    doubtful = len(anomalies.doubtful(rows, desk))
    missed = worst_first(one for one in found if one.status == "not_met")
    lines = [f"Điểm tin {desk.unit(question.unit).short_name}, {date_vi(desk.today)}."]
    lines += _new(fresh, found, since)
    lines += _missed(missed, found)
    lines += _old(old)
    if doubtful:
        lines.append(f"Đáng ngờ: {doubtful} số liệu, tính cả đơn vị bên dưới.")
    lines += [*standings.hidden_line, sources_vi(one.row for one in found)]
    evidence = Overview(
        unit=question.unit,
        items=tuple(one.item for one in found),
        computed=totals(len(fresh), len(missed), with_target(found), len(old), doubtful),
    )
    name = desk.unit(question.unit).name
    buttons = (
        ask("Chỉ tiêu chưa đạt", f"{listed(Narrowing('not_met'))} {name}"),
        ask("Số liệu đáng ngờ", f"Số liệu đáng ngờ của {name}"),
    )
    reply = Reply(text="\n".join(lines), buttons=buttons, evidence=evidence)
    return Outcome(reply, desk.context(question), tuple(one.row for one in found))


def _new(fresh: Sequence[Row], found: Sequence[Standing], since: datetime) -> list[str]:
    """How many figures came in or were corrected, and the unit's own first ones."""
    day = date_vi(since.astimezone(LOCAL_ZONE).date())
    if not fresh:
        return [f"Từ {day} chưa có số liệu mới."]
    new = {row.observation.id for row in fresh}
    own = [one for one in found if one.row.observation.id in new]
    lines = [f"Từ {day} có {len(fresh)} số liệu mới hoặc sửa, tính cả đơn vị bên dưới."]
    return lines + [one.line for one in own[:MOST_NEW]]


def _missed(missed: Sequence[Standing], found: Sequence[Standing]) -> list[str]:
    goals = with_target(found)
    if not goals:
        return []
    if not missed:
        return [f"Không có chỉ tiêu nào dưới mức giao (0/{goals})."]
    lines = [f"Chưa đạt: {len(missed)}/{goals} chỉ tiêu, còn xa nhất:"]
    return lines + [one.line for one in missed[:MOST_SHORTFALLS]]


def _old(old: Sequence[Standing]) -> list[str]:
    if not old:
        return []
    oldest = min(old, key=lambda one: one.row.observation.period_end)
    day = date_vi(oldest.row.observation.period_end)
    return [
        f"Số cũ hơn 12 tháng: {len(old)} chỉ tiêu, cũ nhất đến ngày {day} "
        f"({oldest.indicator.title})."
    ]


def _is_old(end: date, today: date) -> bool:
    """Whether a period ended more than a year ago."""
    return (end.year + 1, end.month, end.day) < (today.year, today.month, today.day)
