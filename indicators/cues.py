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
from vietnamese.abbreviations import written_out
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

SOME_UNIT = "dvi"
"""What stands for a unit in the text around it."""

_MOST = r"(?:cao|thap|nhieu|it|tot|kem|nhanh|cham|lon|be|te|manh|yeu|hay|do|dung|tre) nhat"
_MORE = r"(?:cao|thap|nhieu|it|tot|kem|kha|nhanh|cham) hon"
_BODY = r"(?:phuong|xa|don vi|phong|phong ban|noi|cho|huyen|so|dia phuong|cap|khoi|tinh)"
_WHO = rf"(?:ai|{_BODY} (?:nao|mo))"
_FAR_MOST = r"(?:cao|thap|nhieu|it|lon|dong) (?:\w+ ){1,6}(?<!moi )(?<!gan )nhat"
_UP_OR_DOWN = r"(?:tu )?(?:cao|thap|nhieu|it|lon|be|tot|kem) (?:xuong|den|toi|len|ve) \w+"
_ALL = r"(?:cao|thap|nhieu|it|tot|kem) hon (?:het|ca|tat ca)"
_TIME = (
    r"thang|nam|quy|ky|thoi gian|xu huong|xu the|dien bien|dien tien|chieu huong"
    r"|tang|giam|len|xuong|bien dong|tien trien|lich su|qua trinh|trend|duong"
)

