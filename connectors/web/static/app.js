// The page: asking, showing answers, trying again.

import { NotAnswered, send } from "./api.js";
import { button, element } from "./dom.js";
import { evidenceOf } from "./evidence.js";
import * as session from "./session.js";

const log = document.getElementById("log");
const status = document.getElementById("status");
const welcome = document.getElementById("welcome");
const ask = document.getElementById("ask");
const text = document.getElementById("text");
const access = document.getElementById("access");
const token = document.getElementById("token");

// A turn: {id, text, replies} once answered, {id, text, problem, again} once failed, {id, text}
// while it is under way.
let turns = session.loadTurns();
let queue = Promise.resolve();
let underWay = 0;

function put(message) {
  const question = message.trim();
  if (!question) return;
  const turn = { id: session.randomId(), text: question };
  turns.push(turn);
  deliver(turn, show(turn));
}

/** Sends a turn once those before it are through. */
function deliver(turn, view) {
  delete turn.problem;
  render(turn, view);
  session.saveTurns(turns);
  const conversation = session.conversationId();
  waiting(+1);
  queue = queue.then(async () => {
    try {
      turn.replies = await send({
        conversationId: conversation,
        messageId: turn.id,
        text: turn.text,
        token: session.token(),
      });
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      turn.problem = error.message;
      turn.again = error.again;
    } finally {
      waiting(-1);
    }
    if (!turns.includes(turn)) return; // A new conversation was begun meanwhile.
    session.saveTurns(turns);
    render(turn, view);
    view.scrollIntoView({ block: "start" });
  });
}

function waiting(change) {
  underWay += change;
  status.textContent = underWay > 0 ? "Trợ lý đang trả lời…" : "";
}

function show(turn) {
  welcome.hidden = true;
  const question = element("p", { className: "question" });
  question.append(
    element("span", { text: "Anh/chị hỏi: ", className: "spoken" }),
    element("span", { text: turn.text }),
  );
  const view = element("article", { className: "turn" });
  view.append(question, element("div"));
  log.append(view);
  render(turn, view);
  view.scrollIntoView({ block: "end" });
  return view;
}

/** Shows how the turn stands; the question stays as it is, so that it is read out once. */
function render(turn, view) {
  const parts = (turn.replies ?? []).map(replyView);
  if (turn.problem) parts.push(problemView(turn, view));
  view.lastElementChild.replaceChildren(...parts);
}

function replyView(reply) {
  const figure = reply.evidence?.kind === "indicator_value";
  const view = element("div", { className: figure ? "reply figure" : "reply" });
  view.append(
    element("span", { text: "Trợ lý trả lời: ", className: "spoken" }),
    element("p", { text: reply.text, className: "text" }),
  );
  if (reply.image && isOwn(reply.image.url)) {
    view.append(element("img", { src: reply.image.url, alt: reply.image.alt }));
  }
  const evidence = evidenceOf(reply.evidence);
  if (evidence) view.append(evidence);
  if (reply.buttons?.length) view.append(buttonsView(reply.buttons));
  return view;
}

function buttonsView(buttons) {
  const list = element("ul", { className: "buttons" });
  for (const { title, text: message } of buttons) {
    const item = element("li");
    item.append(button(title, () => put(message)));
    list.append(item);
  }
  return list;
}

function problemView(turn, view) {
  const box = element("div", { className: "problem" });
  box.append(element("p", { text: turn.problem }));
  if (turn.again) {
    box.append(
      button("Gửi lại", () => {
        deliver(turn, view);
        text.focus();
      }),
    );
  }
  return box;
}

/** Pictures come from this very server or stand in the answer itself. */
function isOwn(url) {
  return url.startsWith("data:image/") || new URL(url, location.href).origin === location.origin;
}

function restart() {
  session.forgetConversation();
  turns = [];
  log.replaceChildren();
  welcome.hidden = false;
  text.focus();
}

function showAccess() {
  document.getElementById("access-state").textContent = session.token() ? "– đang dùng" : "";
}

function useToken(value) {
  session.setToken(value);
  token.value = "";
  showAccess();
  access.closest("details").open = false;
  restart();
}

ask.addEventListener("submit", (event) => {
  event.preventDefault();
  put(text.value);
  text.value = "";
  text.focus();
});

text.addEventListener("keydown", (event) => {
  // While a Vietnamese word is being composed, Enter ends the word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask.requestSubmit();
});

access.addEventListener("submit", (event) => {
  event.preventDefault();
  if (token.value.trim()) useToken(token.value.trim());
});

document.getElementById("forget").addEventListener("click", () => useToken(""));
document.getElementById("restart").addEventListener("click", restart);
for (const example of document.querySelectorAll("#examples button")) {
  example.addEventListener("click", () => put(example.textContent));
}

showAccess();
for (const turn of turns) {
  const view = show(turn);
  // Left unanswered by a reload: the same message id, so nothing is answered twice.
  if (!turn.replies && !turn.problem) deliver(turn, view);
}
