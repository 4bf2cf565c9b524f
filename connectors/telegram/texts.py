"""What the bot says by itself; answers to questions come from the assistant."""

from __future__ import annotations

from connectors.accounts.links import Redemption

GREETING = (
    "Chào anh/chị. Tôi là trợ lý ảo tự động, trả lời số liệu chuyển đổi số trong các báo cáo: "
    "giá trị, chỉ tiêu giao, đạt hay chưa, nguồn. Anh/chị cứ nhắn câu hỏi, gõ có dấu hay không "
    "dấu đều được."
)
HELP = (
    "Anh/chị nhắn câu hỏi như nói với một cán bộ, ví dụ: “Tỷ lệ hồ sơ trực tuyến của tỉnh?”, rồi "
    "hỏi tiếp: “còn thanh toán trực tuyến?”, “nguồn?”.\n"
    "\n"
    "/banggio – nhận bản tin mỗi sáng, hoặc xem lịch đang đặt\n"
    "/huy – thôi nhận bản tin\n"
    "/toi – xem tài khoản đang dùng\n"
    "/thoat – bỏ liên kết tài khoản\n"
    "/help – xem lại hướng dẫn này"
)
COMMANDS = {
    "banggio": "Nhận bản tin mỗi sáng",
    "huy": "Thôi nhận bản tin",
    "toi": "Tài khoản đang dùng",
    "thoat": "Bỏ liên kết tài khoản",
    "help": "Hướng dẫn",
}
GROUP_COMMANDS = {"help": "Hướng dẫn"}

LINKED = (
    "Đã liên kết với tài khoản {name} ({role}, {scope}). Từ giờ câu hỏi trong cuộc trò chuyện này "
    "được trả lời theo quyền của tài khoản đó. Xin xóa tin nhắn có mã ở trên."
)
REFUSED = {
    Redemption.USED: "Mã này đã được dùng rồi; mỗi mã chỉ dùng được một lần. "
    "Anh/chị xin người quản trị cấp mã mới.",
    Redemption.EXPIRED: "Mã này đã hết hạn. Anh/chị xin người quản trị cấp mã mới rồi bấm trong "
    "vòng {minutes} phút.",
    Redemption.UNKNOWN: "Mã này không đúng. Anh/chị mở lại đúng đường dẫn đã được cấp, hoặc xin "
    "người quản trị mã mới.",
}
TOO_MANY_CODES = "Anh/chị đã thử quá nhiều mã. Vui lòng đợi khoảng {minutes} phút rồi thử lại."
LINK_IN_GROUP = (
    "Chỉ liên kết được trong trò chuyện riêng. Mã vừa gửi ở đây người khác đã thấy: anh/chị nhắn "
    "riêng cho tôi ngay, hoặc xin mã mới."
)
PRIVATE_ONLY = "Việc này chỉ làm được trong trò chuyện riêng: anh/chị nhắn riêng cho tôi."
NOT_LINKED = (
    "Cuộc trò chuyện này chưa liên kết tài khoản nào: tôi trả lời như với người dân. Cán bộ được "
    "cấp tài khoản thì mở đường dẫn có mã do người quản trị gửi."
)
WHO = "Tài khoản số {number}: {name}.\nVai trò: {role}.\nPhạm vi: {scope}."
UNLINKED = (
    "Đã bỏ liên kết. Từ giờ tôi trả lời ở đây như với người dân. Muốn liên kết lại, anh/chị xin "
    "người quản trị mã mới."
)
SUBSCRIBED = "Đã đặt: tôi gửi bản tin {schedule}. Thôi nhận thì nhắn /huy."
STILL_SUBSCRIBED = (
    "Anh/chị đang nhận bản tin {schedule}. Muốn đổi thì nhắn, ví dụ: “gửi bản tin 7 giờ 30 thứ hai "
    "và thứ năm”. Thôi nhận thì nhắn /huy."
)
UNSUBSCRIBED = "Đã thôi gửi bản tin. Muốn nhận lại thì nhắn /banggio."
NOT_SUBSCRIBED = "Anh/chị hiện không đặt nhận bản tin. Muốn nhận mỗi sáng thì nhắn /banggio."
NO_BRIEF = (
    "Bản tin chỉ gửi cho tài khoản đã được cấp. Cuộc trò chuyện này chưa liên kết tài khoản nào."
)
UNKNOWN_COMMAND = "Tôi không có lệnh này. Anh/chị nhắn /help để xem hướng dẫn."
WORDS_ONLY = (
    "Tôi chỉ đọc được tin nhắn chữ, chưa xem được ảnh, nghe giọng nói hay mở tệp. Anh/chị gõ câu "
    "hỏi giúp tôi, ví dụ: “Tỷ lệ hồ sơ trực tuyến của tỉnh?”."
)
TOO_LONG = "Tin nhắn dài quá {limit} ký tự. Anh/chị hỏi ngắn gọn hơn giúp tôi."
STALE_BUTTON = "Nút này đã cũ. Anh/chị gõ câu hỏi giúp tôi."
ASK_AGAIN = "Hỏi lại"
INCIDENT = "Có lỗi ngoài dự kiến, tôi chưa trả lời được. Mã sự cố: {incident}. Xin thử lại sau."

