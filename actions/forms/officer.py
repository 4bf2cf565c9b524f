"""Calling an officer: a ticket with what was said so far, or a call back outside office hours."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from actions.forms.base import Step
from actions.message import Message
from actions.state import Asks, FormState
from answers.answer import Button, Reply
from answers.evidence import FormStep, Handoff, Smalltalk
from core.clock import Clock
from core.database import Sessions, transaction
from core.references import Vault
from services import tickets
from services.codes import find_dossier_code
from services.office_hours import OfficeHours, moment_vi
from services.tables import Ticket
from vietnamese.assent import means_no, means_yes
from vietnamese.normalise import fold
from vietnamese.spelling import digits_in

_CALLING = (
    "Tôi đang gọi cán bộ cho anh/chị, mã yêu cầu {code}. Trong lúc chờ, anh/chị cứ hỏi tiếp; không "
    "cần nữa thì trả lời “thôi khỏi”."
)
_STILL_CALLING = (
    "Yêu cầu {code} của anh/chị vẫn đang chờ cán bộ. Anh/chị cứ hỏi tiếp trong lúc chờ."
)
_CLAIMED = "Cán bộ đã nhận yêu cầu {code} của anh/chị."
_CALLED_BACK = "Anh/chị đã nhờ gọi lại, mã {code}. Cán bộ sẽ gọi {when}."
_CLOSED_NOW = (
    "Bây giờ ngoài giờ làm việc; cán bộ có mặt lại {when}. Tôi đã ghi yêu cầu của anh/chị, mã "
    "{code}. Anh/chị muốn được gọi lại thì cho tôi số điện thoại."
)
_ASK_CONTACT = "Anh/chị cho tôi số điện thoại để cán bộ gọi lại."
_BAD_CONTACT = "Tôi chưa đọc được số điện thoại. Anh/chị ghi lại đủ 10 chữ số giúp."
_EXPIRED = "Số điện thoại này đã quá hạn lưu. " + _ASK_CONTACT
_ASK_CONFIRM = "Tôi đã ghi số điện thoại (được mã hóa). Cán bộ sẽ gọi {when}. Anh/chị xác nhận chứ?"
_YES_OR_NO = "Anh/chị trả lời “đúng” để cán bộ gọi lại, “sai” để ghi số khác, hoặc “thôi” để bỏ."
_DONE = "Đã ghi yêu cầu gọi lại, mã {code}. Cán bộ sẽ gọi {when}."
_CALLED_OFF = "Tôi đã bỏ yêu cầu gặp cán bộ {code}. Anh/chị cần gì cứ hỏi."
_STOPPED = "Tôi không ghi yêu cầu gọi lại. Anh/chị cần gì cứ hỏi."
_CALL_BACK = Button(title="Nhờ gọi lại", text="Nhờ cán bộ gọi lại cho tôi")
_NEVER_MIND = Button(title="Thôi khỏi", text="Thôi khỏi")
_CHOICES: dict[Asks, tuple[Button, ...]] = {
    "confirm": (
        Button(title="Đúng, gọi cho tôi", text="Đúng"),
        Button(title="Sai, ghi số khác", text="Sai"),
        Button(title="Thôi", text="Thôi"),
    ),
}
_CONTACT = FormState(form="callback", asks="contact")
_PHONE = re.compile(r"\[phone:\d+\]")
# Short of this a number in a message is no attempt to give a phone number.
_SHORTEST_PHONE = 6
_LONGEST_LINE = 300
_LONGEST_ABOUT = 4000
_SPEAKER = {"citizen": "Người dân", "assistant": "Trợ lý"}


class OfficerForm:
    """Opens a ticket; asks for a phone number where the citizen is to be called back."""

    def __init__(self, sessions: Sessions, vault: Vault, hours: OfficeHours, clock: Clock) -> None:
        self._sessions = sessions
        self._vault = vault
        self._hours = hours
        self._clock = clock

    def begin(self, message: Message) -> Step:
        """A ticket, or the state of the one there is; a wish to be called asks for the number."""
        now = self._clock()
        with transaction(self._sessions) as session:
            called_back = tickets.current(session, message.conversation, callback=True)
            if called_back is not None:
                text = _CALLED_BACK.format(code=called_back.code, when=self._when(now))
                return Step(_handed(called_back, text))
            if "goi lai" in fold(message.text):
                return self._contact(message) or _asked(_CONTACT, _ASK_CONTACT)
            known = tickets.current(session, message.conversation)
            return self._told(known or _opened(session, message, now), known is not None, now)

    def go_on(self, message: Message, state: FormState) -> Step | None:
        """The number, then the confirmation; an offer that is not taken up lapses."""
        if state.asks == "contact":
            taken_up = _takes_up(message.text)
            if "ticket" in state.fields and not taken_up:
                return None
            step = self._contact(message)
            return step or (_asked(_CONTACT, _ASK_CONTACT) if taken_up else None)
        if means_yes(message.text):
            return self._called_back(message, state)
        if means_no(message.text):
            return _asked(_CONTACT, _ASK_CONTACT)
        return None

    def again(self, state: FormState) -> str:
        """See `Form.again`; nothing for a mere offer."""
        if state.asks == "confirm":
            return _YES_OR_NO
        return "" if "ticket" in state.fields else _ASK_CONTACT

    def stop(self, state: FormState) -> Step:
        """See `Form.stop`; the ticket whose offer is declined is called off."""
        code = state.fields.get("ticket")
        if code is None:
            return Step(Reply(text=_STOPPED, evidence=Smalltalk(intent="stop")))
        with transaction(self._sessions) as session:
            tickets.call_off(session, code, self._clock())
        return Step(_called_off(code))

    def call_off(self, conversation: str) -> Step | None:
        """Takes the conversation's waiting ticket back; None where there is none."""
        with transaction(self._sessions) as session:
            ticket = tickets.current(session, conversation) or tickets.current(
                session, conversation, callback=True
            )
            if ticket is None or not tickets.call_off(session, ticket.code, self._clock()):
                return None
            return Step(_called_off(ticket.code))

    def _told(self, ticket: Ticket, known: bool, now: datetime) -> Step:
        if ticket.status == "claimed":
            return Step(_handed(ticket, _CLAIMED.format(code=ticket.code)))
        if self._hours.is_open(now):
            text = (_STILL_CALLING if known else _CALLING).format(code=ticket.code)
            return Step(_handed(ticket, text, _NEVER_MIND))
        text = _CLOSED_NOW.format(code=ticket.code, when=self._when(now))
        offered = FormState(form="callback", asks="contact", fields={"ticket": ticket.code})
        return Step(_handed(ticket, text, _CALL_BACK, _NEVER_MIND), offered)

    def _contact(self, message: Message) -> Step | None:
        """What follows on a phone number, or on a try to give one; None: it is no such try."""
        found = _PHONE.search(message.text)
        if found is not None:
            confirm = FormState(form="callback", asks="confirm", fields={"contact": found.group()})
            return _asked(confirm, _ASK_CONFIRM.format(when=self._when(self._clock())))
        if len(digits_in(message.text)) < _SHORTEST_PHONE or find_dossier_code(message.text):
            return None
        return _asked(_CONTACT, _BAD_CONTACT)

    def _called_back(self, message: Message, state: FormState) -> Step:
        now = self._clock()
        with transaction(self._sessions) as session:
            contact = self._vault.resolve(
                session, message.conversation, state.fields["contact"], now
            )
            if contact is None:
                return _asked(_CONTACT, _EXPIRED)
            ticket = tickets.current(session, message.conversation)
            ticket = ticket or _opened(session, message, now)
            tickets.call_back(session, ticket, self._vault.seal(contact))
            text = _DONE.format(code=ticket.code, when=self._when(now))
            return Step(_handed(ticket, text))

    def _when(self, now: datetime) -> str:
        opening = self._hours.next_opening(now)
        if opening is None:
            return "khi có lịch làm việc trở lại"
        if opening == now:
            return "trong giờ làm việc"
        return f"từ {moment_vi(opening, now)}"


