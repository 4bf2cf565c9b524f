"""How the parts of a written text are said, in the order in which they are looked for.

What one rule has turned into words no later rule sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from vietnamese.normalise import fold
from vietnamese.speech.numbers import say_decimal, say_digits, say_number
from vietnamese.speech.words import ABBREVIATIONS, DOCUMENTS, UNITS, roman_value, say_letters

_Match = re.Match[str]
Rule = tuple[re.Pattern[str], str | Callable[[_Match], str]]

_URL = r"(?:https?://[^\s),]*[\w/]|(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov)\b(?:/[^\s),]*)?)"
_ROMAN_BEFORE = (
    r"(?:[Nn]hóm|[Mm]ục|[Qq]uý|[Pp]hần|[Cc]hương|[Hh]ạng|[Kk]hu vực|[Pp]hụ lục|[Cc]ấp|[Bb]ậc)"
)
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
# Numbers that are called, not counted.
_CALLED = r"(?:11[345]|10\d\d|1[89]00[ .]?\d{4,6})"
_GROUPED = r"\d{1,3}(?:\.\d{3})+"
_DAY_MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])\b(?!/)"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_PER = (
    "bản|bộ|giấy|giờ|hồ sơ|lần|m2|m²|năm|ngày|người|tháng|trang|trường hợp|tuần|việc|đối tượng|đợt"
)
_KIND = r"(?i:nghị định|nghị quyết|quyết định|thông tư|chỉ thị|luật)(?: số)?"
_DOCUMENT = "|".join(sorted(DOCUMENTS, key=len, reverse=True))


def _amount(digits: str) -> str:
    """A number as written in Vietnamese: points group thousands, a comma begins the decimals."""
    value = digits.replace(".", "").replace(",", ".")
    return say_decimal(Decimal(value)) if "." in value else say_number(int(value))


def _day(found: _Match) -> str:
    parts = found.groupdict()
    before, year = parts.get("before"), parts.get("year")
    day, month = int(parts["day"]), int(parts["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return found.group()
    said = f"{before or 'ngày '}{_of_month(day)} tháng {_month(month)}"
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


def _document(found: _Match) -> str:
    """A document's number and year, with its kind where the words before do not tell it."""
    said = f"{_number(found['number'])} năm {say_number(int(found['year']))}"
    kind = DOCUMENTS.get(re.split(r"[-/]", found["suffix"])[0], "")
    before = found.string[: found.start()].lower().rstrip()
    abbreviated = tuple(f" {one.lower()}" for one in DOCUMENTS)
    told = f" {before}".endswith(("số", "luật", "văn bản", *DOCUMENTS.values(), *abbreviated))
    return f"{kind} {said}" if kind and not told else said


def _number(digits: str) -> str:
    """A number in a name: with its zero in front where it has one."""
    return say_digits(digits) if digits.startswith("0") else say_number(int(digits))


def _form(found: _Match) -> str:
    """The name of a form: "CT01", "TK-02"."""
    return f"{say_letters(found['letters'])} {_number(found['digits'])}"


def _word(found: _Match) -> str:
    """An abbreviation in words; what is none and has no vowel is spelled."""
    word = found.group()
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if not (word.isupper() and fold(word).isascii()):
        return word
    if "-" in word or "&" in word:
        return " ".join(_piece(piece) for piece in re.split("[-&]", word))
    return _piece(word)


def _piece(word: str) -> str:
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    # A word in capitals that has a vowel may be a shouted word.
    unsayable = not any(letter in "aeiouy" for letter in fold(word))
    return say_letters(word) if unsayable and len(word) > 1 else word


def _rule(pattern: str, replace: str | Callable[[_Match], str], flags: int = 0) -> Rule:
    return re.compile(pattern, flags), replace


MARKUP: tuple[Rule, ...] = (
    _rule(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]", ""),
    _rule(r"\[(?:email|cccd|phone|tax|account):\d+\]", "thông tin anh chị đã cho"),
    _rule(r"\[([^\]]+)\]\([^)]*\)", r"\1"),
    _rule(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "địa chỉ thư điện tử"),
    _rule(rf"(?:\s*(?:tại|ở|trên|:|\())?\s*{_URL}\)?", "", re.IGNORECASE),
    _rule(r"(?m)^\s*(?:[•*–-]|\d+[.)]|[a-zđ]\))\s+", ""),
    _rule(r"([^.?!:;,\n])\s*\n+", r"\1. "),
    _rule(r"\n+", " "),
    _rule(r"[“”„«»\"*_`#]|(?<!\w)['‘’]|['‘’](?!\w)", ""),
)

