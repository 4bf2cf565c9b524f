// The one call to the gateway.

const PATIENCE_MS = 45_000;

/** A message that got no answer: `message` may be shown, `again` says whether a retry can help. */
export class NotAnswered extends Error {
  constructor(message, again) {
    super(message);
    this.again = again;
  }
}

/**
 * Sends a message and gives its replies. The same `messageId` may be sent again at any time: the
 * gateway answers it once.
 */
export async function send({ conversationId, messageId, text, token }) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  let body;
  try {
    response = await fetch("/api/v1/messages", {
      method: "POST",
      headers,
      body: JSON.stringify({
        conversation_id: conversationId,
        message_id: messageId,
        text,
        channel: "web",
      }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    body = await response.json();
  } catch {
    throw new NotAnswered(unreachable(response), true);
  }
  if (response.ok) return body.replies;
  const again = response.status === 429 || response.status >= 500;
  throw new NotAnswered(body.detail ?? "Câu hỏi chưa được trả lời.", again);
}

function unreachable(response) {
  if (response) return "Máy chủ trả lời không đúng cách. Anh/chị vui lòng gửi lại.";
  if (!navigator.onLine) return "Máy của anh/chị đang mất kết nối mạng. Câu hỏi chưa được gửi.";
  return "Chưa kết nối được với trợ lý. Câu hỏi chưa được trả lời.";
}
