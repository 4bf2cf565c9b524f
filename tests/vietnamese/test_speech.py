"""Written Vietnamese as it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese.normalise import clean, fold
from vietnamese.numbers import read_number
from vietnamese.speech import say, say_decimal, say_digits, say_number

ROOT = Path(__file__).resolve().parents[2]
SAYABLE = re.compile(r"[^\W\d_]+(?:[.,;:?!]? [^\W\d_]+)*[.?!]?|")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (2015, "hai nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (100_005, "một trăm nghìn không trăm linh năm"),
        (1_000_000, "một triệu"),
        (1_000_001, "một triệu không trăm linh một"),
        (10_000_000, "mười triệu"),
        (1_500_000_000, "một tỷ năm trăm triệu"),
        (2_000_000_000_000, "hai nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_numbers(number: int, words: str) -> None:
    assert say_number(number) == words


@pytest.mark.parametrize("numbers", [range(10_000), range(10_000, 10_000_001, 9_973)])
def test_every_number_is_understood_again(numbers: range) -> None:
    """The grammar that reads spoken numbers is of another hand."""
    for number in numbers:
        words = fold(say_number(number)).split()
        # "không" alone and digits in a row are spellings for that grammar.
        assert read_number(words) == (number, len(words)), say_number(number)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("98.27", "chín mươi tám phẩy hai mươi bảy"),
        ("97.5", "chín mươi bảy phẩy năm"),
        ("0.5", "không phẩy năm"),
        ("1.05", "một phẩy không năm"),
        ("1.123", "một phẩy một hai ba"),
        ("-0.41", "âm không phẩy bốn mươi mốt"),
        ("100", "một trăm"),
        ("12.0", "mười hai phẩy không"),
        ("3.10", "ba phẩy mười"),
    ],
)
def test_decimals(value: str, words: str) -> None:
    assert say_decimal(Decimal(value)) == words


def test_digits_one_by_one() -> None:
    assert say_digits("0903") == "không chín không ba"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Figures
        ("đạt 98,27 % (chỉ tiêu ≥ 50 %)", "đạt chín mươi tám phẩy hai mươi bảy phần trăm, chỉ "
         "tiêu từ năm mươi phần trăm"),
        ("giảm -3,5 điểm %", "giảm âm ba phẩy năm điểm phần trăm"),
        ("23.391/23.802 hồ sơ", "hai mươi ba nghìn ba trăm chín mươi mốt trên hai mươi ba nghìn "
         "tám trăm linh hai hồ sơ"),
        ("1.234.567,89", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy phẩy tám mươi "
         "chín"),
        ("3-5 ngày", "ba đến năm ngày"),
        ("70+ tuổi", "bảy mươi trở lên tuổi"),
        ("~30 phút", "khoảng ba mươi phút"),
        ("50m2, 3 km", "năm mươi mét vuông, ba ki lô mét"),
        # Money
        ("8.000 đồng/bản", "tám nghìn đồng một bản"),
        ("50.000–70.000 đồng", "năm mươi nghìn đến bảy mươi nghìn đồng"),
        ("2.000.000đ", "hai triệu đồng"),
        ("500.000 VNĐ", "năm trăm nghìn đồng"),
        # Dates and times
        ("02/9/2023", "ngày mùng hai tháng chín năm hai nghìn không trăm hai mươi ba"),
        ("2023-09-30", "ngày ba mươi tháng chín năm hai nghìn không trăm hai mươi ba"),
        ("từ 07:30 thứ hai, 23/11", "từ bảy giờ ba mươi thứ hai, ngày hai mươi ba tháng mười một"),
        ("ngày 5/4", "ngày mùng năm tháng tư"),
        ("ngày 15 tháng 4 năm 2024", "ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi tư"),
        ("quý 3/2023", "quý ba năm hai nghìn không trăm hai mươi ba"),
        ("quý III", "quý ba"),
        ("tháng 4/2023", "tháng tư năm hai nghìn không trăm hai mươi ba"),
        ("9 tháng đầu năm 2023", "chín tháng đầu năm hai nghìn không trăm hai mươi ba"),
        ("7:30–11:30", "bảy giờ ba mươi đến mười một giờ ba mươi"),
        ("lúc 13h", "lúc mười ba giờ"),
        ("16g30", "mười sáu giờ ba mươi"),
        # Telephones
        ("12, 13 và 14", "mười hai, mười ba và mười bốn"),
        ("113, 114, 115", "một một ba, một một bốn, một một năm"),
        ("115 hồ sơ", "một trăm mười lăm hồ sơ"),
        ("gọi 0254 3850 000", "gọi không hai năm bốn ba tám năm không không không không"),
        ("+84 912 345 678", "không chín một hai ba bốn năm sáu bảy tám"),
        ("1900 1234", "một chín không không một hai ba bốn"),
        # Legal references
        ("спасибо 你好", "спасибо 你好"),
        ("theo Nghị định 76/2024.", "theo Nghị định bảy mươi sáu năm hai nghìn không trăm hai mươi "
         "tư."),
        ("NĐ 123/2015", "nghị định một trăm hai mươi ba năm hai nghìn không trăm mười lăm"),
        ("Nghị định số 123/2015/NĐ-CP", "Nghị định số một trăm hai mươi ba năm hai nghìn không "
         "trăm mười lăm"),
        ("theo 04/2020/TT-BTP", "theo thông tư không bốn năm hai nghìn không trăm hai mươi"),
        ("Luật 60/2014/QH13", "Luật sáu mươi năm hai nghìn không trăm mười bốn"),
        ("điểm a khoản 2 Điều 5", "điểm a khoản hai Điều năm"),
        # Codes and names
        ("H06.12-230915-0042", "hát, không sáu, một hai, hai ba không chín một năm, không không "
         "bốn hai"),
        ("CB-1234-0007", "xê bê, một hai ba bốn, không không không bảy"),
        ("mẫu TK-01", "mẫu tê ca không một"),
        ("phường 5", "phường năm"),
        ("UBND P.5, TP.HCM", "ủy ban nhân dân phường năm, Thành phố Hồ Chí Minh"),
        # Abbreviations
        ("thẻ CCCD và GCN", "thẻ căn cước công dân và giấy chứng nhận"),
        ("01/ĐK-PTKT", "một đê ca pê tê ca tê"),
        ("mức 2 VNeID", "mức hai vi en i ai đi"),
        # Markup and signs
        ("**Lệ phí** `không`: _0_ đồng", "Lệ phí không: không đồng"),
        ("Xem [hướng dẫn](https://a.vn/b?c=1)!", "Xem hướng dẫn!"),
        ("Nộp tại https://dichvucong.gov.vn/p/home.", "Nộp."),
        ("Cổng dịch vụ công (dichvucong.gov.vn) mở suốt", "Cổng dịch vụ công mở suốt"),
        ("✅ Xong 🎉", "Xong"),
        ("Cần:\n• Tờ khai;\n• CCCD\n1. Nộp\n2. Nhận", "Cần: Tờ khai; căn cước công dân. Nộp. Nhận"),
        ("Anh/chị, ông/bà và/hoặc con", "Anh chị, ông bà hoặc con"),
        ("nam/nữ", "nam hoặc nữ"),
        ("số [phone:1]", "số thông tin anh chị đã cho"),
        ("", ""),
        ("…", ""),
    ],
)  # fmt: skip
def test_texts(text: str, said: str) -> None:
    assert say(text) == said


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_is_said_the_same_however_it_is_written(day: date) -> None:
    forms = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}",
             f"ngày {day:%d/%m/%Y}", f"ngày {day.day} tháng {day.month} năm {day.year}",
             f"{day:%d.%m.%Y}")  # fmt: skip
    assert len({say(form) for form in forms}) == 1


@given(st.integers(0, 10**12))
def test_a_grouped_number_is_the_same_number(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")
    assert say(f"{grouped} đồng") == f"{say_number(number)} đồng"


def sayable(text: str) -> None:
    """Nothing but words, with one mark at most between two of them, and no need to say it again."""
    said = say(text)
    assert SAYABLE.fullmatch(said), (text, said)
    assert say(said) == said, text


@given(st.text(max_size=60))
@example("1.2.3.4,5,6")
@example("٣ ² Ⅷ ½ ① 三")
@example("-")
@example("a@b.c\n* * *\n1)")
def test_whatever_comes_is_sayable(text: str) -> None:
    sayable(clean(text))


@given(
    st.lists(
        st.sampled_from(
            [
                *("0", "12", "98,27", "1.234", "/", "-", "–", ".", ",", ":", ";", "(", ")", "%"),
                *("đồng", "/năm", "NĐ-CP", "UBND", "H06.12-230915-0042", "ngày", "tháng", "2023"),
                *("12/2023", "1/1/2023", "7:30", "a)", "1.", "\n", "•", "https://a.vn/x", "a@b.vn"),
                *("m2", "Q.1", "CT01", "+84", "0912345678", "**", "[phone:1]", "quý", "III", "&"),
                *("=", "≥", "½"),
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["", " "]),
)
def test_any_mixture_is_sayable(parts: list[str], between: str) -> None:
    sayable(clean(between.join(parts)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def test_everything_that_citizens_and_leaders_are_told_is_sayable() -> None:
    """All texts of the knowledge base, all golden questions."""
    paths = [*(ROOT / "kb" / "content").rglob("*.yml"), *(ROOT / "tests" / "golden").glob("*.yml")]
    texts = {
        text
        for path in paths
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    assert len(texts) > 2000
    for text in texts:
        sayable(text)
