// <tro-ly>: the launcher, the dialog that it opens, and what one can do in it.

import { Conversation } from "./conversation.js";
import { BASE } from "./dom.js";
import { Entries } from "./entries.js";
import { labelsFor } from "./labels.js";
import { build, welcome } from "./layout.js";
import { storageOf, Store } from "./store.js";
import { STYLE } from "./style.js";

const TOKEN = "troly.token";
const OPENED = "troly.open";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

const isNarrow = () => matchMedia("(max-width: 480px)").matches;

/**
 * Attributes: data-mode (launcher | inline), data-lang (vi | en), data-theme (light | dark | auto),
 * data-position (right | left), data-title, data-accent (a colour). See docs/widget.md.
 */
export class TroLy extends HTMLElement {
  #labels;
  #parts;
  #conversation;
  #entries;
  #said = "";
  #unread = 0;
  #tab = storageOf("sessionStorage");
  #browser = storageOf("localStorage");

  connectedCallback() {
    if (this.shadowRoot) return;
    const { lang, title, accent } = this.dataset;
    this.#labels = labelsFor(lang, document.documentElement.lang, ...navigator.languages);
    if (title) this.#labels.title = title;
    if (accent) this.style.setProperty("--troly-accent", accent);

    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#parts = build(this.#labels, this.#inline, {
      open: () => this.open(),
      close: () => this.close(),
      say: (text) => this.#say(text),
      restart: () => this.#restart(),
      erase: () => this.#erase(),
    });
    const { launcher, panel, eraser } = this.#parts;
    root.append(launcher, panel, eraser);
    for (const event of ["online", "offline"]) addEventListener(event, () => this.#showStatus());
    this.#begin();
    // Open on the page before: without `show()`, which would take the focus from the new page.
    const wasOpen = this.#tab.getItem(OPENED) && !isNarrow();
    if (this.#inline || wasOpen) panel.setAttribute("open", "");
    this.#showLauncher();
  }

  /** Opens the dialog with the focus in its input. */
  open() {
    const { panel, input } = this.#parts;
    if (!panel.open) {
      // Where it covers the page nothing behind it is to be reached.
      if (isNarrow()) panel.showModal();
      else panel.show();
    }
    this.#unread = 0;
    this.#showLauncher();
    this.#scrollTo(this.#parts.log.lastChild);
    input.focus();
  }

  /** Closes the dialog and returns to the launcher. */
  close() {
    if (this.#inline) return;
    this.#parts.panel.close();
    this.#showLauncher();
    this.#parts.launcher.focus();
  }

  /** Opens the dialog and asks. */
  ask(text) {
    this.open();
    this.#say(text);
  }

  /** Access token of a leader or officer, for this tab; only on the gateway's own pages. */
  get token() {
    return (location.origin === BASE.origin && this.#tab.getItem(TOKEN)) || "";
  }

  set token(value) {
    if (value) this.#tab.setItem(TOKEN, value);
    else this.#tab.removeItem(TOKEN);
    // What one account was told is not for the next one.
    this.#conversation.end();
    new Store(this.#tab).forget();
    this.#begin();
  }

  get #inline() {
    return this.dataset.mode === "inline";
  }

  /** Begins with what is kept: in the tab for an account, else in the browser. */
  #begin() {
    const { log } = this.#parts;
    const conversation = new Conversation(this.token ? this.#tab : this.#browser, this.token);
    this.#conversation = conversation;
    this.#entries = new Entries(log, this.#labels, {
      say: (text) => this.#say(text),
      sayAgain: (id) => {
        conversation.sayAgain(id);
        this.#focusInput();
      },
      rate: (id, rating) => this.#rate(id, rating),
    });
    log.replaceChildren(welcome(this.#labels, (text) => this.#say(text)));
    this.#note("");
    this.#show();
    conversation.addEventListener("change", () => this.#show());
    conversation.addEventListener("heard", () => {
      if (!this.#parts.panel.open) this.#unread += 1;
      this.#showLauncher();
    });
  }

  #show() {
    const { log, input } = this.#parts;
    const focused = this.shadowRoot.activeElement;
    const changed = this.#entries.show(this.#conversation.entries);
    if (focused && !focused.isConnected) input.focus();
    this.#showStatus();
    if (changed && changed === log.lastChild) this.#scrollTo(changed);
  }

  /** An answer is read from its question on. */
  #scrollTo(entry) {
    const { log, panel } = this.#parts;
    log.scrollTop = entry.offsetTop;
    panel.scrollTop = log.offsetTop + entry.offsetTop; // In a low window all of it scrolls.
  }

  #showStatus() {
    const { answering, noNetwork } = this.#labels;
    const words = this.#conversation.answering ? answering : this.#said;
    this.#parts.status.textContent = navigator.onLine ? words : noNetwork;
  }

  #showLauncher() {
    const { launcher, panel, badge } = this.#parts;
    launcher.hidden = this.#inline || panel.open;
    // For the page's own style: `tro-ly[open]`.
    this.toggleAttribute("open", panel.open);
    badge.hidden = this.#unread === 0;
    badge.textContent = this.#unread ? this.#labels.unread(this.#unread) : "";
    if (panel.open) this.#tab.setItem(OPENED, "1");
    else this.#tab.removeItem(OPENED);
  }

  /** Says something about the widget's own doing. */
  #note(text) {
    this.#said = text;
    this.#showStatus();
  }

  #say(text) {
    const question = text.trim();
    if (!question) return;
    this.#note("");
    this.#conversation.say(question);
    this.#focusInput();
  }

  /** The pressed button may be gone; on a touch screen the keyboard would cover the answer. */
  #focusInput() {
    const { input, log } = this.#parts;
    (matchMedia("(pointer: coarse)").matches ? log : input).focus();
  }

  async #rate(id, rating) {
    this.#note("");
    await this.#conversation.rate(id, rating).catch(() => this.#note(this.#labels.notRated));
  }

  #restart() {
    this.#conversation.forget();
    this.#begin();
    this.#focusInput();
  }

  async #erase() {
    const { erased, notErased } = this.#labels;
    try {
      await this.#conversation.erase();
      this.#begin();
      this.#note(erased);
    } catch {
      this.#note(notErased);
    }
    this.#focusInput();
  }
}

if (!customElements.get("tro-ly")) customElements.define("tro-ly", TroLy);
