"""Short words that steer a dialogue: stop, yes, no, more, again, goodbye."""

from __future__ import annotations

import re

from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_POLITE_WORDS = """
    a anh ban cam chi cho chu co con da di do em giup gium ha luon ma nghe nha nhe nua oi on roi
    thi u uh vang vay voi
"""
_STOP_PHRASES = """
    bo; bo qua; de luc khac; de sau; dung lai; hong lam; huy; huy bo; khoi; khoi can; khoi lam;
    khong can; khong gui; khong lam; khong muon; khong nop; khong tra; ko can; ngung; stop; thoat;
    thoi; thoi bo; thoi de sau; thoi dung; thoi huy; thoi khoi; thoi khong can; thoi khong gui;
    thoi khong lam; thoi ko can
"""
_YES_PHRASES = """
    1; chinh xac; chuan; co; da; dong y; dung; dung thong tin; duoc; gui; ok; oke; okay; phai; u;
    uh; um; vang; vang dung; xac nhan; yes
"""
_NO_PHRASES = """
    2; chua; chua dung; hok; hong; hong phai; khong; khong dung; khong phai; ko; ko phai; no; sai
"""

# "Nghe" at either end counts as politeness: of "nghe tiếp" there remains "tiếp".
_MORE_PHRASES = """
    con gi nua; con nua khong; con nua; doc tiep; muon nghe tiep; noi tiep; tiep; tiep tuc
"""
_AGAIN_PHRASES = """
    chua nghe ro; doc lai; khong nghe ro; lai; lap lai; muon nghe lai; nhac lai; noi gi; noi gi co;
    noi lai
"""
_GOODBYE_PHRASES = """
    bye; cup may; dung cuoc goi; goodbye; het cau hoi; ket thuc cuoc goi; khong con gi hoi;
    khong hoi gi nua; tam biet
"""
_THANKS = ("cam on", "cam ta", "thank")
_ENOUGH = ("khong can", "khong con gi", "khong hoi gi", "du roi", "het roi", "the thoi", "vay thoi")
_LONGEST_GOODBYE = 12


# "thôi khỏi xem hồ sơ nữa"
_BEGINS_STOP = re.compile(r"(?:a |da |u )?thoi (?:khoi|khong|ko|dung|bo|huy|de|khong can)\b")
_LONGEST_STOP = 6


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


_POLITE = frozenset(_POLITE_WORDS.split())
_STOP = _phrases(_STOP_PHRASES)
_YES = _phrases(_YES_PHRASES)
_NO = _phrases(_NO_PHRASES)
_GOODBYE = _phrases(_GOODBYE_PHRASES)
_MORE = _phrases(_MORE_PHRASES)
_AGAIN = _phrases(_AGAIN_PHRASES)


def means_stop(text: str) -> bool:
    """Whether a message ends the form: "thôi khỏi", "hủy đi em"."""
    # Without diacritics "dừng" is "đúng": that agrees.
    said = _core(text)
    begins = _BEGINS_STOP.match(_line(text)) is not None and len(said.split()) <= _LONGEST_STOP
    return said in _STOP or begins or "dừng" in text.lower().split()


def means_yes(text: str) -> bool:
    """Whether a message agrees."""
    return _core(text) in _YES or _line(text) in _YES


def means_no(text: str) -> bool:
    """Whether a message disagrees."""
    return _core(text) in _NO


def means_more(text: str) -> bool:
    """Whether the rest of an answer is asked for: "nghe tiếp đi em"."""
    return _core(text) in _MORE


def means_again(text: str) -> bool:
    """Whether what was said is to be said once more: "em nói lại đi"."""
    return _core(text) in _AGAIN


def means_goodbye(text: str) -> bool:
    """Whether a caller takes leave: "tạm biệt em nhé", "cảm ơn, không cần nữa".

    Thanks alone, or that nothing is needed, is no goodbye: both are said in the middle of a talk.
    """
    line = _line(text)
    if len(line.split()) > _LONGEST_GOODBYE:
        return False
    if any(_has(line, phrase) for phrase in _GOODBYE):
        return True
    thanked = any(_has(line, phrase) for phrase in _THANKS)
    return thanked and any(_has(line, phrase) for phrase in _ENOUGH)


def _has(line: str, phrase: str) -> bool:
    return f" {phrase} " in f" {line} "


def _core(text: str) -> str:
    """A folded text without the politeness before and behind it."""
    words = _line(text).split()
    while words and words[-1] in _POLITE:
        words.pop()
    while words and words[0] in _POLITE:
        words.pop(0)
    return " ".join(words)


def _line(text: str) -> str:
    return " ".join(fold(syllable.text) for syllable in syllables(text))
