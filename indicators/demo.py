"""The simulated monthly series of the wards, for trying the system out.

The reports have no online-dossier rates of single wards. `DEMO=1` adds a series made from fixed
seeds: the same on every machine, marked `simulated` in the row, the evidence and the text.
"""

from __future__ import annotations

import calendar
import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from indicators import models

INDICATOR = "dvc.ho-so-truc-tuyen"
WHOLE = "vung-tau.phuong-xa"
SOURCE = "mo-phong"
YEAR = 2023
MONTHS = range(1, 10)
_CENT = Decimal("0.01")


def add_simulated(session: Session) -> int:
    """Add the series where it is missing; the number of rows added."""
    present = session.scalar(
        select(models.Observation.id).where(models.Observation.simulated).limit(1)
    )
    if present is not None:
        return 0
    session.merge(
        models.Source(
            id=SOURCE,
            title="Chuỗi số liệu mô phỏng để dùng thử hệ thống (không phải số báo cáo)",
            issuer="Dữ liệu mô phỏng",
            visibility="internal",
        )
    )
    session.flush()
    wards = session.scalars(
        select(models.UnitPart.part)
        .where(models.UnitPart.whole == WHOLE)
        .order_by(models.UnitPart.position)
    )
    rows = [row for ward in wards for row in _series(ward)]
    session.add_all(rows)
    return len(rows)


def remove_simulated(session: Session) -> int:
    """Remove every simulated row and their source; the number of rows removed."""
    simulated = models.Observation.simulated
    present = session.scalar(select(func.count()).where(simulated)) or 0
    session.execute(delete(models.Observation).where(simulated))
    session.execute(delete(models.Source).where(models.Source.id == SOURCE))
    return present


def _series(ward: str) -> list[models.Observation]:
    """Nine months of one ward: a share that rises unevenly, with its parts."""
    chance = random.Random(f"{INDICATOR}:{ward}")
    share = chance.uniform(0.55, 0.8)
    rows = []
    for month in MONTHS:
        share = min(0.995, share + chance.uniform(-0.01, 0.045))
        total = chance.randint(180, 620)
        online = round(total * share)
        value = (Decimal(online) * 100 / total).quantize(_CENT, ROUND_HALF_UP)
        rows.append(
            models.Observation(
                indicator=INDICATOR,
                unit=ward,
                period_start=date(YEAR, month, 1),
                period_end=date(YEAR, month, calendar.monthrange(YEAR, month)[1]),
                period_label=f"tháng {month}/{YEAR}",
                value=value,
                numerator=Decimal(online),
                denominator=Decimal(total),
                source=SOURCE,
                locator="chuỗi mô phỏng",
                simulated=True,
            )
        )
    return rows
