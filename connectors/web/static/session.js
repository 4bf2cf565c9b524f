// What the page remembers: in this browser tab alone, gone when the tab is closed.

const CONVERSATION = "troly.conversation";
const TURNS = "troly.turns";
const TOKEN = "troly.token";
const KEPT_TURNS = 50;

/** A fresh id of 192 random bits, base64url. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

/** The conversation's id: a secret that opens it, made here on first use. */
export function conversationId() {
  let id = sessionStorage.getItem(CONVERSATION);
  if (!id) {
    id = randomId();
    sessionStorage.setItem(CONVERSATION, id);
  }
  return id;
}

/** The access token, or an empty string. */
export function token() {
  return sessionStorage.getItem(TOKEN) ?? "";
}

/** Keeps (or with an empty string forgets) the access token. */
export function setToken(value) {
  if (value) sessionStorage.setItem(TOKEN, value);
  else sessionStorage.removeItem(TOKEN);
}

/** The turns of the conversation, oldest first. */
export function loadTurns() {
  try {
    return JSON.parse(sessionStorage.getItem(TURNS) ?? "[]");
  } catch {
    return [];
  }
}

/** Keeps the turns for a reload of the page. */
export function saveTurns(turns) {
  sessionStorage.setItem(TURNS, JSON.stringify(turns.slice(-KEPT_TURNS)));
}

/** Forgets the conversation; the next message begins another. */
export function forgetConversation() {
  sessionStorage.removeItem(CONVERSATION);
  sessionStorage.removeItem(TURNS);
}
