"""What of a text may name an indicator, and what is only said about figures in general."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from retrieval.phrases import PhraseIndex, comparable, key_word
from vietnamese.abbreviations import readings, rewritten
from vietnamese.normalise import fold, is_accented
from vietnamese.syllables import Syllable
from vietnamese.words import is_function_word

# A long message is also read in clauses and windows of this many syllables.
LONG = 16
WINDOW = 12
# A name of as many words is known again by standing in the text as it is.
LONG_NAME = 6

# What people say about a figure, not which figure (folded).
_ASIDES = """
chi tieu; muc tieu; chi tieu giao; ke hoach giao; duoc giao; giao cho; so voi; so lieu;
con so; du lieu; so nay; so do; chi so nay; chi so; thong tin tu; bao cao; bao cao nao;
lay tu; lay o; lay dau; trich tu; tu nguon; nguon nao; nguon cua; nguon dau; nguon;
cong bo; cap nhat; cong thuc; cach tinh; tinh the nao; tinh sao; tinh kieu; nghia la;
y nghia; chia theo; tach theo; phan theo; tung don vi; tung phuong; tung phuong xa;
theo don vi; theo phuong; tren dia ban; dia ban; thuc te; thuc su; hien da; con thieu;
vuot chi tieu; dat chi tieu; dat bao; dat may; dat chua; da dat; dat duoc; so luong;
tai lieu; can cu; chiem; nam o; thuoc ve; tinh hinh; the nao; ra sao; lam sao; bao xa;
tong cong; tat ca; hien tai; giup anh; giup chi; giup em; giup toi; cho biet; cho hoi;
cho xin; khong biet; ko biet; theo tung thang; qua tung thang; tung thang; hang thang;
theo tung nam; tung nam; theo tung quy; tung quy; theo thoi gian; qua cac ky; cac ky bao cao;
thay doi
"""
# What tells the kind of an analysis, and the ends and the bodies that a ranking is asked for.
_ASIDES_OF_ANALYSES = """
so sanh; so voi cung ky; cung ky; hon kem; cao hon; thap hon; nhieu hon; it hon; tot hon; kem hon;
cao nhat; thap nhat; nhieu nhat; it nhat; tot nhat; kem nhat; yeu nhat; lon nhat; te nhat;
xep hang; xep thu; dung thu may; dung dau; dung cuoi; dung bet; dung chot; dan dau; thu may;
hang may; vi tri; cuoi bang; dau bang; don vi nao; phuong nao; xa nao; phong nao; phong ban nao;
huyen nao; so nao; noi nao; dia phuong nao; cap nao; khoi nao; cac phuong; cac xa; cac phuong xa;
cac phong; cac phong ban; cac huyen; cac don vi; xu huong; dien bien; chieu huong; ve bieu do;
bieu do; ve do thi; tang hay giam; len hay xuong; theo thang; qua cac thang; cac thang;
theo nam; qua cac nam; ben nao; hai ben; chenh nhau; chenh lech; hon kem nhau; tinh nao; xep tu;
tu cao xuong thap; tu thap len cao; tu cao toi thap; dung nhi; bet nhat; chot bang; theo thoi gian;
ai nhat; ai chot; ai bet; chot; bet; nao nhat; hang nhat; top dau; top cuoi; cho nao; p nao;
dung thu hai; dung thu ba; dung thu nhat; xep cuoi; xep chot; ky bao cao truoc; ky truoc;
hon may diem; may phan tram; tut lai
"""
# Words that alone name no indicator.
_VAGUE_WORDS = "chi tieu so lieu ty le ket qua don vi phuong xa muc dat thieu vuot loai ten"
_VAGUE = frozenset(map(key_word, _VAGUE_WORDS.split()))


def _by_first_word(phrases: str) -> Mapping[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases.split(";"):
        words = tuple(phrase.split())
        table[words[0]].append(words)
    for entries in table.values():
        entries.sort(key=len, reverse=True)
    return table


_ASIDES_BY_FIRST = _by_first_word(f"{_ASIDES.strip()};{_ASIDES_OF_ANALYSES}")


@dataclass(frozen=True)
class SpokenName:
    """A long name of an indicator that stands in a text as it is.

    What looks like a unit, or like a word of a kind of question, inside it is a part of the name:
    "website của tỉnh", "chuyển nguồn".

    Attributes:
        syllables: the numbers of its syllables; none where no such name is in the text.
        words: its key words.
        codes: the indicators that have the name.
    """

    syllables: range = range(0)
    words: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()


def spoken_name(tokens: Sequence[Syllable], phrases: PhraseIndex) -> SpokenName:
    """The longest indicator's name that stands in a text as it is, where it is long enough."""
    expanded = [
        (word, numbers)
        for numbers, meaning in readings([fold(token.text) for token in tokens])
        for word in meaning
    ]
    words = [word for word, _ in expanded]
    stretch, codes = phrases.longest_phrase(words, LONG_NAME)
    if not stretch:
        return SpokenName()
    first, last = expanded[stretch[0]][1], expanded[stretch[-1]][1]
    return SpokenName(
        range(first.start, last.stop), tuple(comparable(words[stretch.start : stretch.stop])), codes
    )


