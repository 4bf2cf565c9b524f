"""Words that tell a kind of question, whatever else is in it.

The engine learns the kinds from examples. Where it is unsure, or took a question for a plain one,
certain words decide: "phường nào cao nhất" must never be answered with one unit's figure. And a
kind it names is believed only where the text has a word of that kind: "phường Thắng Nhất phát hành
mấy văn bản" asks for no ranking.
"""

from __future__ import annotations

import re

from indicators.kind import Kind
from indicators.topics import Topic
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

SOME_UNIT = "dvi"
"""What stands for a unit in the text around it."""

_MOST = r"(?:cao|thap|nhieu|it|tot|kem|nhanh|cham|lon|be|te|manh|yeu|hay|do|dung|tre) nhat"
_MORE = r"(?:cao|thap|nhieu|it|tot|kem|kha|nhanh|cham) hon"
_BODY = r"(?:phuong|xa|don vi|phong|phong ban|noi|cho|huyen|so|dia phuong|cap|khoi|tinh)"
_WHO = rf"(?:ai|{_BODY} (?:nao|mo))"
_FAR_MOST = r"(?:cao|thap|nhieu|it|lon|dong) (?:\w+ ){1,6}(?<!moi )(?<!gan )nhat"
_TIME = (
    r"thang|nam|quy|ky|thoi gian|xu huong|xu the|dien bien|dien tien|chieu huong"
    r"|tang|giam|len|xuong|bien dong|tien trien|lich su|qua trinh|trend|duong"
)

