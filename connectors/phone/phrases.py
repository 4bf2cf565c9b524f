"""What the callbot says of its own accord."""

from __future__ import annotations

INVITATION = "Anh chị cần hỏi việc gì? Nhấn không để gặp cán bộ."
ANYTHING_ELSE = "Anh chị cần hỏi gì nữa không?"
MORE = "Để nghe tiếp, nhấn chín hoặc nói nghe tiếp."
ONLY_TO_SEE = "Câu trả lời này chỉ xem được trên màn hình, anh chị hỏi qua trang mạng giúp tôi."
NO_MORE = "Tôi đã nói hết câu trả lời."
KEY_THE_CODE = "Anh chị đọc từng số, hoặc bấm các chữ số rồi bấm phím thăng."
KEY_THE_NUMBER = "Anh chị đọc từng số, hoặc bấm số điện thoại rồi bấm phím thăng."

NOT_HEARD = "Xin lỗi, tôi chưa nghe thấy anh chị nói gì."
NOT_UNDERSTOOD = "Xin lỗi, tôi chưa hiểu ý anh chị."
SAY_IT_SHORT = "Anh chị nói ngắn tên giấy tờ hoặc việc cần làm, ví dụ đăng ký khai sinh cần gì."
SAY_AGAIN = "Mời anh chị nói lại."
WRONG_KEY = "Phím này không có trong các lựa chọn."

READ_BACK = "Tôi nghe là: {heard}."
RIGHT_OR_WRONG = "Nhấn một hoặc nói đúng nếu đúng, nhấn hai hoặc nói sai nếu sai."

ONE_MOMENT = "Anh chị chờ một chút ạ."
STILL_LOOKING = "Tôi vẫn đang tra cứu, anh chị chờ thêm giây lát."
UNAVAILABLE = "Xin lỗi anh chị, lúc này tôi chưa tra cứu được."

TRANSFERRING = "Tôi nối máy đến cán bộ, anh chị chờ một chút."
NOBODY_THERE = "Xin lỗi anh chị, cán bộ chưa nghe máy được."
OFFICE_CLOSED = "Bây giờ cán bộ không trực máy."
OFFER_CALLBACK = "Cán bộ có thể gọi lại số anh chị đang gọi, đuôi là {ending}."
OFFER_NUMBER = "Số cần gọi lại là {number}."
ACCEPT_CALLBACK = "Nhấn một nếu đồng ý, nhấn hai để cho số khác, nhấn ba nếu không cần."
ASK_NUMBER = "Anh chị cho số điện thoại để cán bộ gọi lại."
BAD_NUMBER = "Số điện thoại chưa đúng, cần đủ mười chữ số."
CALLBACK_NOTED = "Đã ghi yêu cầu gọi lại, mã {code}. Cán bộ sẽ gọi {when}."
CALLBACK_DECLINED = "Vâng, tôi không ghi yêu cầu gọi lại."

GOODBYE = "Cảm ơn anh chị đã gọi. Chào anh chị."
GIVING_UP = "Xin lỗi, tôi chưa giúp được anh chị qua điện thoại."
ASK_IN_PERSON = "Anh chị gọi lại sau, hoặc đến bộ phận một cửa để được hướng dẫn. Chào anh chị."
