"""The form that tells how far a dossier is: the code, then the proof that it is one's own."""

from __future__ import annotations

from actions.forms.base import Step
from actions.message import Message
from actions.state import FormState
from answers.answer import Button, Reply
from answers.evidence import DossierState, FormStep, Smalltalk
from answers.figures import date_vi
from core.clock import Clock
from services.codes import DOSSIER_EXAMPLE, find_dossier_code, looks_like_code
from services.dossiers.attempts import Attempts
from services.dossiers.port import PROOF_DIGITS, DossierRecord, Dossiers, DossiersUnavailable
from vietnamese.spelling import digit_of, digits_in
from vietnamese.syllables import syllables

_MISSES = 3
# "dạ bốn số cuối là 1234 nha em" gives digits; with more words beside them it asks something.
_MOST_WORDS = 8
_ASK_CODE = f"Anh/chị cho tôi mã hồ sơ ghi trên giấy hẹn hoặc tin nhắn, ví dụ {DOSSIER_EXAMPLE}."
_BAD_CODE = f"Mã này chưa đúng dạng. Mã hồ sơ có dạng như {DOSSIER_EXAMPLE}, anh/chị xem lại giúp."
_ASK_DIGITS = (
    f"Để bảo vệ thông tin của anh/chị, cho tôi {PROOF_DIGITS} số cuối của số điện thoại đã ghi "
    "trong hồ sơ {code}."
)
_BAD_DIGITS = f"Tôi cần đúng {PROOF_DIGITS} chữ số cuối của số điện thoại ghi trong hồ sơ."
_WRONG_DIGITS = "Số này không khớp với hồ sơ {code}. Anh/chị thử lại giúp."
_NOT_FOUND = (
    "Không tìm thấy hồ sơ {code}. Anh/chị xem lại từng số trên giấy hẹn; nếu đúng rồi mà vẫn không "
    "thấy, anh/chị hỏi bộ phận một cửa nơi đã nộp."
)
_DOWN = (
    "Hệ thống hồ sơ đang không trả lời nên tôi chưa tra được hồ sơ {code}. Anh/chị thử lại sau ít "
    "phút, hoặc hỏi bộ phận một cửa nơi đã nộp."
)
_STOPPED = "Tôi dừng tra cứu hồ sơ. Anh/chị cần gì cứ hỏi."
_TOO_OFTEN = "Tôi dừng tra cứu ở đây. Anh/chị mang giấy hẹn đến bộ phận một cửa nơi đã nộp để hỏi."

_LOCKED = (
    "Hồ sơ này đã bị thử sai nhiều lần nên tạm khóa tra cứu. Anh/chị thử lại sau một giờ, hoặc hỏi "
    "bộ phận một cửa nơi đã nộp."
)


class DossierForm:
    """Asks for the code and the last digits of the phone, then tells the status."""

    def __init__(self, dossiers: Dossiers, clock: Clock) -> None:
        self._dossiers = dossiers
        self._clock = clock
        self._attempts = Attempts()

    def begin(self, message: Message) -> Step:
        """A code in the first message is taken at once."""
        code = find_dossier_code(message.text)
        return self._with_code(code) if code is not None else _asked_code(_ASK_CODE)

    def go_on(self, message: Message, state: FormState) -> Step | None:
        """The code or the digits; None where the message asks for something else."""
        code = find_dossier_code(message.text)
        if code is not None:
            return self._with_code(code)
        if state.asks == "code":
            if not looks_like_code(message.text):
                return None
            return _missed(state, _BAD_CODE)
        digits = digits_in(message.text)
        if not digits or _words_beside_digits(message.text) > _MOST_WORDS:
            return None
        if len(digits) != PROOF_DIGITS:
            return _missed(state, _BAD_DIGITS)
        return self._proved(state, digits)

    def again(self, state: FormState) -> str:
        """See `Form.again`."""
        return _ASK_CODE if state.asks == "code" else _ASK_DIGITS.format(code=state.fields["code"])

    def stop(self, state: FormState) -> Step:
        """See `Form.stop`."""
        return Step(Reply(text=_STOPPED, evidence=Smalltalk(intent="stop")))

    def _look_up(self, code: str) -> DossierRecord | Step:
        """The dossier, or what is said where there is none or the system is down."""
        try:
            record = self._dossiers.find(code)
        except DossiersUnavailable:
            return _told(code, "unavailable", _DOWN.format(code=code))
        return record or _told(code, "not_found", _NOT_FOUND.format(code=code))

    def _with_code(self, code: str) -> Step:
        record = self._look_up(code)
        if isinstance(record, Step):
            return record
        asked = FormState(form="dossier", asks="phone_digits", fields={"code": code})
        evidence = FormStep(form="dossier", asks="phone_digits")
        return Step(Reply(text=_ASK_DIGITS.format(code=code), evidence=evidence), asked)

    def _proved(self, state: FormState, digits: str) -> Step:
        code = state.fields["code"]
        record = self._look_up(code)
        if isinstance(record, Step):
            return record
        now = self._clock()
        if self._attempts.are_too_many(code, now):
            return Step(Reply(text=_LOCKED, evidence=FormStep(form="dossier", asks=state.asks)))
        if not record.is_proved_by(digits):
            self._attempts.note(code, now)
            return _missed(state, _WRONG_DIGITS.format(code=code))
        return _told(code, record.status, _text(record))


def _words_beside_digits(text: str) -> int:
    return sum(digit_of(syllable.text) is None for syllable in syllables(text))


def _text(record: DossierRecord) -> str:
    lines = [f"Hồ sơ {record.code}: {record.status}.", f"Thủ tục: {record.service}."]
    dates = [f"Tiếp nhận ngày {date_vi(record.received_on)}"]
    if record.finished_on is not None:
        dates.append(f"xong ngày {date_vi(record.finished_on)}")
    elif record.due_on is not None:
        dates.append(f"hẹn trả ngày {date_vi(record.due_on)}")
    lines.append(", ".join(dates) + ".")
    if record.office:
        lines.append(f"Nơi giải quyết: {record.office}.")
    if record.note:
        lines.append(record.note)
    if record.simulated:
        lines.append("Đây là hồ sơ mẫu để dùng thử, không phải hồ sơ thật.")
    return "\n".join(lines)


def _told(code: str, status: str, text: str) -> Step:
    buttons = (Button(title="Tra hồ sơ khác", text="Tra cứu hồ sơ khác"),)
    evidence = DossierState(code=code, status=status)
    return Step(Reply(text=text, buttons=buttons, evidence=evidence))


def _asked_code(text: str) -> Step:
    evidence = FormStep(form="dossier", asks="code")
    return Step(Reply(text=text, evidence=evidence), FormState(form="dossier", asks="code"))


def _missed(state: FormState, text: str) -> Step:
    """Asks once more; after a few times that did not fit the form ends."""
    if state.misses + 1 >= _MISSES:
        return Step(Reply(text=_TOO_OFTEN, evidence=FormStep(form="dossier", asks=state.asks)))
    evidence = FormStep(form="dossier", asks=state.asks)
    missed = state.model_copy(update={"misses": state.misses + 1})
    return Step(Reply(text=text, evidence=evidence), missed)
