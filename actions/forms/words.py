"""Short words that steer a form: stop, yes, no."""

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


# "thôi khỏi xem hồ sơ nữa"
_BEGINS_STOP = re.compile(r"(?:a |da |u )?thoi (?:khoi|khong|ko|dung|bo|huy|de|khong can)\b")
_LONGEST_STOP = 6


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


_POLITE = frozenset(_POLITE_WORDS.split())
_STOP = _phrases(_STOP_PHRASES)
_YES = _phrases(_YES_PHRASES)
_NO = _phrases(_NO_PHRASES)


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