_CUES: tuple[tuple[Kind, str], ...] = (
    (Kind.BRIEF, r"diem tin|ban tin|tin (?:buoi )?sang|bao cao (?:nhanh )?(?:buoi )?sang"),
    (Kind.RANKING, rf"{_MOST}|xep hang|dung (?:dau|bet|chot|cuoi)|top \d+|hang nhat|dan dau"),
    (Kind.RANKING, rf"{_BODY} {_FAR_MOST}"),
    (Kind.RANKING, rf"{_WHO} (?:\w+ )*(?:(?<!moi )(?<!gan )nhat|bet|chot)"),
    (Kind.RANKING, r"(?:thu|hang) (?:may|bao nhieu)|(?<!chuyen )doi so|xep thu tu|cuoi bang"),
    (Kind.RANKING, rf"(?:sap xep|xep|thu tu) (?:\w+ ){{0,8}}{_UP_OR_DOWN}|{_UP_OR_DOWN}$|{_ALL}"),
    (Kind.COMPARISON, rf"so sanh|hon kem|{_MORE}|dat canh|chenh (?:lech|nhau)"),
    (Kind.COMPARISON, r"(?:ai|ben nao|noi nao|cai nao|phuong nao|dau) (?:\w+ )*hon"),
    (Kind.COMPARISON, r"so voi (?!chi tieu|muc tieu|ke hoach|muc giao|yeu cau)\w+"),
    (
        Kind.TREND,
        r"xu huong|dien bien|bieu do|ve do thi|(?:tang|len) hay (?:giam|xuong)|chieu huong",
    ),
    (Kind.TREND, r"(?:qua|theo) (?:cac|tung) (?:thang|nam|quy|ky|lan)|theo thoi gian"),
    (Kind.TREND, r"(?:tung|hang|moi) (?:thang|nam|quy) (?:\w+ ){0,3}(?:the nao|ra sao|sao)"),
    (Kind.LIST, r"liet ke(?! (?:cac |nhung )?(?:viec|nhiem vu|du an|dau viec))"),
    (Kind.LIST, r"(?:nhung|cac|may|bao nhieu) (?:chi tieu|chi so)|(?:chi tieu|chi so) nao"),
    (Kind.LIST, r"chi tieu (?:da dat|hoan thanh)(?! chua| khong)|chi tieu (?:chua|khong|ko) dat"),
    (Kind.LIST, r"chi tieu (?:thuoc |cua )?nhom|nhom chi tieu|danh (?:sach|muc) (?:cac )?chi"),
    (Kind.ANOMALIES, r"dang ngo|bat thuong|mau thuan|dang nghi|dang tin|tin duoc|tin cay"),
    (Kind.ANOMALIES, r"khong khop|vo ly|bat hop ly|so (?:lieu )?nao (?:bi )?(?:sai|la|lech)"),
    (Kind.ANOMALIES, r"(?:khong|kho) (?:kiem chung|the tin|tin)(?: duoc)?|tin khong duoc"),
    (
        Kind.ADOPTION,
        r"(?:may|bao nhieu|ai|co) (?:\w+ ){0,4}(?:dung|xai|su dung) (?:\w+ ){0,2}"
        r"(?:bot|chatbot|tro ly(?! ao))",
    ),
    (Kind.ADOPTION, r"(?:may|bao nhieu) tai khoan(?: roi| chua| tro ly(?! ao)| bot)*$"),
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
    (Kind.TASKS, r"nhiem vu|dau viec|de an|du an|ioc|callbot|trien khai (?:toi|den) (?:dau|mo)"),
    (
        Kind.TASKS,
        r"(?:nghi quyet|nq) ?(?:so )?\d+|tien do(?: cac| thuc hien|$)|lam (?:toi|den) dau",
    ),
    (
        Kind.OVERVIEW,
        r"tinh hinh|tong quan|tong the|toan canh|buc tranh|nhin chung|diem (?:qua|lai)",
    ),
    (Kind.TARGET, r"chi tieu|muc tieu|con thieu|thieu bao nhieu|phai dat|duoc giao"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _CUES)

# Without any of its words a text is not of the kind, however sure the engine is.
_NEEDED: dict[Kind, str] = {
    Kind.RANKING: rf"{_MOST}|{_FAR_MOST}|(?:xep|thu|\w+) hang|hang (?:may|cua|cac)|top"
    r"|dung (?:dau|bet|cuoi|thu|nhi)|dan dau|(?<!chuyen )doi so|bet|chot"
    r"|thu (?:may|tu)|xep|bxh|rank|vi tri"
    rf"|(?:dau|cuoi) bang|lam tot|{_UP_OR_DOWN}|{_ALL}"
    r"|(?:phuong|xa|don vi|phong|noi|so|huyen|ai) nao|ai",
    Kind.COMPARISON: rf"so sanh|so voi|so|voi|va|giua|{_MORE}|hon|kem|chenh|khac|doi chieu|canh"
    r"|bang|vuot|thua|kip|ss",
    Kind.TREND: r"xu huong|dien bien|bieu do|do thi|tang|giam|chieu huong|tien trien|bien dong"
    r"|(?:qua|theo|may|tung|cac) (?:\w+ )?(?:thang|nam|quy|ky|lan|thoi gian)|duong di"
    r"|tu \w+ (?:\w+ )*(?:den|toi)|ve|len hay xuong|qua trinh|lich su|toi nay|gan day"
    r"|chart|trend|xu the|dien tien|dao nay|tut|nhich|cai thien|thay doi|tro lai day|chuoi"
    r"|theo doi",
    Kind.LIST: r"liet ke|danh sach|nhung|cac|(?:may|bao nhieu) chi tieu|nao|het|tat ca|toan bo"
    r"|ke|(?:chua|khong) dat|duoi chi tieu|ds|nhom|gom|loc|dem|nganh",
    Kind.OVERVIEW: r"tinh hinh|tong quan|tong the|tom tat|tong hop|chung|the nao|ra sao|sao|bao cao"
    r"|diem tin|ban tin|buc tranh|tq|nhin|khai quat|noi bat|dashboard|overview|so lieu chinh"
    r"|so chinh|so luoc|so bo|tong ket|tong quat|tom gon|diem qua|vai net|hien trang|ket qua"
    r"|danh gia|co gi|muc nao|manh|yeu|bc|rang|toi dau|chuyen doi so|cds",
    Kind.TASKS: r"nhiem vu|viec|de an|du an|tien do|trien khai|xong|hoan thanh|toi dau|den dau"
    r"|giao|ioc|chuong trinh|ke hoach|dau viec|lam|nv|da|td|tdo|chua|xay|chu tri|phu trach|vuong"
    r"|nha thau|van hanh|trach nhiem|tinh trang|ai|chay",
    Kind.ANOMALIES: r"ngo|bat thuong|mau thuan|sai|la|khop|lech|kiem tra|vo ly|nghi|loi|chenh"
    r"|khong dung|hop ly|tin duoc|tin cay|dang tin|chinh xac|van de|thieu|lon hon|cong|nham|lon"
    r"|trung|khac|venh|chat luong|trong|canh bao|ki|tinh lai|thong nhat|on|ao|dep|dot bien|sach"
    r"|soat|ra (?:so|lai|soat)|trat|tin|kiem chung|vuot|tren (?:100|mot tram)|bat thg|nhau",
    Kind.ADOPTION: r"tai khoan|tro ly|bot|dung|xai|su dung|cap|lien ket|luot|nhan|truy cap|nguoi"
    r"|hoi|user|link|ng",
}
_NEEDED_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _NEEDED.items()}


def cue(text: str) -> Kind | None:
    """The kind of question that the words of a text tell, None where they tell none."""
    line = folded_line(text)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(line)), None)


def may_be(kind: Kind, text: str) -> bool:
    """Whether a text has any of the words that a kind of question cannot do without."""
    pattern = _NEEDED_PATTERNS.get(kind)
    return pattern is None or pattern.search(folded_line(text)) is not None


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
    return _TIME_PATTERN.search(folded_line(text)) is not None


_TIME_PATTERN = re.compile(rf"\b(?:{_TIME})\b")


def folded_line(text: str) -> str:
    """A text as one line of folded syllables, abbreviations written out, for patterns."""
    return " ".join(written_out([fold(syllable.text) for syllable in syllables(text)]))
