"""Codes of dossiers, written, said and keyed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.codes import (
    find_code,
    find_dossier_code,
    find_keyed_code,
    looks_like_code,
    new_code,
)
from vietnamese.speech import say_digits, say_number

CODE = "H06.12-230915-0042"
NATIONAL = "000.00.12.H06-230915-0042"


@pytest.mark.parametrize(
    "text",
    [
        "H06.12-230915-0042",
        "hồ sơ h06.12-230915-0042 đến đâu rồi",
        "h06.12 230915 0042",
        "h 06 12 23 09 15 00 42",
        "hát không sáu chấm mười hai gạch hai ba không chín một năm gạch không không bốn hai",
        "hát không sáu chấm mười hai gạch ngang hai mươi ba không chín mười lăm gạch ngang không "
        "không bốn mươi hai",
        "hắt không sáu một hai hai ba không chín một năm không không bốn hai",
        "mã là hờ không sáu dấu chấm mười hai dấu gạch chéo hai ba không chín mười lăm xuyệt không "
        "không bốn hai ạ",
        "hat khong sau cham muoi hai xet hai ba khong chin mot nam xet khong khong bon hai",
    ],
)
def test_code_is_read_as_people_write_and_say_it(text: str) -> None:
    assert find_dossier_code(text) == CODE


@pytest.mark.parametrize(
    "text",
    [
        NATIONAL,
        "không không không chấm không không chấm mười hai chấm hát không sáu gạch hai ba không "
        "chín mười lăm gạch không không bốn hai",
        "000 00 12 h06 230915 0042",
    ],
)
def test_national_form_is_read_too(text: str) -> None:
    assert find_dossier_code(text) == NATIONAL


@pytest.mark.parametrize(
    "text",
    [
        "hồ sơ của tôi sinh năm hai nghìn không trăm hai mươi",
        "số điện thoại của em là không chín một hai ba bốn năm sáu bảy tám",
        "tỷ lệ hồ sơ trực tuyến năm hai nghìn không trăm hai mươi ba",
        "h06.12-231315-0042",
        "hát không sáu",
    ],
)
def test_other_numbers_are_no_code(text: str) -> None:
    assert find_dossier_code(text) is None


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("06122309150042", CODE),
        ("0000012062309150042", NATIONAL),
        ("062309150042", "H06-230915-0042"),
        ("0612230915004212", "H06.12-230915-004212"),
        ("0912345678", None),
        ("123456789012", None),
        ("", None),
    ],
)
def test_code_is_keyed_without_its_letter(digits: str, code: str | None) -> None:
    assert find_keyed_code(digits) == code


_DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2099, 12, 31))


@given(day=_DAYS, number=st.integers(0, 9999), unit=st.integers(10, 99))
def test_every_code_is_understood_as_it_is_spelled(day: date, number: int, unit: int) -> None:
    written = f"H06.{unit}-{day:%y%m%d}-{number:04d}"
    spelled = (
        f"hát {say_digits('06')} chấm {say_number(unit)} gạch {say_digits(f'{day:%y%m%d}')} gạch "
        f"{say_digits(f'{number:04d}')}"
    )
    assert find_dossier_code(written) == written
    assert find_dossier_code(spelled) == written


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "xem giúp h06.12-230915-0042 với",
        "H06 . 12 - 230915 - 0042",
        "H06122309150042",
        "hát không sáu chấm mười hai gạch hai ba không chín một năm gạch không không bốn hai",
        "hắc không sáu một hai hai ba không chín một năm không không bốn hai",
    ],
)
def test_a_dossier_code_is_found_without_signs_too(text):
    assert find_dossier_code(text) == CODE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H06-230915-0042", "H06-230915-0042"),
        ("000.00.12.H06-230915-0042", "000.00.12.H06-230915-0042"),
        ("H06.12-230915-123456", "H06.12-230915-123456"),
    ],
)
def test_other_shapes_keep_their_groups(text, code):
    assert find_dossier_code(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "hồ sơ của tôi", "H06.12-231315-0042", "H06.12-230932-0042", "H06", "230915-0042",
     "0912345678", "H06.12-230915-004", "phường 12 quý 3 năm 2023"],
)  # fmt: skip
def test_what_is_no_code_is_none(text):
    assert find_dossier_code(text) is None


def test_a_try_to_give_a_code_is_seen():
    assert looks_like_code("H06.12")
    assert looks_like_code("230915-0042")
    assert not looks_like_code("tôi hỏi phường 5")


@given(st.sampled_from(["PA", "CB"]), st.sampled_from(["{}", "mã {} ạ", "({})"]))
def test_a_made_code_is_read_back(prefix, sentence):
    code = new_code(prefix)
    assert find_code(sentence.format(code), prefix) == code
    assert find_code(sentence.format(code.lower().replace("-", " ")), prefix) == code
    assert find_code(sentence.format(code), "XX") is None
