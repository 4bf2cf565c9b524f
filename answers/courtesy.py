"""What is said when no figure and no procedure answers: courtesy, limits, emergencies."""

from __future__ import annotations

from answers.answer import Button, Reply
from answers.evidence import Fallback, Smalltalk

EXAMPLES = (
    Button(title="Hồ sơ trực tuyến của tỉnh", text="Tỷ lệ hồ sơ trực tuyến của tỉnh là bao nhiêu?"),
    Button(title="Thanh toán trực tuyến của tỉnh", text="Thanh toán trực tuyến của tỉnh đạt chưa?"),
)
"""Questions that anyone may ask and that have an answer."""

_CAPABILITY = (
    "Tôi trả lời số liệu chuyển đổi số trong các báo cáo: giá trị, chỉ tiêu giao, đạt hay chưa, "
    "nghĩa và cách tính, nguồn. Anh/chị nêu chỉ tiêu, đơn vị và thời gian, gõ có dấu hay không "
    "dấu đều được."
)
_SMALLTALK = {
    "greet": "Chào anh/chị. " + _CAPABILITY,
    "goodbye": "Chào anh/chị.",
    "thank": "Không có gì ạ. Anh/chị cần số liệu nào nữa thì cứ hỏi.",
    "ask_identity": "Tôi là trợ lý ảo tự động, không phải người. Mọi con số tôi nêu đều lấy từ "
    "báo cáo có ghi nguồn; không có thì tôi nói là không có.",
    "ask_capability": _CAPABILITY,
}
_EMERGENCY = (
    "Nếu đang khẩn cấp, anh/chị gọi ngay: 113 (công an), 114 (cứu hỏa, cứu nạn), 115 (cấp cứu). "
    "Trợ lý này không tiếp nhận tin báo khẩn cấp."
)
_PUBLIC_SERVICE = (
    "Hiện tôi chưa trả lời được về thủ tục và dịch vụ công. Anh/chị hỏi bộ phận một cửa nơi cư "
    "trú, hoặc tra cứu tại Cổng Dịch vụ công quốc gia dichvucong.gov.vn."
)
_OFFICER = (
    "Hiện tôi chưa chuyển được cuộc trò chuyện cho cán bộ. Anh/chị liên hệ bộ phận một cửa nơi "
    "cư trú."
)
_OUT_OF_SCOPE = (
    "Câu này nằm ngoài việc của tôi. Tôi trả lời số liệu chuyển đổi số trong các báo cáo: anh/chị "
    "nêu chỉ tiêu, đơn vị và thời gian."
)


def smalltalk(intent: str) -> Reply:
    """The reply to a greeting, thanks or a question about the assistant itself."""
    buttons = () if intent in {"goodbye", "thank"} else EXAMPLES
    return Reply(text=_SMALLTALK[intent], buttons=buttons, evidence=Smalltalk(intent=intent))


def beyond(intent: str) -> Reply:
    """The reply to what the assistant does not do; an emergency names the numbers to call."""
    if intent == "emergency":
        return Reply(text=_EMERGENCY, evidence=Fallback(reason="not_covered"))
    if intent in {"public_service", "request_officer"}:
        text = _PUBLIC_SERVICE if intent == "public_service" else _OFFICER
        return Reply(text=text, buttons=EXAMPLES, evidence=Fallback(reason="not_covered"))
    return Reply(text=_OUT_OF_SCOPE, buttons=EXAMPLES, evidence=Fallback(reason="out_of_scope"))


def is_smalltalk(intent: str) -> bool:
    """Whether `smalltalk` answers the intent."""
    return intent in _SMALLTALK
