"""Which side of a procedure is asked for, told by the words of the question."""

from __future__ import annotations

import re

from kb.models import Facet
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_PAPERS = r"giay to|ho so|giay|to khai|bieu mau|mau don"
_PLACES = r"dau|cho nao|noi nao|co quan nao|phuong nao|quay nao|dia chi|phong nao|xa nao"
_DO = r"nop|lam|dang ky|xin|gui|lay|nhan|di|den|toi|len|ra|chung thuc|cong chung|cap|giai quyet"

# The first that matches decides: the narrow ones stand before the wide ones.
_CUES: tuple[tuple[Facet, str], ...] = (
    (
        Facet.ONLINE,
        r"online|truc tuyen|qua mang|tren mang|o nha|tai nha|tren dien thoai|qua app|tren app"
        r"|qua internet|(?:tren|qua|bang) (?:web|cong dich vu|vneid)"
        r"|khoi (?:phai )?(?:di|len|ra)|tu xa",
    ),
    (
        Facet.FEE,
        r"le phi|phi|bao nhieu tien|may tien|ton (?:bao nhieu|may|tien|nhieu|kem)"
        r"|het (?:bao nhieu|may) tien"
        r"|gia (?:bao nhieu|the nao|ca)|mat (?:bao nhieu )?tien|tien nong|dong tien"
        r"|tra tien|chi phi"
        r"|mien phi|mat phi|bn tien|bnhieu tien|tinh tien|thu tien|dong bao nhieu|co ton"
        r"|het bao nhieu"
        r"|nhieu tien|bao tien",
    ),
    (
        Facet.DURATION,
        r"bao lau|may ngay|bao nhieu ngay|khi nao (?:co|xong|lay|nhan|duoc)"
        r"|bao gio (?:co|xong|lay|nhan|duoc)"
        r"|thoi gian|thoi han|may bua|mat bao lau|lau khong|lau ko|chung nao (?:co|xong|lay|nhan)"
        r"|bao nhieu lau|trong ngay|may hom|ngay nao co|hen ngay|may tuan|may thang|lay lien",
    ),
    (
        Facet.LEGAL_BASIS,
        r"can cu|co so phap ly|phap ly|theo luat|luat nao|nghi dinh|thong tu|van ban nao"
        r"|quy dinh nao"
        r"|quy dinh o dau|dieu may|dieu nao",
    ),
    (
        Facet.CONDITIONS,
        r"dieu kien|doi tuong|ai duoc|ai phai|truong hop nao|co duoc (?:khong|ko|hong)|duoc khong"
        r"|du tuoi|bao nhieu tuoi|may tuoi|yeu cau gi|co bat buoc|bat buoc"
        r"|nho nguoi khac|lam thay"
        r"|lam giup|di thay|uy quyen|co can|khi nao (?:phai|can|duoc phep)",
    ),
    (
        Facet.DOCUMENTS,
        r"(?:can|gom|mang|dem|chuan bi|phai co|nhung|cac|thieu|kem|bo sung) "
        rf"(?:\w+ ){{0,4}}(?:{_PAPERS})"
        rf"|(?:{_PAPERS}) (?:gi|nao|can|gom|kem)|can (?:\w+ )?(?:nhung )?gi"
        rf"|mang (?:theo )?gi|dem (?:theo )?gi"
        r"|chuan bi gi|co gi|gom gi|gom nhung gi|thu tuc giay to|thanh phan ho so"
        r"|mang theo|phai co gi"
        r"|doi giay gi|nhung gi|cai gi",
    ),
    (
        Facet.PLACE,
        rf"(?:o|tai|den|toi|ra|len|qua|cho|ve|vo) (?:{_PLACES})"
        rf"|(?:{_DO}) (?:\w+ ){{0,3}}(?:{_PLACES})"
        rf"|noi (?:nop|lam|nhan|cap|tiep nhan)|dia chi|dia diem|gap ai|(?:{_DO}) dau|cho nao",
    ),
    (
        Facet.STEPS,
        r"cac buoc|buoc nao|quy trinh|trinh tu|lam sao|lam the nao|nhu the nao"
        r"|cach (?:lam|nop|dang ky|thuc hien)"
        r"|lam nhu nao|ra sao|the nao|lam gi truoc|bat dau tu dau|huong dan|nhu nao|ntn"
        r"|(?<!ban )sao",
    ),
    (
        Facet.RESULT,
        r"ket qua|duoc cap (?:gi|cai gi)|nhan (?:lai )?duoc gi|duoc nhan gi|ra giay gi"
        r"|cap giay gi|lay ve cai gi",
    ),
)
_PATTERNS = tuple((facet, re.compile(rf"\b(?:{words})\b")) for facet, words in _CUES)


# Without diacritics these words of the cues are others too: written with the marks of another word
# ("đau", "máy", "phi") they tell nothing.
_MEANT = {
    "bao": "bao",
    "can": "cần căn",
    "cho": "chỗ cho",
    "dau": "đâu",
    "di": "đi",
    "doi": "đối đòi đợi",
    "gi": "gì",
    "gia": "giá",
    "gom": "gồm",
    "het": "hết",
    "lam": "làm",
    "lau": "lâu",
    "le": "lệ",
    "len": "lên",
    "lay": "lấy",
    "mang": "mang mạng",
    "mat": "mất",
    "may": "mấy",
    "nao": "nào",
    "ngay": "ngày",
    "nhan": "nhận",
    "nop": "nộp",
    "phi": "phí",
    "qua": "qua quả",
    "tien": "tiền",
    "ton": "tốn",
    "tren": "trên",
}


def cue_line(text: str) -> str:
    """A cleaned text as the cues see it: folded, what only looks like a cue's word left out."""
    words = []
    for syllable in syllables(text):
        lowered = syllable.text.lower()
        folded = fold(lowered)
        meant = _MEANT.get(folded)
        is_other = meant is not None and lowered != folded and lowered not in meant.split()
        words.append("_" if is_other else folded)
    return " ".join(words)


def facet_cue(line: str) -> Facet | None:
    """The facet that the words of a `cue_line` ask for, None where they tell none."""
    return next((facet for facet, pattern in _PATTERNS if pattern.search(line)), None)


def without_cues(line: str) -> str:
    """A line without the words that ask for a facet."""
    for _, pattern in _PATTERNS:
        line = pattern.sub(" ", line)
    return " ".join(line.split())
