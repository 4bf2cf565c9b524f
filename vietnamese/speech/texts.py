"""A written text as it is read aloud: no markup, no signs, no digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from vietnamese.speech.numbers import say_decimal, say_digits, say_number
from vietnamese.speech.words import ABBREVIATIONS, ROMAN, say_letters

_Match = re.Match[str]

_URL = r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov)(?:/[^\s),]*)?"
_ROMAN_BEFORE = r"(?:[Nn]hóm|[Mm]ục|[Qq]uý|[Pp]hần|[Cc]hương|[Hh]ạng|[Kk]hu vực|[Pp]hụ lục)"
# Numbers that are called, not counted.
_CALLED = r"(?:11[345]|10\d\d|1[89]00[ .]?\d{4,6})"


def say(text: str) -> str:
    """A text as it is read aloud.

    Figures, decimals, percentages, dates, times, money, telephone numbers, codes and references
    to legal documents become words; bullets, quotes, addresses of pages and other signs go.
    """
    for pattern, replace in _RULES:
        text = pattern.sub(replace, text)
    return _tidied(text)


def _tidied(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r"(?:,\s*){2,}", ", ", text)
    text = re.sub(r"[,;:]\s*([.?!])", r"\1", text)
    text = re.sub(r"([.?!])(?:\s*[.,;:])+", r"\1", text)
    return text.strip(" ,;:")


def _amount(digits: str) -> str:
    """A number as written in Vietnamese: points group thousands, a comma begins the decimals."""
    value = digits.replace(".", "").replace(",", ".")
    return say_decimal(Decimal(value)) if "." in value else say_number(int(value))


def _day(found: _Match) -> str:
    day, month, year = found["day"], found["month"], found["year"]
    told = "" if found["before"] else "ngày "
    said = f"{found['before'] or ''}{told}{_of_month(int(day))} tháng {_month(int(month))}"
    return f"{said} năm {say_number(int(year))}" if year else said


def _of_month(day: int) -> str:
    return f"mùng {say_number(day)}" if day <= 10 else say_number(day)


def _month(month: int) -> str:
    return "tư" if month == 4 else say_number(month)


def _clock(found: _Match) -> str:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    said = f"{say_number(hours)} giờ"
    return f"{said} {say_number(minutes)}" if minutes else said


def _code(found: _Match) -> str:
    """A code in groups: letters by name, digits one by one, a pause between the groups."""
    groups = re.findall(r"[^\W\d_]+|\d+", found.group())
    said = [say_digits(group) if group.isdigit() else say_letters(group) for group in groups]
    return ", ".join(said)


def _word(found: _Match) -> str:
    word = found.group()
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    letters = [letter for letter in word if letter.isalpha()]
    # A word in capitals that has a vowel may be a shouted word; a short one is spelled.
    spelled = len(letters) > 1 and len(letters) <= 5 and not re.search(r"[AEIOUYÀ-Ỹ]", word)
    return say_letters("".join(letters)) if spelled else word


def _rule(
    pattern: str, replace: str | Callable[[_Match], str], flags: int = 0
) -> tuple[re.Pattern[str], str | Callable[[_Match], str]]:
    return re.compile(pattern, flags), replace


# In this order: what a rule has turned into words no later rule sees.
_RULES = (
    _rule(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]", ""),
    _rule(r"\[(?:email|cccd|phone|tax|account):\d+\]", "thông tin anh chị đã cho"),
    _rule(rf"(?:\s*(?:tại|ở|trên|:|\())?\s*{_URL}\)?", "", re.IGNORECASE),
    _rule(r"(?m)^\s*(?:[•*–-]|\d+\.)\s+", ""),
    _rule(r"([^.?!:;,\n])\s*\n+", r"\1. "),
    _rule(r"\n+", " "),
    _rule(r"[“”\"*_`#]", ""),
    _rule(r"\b(?:000|\d{3})(?:\.\d{2,3})*\.?H\d{2}[\d.]*-\d{6}-\d{4,6}\b", _code),
    _rule(r"\bH\d{2}[\d.]*-\d{6}-\d{4,6}\b", _code),
    _rule(r"\b(?:PA|CB)-\d{4}-\d{4}\b", _code),
    _rule(
        r"\b(?P<number>\d+)/(?P<year>(?:19|20)\d\d)(?:/[A-ZĐ][A-ZĐ0-9-]*)\b",
        lambda m: f"{say_number(int(m['number']))} năm {say_number(int(m['year']))}",
    ),
    _rule(
        r"\b(?P<kind>NĐ|TT|NQ|QĐ|CT) (?P<number>\d+)/(?P<year>(?:19|20)\d\d)\b",
        lambda m: (
            f"{ABBREVIATIONS[m['kind']]} {say_number(int(m['number']))} năm "
            f"{say_number(int(m['year']))}"
        ),
    ),
    _rule(
        r"(?P<before>[Nn]gày )?\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)\b",
        _day,
    ),
    _rule(
        r"(?P<before>[Tt]háng )?\b(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)\b",
        lambda m: (
            f"{m['before'] or 'tháng '}{_month(int(m['month']))} năm {say_number(int(m['year']))}"
        ),
    ),
    _rule(r"(?P<before>[Nn]gày )(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)\b(?!/)", _day),
    _rule(r"(?<=\d[hg:]\d\d)\s*[-–]\s*(?=\d)|(?<=\d[hg])\s*[-–]\s*(?=\d)", " đến "),
    _rule(r"\b(?P<hours>[01]?\d|2[0-4])(?::|h|g|giờ )(?P<minutes>[0-5]\d)\b", _clock),
    _rule(r"\b(?P<hours>[01]?\d|2[0-4])(?:h|g)(?P<minutes>)\b", _clock),
    _rule(
        r"\b(?P<first>\d{1,3}(?:\.\d{3})+|\d+)\s*/\s*(?P<second>\d{1,3}(?:\.\d{3})+|\d+)\b",
        lambda m: f"{_amount(m['first'])} trên {_amount(m['second'])}",
    ),
    _rule(r"\b0\d(?:[ .-]?\d){7,9}\b", lambda m: say_digits(re.sub(r"\D", "", m.group()))),
    _rule(
        rf"\b{_CALLED}\b(?!\s*(?:đồng|%|[.,]\d))",
        lambda m: say_digits(re.sub(r"\D", "", m.group())),
    ),
    _rule(
        rf"(?P<before>{_ROMAN_BEFORE}) (?P<roman>I{{1,3}}|IV|VI{{0,3}}|IX|X)\b",
        lambda m: f"{m['before']} {say_number(ROMAN[m['roman']])}",
    ),
    _rule(r"(?<=\d)\s*[-–]\s*(?=\d)", " đến "),
    _rule(r"(?<=\d)\s*(?:đ|VNĐ|VND)\b", " đồng"),
    _rule(r"(?<=\d)\s*%", " phần trăm"),
    _rule(r"điểm %", "điểm phần trăm"),
    _rule(r"%", " phần trăm"),
    _rule(r"(?<=\d)\s*km2|(?<=\d)\s*km²", " ki lô mét vuông"),
    _rule(r"(?<=\d)\s*m2|(?<=\d)\s*m²", " mét vuông"),
    _rule(r"(?<=đồng)/", " một "),
    _rule(r"\s*=\s*", " bằng "),
    _rule(r"(?<=\d)\.(?=\d{1,2}(?!\d))", " chấm "),
    _rule(r"≥", "từ "),
    _rule(r"≤", "không quá "),
    _rule(r"(?<=\s)-(?=\d)", "âm "),
    _rule(r"\s*(?:→|—|–|…|\()\s*", ", "),
    _rule(r"\s*\)", ","),
    _rule(
        r"\b(?P<word>[Pp]hường|[Qq]uận|[Kk]hu phố) 0*(?P<number>\d+)\b",
        lambda m: f"{m['word']} {say_number(int(m['number']))}",
    ),
    _rule(r"\b\d{1,3}(?:\.\d{3})+(?:,\d+)?\b|\b\d+(?:,\d+)?\b", lambda m: _amount(m.group())),
    _rule(
        r"\b[A-ZĐ]+(?:[&-][A-ZĐ]+)+\b|\b(?:VNeID|VnCare|Excel|Word|website|email|online)\b"
        r"|\b[A-ZĐÀ-Ỹ]{2,}\b",
        _word,
    ),
    _rule(r"\s*&\s*", " và "),
    _rule(r"\s*/\s*", " hoặc "),
    _rule(r"\s+-\s+", ", "),
)
