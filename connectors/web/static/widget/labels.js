// The words of the widget. The assistant itself speaks Vietnamese, whatever these say.

/** What the buttons of the widget send; the assistant reads Vietnamese. */
export const SENT = {
  officer: "Cho tôi gặp cán bộ",
  suggestions: [
    "Trợ lý có thể trả lời những gì?",
    "Đăng ký khai sinh cần giấy tờ gì?",
    "Tra cứu hồ sơ của tôi",
  ],
};

const VI = {
  title: "Trợ lý ảo",
  launch: "Hỏi trợ lý",
  unread: (count) => `${count} tin mới`,
  close: "Đóng",
  menu: "Tùy chọn",
  log: "Cuộc trò chuyện",
  welcome:
    "Xin chào! Tôi là trợ lý tự động. Anh/chị cứ hỏi bằng lời của mình, có dấu hay không dấu đều được.",
  privacy: "Xin đừng gửi số căn cước, số điện thoại hay thông tin riêng khi chưa được hỏi.",
  you: "Anh/chị hỏi: ",
  assistant: "Trợ lý trả lời: ",
  officer: "Cán bộ",
  input: "Câu hỏi của anh/chị",
  send: "Gửi",
  meetOfficer: "Gặp cán bộ",
  answering: "Trợ lý đang trả lời…",
  noNetwork: "Đang mất kết nối mạng",
  again: "Gửi lại",
  retrying: "Trợ lý sẽ tự gửi lại câu hỏi này.",
  problems: {
    offline: "Chưa kết nối được với trợ lý. Câu hỏi được giữ lại và sẽ tự gửi khi có mạng.",
    busy: "Trợ lý đang tạm gián đoạn.",
    limited: "Anh/chị gửi hơi nhanh.",
    refused: "Câu hỏi chưa được trả lời.",
    stale: "Câu hỏi này chưa được gửi.",
  },
  rating: "Đánh giá câu trả lời",
  up: "Hữu ích",
  down: "Chưa hữu ích",
  thanks: "Cảm ơn anh/chị đã đánh giá.",
  notRated: "Chưa ghi được đánh giá. Câu trả lời này có thể không còn được lưu.",
  file: (format) => `Tải tệp ${format === "xlsx" ? "Excel" : "Word"} (.${format})`,
  newStory: "Câu chuyện mới",
  erase: "Xóa dữ liệu của tôi",
  eraseWhat:
    "Cuộc trò chuyện này sẽ bị xóa khỏi máy chủ và khỏi trình duyệt này, không lấy lại được. " +
    "Hồ sơ, phản ánh đã gửi cho cơ quan vẫn được cơ quan xử lý.",
  eraseYes: "Xóa",
  eraseNo: "Giữ lại",
  erased: "Đã xóa cuộc trò chuyện.",
  notErased: "Chưa xóa được, anh/chị vui lòng thử lại sau ít phút.",
  evidence: "Căn cứ",
  facts: { note: "Lưu ý", period: "Kỳ báo cáo", published: "Công bố ngày", source: "Nguồn" },
  simulated: "Số mô phỏng, không phải số báo cáo",
};

const EN = {
  title: "Assistant",
  launch: "Ask the assistant",
  unread: (count) => `${count} new`,
  close: "Close",
  menu: "Options",
  log: "Conversation",
  welcome: "Hello! I am an automatic assistant. I understand and answer Vietnamese: please write in it.",
  privacy: "Please do not send identity or phone numbers or private details unless asked for.",
  you: "You: ",
  assistant: "Assistant: ",
  officer: "Officer",
  input: "Your question, in Vietnamese",
  send: "Send",
  meetOfficer: "Talk to an officer",
  answering: "The assistant is answering…",
  noNetwork: "No network connection",
  again: "Send again",
  retrying: "It will be sent again by itself.",
  problems: {
    offline: "The assistant cannot be reached. Your question is kept and sent once it can.",
    busy: "The assistant is interrupted for the moment.",
    limited: "You are sending too fast.",
    refused: "The question was not answered.",
    stale: "This question was not sent.",
  },
  rating: "Rate the answer",
  up: "Useful",
  down: "Not useful",
  thanks: "Thank you for the rating.",
  notRated: "The rating was not kept. The answer may be gone.",
  file: (format) => `Download the ${format === "xlsx" ? "Excel" : "Word"} file (.${format})`,
  newStory: "New conversation",
  erase: "Delete my data",
  eraseWhat:
    "This conversation will be deleted from the server and from this browser for good. " +
    "Files and petitions already lodged stay with the authority.",
  eraseYes: "Delete",
  eraseNo: "Keep",
  erased: "The conversation was deleted.",
  notErased: "Not deleted yet. Please try again in a few minutes.",
  status: { claimed: "An officer has joined. Just write here.", closed: "The officer has left." },
  evidence: "Basis",
  facts: { note: "Note", period: "Period", published: "Published on", source: "Source" },
  simulated: "Simulated, not a reported figure",
};

/** The words for the first of the languages that we have; Vietnamese when there is none. */
export function labelsFor(...languages) {
  for (const language of languages) {
    if (/^vi\b/i.test(language)) return { language: "vi", vietnamese: true, ...VI };
    if (/^en\b/i.test(language)) return { language: "en", vietnamese: false, ...EN };
  }
  return { language: "vi", vietnamese: true, ...VI };
}
