"""What is kept of people and how long; erasing a conversation once that is confirmed.

The gateway erases when it sees this form's `deleted`, before the answer goes out: it knows all that
is kept, and where erasing fails nobody is told that it was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.forms.base import Step
from actions.message import Message
from actions.state import FormState
from answers.answer import Button, Reply
from answers.evidence import PrivacyAction, Smalltalk
from core.settings import Settings
from vietnamese.assent import means_yes
from vietnamese.normalise import fold

_ERASING = re.compile(r"\b(?:xoa|huy|go bo|rut lai)\b")
_EXPLAINED = (
    "• Số điện thoại, căn cước, thư điện tử, mã số thuế, số tài khoản trong tin nhắn được tách ra, "
    "mã hóa và xóa sau {personal} giờ; nơi khác chỉ còn ký hiệu như [phone:1].\n"
    "• Câu trả lời được giữ {turns} giờ. Lời đã nhắn (đã che các thông tin trên) được giữ đến khi "
    "anh/chị yêu cầu xóa; câu chưa trả lời được thì giữ lại, không gắn với ai.\n"
    "• Lời nhắn với cán bộ được xóa {tickets} ngày sau khi kết thúc. Phản ánh được giữ để giải "
    "quyết, cách liên hệ trong đó được mã hóa.\n"
    "• Người xem được: cán bộ nhận cuộc trò chuyện, yêu cầu gọi lại hoặc phản ánh của anh/chị, và "
    "người quản trị hệ thống. Nhắn qua Telegram hay gọi điện thì lời nhắn còn đi qua các dịch vụ "
    "đó.\n"
    "Muốn xóa, anh/chị nhắn “xóa dữ liệu của tôi”."
)
_ASK_CONFIRM = (
    "Tôi sẽ xóa cuộc trò chuyện này: lời đã nhắn, thông tin cá nhân, lời nhắn với cán bộ, đánh giá "
    "và cách liên hệ trong phản ánh. Yêu cầu gặp cán bộ đang chờ sẽ bị hủy; phản ánh đã gửi vẫn "
    "được giải quyết. Xóa rồi không lấy lại được. Anh/chị xác nhận xóa chứ?"
)
_YES_OR_NO = "Anh/chị trả lời “đúng” để xóa dữ liệu, hoặc “thôi” để giữ lại."
_DONE = "Đã xóa dữ liệu của cuộc trò chuyện này."
_STOPPED = "Tôi không xóa gì. Anh/chị cần gì cứ hỏi."
_CONFIRM = (Button(title="Đúng, xóa đi", text="Đúng"), Button(title="Thôi", text="Thôi"))
_ERASE = Button(title="Xóa dữ liệu của tôi", text="Xóa dữ liệu của tôi")


@dataclass(frozen=True)
class Retention:
    """How long things are kept: hours of answers and personal data, days of talks."""

    turns_h: float
    personal_h: float
    tickets_days: float

    @classmethod
    def of(cls, settings: Settings) -> Retention:
        """As the settings say."""
        return cls(
            settings.turn_retention_h, settings.personal_retention_h, settings.ticket_retention_days
        )


class PrivacyForm:
    """Explains, or asks for confirmation and has the conversation erased."""

    def __init__(self, retention: Retention) -> None:
        self._explained = _EXPLAINED.format(
            turns=_number(retention.turns_h),
            personal=_number(retention.personal_h),
            tickets=_number(retention.tickets_days),
        )

    def begin(self, message: Message) -> Step:
        """Erasing is asked to be confirmed; all else is explained."""
        if _ERASING.search(fold(message.text)) is None:
            return Step(_said(self._explained, "explained", _ERASE))
        asked = FormState(form="privacy", asks="confirm")
        return Step(_said(_ASK_CONFIRM, "explained", *_CONFIRM), asked)

    def go_on(self, message: Message, state: FormState) -> Step | None:
        """Erases on a clear yes."""
        if means_yes(message.text) or fold(message.text).startswith("xoa"):
            return Step(_said(_DONE, "deleted"))
        return None

    def again(self, state: FormState) -> str:
        """See `Form.again`."""
        return _YES_OR_NO

    def stop(self, state: FormState) -> Step:
        """See `Form.stop`."""
        return Step(Reply(text=_STOPPED, evidence=Smalltalk(intent="stop")))


def _said(text: str, action: str, *buttons: Button) -> Reply:
    evidence = PrivacyAction(action="deleted" if action == "deleted" else "explained")
    return Reply(text=text, buttons=buttons, evidence=evidence)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