def content_of(tokens: Sequence[Syllable], phrases: PhraseIndex) -> dict[int, str]:
    """The folded words that may stand in an indicator's name, by the numbers of their syllables.

    Args:
        tokens: the text's syllables.
        phrases: the indicators' names.
    """
    folded = [fold(token.text) for token in tokens]
    left_out = _asides(folded) | _closing_particles(tokens)
    # "làm xong" is another name of "hoàn thành", whatever its words are by themselves.
    renamed = rewritten(folded)
    return {
        number: word
        for number, word in enumerate(folded)
        if number not in left_out
        and (
            number in renamed
            or phrases.knows(key_word(word))
            or not is_function_word(tokens[number].text)
        )
    }


def words_of(content: Mapping[int, str], numbers: Collection[int]) -> list[str]:
    """The key words of some syllables."""
    return comparable([word for number, word in content.items() if number in numbers])


def names_something(
    tokens: Sequence[Syllable], content: Mapping[int, str], phrases: PhraseIndex
) -> bool:
    """Whether any of some content could name an indicator, not only go with a name.

    A function word does so only without diacritics, beside a word that stands beside it in an
    indicator's name: "van ban" could be "vẫn" and "bạn", "thi sao" is never "đô thị".
    """
    words = {number: key_word(word) for number, word in content.items()}
    return any(
        word not in _VAGUE
        and not word.isdigit()
        and (
            not is_function_word(tokens[number].text)
            or (
                not is_accented(tokens[number].text)
                and phrases.knows_pair(word, words.get(number + 1, ""))
            )
        )
        for number, word in words.items()
    )


def stretches(text: str, tokens: Sequence[Syllable]) -> list[list[int]]:
    """The clauses of a long message, and the windows of one without punctuation.

    What people say around a question ("anh vừa họp về, xem giúp…") must not drown it.
    """
    if len(tokens) < LONG:
        return []
    clauses: list[list[int]] = [[]]
    for number, token in enumerate(tokens):
        if number and set(text[tokens[number - 1].end : token.start]) & set(",.;:?!"):
            clauses.append([])
        clauses[-1].append(number)
    parts = [clause for clause in clauses if len(clause) < len(tokens)]
    for clause in clauses:
        parts += [
            clause[start : start + WINDOW] for start in range(0, len(clause) - WINDOW, WINDOW // 3)
        ]
    return parts


def _asides(words: Sequence[str]) -> set[int]:
    aside: set[int] = set()
    for start, word in enumerate(words):
        if start in aside:
            continue
        for phrase in _ASIDES_BY_FIRST.get(word, ()):
            if tuple(words[start : start + len(phrase)]) == phrase:
                aside.update(range(start, start + len(phrase)))
                break
    return aside


def _closing_particles(tokens: Sequence[Syllable]) -> set[int]:
    """The words of a closing "… không ạ", "… chưa vậy em"."""
    for number in range(len(tokens) - 1, -1, -1):
        if fold(tokens[number].text) in {"khong", "chua", "ko", "hong", "hok"}:
            return set(range(number, len(tokens)))
        if not is_function_word(tokens[number].text):
            break
    return set()