def _opened(session: Session, message: Message, now: datetime) -> Ticket:
    return tickets.open_ticket(
        session,
        conversation=message.conversation,
        channel=message.asker.channel,
        about=_so_far(message),
        now=now,
    )


def _so_far(message: Message) -> str:
    """What was said, one line each; the end where it is long."""
    lines = [f"{_SPEAKER[said.by]}: {_short(said.text)}" for said in message.earlier]
    lines.append(f"{_SPEAKER['citizen']}: {_short(message.text)}")
    return "\n".join(lines)[-_LONGEST_ABOUT:]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _takes_up(text: str) -> bool:
    """Whether a message agrees to be called back: it says so, agrees, or gives a number."""
    line = fold(text)
    return "goi lai" in line or means_yes(text) or _PHONE.search(text) is not None


def _asked(state: FormState, text: str) -> Step:
    evidence = FormStep(form="callback", asks=state.asks)
    buttons = _CHOICES.get(state.asks, ())
    return Step(Reply(text=text, buttons=buttons, evidence=evidence), state)


def _handed(ticket: Ticket, text: str, *buttons: Button) -> Reply:
    status = "claimed" if ticket.status == "claimed" else "waiting"
    return Reply(text=text, buttons=buttons, evidence=Handoff(ticket=ticket.code, status=status))


def _called_off(code: str) -> Reply:
    evidence = Handoff(ticket=code, status="closed")
    return Reply(text=_CALLED_OFF.format(code=code), evidence=evidence)
