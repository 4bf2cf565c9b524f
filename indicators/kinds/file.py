"""A file: the table of an answer, or the report of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers.answer import Reply
from answers.evidence import Denied, Fallback, File
from indicators.access import Denial
from indicators.desk import Answerer, Desk, Outcome, ask
from indicators.exports.answer import document_of_answer
from indicators.exports.document import Document
from indicators.exports.docx import word_file
from indicators.exports.report import CUMULATIVE, document_of_report, read_report
from indicators.exports.xlsx import workbook
from indicators.kind import Kind
from indicators.kinds import clarify, denied, unknown_unit
from indicators.periods import LATEST
from indicators.phrases import SIMULATED
from indicators.question import Context, Question
from indicators.rows import Row

_WRITERS = {"xlsx": workbook, "docx": word_file}
_CALLED = {"xlsx": "Excel", "docx": "Word"}
_KEPT = "Tệp tải được trong 24 giờ."
_OFFERED = 2
_NO_PDF = "Chưa lập được PDF nên đây là tệp Word."


def answer(question: Question, desk: Desk, respond: Answerer) -> Outcome:
    """Answer "xuất Excel", "báo cáo của thành phố ra Word".

    Args:
        question: a question whose answer is wanted as a file; of `Kind.FILE`: a unit's report.
        desk: where it is answered.
        respond: answers any question, as the assistant does.
    """
    if question.kind is Kind.FILE or question.file is None:
        return _report(question, desk)
    asked = replace(question, file=None)
    outcome = respond(asked, desk)
    document = document_of_answer(outcome, desk)
    if document is None:
        # Without a figure there is nothing to put into a file: the answer says why.
        return outcome
    called = _CALLED[question.file.format]
    lead = f"Đã lập tệp {called}: {document.subject}, {document.size} dòng."
    if any(row.observation.simulated for row in outcome.shown):
        lead += f" {SIMULATED}"
    # What only asks for the file leaves the dialogue where it was.
    new = question.topic_named or question.unit_named or question.periods
    return _filed(lead, document, question, desk, outcome.shown, outcome.context if new else None)


def _report(question: Question, desk: Desk) -> Outcome:
    if question.unknown is not None:
        return unknown_unit.answer(question, desk)
    called = _CALLED[question.file.format if question.file else "xlsx"]
    if question.unit_options:
        asked_back = clarify.units(question, desk, f"Xuất báo cáo {called} của")
        home = Context(kind=Kind.FILE, unit=desk.asker.home, asked_back=True)
        return replace(asked_back, context=home)
    units = _units(question, desk)
    named = [period for period in question.periods if period != LATEST]
    period = named[-1] if named else None
    report = read_report(units, period, desk)
    if not report.figures:
        return _nothing(report.denial, units, desk)
    document = document_of_report(report, units, period, desk)
    names = ", ".join(desk.unit(unit).short_name for unit in units)
    counted = "chỉ tiêu" if len(units) == 1 else "số liệu"
    lead = f"Đã lập báo cáo {called}: {document.size} {counted} của {names}."
    if report.denial is not None:
        lead += " Không gồm số trong báo cáo nội bộ mà anh/chị không xem được."
    if report.cumulative:
        lead += f" {CUMULATIVE}"
    context = None
    if question.carried is None:
        context = Context(kind=Kind.FILE, unit=units[0])
    return _filed(lead, document, question, desk, report.rows, context)


def _units(question: Question, desk: Desk) -> list[str]:
    """The units named, without those that only say where another lies; else the one assumed."""
    named = dict.fromkeys(question.units)
    covers = desk.catalogue.covers
    particular = [u for u in named if not any(v != u and covers(u, v) for v in named)]
    return particular if len(particular) > 1 else [question.unit]


def _filed(
    lead: str,
    document: Document,
    question: Question,
    desk: Desk,
    shown: Sequence[Row],
    context: Context | None,
) -> Outcome:
    """Keep the document as a file and tell of it."""
    request = question.file
    ending = request.format if request is not None else "xlsx"
    name = f"{document.name}-{desk.today.isoformat()}.{ending}"
    url = desk.keep(name, _WRITERS[ending](document, desk.now))
    text = " ".join([lead, *([_NO_PDF] if request is not None and request.pdf else []), _KEPT])
    return Outcome(Reply(text=text, evidence=File(url=url, format=ending)), context, tuple(shown))


def _nothing(denial: Denial | None, units: Sequence[str], desk: Desk) -> Outcome:
    """No figure to put into a report: say so, and whose report can be made."""
    if denial is not None:
        return Outcome(Reply(text=denied.TEXTS[denial], evidence=Denied(reason=denial.value)))
    names = ", ".join(desk.unit(unit).short_name for unit in units)
    buttons = tuple(
        ask(f"Báo cáo của {desk.unit(unit).short_name}", f"Xuất báo cáo {desk.unit(unit).name}")
        for unit in _with_figures(desk)
    )
    text = f"Chưa có số liệu báo cáo nào của {names} nên không lập tệp."
    return Outcome(Reply(text=text, buttons=buttons, evidence=Fallback(reason="not_covered")))


def _with_figures(desk: Desk) -> list[str]:
    """The first units at home of which a report can be made."""
    found: list[str] = []
    for unit in desk.catalogue.units:
        if not desk.catalogue.covers(desk.asker.home, unit):
            continue
        if desk.rows.visible(desk.rows.of_units([unit])):
            found.append(unit)
        if len(found) == _OFFERED:
            break
    return found
