"""Words that steer a dialogue."""

from __future__ import annotations

import pytest

from vietnamese.assent import means_again, means_goodbye, means_more, means_no, means_yes


@pytest.mark.parametrize(
    "text",
    [
        "tạm biệt",
        "dạ tạm biệt em nhé",
        "cảm ơn không cần nữa",
        "thôi không cần nữa cảm ơn em",
        "cảm ơn em thế thôi",
        "không hỏi gì nữa đâu",
        "tam biet",
        "cúp máy đây",
    ],
)
def test_goodbye(text: str) -> None:
    assert means_goodbye(text)


@pytest.mark.parametrize(
    "text",
    [
        "cảm ơn em",
        "không cần",
        "có cần hộ khẩu không",
        "tạm trú cần gì",
        "cảm ơn cho hỏi đăng ký tạm trú có cần xác nhận của chủ nhà trọ nữa không",
    ],
)
def test_thanks_and_questions_are_no_goodbye(text: str) -> None:
    assert not means_goodbye(text)


@pytest.mark.parametrize("text", ["1", "đúng rồi", "dạ phải", "vâng đúng ạ"])
def test_yes(text: str) -> None:
    assert means_yes(text) and not means_no(text)


@pytest.mark.parametrize("text", ["2", "không phải", "sai rồi", "dạ không đúng"])
def test_no(text: str) -> None:
    assert means_no(text) and not means_yes(text)


@pytest.mark.parametrize("text", ["nghe tiếp", "nghe tiếp đi em", "dạ nói tiếp đi", "tiếp tục"])
def test_more(text: str) -> None:
    assert means_more(text) and not means_again(text)


@pytest.mark.parametrize("text", ["nhắc lại", "em nói lại đi", "đọc lại giùm", "dạ chưa nghe rõ"])
def test_again(text: str) -> None:
    assert means_again(text) and not means_more(text)


@pytest.mark.parametrize("text", ["bà nội lại mất giấy", "tiếp tục kinh doanh", "đăng ký lại"])
def test_questions_with_such_words_are_questions(text: str) -> None:
    assert not means_more(text) and not means_again(text)
