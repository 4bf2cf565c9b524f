"""Personal data is found in every spelling, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.privacy import REFERENCE, Personal, has_personal, mask, replace_personal


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("số tôi 0912345678 nhé", "số tôi [phone:1] nhé"),
        ("0912 345 678", "[phone:1]"),
        ("+84912345678", "[phone:1]"),
        ("căn cước 077123456789", "căn cước [cccd:1]"),
        ("077 123 456 789", "[cccd:1]"),
        ("a.b@vungtau.gov.vn", "[email:1]"),
        ("mst 3500101234", "mst [tax:1]"),
        ("số tài khoản 123456789", "số tài khoản [account:1]"),
        ("không chín một hai ba bốn năm sáu bảy tám", "[phone:1]"),
        ("0912345678, 0987654321, 0912345678", "[phone:1], [phone:2], [phone:1]"),
    ],
)  # fmt: skip
def test_personal_data_is_replaced(text, masked):
    assert mask(text) == masked
    assert has_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "hồ sơ H06.12-230915-0042 tới đâu rồi",
        "hát không sáu chấm mười hai gạch hai ba không chín một năm gạch không không bốn hai",
        "phản ánh PA-1234-5678",
        "quyết định 1402 ngày 14/6/2023",
        "23391/23802 hồ sơ, đạt 98,27 %",
        "năm 2023, quý 3, phường 12",
        "gọi 113, 114, 115",
        "",
    ],
)
def test_codes_and_figures_are_left_alone(text):
    assert mask(text) == text
    assert not has_personal(text)


@given(st.from_regex(r"0\d{9}", fullmatch=True), st.text(alphabet="abc xyzơ,!?", max_size=20))
def test_no_phone_number_survives(number, around):
    masked = mask(f"{around} {number} {around}")
    assert number not in masked
    assert REFERENCE.search(masked)


@given(st.text(max_size=80))
def test_masking_twice_changes_nothing_more(text):
    assert mask(mask(text)) == mask(text)


def test_a_value_is_not_in_its_representation():
    found = []
    replace_personal("gọi 0912345678", lambda one: found.append(one) or "x")
    assert found == [Personal("phone", "0912345678")]
    assert "0912" not in repr(found)
