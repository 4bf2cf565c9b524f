"""Abbreviations and other names, written out before texts are compared.

Keys and values are folded (`fold`). One-letter rules are left out on purpose: "t", "h", "b" stand
for too many words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ABBREVIATIONS = {
    "anm": "an toan thong tin",
    "antt": "an ninh trat tu",
    "attm": "an toan thong tin",
    "attt": "an toan thong tin",
    "bc": "bao cao",
    "bcd": "ban chi dao",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "bn": "bao nhieu",
    "bnhieu": "bao nhieu",
    "bnhiu": "bao nhieu",
    "btxh": "bao tro xa hoi",
    "cb": "can bo",
    "cbcc": "can bo cong chuc",
    "cbccvc": "can bo cong chuc vien chuc",
    "cbcnv": "can bo cong chuc vien chuc",
    "cccd": "can cuoc cong dan",
    "ccvc": "cong chuc vien chuc",
    "cds": "chuyen doi so",
    "cks": "chu ky so",
    "cnscd": "cong nghe so cong dong",
    "cntt": "cong nghe thong tin",
    "cqnn": "co quan nha nuoc",
    "cqs": "chinh quyen so",
    "csdl": "co so du lieu",
    "ct": "chi tieu",
    "cts": "chung thu so",
    "cttdt": "cong thong tin dien tu",
    "cty": "cong ty",
    "cv": "van ban",
    "dc": "duoc",
    "dddt": "dinh danh dien tu",
    "ddt": "dinh danh dien tu",
    "dk": "dang ky",
    "dl": "du lieu",
    "dn": "doanh nghiep",
    "dnnvv": "doanh nghiep nho va vua",
    "dnvvn": "doanh nghiep nho va vua",
    "dt": "dien thoai",
    "dttm": "do thi thong minh",
    "dv": "dich vu",
    "dvc": "dich vu cong",
    "dvcqg": "dich vu cong quoc gia",
    "dvctt": "dich vu cong truc tuyen",
    "eoffice": "phan mem quan ly van ban",
    "gd": "giao dich",
    "hack": "tan cong",
    "hacker": "tan cong",
    "hddt": "hoa don dien tu",
    "hdnd": "hoi dong nhan dan",
    "hgd": "ho gia dinh",
    "hnth": "hoi nghi truyen hinh",
    "hok": "khong",
    "hs": "ho so",
    "hscv": "ho so cong viec",
    "hssk": "ho so suc khoe",
    "hsskdt": "ho so suc khoe dien tu",
    "hts": "ha tang so",
    "httt": "he thong thong tin",
    "htx": "hop tac xa",
    "ioffice": "phan mem quan ly van ban",
    "kcb": "kham chua benh",
    "kh": "ke hoach",
    "khg": "khong",
    "ko": "khong",
    "kp": "kinh phi",
    "kq": "ket qua",
    "ktra": "kiem tra",
    "kts": "kinh te so",
    "ktxh": "kinh te xa hoi",
    "lazada": "san thuong mai dien tu",
    "ld": "lanh dao",
    "mc": "mot cua",
    "ncc": "nguoi co cong",
    "ndan": "nguoi dan",
    "ngdan": "nguoi dan",
    "nld": "nguoi lao dong",
    "nn": "nha nuoc",
    "nq": "nghi quyet",
    "ntn": "nhu the nao",
    "nvtc": "nghia vu tai chinh",
    "paht": "phan anh hien truong",
    "pakn": "phan anh kien nghi",
    "pc": "phong chong",
    "pm": "phan mem",
    "pmqlvb": "phan mem quan ly van ban",
    "postmart": "san thuong mai dien tu",
    "qlvb": "quan ly van ban",
    "sdt": "so dien thoai",
    "shopee": "san thuong mai dien tu",
    "sk": "suc khoe",
    "sl": "so luong",
    "smartphone": "dien thoai thong minh",
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
    "ttoan": "thanh toan",
    "tttt": "thanh toan truc tuyen",
    "ubnd": "uy ban nhan dan",
    "udcntt": "ung dung cong nghe thong tin",
    "vb": "van ban",
    "vbdt": "van ban dien tu",
    "xhs": "xa hoi so",
}

_ALSO_CALLED = {
    "an ninh an toan mang": "an toan thong tin",
    "an ninh an toan thong tin": "an toan thong tin",
    "an ninh mang": "an toan thong tin",
    "an ninh thong tin": "an toan thong tin",
    "an toan an ninh mang": "an toan thong tin",
    "an toan an ninh thong tin": "an toan thong tin",
    "an toan mang": "an toan thong tin",
    "an toan thong tin mang": "an toan thong tin",
    "ba con": "nguoi dan",
    "ba con so": "ba con so",
    "ban hang online": "thuong mai dien tu",
    "ban hang qua internet": "thuong mai dien tu",
    "ban hang qua mang": "thuong mai dien tu",
    "ban hang tren internet": "thuong mai dien tu",
    "ban hang tren mang": "thuong mai dien tu",
    "ban hang truc tuyen": "thuong mai dien tu",
    "ban online": "thuong mai dien tu",
    "bao mat thong tin": "an toan thong tin",
    "bo phan mot cua": "mot cua",
    "bo phan tiep nhan va tra ket qua": "mot cua",
    "buon ban online": "thuong mai dien tu",
    "buon ban qua mang": "thuong mai dien tu",
    "buon ban tren mang": "thuong mai dien tu",
    "can bo cong nhan vien": "can bo cong chuc vien chuc",
    "can cuoc": "can cuoc cong dan",
    "can cuoc cong dan": "can cuoc cong dan",
    "can cuoc hop": "can cuoc hop",
    "cham han": "tre han",
    "cham hen": "tre han",
    "cham tre": "tre han",
    "chua xong": "chua hoan thanh",
    "cong van": "van ban",
    "dien ke": "cong to dien",
    "doanh nghiep vua va nho": "doanh nghiep nho va vua",
    "dong ho dien": "cong to dien",
    "dung gio hen": "dung han",
    "dung hen": "dung han",
    "dung thoi gian quy dinh": "dung han",
    "dung thoi han": "dung han",
    "hanh chanh": "hanh chinh",
    "he thong quan ly van ban": "phan mem quan ly van ban",
    "ho dan": "ho gia dinh",
    "hoan tat": "hoan thanh",
    "hoc tro": "hoc sinh",
    "khong tien mat": "khong dung tien mat",
    "khong xai tien mat": "khong dung tien mat",
    "kinh doanh online": "thuong mai dien tu",
    "kinh doanh qua mang": "thuong mai dien tu",
    "kinh doanh tren mang": "thuong mai dien tu",
    "kip tien do": "dung tien do",
    "lam xong": "hoan thanh",
    "may thong minh": "dien thoai thong minh",
    "moi truong mang": "truc tuyen",
    "moi truong so": "truc tuyen",
    "mua ban online": "thuong mai dien tu",
    "mua ban qua mang": "thuong mai dien tu",
    "mua ban tren mang": "thuong mai dien tu",
    "mua hang online": "thuong mai dien tu",
    "mua hang qua mang": "thuong mai dien tu",
    "mua hang tren mang": "thuong mai dien tu",
    "mua sam online": "thuong mai dien tu",
    "mua sam qua mang": "thuong mai dien tu",
    "mua sam tren mang": "thuong mai dien tu",
    "nha bang": "ngan hang",
    "nha nong": "nong dan",
    "o nha bang": "o nha bang",
    "online": "truc tuyen",
    "phan tram": "ty le",
    "phi tien mat": "khong dung tien mat",
    "qua han": "tre han",
    "qua hen": "tre han",
    "qua internet": "truc tuyen",
    "qua mang": "truc tuyen",
    "qua thoi han": "tre han",
    "san thuong mai": "san thuong mai dien tu",
    "san thuong mai dien tu": "san thuong mai dien tu",
    "smart phone": "dien thoai thong minh",
    "su dung": "dung",
    "tai nha bang": "tai nha bang",
    "the can cuoc": "can cuoc cong dan",
    "thu tuc": "thu tuc hanh chinh",
    "thu tuc hanh chanh": "thu tuc hanh chinh",
    "thu tuc hanh chinh": "thu tuc hanh chinh",
    "toan phan": "toan trinh",
    "trang dien tu": "trang thong tin dien tu",
    "trang mang": "trang thong tin dien tu",
    "trang web": "trang thong tin dien tu",
    "tre hen": "tre han",
    "tre thoi han": "tre han",
    "tren internet": "truc tuyen",
    "tren mang": "truc tuyen",
    "trung tam hanh chinh cong": "mot cua",
    "trung tam phuc vu hanh chinh cong": "mot cua",
    "vi rut": "virus",
    "vi rut kinh nghiem": "vi rut kinh nghiem",
    "web": "trang thong tin dien tu",
    "website": "trang thong tin dien tu",
    "wi fi": "wifi",
    "xai": "dung",
    "xong": "hoan thanh",
}

_LONGEST = max(len(name.split()) for name in _ALSO_CALLED)


def readings(words: Sequence[str]) -> Iterator[tuple[range, list[str]]]:
    """Stretches of the syllables with what they mean, from left to right, the longest first."""
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            name = " ".join(words[position : position + length])
            meaning = _ALSO_CALLED.get(name) or (_ABBREVIATIONS.get(name) if length == 1 else None)
            if meaning is not None:
                yield range(position, position + length), meaning.split()
                position += length
                break
        else:
            yield range(position, position + 1), [words[position]]
            position += 1


def expand(words: Sequence[str]) -> list[str]:
    """Folded syllables with abbreviations and other names written out."""
    return [word for _, meaning in readings(words) for word in meaning]


def rewritten(words: Sequence[str]) -> set[int]:
    """The numbers of the folded syllables that `expand` replaces."""
    return {
        number
        for numbers, meaning in readings(words)
        if [words[number] for number in numbers] != meaning
        for number in numbers
    }


def written_out(words: Sequence[str]) -> list[str]:
    """Folded syllables with abbreviations written out, other names left as they are."""
    return [part for word in words for part in _ABBREVIATIONS.get(word, word).split()]
