// How the entries of a conversation look.

import { allowed, button, element, link, linked } from "./dom.js";
import { evidenceOf } from "./evidence.js";

// No answers: a question back in a form, a wish for an officer, something done.
const UNRATED = new Set(["form", "handoff", "privacy"]);

/**
 * Keeps a log in step with a conversation's entries: each is shown once and changed in place, so
 * that it is read out once.
 */
export class Entries {
  #log;
  #labels;
  #actions;
  #views = new Map();

  /**
   * @param {HTMLElement} log where the entries go
   * @param {object} labels the words
   * @param {{say, sayAgain, rate}} actions what the buttons do
   */
  constructor(log, labels, actions) {
    this.#log = log;
    this.#labels = labels;
    this.#actions = actions;
  }

  /** Shows these entries; gives the one that changed last, or null. */
  show(entries) {
    const present = new Set(entries.map(({ id }) => id));
    for (const [id, { node }] of this.#views) {
      if (!present.has(id)) {
        node.remove();
        this.#views.delete(id);
      }
    }
    let changed = null;
    for (const entry of entries) {
      const state = JSON.stringify(entry);
      let view = this.#views.get(entry.id);
      if (view?.state === state) continue;
      if (!view) {
        view = { node: entry.from ? this.#message(entry) : this.#question(entry) };
        this.#views.set(entry.id, view);
        this.#log.append(view.node);
      }
      if (!entry.from) this.#complete(view, entry);
      view.state = state;
      changed = view.node;
    }
    return changed;
  }

  #question({ text }) {
    const question = element(
      "p",
      { className: "question" },
      element("span", { text: this.#labels.you, className: "spoken" }),
      text,
    );
    return element("div", { className: "turn" }, question, element("div"));
  }

  #message({ text, from, status }) {
    if (status) {
      const words = this.#labels.status?.[status] ?? text;
      return element("p", { text: words, className: "turn note state" });
    }
    const who = from === "officer" ? `${this.#labels.officer}: ` : this.#labels.assistant;
    const said = element("p", { className: "text" }, ...linked(text));
    said.prepend(element("b", { text: who, className: from === "officer" ? "" : "spoken" }));
    const reply = element("div", { className: `reply ${from}`, lang: "vi" }, said);
    return element("div", { className: "turn" }, reply);
  }

  /** Shows how the question stands; its text stays as it is. */
  #complete(view, { id, replies, problem, rating }) {
    const answers = view.node.lastChild;
    if (replies && !view.answered) {
      answers.replaceChildren(...replies.map((reply) => this.#reply(reply)));
      if (!replies.every(({ evidence }) => UNRATED.has(evidence?.kind))) {
        answers.append(this.#rating(id));
      }
      view.answered = true;
    } else if (!replies) {
      answers.replaceChildren(...(problem ? [this.#problem(id, problem)] : []));
    }
    for (const thumb of answers.querySelectorAll(".rating button")) {
      thumb.setAttribute("aria-pressed", thumb.dataset.rating === rating);
    }
    const thanks = answers.querySelector(".rating span");
    if (thanks) thanks.textContent = rating ? this.#labels.thanks : "";
  }

  #reply({ text, image, evidence, buttons }) {
    // To an officer: that it arrived is all there is to say.
    if (evidence?.kind === "handoff" && evidence.status === "claimed") {
      return element("p", { text, className: "note passed", lang: "vi" });
    }
    const view = element(
      "div",
      { className: "reply", lang: "vi" },
      element("span", { text: this.#labels.assistant, className: "spoken" }),
      element("p", { className: "text" }, ...linked(text)),
    );
    const picture = image && pictureAddress(image.url);
    if (picture) view.append(element("img", { crossOrigin: "", src: picture, alt: image.alt }));
    const file = evidence?.kind === "file" && allowed(evidence.url);
    if (file) view.append(link(this.#labels.file(evidence.format), file));
    const basis = evidenceOf(evidence, this.#labels);
    if (basis) view.append(basis);
    if (buttons?.length) {
      view.append(
        element(
          "ul",
          { className: "choices" },
          ...buttons.map(({ title, text: message }) =>
            element("li", {}, button(title, () => this.#actions.say(message))),
          ),
        ),
      );
    }
    return view;
  }

  #problem(id, { reason, detail, given }) {
    const { problems, retrying, again, vietnamese } = this.#labels;
    const words = [(vietnamese && detail) || problems[reason]];
    if (!given && reason !== "offline") words.push(retrying);
    const box = element("div", { className: "problem" }, element("p", { text: words.join(" ") }));
    if (reason !== "refused") box.append(button(again, () => this.#actions.sayAgain(id)));
    return box;
  }

  #rating(id) {
    const thumbs = ["up", "down"].map((rating) => {
      const thumb = button(this.#labels[rating], () => this.#actions.rate(id, rating), "plain");
      thumb.dataset.rating = rating;
      return thumb;
    });
    const attributes = { role: "group", "aria-label": this.#labels.rating, "aria-live": "off" };
    return element("div", { className: "rating", attributes }, ...thumbs, element("span"));
  }
}

/** Pictures come from the gateway or stand in the answer itself. */
function pictureAddress(address) {
  return address.startsWith("data:image/") ? address : allowed(address);
}
