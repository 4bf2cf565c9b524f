"""The form that takes a petition: what is wrong, where, how to reach the citizen, all confirmed."""

from __future__ import annotations

import re

from actions.forms.base import Step
from actions.message import Message
from actions.state import Asks, FormState
from answers.answer import Button, Reply
from answers.evidence import FormStep, PetitionState, Smalltalk
from core.clock import Clock
from core.database import Sessions, transaction
from core.privacy import REFERENCE
from core.references import Vault
from services import petitions
from services.codes import find_code
from vietnamese.assent import means_no, means_yes
from vietnamese.normalise import fold
from vietnamese.syllables import syllables

_SHORTEST = 8
_LONGEST_PLACE = 300
_ASK_CONTENT = "Anh/chị cho biết có chuyện gì xảy ra?"
_ASK_PLACE = "Việc này ở đâu? Anh/chị ghi số nhà, đường, khu phố hoặc mốc dễ tìm."
_ASK_CONTACT = (
    "Anh/chị để lại số điện thoại hoặc thư điện tử để báo kết quả. Không muốn để lại thì trả lời "
    "“không”."
)
_BAD_CONTACT = (
    "Tôi chưa đọc được số điện thoại hoặc thư điện tử. Anh/chị ghi lại, hoặc trả lời “không”."
)
_EXPIRED = "Cách liên hệ này đã quá hạn lưu. "
_ASK_CONFIRM = "Tôi ghi nhận:\n• Nội dung: {content}\n• Nơi xảy ra: {place}\n• Liên hệ: {contact}\n"
_IS_IT_RIGHT = "Anh/chị xác nhận gửi đi chứ?"
_YES_OR_NO = "Anh/chị trả lời “đúng” để gửi, “sai” để ghi lại, hoặc “thôi” để bỏ."
_DONE = (
    "Đã tiếp nhận phản ánh. Mã của anh/chị là {code}, giữ mã này để hỏi kết quả. Phản ánh được "
    "chuyển đến cơ quan phụ trách."
)
_STOPPED = "Tôi không gửi phản ánh này. Anh/chị cần gì cứ hỏi."
_UNKNOWN = "Không tìm thấy phản ánh {code}. Anh/chị xem lại mã giúp."
_ABOUT_ONE = re.compile(
    r"\b(?:toi dau|den dau|xong chua|giai quyet chua|xu ly chua|tra cuu|ket qua)\b"
)
# A message of these words alone only announces a petition ("tôi muốn gửi phản ánh").
_ANNOUNCING_WORDS = """
    a anh anh ban can chi cho con cua don duoc em giup gop gui hien khong kien lam lap minh mot
    muon nghi ghi nhan nha nhe o phan tao toi truong voi xin y day cai
"""
_ANNOUNCING = frozenset(_ANNOUNCING_WORDS.split())