ROLES = {"leader": "lãnh đạo", "staff": "cán bộ", "admin": "quản trị"}

OFFICER_HELP = (
    "\n\nTrực tiếp dân: khi có người cần gặp cán bộ, tôi báo ở đây.\n"
    "/cho – ai đang chờ, anh/chị đang giữ cuộc nào\n"
    "/nhan MÃ – nhận một yêu cầu\n"
    "/xong – kết thúc cuộc trò chuyện (/xong MÃ: đóng yêu cầu gọi lại)"
)
OFFICER_COMMANDS = {
    "cho": "Ai đang chờ cán bộ",
    "xong": "Kết thúc cuộc trò chuyện với người dân",
}
OFFICERS_ONLY = "Lệnh này dành cho cán bộ trực của thành phố, trong cuộc trò chuyện đã liên kết."
WHICH_TICKET = "Anh/chị ghi mã yêu cầu, ví dụ /nhan CB-1234-5678. Xem ai đang chờ: /cho."
WAITING = "Người dân cần gặp cán bộ: {code}, {where}, chờ {waited}.\n\n{about}"
WAITING_CALL = "Người dân nhờ gọi lại: {code}, {where}, chờ {waited}.\n\n{about}"
TAKE = "Nhận"
TAKEN = "{code}: {name} đã nhận."
TAKEN_HERE = "{code}: anh/chị đã nhận."
NOT_NEEDED = "{code}: đã đóng, không cần nhận nữa."
CLAIMED = (
    "Anh/chị đã nhận {code}. Từ giờ mọi tin nhắn anh/chị gõ ở đây được gửi cho người dân, kể cả "
    "câu hỏi số liệu; muốn hỏi tôi thì kết thúc trước: /xong."
)
CLAIMED_CALL = "Anh/chị đã nhận {code}. Gọi xong thì nhắn /xong {code}."
CALL = "{code}, số gọi lại: {contact}"
NO_CONTACT = "{code}: không đọc được số gọi lại. Anh/chị báo người quản trị."
FINISHED = "Đã kết thúc {code}. Trợ lý tiếp tục trả lời người dân."
FINISHED_CALL = "Đã đóng yêu cầu gọi lại {code}."
CITIZEN = "Người dân: {text}"
OFFICER = "Cán bộ: {text}"
NOBODY_WAITS = "Hiện không ai chờ cán bộ."
LIST_WAITING = "Đang chờ ({count}), lâu nhất trước:"
LIST_LINE = "• {code}: {kind}, {where}, chờ {waited}"
LIST_HELD = "Anh/chị đang giữ: {codes}."
ONLY_WORDS_CARRIED = "Tôi chỉ chuyển được tin nhắn chữ cho người dân."
WHERE = {"web": "trên web", "telegram": "qua Telegram", "phone": "qua điện thoại"}
