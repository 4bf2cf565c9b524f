"""Example dossiers for trying the system out: marked, and never in production.

The last digits of the phone on each are the last four of its code.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.dossiers.port import PROOF_DIGITS, proof_of
from services.tables import Dossier

_WARD = "Bộ phận một cửa (hồ sơ mẫu)"
# Code, service, status, received, due, finished, note.
_EXAMPLES: tuple[tuple[str, str, str, date, date | None, date | None, str | None], ...] = (
    (
        "H06.12-230915-0042",
        "Đăng ký khai sinh",
        "Đang xử lý",
        date(2023, 9, 15),
        date(2023, 9, 18),
        None,
        None,
    ),
    (
        "H06.12-230911-0107",
        "Cấp giấy xác nhận tình trạng hôn nhân",
        "Đã có kết quả",
        date(2023, 9, 11),
        date(2023, 9, 14),
        date(2023, 9, 13),
        "Mang giấy hẹn đến nhận kết quả.",
    ),
    (
        "H06.12-230918-0215",
        "Đăng ký thành lập hộ kinh doanh",
        "Chờ bổ sung giấy tờ",
        date(2023, 9, 18),
        None,
        None,
        "Cần bổ sung bản sao giấy tờ về địa điểm kinh doanh.",
    ),
    (
        "H06.12-230920-0318",
        "Chứng thực hợp đồng",
        "Đã tiếp nhận",
        date(2023, 9, 20),
        date(2023, 9, 22),
        None,
        None,
    ),
    (
        "H06.12-230904-0077",
        "Đăng ký lại khai tử",
        "Đã trả lại",
        date(2023, 9, 4),
        date(2023, 9, 11),
        date(2023, 9, 8),
        "Nơi đã nộp không phải nơi có thẩm quyền.",
    ),
)


def add(session: Session) -> int:
    """Adds the examples that are missing; tells how many. A real dossier is never replaced."""
    known = set(session.scalars(select(Dossier.code)))
    missing = [example for example in _EXAMPLES if example[0] not in known]
    for code, service, status, received, due, finished, note in missing:
        session.add(
            Dossier(
                code=code,
                service=service,
                status=status,
                office=_WARD,
                received_on=received,
                due_on=due,
                finished_on=finished,
                note=note,
                phone_digest=proof_of(code, code[-PROOF_DIGITS:]),
                simulated=True,
            )
        )
    return len(missing)


def remove(session: Session) -> int:
    """Removes every example; tells how many there were."""
    gone = delete(Dossier).where(Dossier.simulated).returning(Dossier.code)
    return len(session.scalars(gone).all())
