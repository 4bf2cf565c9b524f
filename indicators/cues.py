"""Words that tell a kind of question with certainty, whatever else is in it.

The engine learns the kinds from examples; where it is unsure, or took a question for a plain one,
these words decide: "phường nào cao nhất" must never be answered with one unit's figure.
"""

from __future__ import annotations

import re

from indicators.kind import Kind
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_CUES: tuple[tuple[Kind, str], ...] = (
    # Ranking, comparison, trend, lists, overviews.
    (Kind.ANALYSIS, r"(?:cao|thap|nhieu|it|tot|kem|nhanh|cham|lon|be) nhat"),
    (Kind.ANALYSIS, r"xep hang (?:cac|tung|may|theo)|dung dau|dung bet|top \d+|hang nhat"),
    (Kind.ANALYSIS, r"so sanh|hon kem|(?:cao|thap|nhieu|it|tot|kem) hon"),
    (Kind.ANALYSIS, r"so voi (?!chi tieu|muc tieu|ke hoach|muc giao|yeu cau)\w+"),
    (Kind.ANALYSIS, r"xu huong|dien bien|bieu do|tang hay giam|qua (?:cac|tung) (?:thang|nam|quy)"),
    (Kind.ANALYSIS, r"liet ke|(?:nhung|cac|may|bao nhieu) chi tieu|chi tieu nao"),
    (Kind.ANALYSIS, r"dang ngo|bat thuong|mau thuan|dang nghi"),
    (
        Kind.BREAKDOWN,
        r"(?:chia|tach|phan) (?:ra )?(?:theo|tung|cho (?:tung|moi|cac))|chi tiet (?:tung|theo|cac)",
    ),
    (Kind.BREAKDOWN, r"(?:tung|moi) (?:phuong|don vi|phong|so nganh|cap|xa)"),
    (Kind.DEFINITION, r"nghia la (?:gi|sao)|y nghia|dinh nghia|cach tinh|cong thuc|tu so|mau so"),
    (Kind.DEFINITION, r"tinh (?:the nao|nhu the nao|ra sao|kieu gi|bang cach nao)"),
    (Kind.SOURCE, r"nguon|lay (?:o|tu) dau|lay dau|(?:o|tu) dau ra|trich tu|tu dau (?:ra|vay|the)"),
    (Kind.SOURCE, r"(?:bao cao|van ban|tai lieu) nao|ai (?:bao cao|cong bo)"),
    (Kind.SOURCE, r"(?:cong bo|cap nhat) (?:khi|ngay|luc|hom) nao|cua ngay nao"),
    (Kind.TARGET, r"chi tieu|muc tieu|con thieu|thieu bao nhieu|phai dat|duoc giao"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _CUES)


def cue(text: str) -> Kind | None:
    """The kind of question that the words of a text tell, None where they tell none."""
    line = " ".join(fold(syllable.text) for syllable in syllables(text))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(line)), None)
