"""What is said when no figure and no procedure answers: courtesy, limits, emergencies."""

from __future__ import annotations

from answers.answer import Button, Reply
from answers.evidence import Fallback, Smalltalk

EXAMPLES = (
    Button(title="Hồ sơ trực tuyến của tỉnh", text="Tỷ lệ hồ sơ trực tuyến của tỉnh là bao nhiêu?"),
    Button(title="Thanh toán trực tuyến của tỉnh", text="Thanh toán trực tuyến của tỉnh đạt chưa?"),
)
"""Questions on figures that anyone may ask and that have an answer."""

SERVICE_EXAMPLES = (
    Button(title="Làm giấy khai sinh", text="Làm giấy khai sinh cho con cần giấy tờ gì?"),
    Button(title="Mất căn cước", text="Mất căn cước công dân thì làm lại ở đâu?"),
    Button(title="Tra hồ sơ đã nộp", text="Tra cứu tình trạng hồ sơ"),
)
"""Questions on public services that have an answer."""

_BOTH = (*SERVICE_EXAMPLES[:2], EXAMPLES[0])

_CAPABILITY = (
    "Tôi hướng dẫn thủ tục hành chính (giấy tờ, lệ phí, thời hạn, nơi nộp, nộp trực tuyến), tra hồ "
    "sơ đã nộp, nhận phản ánh hiện trường, chuyển anh/chị tới cán bộ; và trả lời số liệu chuyển "
    "đổi số trong các báo cáo, có ghi nguồn. Anh/chị gõ có dấu hay không dấu đều được."
)
_SMALLTALK = {
    "greet": "Chào anh/chị. " + _CAPABILITY,
    "goodbye": "Chào anh/chị.",
    "thank": "Không có gì ạ. Anh/chị cần gì nữa thì cứ hỏi.",
    "ask_identity": "Tôi là trợ lý ảo tự động, không phải người. Thủ tục tôi nêu có căn cứ pháp "
    "lý, con số tôi nêu lấy từ báo cáo có ghi nguồn; không có thì tôi nói là không có.",
    "ask_capability": _CAPABILITY,
    "stop": "Vâng. Anh/chị cần gì cứ hỏi.",
}
_EMERGENCY = (
    "Nếu đang khẩn cấp, anh/chị gọi ngay: 113 (công an), 114 (cứu hỏa, cứu nạn), 115 (cấp cứu). "
    "Trợ lý này không tiếp nhận tin báo khẩn cấp."
)
_OUT_OF_SCOPE = (
    "Câu này nằm ngoài việc của tôi. Tôi hướng dẫn thủ tục hành chính và trả lời số liệu trong các "
    "báo cáo chuyển đổi số, ví dụ như các câu dưới đây."
)


def smalltalk(intent: str) -> Reply:
    """The reply to a greeting, thanks or a question about the assistant itself."""
    buttons = () if intent in {"goodbye", "thank", "stop"} else _BOTH
    return Reply(text=_SMALLTALK[intent], buttons=buttons, evidence=Smalltalk(intent=intent))


def beyond(intent: str) -> Reply:
    """The reply to what the assistant does not do; an emergency names the numbers to call."""
    if intent == "emergency":
        return Reply(text=_EMERGENCY, evidence=Fallback(reason="not_covered"))
    return Reply(text=_OUT_OF_SCOPE, buttons=_BOTH, evidence=Fallback(reason="out_of_scope"))


def is_smalltalk(intent: str) -> bool:
    """Whether `smalltalk` answers the intent."""
    return intent in _SMALLTALK
