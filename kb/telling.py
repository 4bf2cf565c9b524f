"""What is told of a procedure: one facet at a time, for eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from answers.figures import date_vi, decimal_vi
from kb.models import Facet, Procedure
from kb.places import Place, load_places

TITLES: Mapping[Facet, str] = {
    Facet.OVERVIEW: "Tóm tắt",
    Facet.DOCUMENTS: "Giấy tờ cần có",
    Facet.FEE: "Lệ phí",
    Facet.DURATION: "Thời hạn giải quyết",
    Facet.PLACE: "Nơi nộp",
    Facet.STEPS: "Các bước",
    Facet.ONLINE: "Nộp trực tuyến",
    Facet.RESULT: "Kết quả",
    Facet.LEGAL_BASIS: "Căn cứ pháp lý",
    Facet.CONDITIONS: "Điều kiện",
}
_ASK_PROVINCE = (
    "Mức thu cụ thể do tỉnh, thành phố quy định, tôi chưa có; anh/chị hỏi nơi tiếp nhận hồ sơ "
    "trước khi nộp."
)
_MISSING = "Tôi chưa có thông tin chắc chắn về mục này. Anh/chị hỏi {where} để được trả lời đúng."
_LOW = (
    "Thông tin này chưa đối chiếu được với văn bản, chỉ để tham khảo; anh/chị hỏi lại nơi tiếp "
    "nhận trước khi đi."
)


def tell(procedure: Procedure, facet: Facet, place: Place | None, today: date) -> str:
    """The text of one facet.

    Args:
        procedure: what is asked about.
        facet: which side of it.
        place: a ward or commune that the citizen named.
        today: the day of asking: decides which body does it.
    """
    lines = [f"{procedure.name} – {TITLES[facet].lower()}:"]
    lines += _BODIES[facet](procedure, place, today)
    lines += _remarks(procedure, facet, today)
    return "\n".join(lines)


def where(procedure: Procedure, today: date) -> str:
    """The body to go to on a day."""
    return procedure.place.today if _merged(today) else procedure.place.before


def _overview(procedure: Procedure, place: Place | None, today: date) -> list[str]:
    lines = [procedure.summary]
    if procedure.documents:
        lines += ["Giấy tờ cần có:", *_listed(procedure.documents)]
    for facet in (Facet.FEE, Facet.DURATION, Facet.PLACE):
        body = _BODIES[facet](procedure, place, today)
        lines.append(f"{TITLES[facet]}: {' '.join(body)}")
    return lines


def _documents(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    return _listed(procedure.documents) if procedure.documents else _missing(procedure, today)


def _fee(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    fee = procedure.fee
    if fee is None:
        return _missing(procedure, today)
    lines = [fee.text]
    if fee.amount and _amount(fee.amount) not in fee.text:
        lines.insert(0, f"{_amount(fee.amount)} đồng.")
    if fee.exempt:
        lines.append(fee.exempt)
    if fee.set_by_province:
        lines.append(_ASK_PROVINCE)
    return lines


def _amount(amount: int) -> str:
    """An amount in đồng with points: 50000 → "50.000"."""
    return decimal_vi(Decimal(amount))


def _duration(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    return [procedure.duration.text] if procedure.duration else _missing(procedure, today)


def _place(procedure: Procedure, place: Place | None, today: date) -> list[str]:
    if not _merged(today):
        return [procedure.place.before]
    lines = [procedure.place.today]
    if place is not None and procedure.level in {"commune", "district"}:
        lines.insert(0, _named(place))
    lines.append(f"Trước ngày {date_vi(load_places().effective)}: {procedure.place.before}")
    return lines


def _named(place: Place) -> str:
    if place.name == place.today:
        return f"{place.today}: anh/chị đến UBND {_lower(place.today)}."
    return f"{place.name} trước đây nay thuộc {_lower(place.today)}."


def _steps(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    if not procedure.steps:
        return _missing(procedure, today)
    return [f"{number}. {step}" for number, step in enumerate(procedure.steps, start=1)]


def _online(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    return [procedure.online.text] if procedure.online else _missing(procedure, today)


def _result(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    return [procedure.result] if procedure.result else _missing(procedure, today)


def _conditions(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    return [procedure.conditions] if procedure.conditions else _missing(procedure, today)


def _legal_basis(procedure: Procedure, _place: Place | None, today: date) -> list[str]:
    if not procedure.legal_basis:
        return _missing(procedure, today)
    return _listed(
        f"{basis.title} (ngày {date_vi(basis.issued)})" if basis.issued else basis.title
        for basis in procedure.legal_basis
    )


_Body = Callable[[Procedure, Place | None, date], list[str]]
_BODIES: Mapping[Facet, _Body] = {
    Facet.OVERVIEW: _overview,
    Facet.DOCUMENTS: _documents,
    Facet.FEE: _fee,
    Facet.DURATION: _duration,
    Facet.PLACE: _place,
    Facet.STEPS: _steps,
    Facet.ONLINE: _online,
    Facet.RESULT: _result,
    Facet.LEGAL_BASIS: _legal_basis,
    Facet.CONDITIONS: _conditions,
}


def _missing(procedure: Procedure, today: date) -> list[str]:
    body = "UBND phường, xã nơi cư trú" if _merged(today) else procedure.authority
    return [_MISSING.format(where=body)]


def _listed(texts: Iterable[str]) -> list[str]:
    return [f"• {text}" for text in texts]


def _remarks(procedure: Procedure, facet: Facet, today: date) -> list[str]:
    lines = [
        f"Lưu ý, từ {date_vi(change.since)}: {change.text}"
        for change in procedure.changes
        if change.since <= today
    ]
    if procedure.note and facet in {Facet.OVERVIEW, Facet.CONDITIONS}:
        lines.append(procedure.note)
    if procedure.confidence == "low":
        lines.append(_LOW)
    lines.append(f"Thông tin tính đến {date_vi(procedure.as_of)}.")
    return lines


def _merged(today: date) -> bool:
    return today >= load_places().effective


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
