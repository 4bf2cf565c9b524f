"""Abbreviations and other names, written out before texts are compared.

Keys and values are folded (`fold`). One-letter rules are left out on purpose: "t", "h", "b" stand
for too many words.
"""

from __future__ import annotations

from collections.abc import Sequence

_ABBREVIATIONS = {
    "attt": "an toan thong tin",
    "bc": "bao cao",
    "bcd": "ban chi dao",
    "bhyt": "bao hiem y te",
    "bn": "bao nhieu",
    "bnhieu": "bao nhieu",
    "btxh": "bao tro xa hoi",
    "cb": "can bo",
    "cbcc": "can bo cong chuc",
    "cbccvc": "can bo cong chuc vien chuc",
    "cccd": "can cuoc cong dan",
    "cds": "chuyen doi so",
    "cks": "chu ky so",
    "cntt": "cong nghe thong tin",
    "cnscd": "cong nghe so cong dong",
    "cqs": "chinh quyen so",
    "csdl": "co so du lieu",
    "ct": "chi tieu",
    "cts": "chung thu so",
    "cty": "cong ty",
    "cv": "cong van",
    "dc": "duoc",
    "ddt": "dinh danh dien tu",
    "dddt": "dinh danh dien tu",
    "dk": "dang ky",
    "dl": "du lieu",
    "dn": "doanh nghiep",
    "dnnvv": "doanh nghiep nho va vua",
    "dt": "dien thoai",
    "dv": "dich vu",
    "dvc": "dich vu cong",
    "dvcqg": "dich vu cong quoc gia",
    "dvctt": "dich vu cong truc tuyen",
    "gd": "giao dich",
    "hdnd": "hoi dong nhan dan",
    "hddt": "hoa don dien tu",
    "hnth": "hoi nghi truyen hinh",
    "hok": "khong",
    "hs": "ho so",
    "hscv": "ho so cong viec",
    "hsskdt": "ho so suc khoe dien tu",
    "httt": "he thong thong tin",
    "kcb": "kham chua benh",
    "kh": "ke hoach",
    "khg": "khong",
    "kp": "kinh phi",
    "kq": "ket qua",
    "ko": "khong",
    "ktra": "kiem tra",
    "ld": "lanh dao",
    "mc": "mot cua",
    "ncc": "nguoi co cong",
    "nn": "nha nuoc",
    "ntn": "nhu the nao",
    "nq": "nghi quyet",
    "pakn": "phan anh kien nghi",
    "pc": "phong chong",
    "pmqlvb": "phan mem quan ly van ban",
    "qlvb": "quan ly van ban",
    "sk": "suc khoe",
    "sl": "so luong",
    "sme": "doanh nghiep nho va vua",
    "sp": "san pham",
    "sxnn": "san xuat nong nghiep",
    "tb": "thue bao",
    "thcs": "trung hoc co so",
    "tk": "tai khoan",
    "tknh": "tai khoan ngan hang",
    "tl": "ty le",
    "tmdt": "thuong mai dien tu",
    "tp": "thanh pho",
    "ttdt": "thong tin dien tu",
    "tthc": "thu tuc hanh chinh",
    "ttkdtm": "thanh toan khong dung tien mat",
    "tttt": "thanh toan truc tuyen",
    "ttoan": "thanh toan",
    "ubnd": "uy ban nhan dan",
    "vb": "van ban",
    "vbdt": "van ban dien tu",
}

_ALSO_CALLED = {
    "ba con": "nguoi dan",
    "chua xong": "chua hoan thanh",
    "dung hen": "dung han",
    "ho dan": "ho gia dinh",
    "hoan tat": "hoan thanh",
    "khong tien mat": "khong dung tien mat",
    "kip tien do": "dung tien do",
    "lam xong": "hoan thanh",
    "may thong minh": "dien thoai thong minh",
    "moi truong mang": "truc tuyen",
    "moi truong so": "truc tuyen",
    "nhan dan": "nguoi dan",
    "online": "truc tuyen",
    "phan tram": "ty le",
    "qua han": "tre han",
    "qua internet": "truc tuyen",
    "qua mang": "truc tuyen",
    "san thuong mai": "san thuong mai dien tu",
    "tren internet": "truc tuyen",
    "tren mang": "truc tuyen",
    "tre hen": "tre han",
    "su dung": "dung",
    "hanh chanh": "hanh chinh",
    "thu tuc": "thu tuc hanh chinh",
    "thu tuc hanh chanh": "thu tuc hanh chinh",
    "thu tuc hanh chinh": "thu tuc hanh chinh",
    "trang mang": "trang thong tin dien tu",
    "trang web": "trang thong tin dien tu",
    "web": "trang thong tin dien tu",
    "website": "trang thong tin dien tu",
    "xai": "dung",
    "xong": "hoan thanh",
}

_LONGEST = max(len(name.split()) for name in _ALSO_CALLED)


def expand(words: Sequence[str]) -> list[str]:
    """Folded syllables with abbreviations and other names written out."""
    expanded: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            name = " ".join(words[position : position + length])
            meaning = _ALSO_CALLED.get(name) or (_ABBREVIATIONS.get(name) if length == 1 else None)
            if meaning is not None:
                expanded += meaning.split()
                position += length
                break
        else:
            expanded.append(words[position])
            position += 1
    return expanded
