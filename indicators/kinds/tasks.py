"""How far the tasks of a programme are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from answers.answer import Reply
from answers.evidence import Fallback, TaskItem, Tasks
from answers.figures import date_vi
from indicators.assignments import Finder, Meant
from indicators.cues import cue, folded_line
from indicators.decide import SURE, Candidate
from indicators.desk import Desk, Outcome, ask
from indicators.kind import Kind
from indicators.kinds import clarify, denied, value
from indicators.phrases import source_line
from indicators.programmes import Assignment, Programmes, State, read_programmes
from indicators.question import Question
from indicators.standing import hidden_words, totals
from vietnamese.normalise import fold

MOST_LINES = 15
MOST_BUTTONS = 3

_NUMBER = re.compile(r"\b(?:bao nhieu|may|bn|ty le|ti le|tl|phan tram|so luong|tong so)\b|%")
_DONE = ("hoan thanh", "da hoan thanh")
_ADVANCED = (*_DONE, "van hanh")


def answer(question: Question, desk: Desk) -> Outcome:
    """Answer "đề án đô thị thông minh xong mấy việc", "IOC tới đâu rồi"."""
    number = _NUMBER.search(folded_line(question.text)) is not None
    decided = len(question.candidates) == 1 and _is_likely(question.candidates[0])
    worded = cue(question.text) is Kind.TASKS
    if (number or (decided and not worded)) and _has_row(question, desk):
        return _figure(question, desk)
    programmes = read_programmes(desk)
    before = question.carried
    finder = Finder(programmes.all, desk.catalogue)
    meant = finder.find(
        question.text,
        question.unit,
        desk.today,
        named=question.unit_named,
        before=before.within if before is not None and before.kind is Kind.TASKS else None,
    )
    if meant is not None:
        return _told(meant, question, programmes, desk)
    if decided and (number or not worded or _has_row(question, desk)):
        return _figure(question, desk)
    if not programmes.all and programmes.denial is not None:
        return denied.answer(programmes.denial, replace(question, candidates=()), desk)
    return _none(question, finder.titles(question.unit), desk)


def in_place_of_figures(question: Question, desk: Desk) -> Question:
    """Of tasks that are not counted for the unit talked about their state is told.

    "Đề án đô thị thông minh xong mấy việc" asks the province's figure of the province; of a unit
    without one it asks how far the tasks are.
    """
    about_tasks = question.kind is Kind.VALUE and cue(question.text) is Kind.TASKS
    if not about_tasks or question.unit_named or not question.unit or _has_row(question, desk):
        return question
    return replace(question, kind=Kind.TASKS)


def _has_row(question: Question, desk: Desk) -> bool:
    """Whether the words name an indicator that the unit has a figure of."""
    return question.topic_named and any(
        _is_likely(one) and question.unit in desk.rows.units_with_rows(one.code)
        for one in question.candidates
    )


def _is_likely(one: Candidate) -> bool:
    return not one.doubtful and one.score >= SURE


def _figure(question: Question, desk: Desk) -> Outcome:
    """The answer to a question for a figure of an indicator: "xong được mấy nhiệm vụ"."""
    question = replace(question, kind=Kind.VALUE)
    if len(question.candidates) > 1:
        return clarify.indicators(question, desk)
    return value.answer(question, desk)


def _told(meant: Meant, question: Question, programmes: Programmes, desk: Desk) -> Outcome:
    by = _last_day(question)
    told = [(task, states) for task in meant.tasks if (states := task.newest(by))]
    lines = []
    if not told and by is not None:
        lines.append(f"Chưa có ghi nhận nào đến ngày {date_vi(by)}; mới nhất:")
        told = [(task, task.newest()) for task in meant.tasks]
    items = tuple(
        TaskItem(task=task.code, status=one.task.status, as_of=one.task.as_of)
        for task, states in told
        for one in states
    )
    done = sum(all(_is_done(one) for one in states) for _, states in told)
    evidence = Tasks(program=meant.program, items=items, computed=totals(done, len(told)))
    lines += _one(*told[0], desk) if len(told) == 1 else _many(meant, told, done, desk)
    lines += [f"Đơn vị này còn việc trong: {title}." for title in meant.also]
    if programmes.denial is not None:
        lines.append(hidden_words(programmes.denial))
    buttons = () if meant.whole else (ask("Cả chương trình", _asked(meant.program)),)
    reply = Reply(text="\n".join(lines), buttons=buttons, evidence=evidence)
    context = desk.context(replace(question, candidates=()))
    return Outcome(reply, context.model_copy(update={"within": meant.words or None}))


def _one(task: Assignment, states: Sequence[State], desk: Desk) -> list[str]:
    """All that is known of one task: status, owner, what was said before, source."""
    lines = [f"{task.name}: {_status(one, desk)}, {_day(one)}." for one in states]
    day = states[0].task.as_of
    earlier = [one for one in task.states if one.task.as_of < day]
    if earlier:
        said = "; ".join(f"{_day(one)}: {_status(one, desk)}" for one in earlier)
        lines.append(f"Trước đó: {said}.")
    lines += _contradictions([(task, states)])
    lines.append(f"Thuộc: {task.program}.")
    lines += dict.fromkeys(source_line(one.source, one.task.locator) for one in states)
    return lines


def _many(
    meant: Meant, told: Sequence[tuple[Assignment, Sequence[State]]], done: int, desk: Desk
) -> list[str]:
    """How many are done, and a line for each task."""
    days = {one.task.as_of for _, states in told for one in states}
    when = f", đến ngày {date_vi(max(days))}" if len(days) == 1 else ""
    lines = [f"{done}/{len(told)} nhiệm vụ ghi hoàn thành – {meant.program}{when}:"]
    for task, states in told[:MOST_LINES]:
        for one in states:
            day = "" if when else f", {_day(one)}"
            lines.append(f"• {task.name}: {_status(one, desk)}{day}")
    if len(told) > MOST_LINES:
        lines.append(f"… còn {len(told) - MOST_LINES} nhiệm vụ.")
    lines += _contradictions(told)
    issuers = dict.fromkeys(one.source.issuer for _, states in told for one in states)
    return [*lines, f"Nguồn: {'; '.join(issuers)}."]


def _contradictions(told: Sequence[tuple[Assignment, Sequence[State]]]) -> list[str]:
    """What was further on before than it is said to be later."""
    lines = []
    for task, states in told:
        last = states[-1]
        for one in task.states:
            earlier = one.task.as_of < last.task.as_of
            if earlier and _is_advanced(one) and fold(last.task.status).startswith("chua"):
                lines.append(
                    f"Lưu ý, hai nguồn nói khác nhau – {task.name}: {_day(one)} ghi "
                    f"“{one.task.status}”, {_day(last)} ghi “{last.task.status}”."
                )
    return lines


def _none(question: Question, titles: Sequence[str], desk: Desk) -> Outcome:
    """Say that no task is meant that is known, and which programmes there are."""
    whose = f" ghi cho {desk.unit(question.unit).name}" if question.unit_named else ""
    lines = [f"Tôi chưa xác định được nhiệm vụ nào{whose}. Các chương trình đang có:"]
    lines += [f"• {title}" for title in titles]
    buttons = tuple(ask(title, _asked(title)) for title in titles[:MOST_BUTTONS])
    evidence = Fallback(reason="not_understood")
    reply = Reply(text="\n".join(lines), buttons=buttons, evidence=evidence)
    return Outcome(reply, desk.context(replace(question, candidates=())))


def _asked(title: str) -> str:
    """The question for a whole programme, complete in itself."""
    return f"Nhiệm vụ của {title} tới đâu rồi?"


def _last_day(question: Question) -> date | None:
    """The day up to which states are asked for."""
    period = question.period
    if period is None or period.year is None or period.by_clock:
        return None
    return period.end


def _status(one: State, desk: Desk) -> str:
    owner = one.task.owner
    return (
        one.task.status if owner is None else f"{one.task.status} ({desk.unit(owner).short_name})"
    )


def _day(one: State) -> str:
    return f"ngày {date_vi(one.task.as_of)}"


def _is_done(one: State) -> bool:
    return fold(one.task.status).startswith(_DONE)


def _is_advanced(one: State) -> bool:
    return fold(one.task.status).startswith(_ADVANCED)
