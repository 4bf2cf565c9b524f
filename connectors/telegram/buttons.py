"""Buttons: the short keys that Telegram carries, and the texts they stand for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answers.answer import Button
from connectors.telegram.arrival import Press
from connectors.telegram.models import PressKey
from core.clock import Clock
from core.database import Sessions, transaction

LIFETIME = timedelta(days=7)
_PRESSED = "✓ "
_TITLE_LIMIT = 60


class Buttons:
    """Makes keyboards and tells what a pressed button says.

    Args:
        sessions: Sessions on the database.
        clock: The true present.
    """

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def keyboard(self, chat: int, buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
        """The keyboard below a message, one button a row; None without any."""
        if not buttons:
            return None
        expires_at = self._clock() + LIFETIME
        rows = []
        with transaction(self._sessions) as session:
            for button in buttons:
                key, title = secrets.token_urlsafe(12), button.title[:_TITLE_LIMIT]
                session.add(
                    PressKey(
                        key=key, chat=chat, title=title, text=button.text, expires_at=expires_at
                    )
                )
                rows.append((InlineKeyboardButton(title, callback_data=key),))
        return InlineKeyboardMarkup(rows)

    def pressed(self, chat: int, key: str) -> Button | None:
        """The button of a key; None where it is unknown, expired, or another chat's."""
        with self._sessions() as session:
            row = session.scalar(
                select(PressKey).where(
                    PressKey.key == key,
                    PressKey.chat == chat,
                    PressKey.expires_at > self._clock(),
                )
            )
        return None if row is None else Button(title=row.title, text=row.text)

    def purge(self) -> int:
        """Deletes the expired keys."""
        gone = delete(PressKey).where(PressKey.expires_at <= self._clock()).returning(PressKey.key)
        with transaction(self._sessions) as session:
            return len(session.scalars(gone).all())


def marked(press: Press) -> InlineKeyboardMarkup | None:
    """The keyboard with the pressed button ticked; None where that changes nothing."""
    rows = tuple(
        tuple((_ticked(title) if data == press.data else title, data) for title, data in row)
        for row in press.keyboard
    )
    if rows == press.keyboard:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(title, callback_data=data) for title, data in row] for row in rows]
    )


def _ticked(title: str) -> str:
    return title if title.startswith(_PRESSED) else _PRESSED + title
