"""Abbreviations and letters as they are said."""

from __future__ import annotations

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {
    "ANTT": "an ninh trật tự",
    "ATTP": "an toàn thực phẩm",
    "BCA": "Bộ Công an",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BLĐTBXH": "Bộ Lao động Thương binh và Xã hội",
    "BNV": "Bộ Nội vụ",
    "BQLDA": "ban quản lý dự án",
    "BQP": "Bộ Quốc phòng",
    "BR-VT": "Bà Rịa Vũng Tàu",
    "BTC": "Bộ Tài chính",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BTP": "Bộ Tư pháp",
    "BTXH": "bảo trợ xã hội",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "CBCC": "cán bộ công chức",
    "CBCCVC": "cán bộ công chức viên chức",
    "CCCD": "căn cước công dân",
    "CMND": "chứng minh nhân dân",
    "CNTT": "công nghệ thông tin",
    "CP": "Chính phủ",
    "CSDL": "cơ sở dữ liệu",
    "CT": "chỉ thị",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "Excel": "ếch xeo",
    "GCN": "giấy chứng nhận",
    "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
    "GPLX": "giấy phép lái xe",
    "HCM": "Hồ Chí Minh",
    "HKD": "hộ kinh doanh",
    "HTX": "hợp tác xã",
    "HĐND": "hội đồng nhân dân",
    "IOC": "ai ô xi",
    "KH&CN": "khoa học và công nghệ",
    "KT-XH": "kinh tế xã hội",
    "LLTP": "lý lịch tư pháp",
    "LĐTBXH": "lao động thương binh và xã hội",
    "MST": "mã số thuế",
    "NFC": "en ép xê",
    "NQ": "nghị quyết",
    "NVQS": "nghĩa vụ quân sự",
    "NĐ": "nghị định",
    "NĐ-CP": "nghị định của Chính phủ",
    "OTP": "ô tê pê",
    "PCCC": "phòng cháy chữa cháy",
    "QH": "Quốc hội",
    "QLĐT": "quản lý đô thị",
    "QR": "quy a",
    "QSDĐ": "quyền sử dụng đất",
    "QĐ": "quyết định",
    "SIM": "sim",
    "SMS": "ét em ét",
    "TAND": "tòa án nhân dân",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TN&MT": "tài nguyên và môi trường",
    "TNHH": "trách nhiệm hữu hạn",
    "TP": "thành phố",
    "TPHCM": "Thành phố Hồ Chí Minh",
    "TT": "thông tư",
    "TT&TT": "thông tin và truyền thông",
    "TTHC": "thủ tục hành chính",
    "TTHCC": "trung tâm hành chính công",
    "TTLT": "thông tư liên tịch",
    "TW": "trung ương",
    "UBND": "ủy ban nhân dân",
    "VB": "văn bản",
    "VBHN": "văn bản hợp nhất",
    "VNeID": "vi en i ai đi",
    "VnCare": "vi en ke",
    "Word": "quốt",
    "Email": "thư điện tử",
    "email": "thư điện tử",
    "Hotline": "đường dây nóng",
    "hotline": "đường dây nóng",
    "Online": "trực tuyến",
    "online": "trực tuyến",
    "Website": "trang mạng",
    "website": "trang mạng",
}

LETTERS: Mapping[str, str] = {
    "A": "a",
    "Ă": "á",
    "Â": "ớ",
    "B": "bê",
    "C": "xê",
    "D": "dê",
    "Đ": "đê",
    "E": "e",
    "Ê": "ê",
    "F": "ép",
    "G": "gờ",
    "H": "hát",
    "I": "i",
    "J": "gi",
    "K": "ca",
    "L": "lờ",
    "M": "mờ",
    "N": "nờ",
    "O": "o",
    "Ô": "ô",
    "Ơ": "ơ",
    "P": "pê",
    "Q": "quy",
    "R": "rờ",
    "S": "sờ",
    "T": "tê",
    "U": "u",
    "Ư": "ư",
    "V": "vê",
    "W": "vê kép",
    "X": "ích",
    "Y": "i dài",
    "Z": "dét",
}

UNITS: Mapping[str, str] = {
    "cm": "xăng ti mét",
    "g": "gam",
    "ha": "héc ta",
    "kg": "ki lô gam",
    "km": "ki lô mét",
    "km2": "ki lô mét vuông",
    "km²": "ki lô mét vuông",
    "m": "mét",
    "m2": "mét vuông",
    "m²": "mét vuông",
    "m3": "mét khối",
    "m³": "mét khối",
    "mm": "mi li mét",
    "đ": "đồng",
    "VND": "đồng",
    "VNĐ": "đồng",
}
"""Units behind a figure."""

DOCUMENTS: Mapping[str, str] = {
    "CT": "chỉ thị",
    "NQ": "nghị quyết",
    "NĐ": "nghị định",
    "QĐ": "quyết định",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "VBHN": "văn bản hợp nhất",
}
"""Kinds of legal documents, as the numbers of the documents end."""

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral below forty."""
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -one if one < next_one else one for one, next_one in zip(values, following, strict=True)
    )


def say_letters(letters: str) -> str:
    """Letters one by one: "KT" → "ca tê"."""
    return " ".join(LETTERS.get(letter, letter) for letter in letters.upper())
