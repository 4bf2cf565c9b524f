"""Which side of a procedure is asked for, told by the words of the question."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from kb.models import Facet
from vietnamese.normalise import fold, is_accented
from vietnamese.syllables import syllables

_PAPERS = "giay to|ho so|giay|to khai|bieu mau|mau don|ban sao|ma"
_WHERE = (
    "dau|mo|cho nao|noi nao|co quan nao|phuong nao|quay nao|dia chi|phong nao|xa nao|cong an nao"
)
_DO = (
    "nop|lam|dang ky|xin|gui|lay|nhan|di|den|toi|len|ra|chung thuc|cong chung|cap|giai quyet|vo|vao"
)
_NEED = "can|gom|mang|dem|chuan bi|phai co|nhung|cac|thieu|kem|bo sung|nop|xuat trinh|cam"
_DONE = "(?: moi| thi)?(?: xong| co| lay| duoc)?"
_TIME = "ngay|hom|tuan|thang|phut|gio|tieng|lau"
_SPENT = "(?:(?:mat|het|ton|cho|doi) )?"
_PAID = "ton|het|mat|dong|tra|thu|tinh|chi"
_BODY = "uy ban|ubnd|phuong|xa|cong an|truong|phong|so|quan|huyen|tinh|mot cua|tu phap|toa"

# The first that matches decides: the narrow ones stand before the wide ones. Each line is one
# alternative.
_CUES: tuple[tuple[Facet, str], ...] = (
    (
        Facet.STEPS,
        """
        (?:cac|may|nhung|tung) (?:buoc|khau)
        buoc nao
        quy trinh
        trinh tu
        (?:lam |di )?(?:cai )?(?:gi|dau) truoc
        """,
    ),
    (
        Facet.RESULT,
        """
        (?:gia tri|hieu luc|thoi han|han) (?:\\w+ ){0,3}(?:bao|may) (?:lau|nam|thang|nhieu)(?! tien)
        (?:dung|xai|su dung|them) duoc (?:trong )?(?:may|bao nhieu|bao lau)
        duoc them (?:may|bao nhieu)
        """,
    ),
    (
        Facet.LEGAL_BASIS,
        """
        can cu (?!cuoc)
        (?:co so )?phap ly
        theo luat
        (?:luat|nghi dinh|thong tu|quyet dinh|van ban|quy che|quy dinh|dieu) (?:nao|may|so may)
        (?:nd|qd|tt|nq|vb) nao
        (?:van ban|luat|nghi dinh|thong tu) (?:phap luat )?(?:gi|nao)
        quy dinh (?:o dau|tai dau|trong)
        nghi dinh
        thong tu
        """,
    ),
    (
        Facet.FEE,
        f"""
        le phi
        phi
        (?:bao nhieu|may|nhieu|bao) tien
        tien (?:nong|le phi|bac)
        (?:{_PAID}) (?:\\w+ ){{0,2}}(?:tien|khoan|(?:bao )?nhieu(?! (?:{_TIME})))
        (?:dong|tra|nop|mat|ton|thu|het) tien(?: gi)?
        (?:ton|mat) kem
        co ton
        gia (?:bao nhieu|the nao|ca|sao)
        (?:mien|chi) phi
        muc (?:tien|thu|huong|tro cap|ho tro)
        tien gi
        dong (?:bao nhieu|sao|the nao)
        may (?:dong|ngan|nghin|chuc|tram|trieu)
        bao nhieu (?:dong|ngan|nghin|mot|1|moi)
        (?:duoc|huong|linh|nhan) (?:\\w+ )?(?:bao nhieu|nhieu)(?! (?:ngay|lau|thang|ban))
        """,
    ),
    (
        Facet.CONDITIONS,
        """
        trong (?:vong )?(?:bao lau|bao nhieu ngay|may ngay) (?:thi )?(?:phai|moi phai)
        (?:bao lau|may ngay|bao nhieu ngay) (?:thi )?phai
        phai (?:\\w+ ){0,4}trong (?:vong )?(?:bao lau|bao nhieu ngay|may ngay)
        dieu kien
        doi tuong
        (?:the nao|nhu the nao|sao) (?:thi |moi )+(?:duoc|du)
        toi thieu
        truoc nam nao
        con duoc quyen
        ai (?:duoc|phai|moi)
        truong hop (?:nao|nay|cua)
        thuoc (?:dien|doi tuong)
        du tuoi
        (?:bao nhieu|may) tuoi
        bat buoc
        yeu cau (?:gi|nao)
        nho (?:nguoi|ai|con|vo|chong|ban)
        (?:lam|nop|di|lay|ky|khai) (?:thay|giup|gium|ho(?! (?:so|ngheo|kinh|khau|tich|gia|chieu)))
        uy quyen
        khi nao (?:thi )?(?:phai|can|duoc phep|duoc lam|duoc)
        """,
    ),
    (
        Facet.DURATION,
        f"""
        {_SPENT}bao lau{_DONE}
        {_SPENT}(?:may|bao nhieu) (?:{_TIME}){_DONE}
        (?:khi|luc|hom|ngay|chung) nao (?:thi |moi )?(?:co|xong|lay|nhan|tra|ra)
        bao gio (?:thi |moi )?(?:co|xong|lay|nhan|tra|ra)
        thoi (?:gian|han)
        lau (?:khong|ko|hong|k|lam|qua)
        lay (?:duoc )?(?:lien|luon|ngay)
        co lien
        thang may
        dot nao
        chung nao
        trong ngay
        hen (?:ngay|tra)
        (?:lau|nhanh) (?:nhat|chung nao)
        """,
    ),
    (
        Facet.ONLINE,
        """
        online
        truc tuyen
        (?:qua|tren|bang) (?:mang|app|internet|web|dien thoai|cong|vneid|zalo)
        (?:o|tai|ngoi) nha
        khoi (?:phai )?(?:di|len|ra|toi)
        tu xa
        khong (?:can|phai) (?:di|len|ra|toi|den)
        """,
    ),
    (
        Facet.RESULT,
        """
        (?:duoc|se) cap (?:cho )?(?:\\w+ ){0,2}(?:gi|nao|may ban|cai gi)
        cap (?:cho )?(?:cai )?(?:giay|to|the|so) (?:to )?(?:gi|nao)
        (?:nhan|lay|cam|lanh|duoc) (?:lai |ve |duoc |duoc nhan )+(?:\\w+ ){0,2}(?:gi|nao|may ban)
        nhan (?:\\w+ )?(?:giay|to|the|ket qua|bien lai|gi) ?(?:to )?(?:gi|nao)
        ket qua (?:la|gom|nhan|gi|giay)
        ra (?:duoc )?(?:giay|to|the|so) (?:gi|nao)
        (?:xong|roi)(?: thi)? (?!lam)(?:\\w+ ){0,4}(?:giay|cai|bien lai|thong bao|lai)? ?(?:to )?gi
        xong (?:\\w+ ){0,3}(?:co|nhan) (?:\\w+ ){0,2}(?:giay|bien lai|thong bao)
        duoc (?:phat|nhan|tra|giao) (?:\\w+ ){0,4}(?:giay|to|gi|so)
        """,
    ),
    (
        Facet.PLACE,
        f"""
        (?:o|tai|den|toi|ra|len|qua|cho|ve|vo|vao) (?:{_WHERE})
        (?:{_DO}) (?:\\w+ ){{0,4}}(?:{_WHERE})
        noi (?:nop|lam|nhan|cap|tiep nhan)
        dia (?:chi|diem)
        (?:gap|nop cho|gui cho|gui den|gui toi|hoi) (?:ai|co quan)
        (?:{_BODY}) (?:\\w+ ){{0,2}}hay (?:la )?(?:o |ra |len |toi |den |qua )?(?:{_BODY})
        (?:co quan|uy ban|ubnd|trang|cho|phong|(?<!\\bho )so|ben|toa) (?:nao|gi)
        """,
    ),
    (
        Facet.DOCUMENTS,
        f"""
        (?:{_NEED}) (?:\\w+ ){{0,4}}(?:{_PAPERS})(?: to)? (?:gi|nao)
        (?:{_PAPERS}) (?:gom|can|kem|phai|de|xin|lam|chuan bi)
        (?:can|gom|mang|dem|chuan bi|nop|cam|them|kem)(?: theo| them| nhung| phai| co| bo)* gi
        (?:can|phai|chuan bi|mang|dem) (?:\\w+ ){{0,2}}(?:nhung |cac |may )?(?:{_PAPERS})
        (?:nhung|cac|may) (?:giay|loai giay|ho so)
        (?:giay to|giay|ho so|thu tuc|don|to khai|tai khoan|thong tin|chung cu) (?:gi|nao|ra sao)
        (?:can|mang|dem|nop|kem|chuan bi|xuat trinh|san|co|cam) (?:\\w+ ){{0,3}}gi
        thanh phan ho so
        (?:ho so|giay to) thi (?:sao|the nao)
        phai co gi
        nhung gi
        co can (?:giay|so|ban|mang)
        chuan bi
        """,
    ),
    (
        Facet.STEPS,
        """
        cach (?:lam|nop|dang ky|thuc hien|xin)
        (?:lam|xin|dang ky|nop|khai) (?:\\w+ ){0,4}(?:(?:the|nhu|cach) nao|kieu gi)
        (?:lam|xin|dang ky|nop|khai) (?:\\w+ ){0,4}(?:ra |lam )?(?<!ban )sao
        lam sao
        (?:nhu )?the nao
        nhu nao
        ntn
        huong dan
        bat dau (?:tu dau|the nao)
        ra sao
        """,
    ),
    (
        Facet.CONDITIONS,
        """
        co (?:\\w+ ){0,8}duoc (?:\\w+ ){0,3}(?:khong|ko|hong|chua|k)
        duoc (?:khong|ko|hong|chua|k)
        co (?:can|phai) (?:\\w+ ){0,8}(?:khong|ko|hong|k)
        (?:can|phai) (?:\\w+ ){0,3}(?:khong|ko|hong)
        """,
    ),
    (
        Facet.RESULT,
        """
        ket qua
        may ban
        """,
    ),
    (
        Facet.STEPS,
        """
        (?<!ban )sao
        kieu gi
        """,
    ),
)


# Words that ask wherever they stand, in a name too.
_ASKING = {"o", "tai", "dau", "gi", "nao", "bao", "nhieu", "lau", "may", "ai"}


def _compiled(lines: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lines)})\b")


def _lines(cues: str) -> list[str]:
    return [line.strip() for line in cues.strip().splitlines()]


_PATTERNS = tuple((facet, _compiled(_lines(cues))) for facet, cues in _CUES)
# A cue with a gap holds words of what is asked about: those stay.
_WHOLE = tuple(_compiled([line for line in _lines(cues) if r"\w" not in line]) for _, cues in _CUES)

# Without diacritics these words of the cues are others too: written with the marks of another word
# ("đau", "máy", "phi") they tell nothing.
_MEANT = {
    "bao": "bao",
    "can": "cần",
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
    "mo": "mô",
    "nao": "nào",
    "ngay": "ngày",
    "nhan": "nhận",
    "nop": "nộp",
    "phi": "phí",
    "qua": "qua quả",
    "so": "sở sổ số sơ so",
    "tien": "tiền",
    "ton": "tốn",
    "tren": "trên",
}
# Short forms of the cues' own words, as the young and the hurried type them.
_SHORT = {
    "bn": "bao nhieu",
    "bnhieu": "bao nhieu",
    "bnhiu": "bao nhieu",
    "nhiu": "nhieu",
    "nhieu": "bao nhieu",
    "j": "gi",
    "dc": "duoc",
    "đc": "duoc",
    "ko": "khong",
    "hong": "khong",
    "hok": "khong",
    "hs": "ho so",
    "gt": "giay to",
    "onl": "online",
    "bua": "ngay",
    "bựa": "ngay",
    "răng": "sao",
}


def cue_line(text: str) -> str:
    """A cleaned text as the cues see it: folded, what only looks like a cue's word left out."""
    tokens = [syllable.text.lower() for syllable in syllables(text)]
    is_marked = is_accented(text)
    words: list[str] = []
    for number, lowered in enumerate(tokens):
        folded = fold(lowered)
        meant = _MEANT.get(folded)
        after = tokens[number + 1] if number + 1 < len(tokens) else ""
        is_ground = lowered == "căn" and after == "cứ"
        is_other = meant is not None and lowered != folded and lowered not in meant.split()
        if lowered == "chi" and after not in {"phí", "phi", "nhánh", "trả", "cục", "tiêu", "tiết"}:
            lowered, folded = ("gì", "gi") if is_marked or not after else (lowered, folded)
        short = _SHORT.get(lowered) or _SHORT.get(folded)
        if folded == "nhieu" and words and words[-1] in {"bao", "qua", "rat"}:
            short = None
        words.append("_" if is_other and not is_ground else short or folded)
    return " ".join(words)