NAMES: tuple[Rule, ...] = (
    _rule(r"\b(?:000|\d{3})(?:\.\d{2,3})*\.?H\d{2}[\d.]*-\d{6}-\d{4,6}\b", _code),
    _rule(r"\bH\d{2}[\d.]*-\d{6}-\d{4,6}\b", _code),
    _rule(r"\b(?:PA|CB)-\d{4}-\d{4}\b", _code),
    _rule(
        r"\b(?P<number>\d+)/(?P<year>(?:19|20)\d\d)/(?P<suffix>[A-ZĐ][A-ZĐ0-9]*(?:[-/][A-ZĐ0-9]+)*)",
        _document,
    ),
    _rule(
        rf"(?P<kind>{_KIND}) (?P<number>\d+)/(?P<year>(?:19|20)\d\d)\b(?!/)",
        lambda m: f"{m['kind']} {_number(m['number'])} năm {say_number(int(m['year']))}",
    ),
    _rule(
        rf"\b(?P<kind>{_DOCUMENT}) (?P<number>\d+)/(?P<year>(?:19|20)\d\d)\b",
        lambda m: f"{DOCUMENTS[m['kind']]} {_number(m['number'])} năm {say_number(int(m['year']))}",
    ),
    _rule(r"\bTP\.? ?HCM\b", ABBREVIATIONS["TPHCM"]),
    _rule(r"\bTP\.\s*", "thành phố "),
    _rule(r"\bTX\.\s*", "thị xã "),
    _rule(r"\bP\.\s*(?=\d|[A-ZĐ])", "phường "),
    _rule(r"\bQ\.\s*(?=\d)", "quận "),
    _rule(r"\b([Aa]nh|[Ôô]ng|[Cc]ha|[Vv]ợ)\s?(?:/|\()\s?(chị|bà|mẹ|chồng)\b\)?", r"\1 \2"),
    _rule(r"\bvà/hoặc\b", "hoặc"),
)

MOMENTS: tuple[Rule, ...] = (
    _rule(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _day),
    _rule(
        r"(?P<before>[Nn]gày )?\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-]"
        r"(?P<year>(?:19|20)\d\d)\b",
        _day,
    ),
    _rule(
        r"(?P<before>[Nn]gày )(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})\b"
        r"(?:(?:/| năm )(?P<year>\d{4})\b)?",
        _day,
    ),
    _rule(
        r"\b(?P<before>[Qq]uý )(?P<quarter>[1-4])/(?P<year>(?:19|20)\d\d)\b",
        lambda m: f"{m['before']}{say_number(int(m['quarter']))} năm {say_number(int(m['year']))}",
    ),
    _rule(
        r"(?P<before>[Tt]háng )?\b(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
        lambda m: (
            f"{m['before'] or 'tháng '}{_month(int(m['month']))} năm {say_number(int(m['year']))}"
        ),
    ),
    _rule(r"(?P<before>[Nn]gày )(?P<day>\d{1,2})/(?P<month>\d{1,2})\b(?!/)", _day),
    _rule(
        rf"(?P<before>\b(?i:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? )"
        rf"(?:ngày )?{_DAY_MONTH}",
        lambda m: f"{m['before']}ngày {_of_month(int(m['day']))} tháng {_month(int(m['month']))}",
    ),
    _rule(r"(?<![\d.,] )\b(?P<before>[Tt]háng )0?4\b(?![.,/]?\d)", r"\g<before>tư"),
    _rule(r"(?<=\d[hg:]\d\d)\s*[-–]\s*(?=\d)|(?<=\d[hg])\s*[-–]\s*(?=\d)", " đến "),
    _rule(r"\b(?P<hours>[01]?\d|2[0-4])(?::|h|g|giờ )(?P<minutes>[0-5]\d)\b", _clock),
    _rule(r"\b(?P<hours>[01]?\d|2[0-4])(?:h|g)(?P<minutes>)\b", _clock),
)

