"""How often someone guessed wrong: four digits would be found by trying in an afternoon."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

MOST = 10
WITHIN = timedelta(hours=1)
_MOST_CODES = 10_000


class Attempts:
    """Wrong proofs by dossier, whoever made them and in whatever conversation.

    Kept in memory: each action server counts its own, which bounds the guesses all the same.
    """

    def __init__(self) -> None:
        self._wrong: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def are_too_many(self, code: str, now: datetime) -> bool:
        """Whether no further proof is to be looked at for now."""
        with self._lock:
            moments = self._wrong.get(code, ())
            return sum(moment > now - WITHIN for moment in moments) >= MOST

    def note(self, code: str, now: datetime) -> None:
        """Counts a wrong proof."""
        with self._lock:
            if code not in self._wrong and len(self._wrong) >= _MOST_CODES:
                self._forget(now)
            self._wrong.setdefault(code, deque(maxlen=MOST)).append(now)

    def _forget(self, now: datetime) -> None:
        """What is over; without that the memory would grow with every code ever tried."""
        self._wrong = {
            code: moments for code, moments in self._wrong.items() if moments[-1] > now - WITHIN
        }