def facet_cue(line: str, names: Collection[Sequence[str]] = ()) -> Facet | None:
    """The facet that the words of a `cue_line` ask for, None where they tell none.

    Args:
        line: the question.
        names: folded words of the name of what is asked about: "học phí" there asks for no fee.
    """
    line = _without_names(line, names)
    return next((facet for facet, pattern in _PATTERNS if pattern.search(line)), None)


def without_cues(line: str) -> str:
    """A line without the words that ask for a facet."""
    for pattern in _WHOLE:
        line = pattern.sub(" ", line)
    return " ".join(line.split())


def _without_names(line: str, names: Collection[Sequence[str]]) -> str:
    """A line without the words of names.

    A name that stands there whole is blanked out, else the words that stand side by side in it too.
    """
    words = line.split()
    blank: set[int] = set()
    for name in names:
        blank.update(_whole(words, name) or _side_by_side(words, name))
    return " ".join("_" if number in blank else word for number, word in enumerate(words))


def _whole(words: Sequence[str], name: Sequence[str]) -> range | None:
    """Where a name stands; "_" of a `cue_line` may be any of its words."""
    for start in range(len(words) - len(name), -1, -1):
        said = words[start : start + len(name)]
        if all(word in {of_name, "_"} for word, of_name in zip(said, name, strict=True)):
            return range(start, start + len(name))
    return None


def _side_by_side(words: Sequence[str], name: Sequence[str]) -> set[int]:
    pairs = set(pairwise(name))
    near = [n for n, pair in enumerate(pairwise(words)) if pair in pairs]
    return {n for one in near for n in (one, one + 1) if words[n] not in _ASKING}