_CUES: tuple[tuple[Kind, str], ...] = (
    (Kind.RANKING, rf"{_MOST}|xep hang|dung (?:dau|bet|chot|cuoi)|top \d+|hang nhat|dan dau"),
    (Kind.RANKING, rf"{_BODY} {_FAR_MOST}"),
    (Kind.RANKING, rf"{_WHO} (?:\w+ )*(?:(?<!moi )(?<!gan )nhat|bet|chot)"),
    (Kind.RANKING, r"(?:thu|hang) (?:may|bao nhieu)|(?<!chuyen )doi so|xep thu tu|cuoi bang"),
    (Kind.COMPARISON, rf"so sanh|hon kem|{_MORE}|dat canh|chenh (?:lech|nhau)"),
    (Kind.COMPARISON, r"(?:ai|ben nao|noi nao|cai nao|phuong nao|dau) (?:\w+ )*hon"),
    (Kind.COMPARISON, r"so voi (?!chi tieu|muc tieu|ke hoach|muc giao|yeu cau)\w+"),
    (
        Kind.TREND,
        r"xu huong|dien bien|bieu do|ve do thi|(?:tang|len) hay (?:giam|xuong)|chieu huong",
    ),
    (Kind.TREND, r"(?:qua|theo) (?:cac|tung) (?:thang|nam|quy)"),
    (Kind.LIST, r"liet ke|(?:nhung|cac|may|bao nhieu) chi tieu|chi tieu nao"),
    (Kind.ANOMALIES, r"dang ngo|bat thuong|mau thuan|dang nghi"),
    (
        Kind.BREAKDOWN,
        r"(?:chia|tach|phan) (?:ra )?(?:theo|tung|cho (?:tung|moi|cac))|chi tiet (?:tung|theo|cac)",
    ),
    (Kind.BREAKDOWN, r"(?:tung|moi) (?:phuong|don vi|phong|so nganh|cap|xa)"),
    (
        Kind.DEFINITION,
        r"nghia la (?:gi|sao)|the nao la|y nghia|dinh nghia|cach tinh|cong thuc|tu so|mau so",
    ),
    (
        Kind.DEFINITION,
        r"(?:tinh|do|hieu|do luong) (?:sao|the nao|nhu the nao|ra sao|kieu gi|bang cach nao)",
    ),
    (Kind.SOURCE, r"nguon|lay (?:o|tu) dau|lay dau|(?:o|tu) dau ra|trich tu|tu dau (?:ra|vay|the)"),
    (Kind.SOURCE, r"(?:bao cao|van ban|tai lieu) nao|ai (?:bao cao|cong bo)"),
    (Kind.SOURCE, r"(?:cong bo|cap nhat) (?:khi|ngay|luc|hom) nao|cua ngay nao"),
    (Kind.TARGET, r"chi tieu|muc tieu|con thieu|thieu bao nhieu|phai dat|duoc giao"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _CUES)

# Without any of its words a text is not of the kind, however sure the engine is.
_NEEDED: dict[Kind, str] = {
    Kind.RANKING: rf"{_MOST}|{_FAR_MOST}|(?:xep|thu|\w+) hang|hang (?:may|cua|cac)|top"
    r"|dung (?:dau|bet|cuoi|thu|nhi)|dan dau|(?<!chuyen )doi so|bet|chot"
    r"|thu may|xep|bxh|rank|vi tri"
    r"|(?:dau|cuoi) bang|lam tot"
    r"|(?:phuong|xa|don vi|phong|noi|so|huyen|ai) nao|ai",
    Kind.COMPARISON: rf"so sanh|so voi|so|voi|va|giua|{_MORE}|hon|kem|chenh|khac|doi chieu|canh"
    r"|bang|vuot|thua|kip|ss",
    Kind.TREND: r"xu huong|dien bien|bieu do|do thi|tang|giam|chieu huong|tien trien|bien dong"
    r"|(?:qua|theo|may|tung|cac) (?:\w+ )?(?:thang|nam|quy)|tu \w+ (?:\w+ )*den|ve|len hay xuong"
    r"|qua trinh|lich su|toi nay|gan day|thoi gian|chart|trend|xu the|dien tien|dao nay|may ky|tut"
    r"|nhich|cai thien|thay doi|tro lai day|chuoi|theo doi|(?:cac|tung|may) ky",
    Kind.LIST: r"liet ke|danh sach|nhung|cac|(?:may|bao nhieu) chi tieu|nao|het|tat ca|toan bo"
    r"|ke|(?:chua|khong) dat|duoi chi tieu",
    Kind.OVERVIEW: r"tinh hinh|tong quan|tong the|tom tat|tong hop|chung|the nao|ra sao|sao|bao cao"
    r"|diem tin|buc tranh|tq|nhin|khai quat|noi bat|dashboard|so lieu chinh",
    Kind.TASKS: r"nhiem vu|viec|de an|du an|tien do|trien khai|xong|hoan thanh|toi dau|den dau"
    r"|giao|ioc|chuong trinh|ke hoach|dau viec|lam",
    Kind.ANOMALIES: r"ngo|bat thuong|mau thuan|sai|la|khop|lech|kiem tra|vo ly|nghi|loi|chenh"
    r"|khong dung|bat hop ly|tin duoc|tin cay|van de|thieu",
    Kind.ADOPTION: r"tai khoan|tro ly|bot|dung|xai|su dung|cap|lien ket|luot|nhan|truy cap|nguoi",
}
_NEEDED_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _NEEDED.items()}


def cue(text: str) -> Kind | None:
    """The kind of question that the words of a text tell, None where they tell none."""
    line = _folded(text)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(line)), None)


def may_be(kind: Kind, text: str) -> bool:
    """Whether a text has any of the words that a kind of question cannot do without."""
    pattern = _NEEDED_PATTERNS.get(kind)
    return pattern is None or pattern.search(_folded(text)) is not None


def around_names(text: str, topic: Topic) -> str:
    """A text without its indicator's name, and with one neutral word for each unit.

    "Thắng Nhất" is no superlative, "Sở Y tế" no number.
    """
    tokens = syllables(text)
    units = {mention.start: mention.end for mention in topic.units}
    words: list[str] = []
    position = 0
    while position < len(tokens):
        if position in topic.name:
            position = topic.name.stop
        elif position in units:
            words.append(SOME_UNIT)
            position = units[position]
        else:
            words.append(tokens[position].text)
            position += 1
    return " ".join(words)


def is_about_time(text: str) -> bool:
    """Whether a text speaks of a course of time, not only of a picture ("vẽ biểu đồ")."""
    return _TIME_PATTERN.search(_folded(text)) is not None


_TIME_PATTERN = re.compile(rf"\b(?:{_TIME})\b")


def _folded(text: str) -> str:
    return " ".join(fold(syllable.text) for syllable in syllables(text))
