"""Small tables to import: one good row each, to go with the figures of the reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = dict[str, str]

GOOD: dict[str, Row] = {
    "units": {
        "code": "vung-tau.phuong-moi",
        "name": "Phường Tân Thành",
        "short_name": "P. Tân Thành",
        "kind": "ward",
        "parent": "vung-tau",
        "gso_code": "26999",
        "aliases": "phường tân thành|p. tân thành",
        "valid_from": "2023-01-01",
        "valid_to": "2025-06-30",
    },
    "unit_parts": {"whole": "brvt", "part": "vung-tau.phuong-moi"},
    "unit_successors": {
        "unit": "vung-tau.phuong-moi",
        "name": "Phường Vũng Tàu",
        "gso_code": "26506",
        "effective_on": "2025-07-01",
        "resolution": "Nghị quyết 1685/NQ-UBTVQH15",
    },
    "sources": {
        "id": "bc-moi",
        "title": "Báo cáo mới",
        "issuer": "UBND tỉnh",
        "published_on": "2023-10-20",
        "reference_period": "2023-01-01..2023-09-30",
        "visibility": "public",
    },
    "indicators": {
        "code": "y-te.tiem-chung",
        "name": "Tỷ lệ trẻ em được tiêm chủng đầy đủ",
        "group": "Y tế",
        "measure": "%",
        "direction": "higher",
        "additive": "no",
        "numerator": "trẻ em được tiêm chủng đầy đủ",
        "denominator": "tổng số trẻ em",
        "aliases": "tiêm chủng|tỷ lệ tiêm chủng",
    },
    "observations": {
        "indicator": "y-te.tiem-chung",
        "unit": "vung-tau.phuong-moi",
        "period_start": "2023-01-01",
        "period_end": "2023-09-30",
        "period_label": "9 tháng năm 2023",
        "value": "96.50",
        "numerator": "193",
        "denominator": "200",
        "source": "bc-moi",
        "locator": "trang 3",
    },
    "targets": {
        "indicator": "y-te.tiem-chung",
        "unit": "vung-tau.phuong-moi",
        "level": "phuong",
        "year": "2023",
        "comparator": ">=",
        "value": "95",
        "source": "bc-moi",
    },
    "tasks": {
        "code": "de-an-moi",
        "name": "Xây dựng sổ tiêm chủng điện tử",
        "program": "Đề án mới",
        "owner": "brvt.so-y-te",
        "status": "đang làm",
        "as_of": "2023-10-20",
        "source": "bc-moi",
    },
}


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows of the same columns as CSV."""
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_tables(folder: Path, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> Path:
    """A folder with one CSV file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8")
    return folder


def spoilt(table: str, **cells: str) -> dict[str, list[Row]]:
    """Copies of the good tables with other cells in one of them."""
    return {name: [{**row, **(cells if name == table else {})}] for name, row in GOOD.items()}
