"""Faults of an entry in words an officer understands."""

from __future__ import annotations

from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "thiếu trường này",
    "extra_forbidden": "không có trường nào tên như vậy",
    "string_type": "phải là chữ (nếu là số thì đặt trong nháy)",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "greater_than_equal": "không được là số âm",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "tuple_type": "phải là danh sách, mỗi dòng bắt đầu bằng “- ”",
    "too_short": "chưa đủ số mục",
    "model_type": "phải là một nhóm trường",
    "model_attributes_type": "phải là một nhóm trường",
    "date_type": "phải là ngày dạng 2025-07-01",
    "date_parsing": "phải là ngày dạng 2025-07-01",
    "date_from_datetime_parsing": "phải là ngày dạng 2025-07-01",
}


def vietnamese_fault(fault: ErrorDetails) -> str:
    """One fault that pydantic found, with the field it is in."""
    place = ".".join(str(step) for step in fault["loc"])
    kind, context = fault["type"], fault.get("ctx") or {}
    if kind in {"literal_error", "enum"}:
        what = f"chỉ nhận {context.get('expected', '')}".replace(" or ", " hoặc ")
    elif kind == "string_pattern_mismatch":
        what = f"không đúng dạng ({context.get('pattern', '')})"
    elif kind == "value_error":
        what = str(context.get("error", fault["msg"]))
    else:
        what = _WORDS.get(kind, fault["msg"])
    return f"{place}: {what}" if place else what