NUMBERS: tuple[Rule, ...] = (
    _rule(
        r"(?<![\w.,])\+84(?P<rest>(?:[ .-]?\d){8,10})(?!\d)",
        lambda m: say_digits("0" + re.sub(r"\D", "", m["rest"])),
    ),
    _rule(
        r"(?<![\d.,])0\d(?:[ .-]?\d){7,10}(?!\d|,\d)",
        lambda m: say_digits(re.sub(r"\D", "", m.group())),
    ),
    _rule(
        rf"(?<![\d.,/-]){_CALLED}\b(?!\s*(?:đồng|%|hồ sơ|[.,/]\d))",
        lambda m: say_digits(re.sub(r"\D", "", m.group())),
    ),
    _rule(
        rf"\b(?P<first>{_GROUPED}|\d+)\s*/\s*(?P<second>{_GROUPED}|\d+)\b",
        lambda m: f"{_amount(m['first'])} trên {_amount(m['second'])}",
    ),
    _rule(
        rf"(?P<before>{_ROMAN_BEFORE}) (?P<roman>{_ROMAN})\b",
        lambda m: f"{m['before']} {say_number(roman_value(m['roman']))}",
    ),
    _rule(r"\b(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3})\b", lambda m: say_number(roman_value(m.group()))),
    _rule(r"(?<=\d)\s*[-–]\s*(?=\d)", " đến "),
    _rule(r"(?:(?<=\s)|(?<=\()|^)[-−](?=\d)", "âm "),
    _rule(rf"(?<=\d)\s*/\s*(?=(?:{_PER})\b)|(?<=[%\w])/(?=(?:{_PER})\b)", " một "),
    _rule(r"½", "một phần hai"),
    _rule(r"(?<=\d)\s*°C\b", " độ xê"),
    _rule(rf"(?<=\d)\s*(?P<unit>{_UNIT})(?!\w)", lambda m: f" {UNITS[m['unit']]}"),
    _rule(r"\b(?P<unit>k?m[²2]|m³)(?!\w)", lambda m: UNITS[m["unit"]]),
    _rule(r"(?<=\d)\s*%|%", " phần trăm"),
    _rule(r"(?<=\d)\+(?!\d)", " trở lên"),
    _rule(r"(?<=\d)\s*[x×]\s*(?=\d)", " nhân "),
    _rule(r"(?<=\d):(?=\d)", " trên "),
    _rule(
        r"\b(?P<word>[Pp]hường|[Qq]uận|[Kk]hu phố) 0*(?P<number>\d+)\b",
        lambda m: f"{m['word']} {say_number(int(m['number']))}",
    ),
    _rule(r"\b(?P<letters>[A-ZĐ]{1,6})-?(?P<digits>\d{1,4})(?!\w|,\d)", _form),
    _rule(r"(?<=[^\W\d_])-(?=\d)", " "),
    _rule(r"(?<=\d)/(?=[A-ZĐ]{2})|(?<=\d[a-zđ])/(?=[A-ZĐ]{2})", " "),
    _rule(r"(?<=\d)(?=[a-zđ]\b)", " "),
    _rule(rf"(?<![\w.,]){_GROUPED}(?:,\d+)?(?!\w|[.,]\d)", lambda m: _amount(m.group())),
    _rule(r"(?<![\w.,])\d{1,18}(?:,\d+)?(?!\d|[.,]\d)", lambda m: _amount(m.group())),
    _rule(r"(?<=\d)\.(?=\d)", " chấm "),
    _rule(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " "),
)

WORDS: tuple[Rule, ...] = (
    _rule(r"\s*=\s*", " bằng "),
    _rule(r"≥\s*", "từ "),
    _rule(r"≤\s*", "không quá "),
    _rule(r"\s>\s", " lớn hơn "),
    _rule(r"\s<\s", " nhỏ hơn "),
    _rule(r"[~≈]\s*", "khoảng "),
    _rule(r"\s\+\s", " cộng "),
    _rule(r"\s*(?:→|—|–|…|\()\s*", ", "),
    _rule(r"\s*\)", ","),
    _rule(
        r"\b[A-ZĐ]+(?:[&-][A-ZĐ]+)+\b|\b[^\W\d_]{2,}\b",
        _word,
    ),
    _rule(r"\s*&\s*", " và "),
    _rule(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", " hoặc "),
    _rule(r"\s+-\s+", ", "),
    _rule(r"§", "mục"),
)

RULES = (*MARKUP, *NAMES, *MOMENTS, *NUMBERS, *WORDS)
