// The calls to the gateway.

import { BASE } from "./dom.js";

const PATIENCE_MS = 45_000;

/** A call that brought nothing: `reason` is offline | limited | busy | refused. */
export class NotAnswered extends Error {
  /**
   * @param {string} reason what the person is told, and whether another try can help
   * @param {string} detail the gateway's own words (Vietnamese), if it gave any
   * @param {number} wait seconds that the gateway asks to wait
   */
  constructor(reason, detail = "", wait = 0) {
    super(reason);
    Object.assign(this, { reason, detail, wait });
  }

  /** Whether the same message may go through later. */
  get passing() {
    return this.reason !== "refused";
  }
}

async function call(method, path, { token, body, signal } = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  signal?.addEventListener("abort", () => patience.abort());
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(new URL(`api/v1/${path}`, BASE), {
      method,
      headers,
      body: body && JSON.stringify(body),
      credentials: "omit",
      signal: patience.signal,
    });
    if (response.ok) return response.status === 204 ? null : await response.json();
  } catch {
    throw new NotAnswered(response ? "busy" : "offline");
  } finally {
    clearTimeout(timer);
  }
  const { status } = response;
  const { detail } = await response.json().catch(() => ({}));
  const reason = status === 429 ? "limited" : status >= 500 ? "busy" : "refused";
  const wait = Number(response.headers.get("Retry-After")) || 0;
  throw Object.assign(new NotAnswered(reason, detail, wait), { status });
}

/** The replies to a message; the same `messageId` may be sent again, it is answered once. */
export async function send({ conversation, messageId, text, token, signal }) {
  const body = { conversation_id: conversation, message_id: messageId, text, channel: "web" };
  return (await call("POST", "messages", { token, body, signal })).replies;
}

/** Says how good an answer was; false where the gateway takes no ratings. */
export function rate({ conversation, messageId, rating, token }) {
  const body = { conversation_id: conversation, message_id: messageId, rating };
  return known(call("POST", "feedback", { token, body }));
}

/** Erases a conversation; false where the gateway knows of none. */
export function erase({ conversation, token }) {
  return known(call("DELETE", `conversations/${conversation}`, { token }));
}

async function known(calling) {
  try {
    await calling;
    return true;
  } catch (error) {
    if ([404, 405, 501].includes(error.status)) return false;
    throw error;
  }
}

/** The stream of what arrives unasked, after the event that was heard last. */
export function events(conversation, last) {
  const url = new URL(`api/v1/conversations/${conversation}/events`, BASE);
  if (last) url.searchParams.set("last_event_id", last);
  return new EventSource(url);
}
