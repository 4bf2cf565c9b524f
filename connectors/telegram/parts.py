"""An answer as the messages that Telegram takes: HTML, bounded lengths, a picture, a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from pydantic import BaseModel, ConfigDict, TypeAdapter

from answers.answer import Button, Reply
from answers.evidence import File, IndicatorValue
from connectors.telegram.lengths import cut, length
from core.files import PATH

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


class Part(BaseModel):
    """One message to send.

    Attributes:
        html: its text, or the caption of its picture or document.
        buttons: what stands below it.
        photo: the token of a kept picture.
        document: the token of a kept document.
        ticket: whose waiting it tells officers of; the message is changed once that is over.
    """

    model_config = ConfigDict(frozen=True)

    html: str = ""
    buttons: tuple[Button, ...] = ()
    photo: str | None = None
    document: str | None = None
    ticket: str | None = None


PARTS = TypeAdapter(tuple[Part, ...])


def said(text: str, *buttons: Button) -> tuple[Part, ...]:
    """A text of the bot's own."""
    return (Part(html=escape(text, quote=False), buttons=buttons),)


def parts_of(replies: Sequence[Reply], pressed: str | None = None) -> tuple[Part, ...]:
    """The messages of an answer.

    Args:
        replies: what the assistant says.
        pressed: the title of the button that asked: it is quoted, since nobody typed it.
    """
    quote = f"<blockquote>{escape(pressed, quote=False)}</blockquote>\n" if pressed else ""
    room = length(pressed) + 1 if pressed else 0
    parts: list[Part] = []
    for reply in replies:
        parts += _parts(reply, quote, room)
        quote, room = "", 0
    return tuple(parts)


def _parts(reply: Reply, quote: str, room: int) -> Iterator[Part]:
    photo = _token(reply.image.url) if reply.image else None
    document = _token(reply.evidence.url) if isinstance(reply.evidence, File) else None
    bold = isinstance(reply.evidence, IndicatorValue)
    if (photo or document) and length(reply.text) + room <= CAPTION_LIMIT:
        html = quote + _html(reply.text, bold=bold)
        yield Part(html=html, buttons=reply.buttons, photo=photo, document=document)
        return
    if photo and reply.image:
        (caption, *_) = cut(reply.image.alt, CAPTION_LIMIT - room)
        yield Part(html=quote + _html(caption), photo=photo)
        quote, room = "", 0
    texts = cut(reply.text, TEXT_LIMIT - room)
    for number, text in enumerate(texts):
        last = number == len(texts) - 1 and not document
        html = quote + _html(text, bold=bold and number == 0)
        yield Part(html=html, buttons=reply.buttons if last else ())
        quote = ""
    if document:
        yield Part(buttons=reply.buttons, document=document)


def _html(text: str, *, bold: bool = False) -> str:
    """Text as HTML; of a figure's answer the first line, which tells it, stands out."""
    first, separator, rest = escape(text, quote=False).partition("\n")
    return f"<b>{first}</b>{separator}{rest}" if bold and rest else first + separator + rest


def _token(url: str) -> str | None:
    """What opens a kept file; None for an address elsewhere, which is never fetched."""
    return url.removeprefix(PATH) if url.startswith(PATH) else None
