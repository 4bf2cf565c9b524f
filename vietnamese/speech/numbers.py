"""Numbers in words, as people in the south and the north both understand them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")
_GROUP = 1000
_BILLION = 10**9


def say_number(number: int) -> str:
    """A whole number: 21 → "hai mươi mốt", 105 → "một trăm linh năm", -3 → "âm ba"."""
    if number < 0:
        return f"âm {say_number(-number)}"
    if number == 0:
        return _DIGITS[0]
    if number >= _BILLION * _GROUP:
        # Beyond a thousand billions people count the billions.
        return f"{say_number(number // _BILLION)} tỷ{_rest(number % _BILLION)}"
    groups = _groups(number)
    words: list[str] = []
    for position in range(len(groups) - 1, -1, -1):
        if groups[position]:
            words += _three(groups[position], whole=bool(words))
            words += [_SCALES[position]] if position else []
    return " ".join(words)


def say_decimal(value: Decimal) -> str:
    """A decimal, digit for digit behind the comma where they are many: 98.27, 0.5, -1.05.

    Two digits that do not begin with zero are said as a number ("chín mươi tám phẩy hai mươi bảy"),
    others one by one ("phẩy không năm").
    """
    sign = "âm " if value < 0 else ""
    whole, _, fraction = format(abs(value), "f").partition(".")
    said = f"{sign}{say_number(int(whole))}"
    if not fraction:
        return said
    as_number = len(fraction) <= 2 and not fraction.startswith("0")
    return f"{said} phẩy {say_number(int(fraction)) if as_number else say_digits(fraction)}"


def say_digits(digits: str) -> str:
    """Digits one by one: "0903" → "không chín không ba"."""
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def _rest(number: int) -> str:
    return f" {say_number(number)}" if number else ""


def _groups(number: int) -> list[int]:
    """Groups of three digits, the last first."""
    groups = []
    while number:
        groups.append(number % _GROUP)
        number //= _GROUP
    return groups


def _three(number: int, *, whole: bool) -> list[str]:
    """Three digits; `whole` where more stands before them, so that the hundreds are said too."""
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    tens, ones = divmod(rest, 10)
    if not rest:
        return words
    if tens == 0:
        return [*words, "linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last(tens, ones))
    return words


def _last(tens: int, ones: int) -> str:
    """The last digit behind tens: mốt, tư and lăm where people say so."""
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    if ones == 5:
        return "lăm"
    return _DIGITS[ones]
