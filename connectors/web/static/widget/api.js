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
  throw new NotAnswered(reason, detail, wait);
}

/** The replies to a message; the same `messageId` may be sent again, it is answered once. */
export async function send({ conversation, messageId, text, token, signal }) {
  const body = { conversation_id: conversation, message_id: messageId, text, channel: "web" };
  return (await call("POST", "messages", { token, body, signal })).replies;
}

/** Says how good an answer was; the last word counts. */
export function rate({ conversation, messageId, rating, token }) {
  const body = { conversation_id: conversation, message_id: messageId, rating };
  return call("POST", "feedback", { token, body });
}

/** Erases a conversation; may be repeated. */
export function erase({ conversation, token }) {
  return call("DELETE", `conversations/${conversation}`, { token });
}

/**
 * What arrives unasked after the event that was heard last, until the gateway ends the stream.
 * Read by `fetch`: an `EventSource` could not bring an access code.
 */
export async function* events({ conversation, token, last, signal }) {
  const url = new URL(`api/v1/conversations/${conversation}/events`, BASE);
  if (last) url.searchParams.set("last_event_id", last);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(url, { headers, signal, credentials: "omit", cache: "no-store" });
  if (!response.ok) throw new NotAnswered(response.status < 500 ? "refused" : "busy");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let rest = "", part; !(part = await reader.read()).done; ) {
      const events = (rest + part.value).split("\n\n");
      rest = events.pop();
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event);
        if (data) yield JSON.parse(data[1]);
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
