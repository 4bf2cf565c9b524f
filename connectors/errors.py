"""Everything that can go wrong at the door, each with words that may be shown to the person.

One class per outcome, so that every channel (HTTP, Telegram, phone) says the same.
"""

from __future__ import annotations

from typing import ClassVar


class GatewayError(Exception):
    """A refusal or failure that the person is told of.

    Attributes:
        status: The HTTP status it becomes.
        detail: Vietnamese text for the person.
        retry_after: Seconds after which another try makes sense, or None.
        challenge: Value of `WWW-Authenticate`, or None.
    """

    status: ClassVar[int]
    detail: ClassVar[str]
    retry_after: int | None = None
    challenge: ClassVar[str | None] = None

    def __init__(self, *, retry_after: int | None = None) -> None:
        self.retry_after = retry_after or self.retry_after
        super().__init__(self.detail)


class InvalidToken(GatewayError):
    """The bearer token is malformed, unknown or revoked."""

    status = 401
    detail = (
        "Mã truy cập không đúng hoặc đã bị thu hồi. "
        "Anh/chị vui lòng kiểm tra lại, hoặc bỏ mã để hỏi như người dân."
    )
    challenge = "Bearer"


class InvalidApiKey(GatewayError):
    """The key of a sending system is missing, unknown or revoked."""

    status = 401
    detail = "Khóa API còn thiếu, không đúng hoặc đã bị thu hồi."
    challenge = "ApiKey"


class WrongSecret(GatewayError):
    """The caller of a webhook does not prove who it is."""

    status = 403
    detail = "Lời gọi này không mang đúng mã bí mật của kênh."


class MessageConflict(GatewayError):
    """A message id came again with another text."""

    status = 409
    detail = "Mã tin nhắn này đã được dùng cho một nội dung khác. Anh/chị vui lòng gửi lại."


class NothingToRate(GatewayError):
    """A rating of a message that has no answer, or none that is still kept."""

    status = 404
    detail = "Không có câu trả lời này để đánh giá, hoặc đã quá hạn lưu."


class FileGone(GatewayError):
    """A file that never was, or is no longer kept."""

    status = 404
    detail = "Tệp này không có hoặc đã hết hạn. Anh/chị hỏi lại trợ lý để nhận tệp mới."


class RateLimited(GatewayError):
    """Too many messages in too short a time."""

    status = 429
    detail = "Anh/chị gửi hơi nhanh. Vui lòng đợi một lát rồi gửi lại."


class EngineUnavailable(GatewayError):
    """The engine is down, too slow, or gave no usable answer.

    Attributes:
        reason: A short word for logs and metrics.
    """

    status = 503
    detail = "Trợ lý đang tạm gián đoạn. Anh/chị vui lòng thử lại sau ít phút."
    retry_after = 5

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


class ConversationBusy(GatewayError):
    """Earlier messages of the conversation took too long."""

    status = 503
    detail = "Trợ lý đang xử lý các tin nhắn trước của anh/chị. Vui lòng gửi lại sau giây lát."
    retry_after = 3
