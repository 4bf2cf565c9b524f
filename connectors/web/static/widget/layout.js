// The elements of the widget, and which of its actions each of them does.

import { button, element, icon } from "./dom.js";
import { SENT } from "./labels.js";

const BUBBLE = "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z";

/**
 * Builds {launcher, badge, panel, menu, log, status, input, eraser}.
 *
 * @param {object} labels the words
 * @param {boolean} inline without launcher: the panel fills its place on the page
 * @param {{open, close, say, restart, erase}} actions what the controls do
 */
export function build(labels, inline, actions) {
  const badge = element("span", { className: "badge", hidden: true });
  const launcher = button("", actions.open, "launcher", { "aria-haspopup": "dialog" });
  launcher.append(icon(BUBBLE), element("span", { text: labels.launch }), badge);

  const eraser = eraseDialog(labels, actions);
  const menu = optionsMenu(labels, actions, eraser);
  const title = element("h2", { id: "title", text: labels.title });
  const header = element("div", { className: "header" }, title, menu);
  const named = { "aria-label": labels.close, title: labels.close };
  if (!inline) header.append(button("✕", actions.close, "icon", named));

  const log = element("div", {
    className: "log",
    tabIndex: 0,
    attributes: { role: "log", "aria-live": "polite", "aria-label": labels.log },
  });
  const status = element("p", { className: "status", attributes: { role: "status" } });
  const { form, input } = questionForm(labels, actions);
  const panel = element(
    "dialog",
    { className: "panel", lang: labels.language, attributes: { "aria-labelledby": "title" } },
    header,
    log,
    status,
    form,
  );
  panel.addEventListener("keydown", (event) => {
    // Escape ends a word that is being composed, then closes the menu, then the panel.
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (!menu.open) return void actions.close();
    menu.open = false;
    menu.firstChild.focus();
  });
  return { launcher, badge, panel, log, status, input, eraser };
}

/** What an empty conversation begins with. */
export function welcome(labels, say) {
  const suggestions = SENT.suggestions.map((text) =>
    element("li", {}, button(text, () => say(text))),
  );
  return element(
    "div",
    { className: "welcome" },
    element("p", { text: labels.welcome }),
    element("p", { text: labels.privacy, className: "hint" }),
    element("ul", { className: "choices", lang: "vi" }, ...suggestions),
  );
}

function optionsMenu(labels, { restart }, eraser) {
  const choice = (text, action) =>
    button(text, () => {
      menu.open = false;
      action();
    });
  const menu = element(
    "details",
    { className: "menu" },
    element("summary", {
      text: "•••",
      className: "icon",
      attributes: { "aria-label": labels.menu, title: labels.menu },
    }),
    element(
      "div",
      {},
      choice(labels.newStory, restart),
      choice(labels.erase, () => eraser.showModal()),
    ),
  );
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget)) menu.open = false;
  });
  return menu;
}

function questionForm(labels, { say }) {
  const input = element("textarea", { id: "input", rows: 1, maxLength: 2000 });
  const send = element("button", { text: labels.send, type: "submit", className: "main" });
  const form = element(
    "form",
    {},
    element("label", { text: labels.input, htmlFor: "input" }),
    element("div", { className: "row" }, input, send),
    button(labels.meetOfficer, () => say(SENT.officer), "plain"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(input.value);
    input.value = "";
  });
  input.addEventListener("keydown", (event) => {
    // While a Vietnamese word is being composed, Enter ends the word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return { form, input };
}

function eraseDialog(labels, { erase }) {
  const confirm = () => {
    dialog.close();
    erase();
  };
  const dialog = element(
    "dialog",
    { className: "eraser", lang: labels.language, attributes: { "aria-labelledby": "erase" } },
    element("h2", { id: "erase", text: labels.erase }),
    element("p", { text: labels.eraseWhat }),
    element(
      "div",
      { className: "row" },
      button(labels.eraseNo, () => dialog.close()),
      button(labels.eraseYes, confirm, "main"),
    ),
  );
  return dialog;
}
