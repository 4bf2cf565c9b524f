"""Short words that steer a form: stop, yes, no."""

from __future__ import annotations

from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_POLITE = frozenset(
    ["a", "anh", "ban", "chi", "co", "chu", "cho", "con", "da", "di", "do", "em", "gium", "giup", "ha", "luon", "ma", "nha", "nhe", "nghe", "nua", "oi", "on", "cam", "roi", "thi", "u", "uh", "vang", "vay", "voi"]
)
_STOP = frozenset(
    line.strip()
    for line in ["\n        bo", " bo qua", " de luc khac", " de sau", " dung lai", " hong lam", " huy", " huy bo", " khoi", " khoi can", " khoi lam", "\n        khong can", " khong gui", " khong lam", " khong muon", " khong nop", " khong tra", " ko can", " ngung", " stop", "\n        thoat", " thoi", " thoi bo", " thoi de sau", " thoi dung", " thoi huy", " thoi khoi", " thoi khong can", "\n        thoi khong gui", " thoi khong lam", " thoi ko can\n    "]
)
_YES = frozenset(
    line.strip()
    for line in ["\n        1", " chinh xac", " chuan", " co", " da", " dong y", " dung", " dung thong tin", " duoc", " gui", " ok", " oke", " okay", " phai", "\n        u", " uh", " um", " vang", " vang dung", " xac nhan", " yes\n    "]
)
_NO = frozenset(
    line.strip()
    for line in ["\n        2", " chua", " chua dung", " hok", " hong", " hong phai", " khong", " khong dung", " khong phai", " ko", " ko phai", " no", "\n        sai\n    "]
)


def means_stop(text: str) -> bool:
    """Whether a message ends the form: "thôi khỏi", "hủy đi em"."""
    # Without diacritics "dừng" is "đúng": that agrees.
    return _core(text) in _STOP or "dừng" in text.lower().split()


def means_yes(text: str) -> bool:
    """Whether a message agrees."""
    return _core(text) in _YES or _line(text) in {"da", "vang", "u", "uh", "co", "da vang"}


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
