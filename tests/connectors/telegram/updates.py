"""Updates as Telegram sends them."""

from __future__ import annotations

from itertools import count
from typing import Any

SECRET = "secret-of-the-webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PATH = "/channels/telegram"
CHAT = 7_000_000_001
GROUP = -1_001_234_567_890

_numbers = count(1_000)


def sender(number: int = CHAT, **more: Any) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Người Thử", **more}


def message(text: str | None = None, chat: int = CHAT, **more: Any) -> dict[str, Any]:
    """A message; `more` replaces or adds fields."""
    content = {
        "message_id": next(_numbers),
        "date": 1_700_000_000,
        "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
        "from": sender(),
    }
    if text is not None:
        content["text"] = text
    return content | more


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": next(_numbers), **content}


def said(text: str, chat: int = CHAT, **more: Any) -> dict[str, Any]:
    """The update of a text message."""
    return update(message=message(text, chat, **more))


def pressed(key: str, chat: int = CHAT, keyboard: list[tuple[str, str]] = ()) -> dict[str, Any]:
    """The update of a pressed button."""
    rows = [[{"text": title, "callback_data": data}] for title, data in keyboard]
    shown = message("…", chat, reply_markup={"inline_keyboard": rows})
    query = {
        "id": str(next(_numbers)),
        "from": sender(),
        "chat_instance": "1",
        "data": key,
        "message": shown,
    }
    return update(callback_query=query)


def blocked(chat: int = CHAT) -> dict[str, Any]:
    """The update of a person who stops the bot."""
    member = {"user": sender(12345, is_bot=True), "status": "member"}
    change = {
        "chat": {"id": chat, "type": "private"},
        "from": sender(),
        "date": 1_700_000_000,
        "old_chat_member": member,
        "new_chat_member": {**member, "status": "kicked", "until_date": 0},
    }
    return update(my_chat_member=change)