class PetitionForm:
    """Asks for content, place and contact; what is given at once is not asked again."""

    def __init__(self, sessions: Sessions, vault: Vault, clock: Clock) -> None:
        self._sessions = sessions
        self._vault = vault
        self._clock = clock

    def begin(self, message: Message) -> Step:
        """What the first message says is the content; a petition's code asks for its state."""
        code = find_code(message.text, petitions.PREFIX)
        if code is not None:
            return self._state_of(code)
        line = fold(message.text)
        if _ABOUT_ONE.search(line) and "phan anh" in line:
            return _asked(FormState(form="petition", asks="code"), _ASK_CODE)
        if all(fold(syllable.text) in _ANNOUNCING for syllable in syllables(message.text)):
            return _asked(FormState(form="petition", asks="content"), _ASK_CONTENT)
        fields = {"content": message.text}
        return _asked(FormState(form="petition", asks="place", fields=fields), _ASK_PLACE)

    def go_on(self, message: Message, state: FormState) -> Step | None:
        """The next thing asked for; free words are taken as they are."""
        if state.asks == "code":
            code = find_code(message.text, petitions.PREFIX)
            return self._state_of(code) if code is not None else None
        if state.asks in {"content", "place"}:
            return self._free(message, state)
        if state.asks == "contact":
            return self._contact(message, state)
        if means_yes(message.text):
            return self._lodge(message, state)
        if means_no(message.text):
            return _asked(FormState(form="petition", asks="content"), _ASK_CONTENT)
        return None

    def again(self, state: FormState) -> str:
        """See `Form.again`."""
        asked = {
            "code": _ASK_CODE,
            "content": _ASK_CONTENT,
            "place": _ASK_PLACE,
            "contact": _ASK_CONTACT,
        }
        return asked.get(state.asks, _YES_OR_NO)

    def stop(self, state: FormState) -> Step:
        """See `Form.stop`."""
        return Step(Reply(text=_STOPPED, evidence=Smalltalk(intent="stop")))

    def _free(self, message: Message, state: FormState) -> Step | None:
        text = message.text.strip()
        if text.endswith("?"):
            return None
        if len(text) < _SHORTEST and state.asks == "content":
            return _asked(state, "Anh/chị kể rõ hơn một chút giúp tôi: " + _ASK_CONTENT.lower())
        if state.asks == "content":
            fields = {**state.fields, "content": text}
            return _asked(state.model_copy(update={"asks": "place", "fields": fields}), _ASK_PLACE)
        fields = {**state.fields, "place": text[:_LONGEST_PLACE]}
        after = state.model_copy(update={"asks": "contact", "fields": fields})
        return _asked(after, _ASK_CONTACT)

    def _contact(self, message: Message, state: FormState) -> Step | None:
        found = REFERENCE.search(message.text)
        if found is None and not means_no(message.text):
            return _asked(state, _BAD_CONTACT)
        fields = {**state.fields, "contact": found.group() if found else ""}
        after = state.model_copy(update={"asks": "confirm", "fields": fields})
        said = _ASK_CONFIRM.format(
            content=fields["content"],
            place=fields["place"],
            contact="đã ghi, được mã hóa" if found else "không để lại",
        )
        return _asked(after, said + _IS_IT_RIGHT)

    def _lodge(self, message: Message, state: FormState) -> Step:
        now, fields = self._clock(), state.fields
        with transaction(self._sessions) as session:
            reference = fields.get("contact")
            contact = (
                self._vault.resolve(session, message.conversation, reference, now)
                if reference
                else None
            )
            if reference and contact is None:
                return _asked(state.model_copy(update={"asks": "contact"}), _EXPIRED + _ASK_CONTACT)
            petition = petitions.lodge(
                session,
                place=fields["place"],
                content=fields["content"],
                contact=self._vault.seal(contact) if contact else None,
                channel=message.asker.channel,
                conversation=message.conversation,
                now=now,
            )
            evidence = PetitionState(code=petition.code, status=petition.status)
        return Step(Reply(text=_DONE.format(code=evidence.code), evidence=evidence))

    def _state_of(self, code: str) -> Step:
        with self._sessions() as session:
            petition = petitions.find(session, code)
        if petition is None:
            evidence = PetitionState(code=code, status="not_found")
            return Step(Reply(text=_UNKNOWN.format(code=code), evidence=evidence))
        text = f"Phản ánh {code}: {petitions.STATUSES[petition.status]}."
        if petition.answer:
            text += f"\nTrả lời: {petition.answer}"
        return Step(Reply(text=text, evidence=PetitionState(code=code, status=petition.status)))


_ASK_CODE = "Anh/chị cho tôi mã phản ánh, ví dụ PA-1234-5678."
_CHOICES: dict[Asks, tuple[Button, ...]] = {
    "contact": (Button(title="Không để lại", text="Không"),),
    "confirm": (
        Button(title="Đúng, gửi đi", text="Đúng"),
        Button(title="Sai, ghi lại", text="Sai"),
        Button(title="Thôi", text="Thôi"),
    ),
}


def _asked(state: FormState, text: str) -> Step:
    evidence = FormStep(form="petition", asks=state.asks)
    buttons = _CHOICES.get(state.asks, ())
    return Step(Reply(text=text, buttons=buttons, evidence=evidence), state)
