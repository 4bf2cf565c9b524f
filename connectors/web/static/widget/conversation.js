// A conversation and its outbox: what is written is kept until it is answered, and sent in order.

import * as api from "./api.js";
import { randomId, Store } from "./store.js";

const TRIES = 5;
const FIRST_PAUSE_S = 1;
// Longer than this nobody waits for a question to be sent by itself.
const LONGEST_PAUSE_S = 120;
const STALE_MS = 3600 * 1000;
const AGAIN_S = 2;
// So often a stream that is refused is asked for.
const REFUSALS = 6;

/**
 * Entries: {id, text, at} once written, with `replies` once answered, `problem` {reason, detail,
 * given} while not; {id, from, text, status} for what arrives unasked. `given` means that it is
 * sent again only when asked for. Tells of every change by a "change" event, and by "heard" of what
 * arrived unasked.
 */
export class Conversation extends EventTarget {
  #store;
  #token;
  #sending = false;
  #stop = new AbortController();
  #wake = () => {};
  #listening = false;

  constructor(storage, token) {
    super();
    this.#store = new Store(storage);
    this.#token = token;
    this.#giveUpStale();
    const { signal } = this.#stop;
    addEventListener("online", () => this.#wake(), { signal });
    addEventListener("storage", (event) => this.#store.concerns(event) && this.#changed(), {
      signal,
    });
    this.#send();
    this.#listen();
  }

  get entries() {
    return this.#store.read().entries;
  }

  /** Whether a question is under way. */
  get answering() {
    return this.entries.some((entry) => isOpen(entry) && !entry.problem);
  }

  /** Takes a question in and sends it once those before it are through. */
  say(text) {
    const entry = { id: randomId(), text, at: Date.now() };
    this.#store.update(({ entries }) => entries.push(entry));
    this.#changed();
    this.#send();
  }

  /** Sends a question again, as the same message. */
  sayAgain(id) {
    this.#store.patch(id, { problem: undefined, at: Date.now() });
    this.#changed();
    this.#wake();
    this.#send();
  }

  /** Rates an answer. */
  async rate(id, rating) {
    await api.rate({ ...this.#whose(), messageId: id, rating });
    this.#put(id, { rating });
  }

  /** Erases the conversation at the gateway, then here. */
  async erase() {
    await api.erase(this.#whose());
    this.forget();
  }

  /** Forgets the conversation here and ends it; the next one has an id of its own. */
  forget() {
    this.#store.forget();
    this.end();
  }

  /** Ends all work; what is kept stays kept. */
  end() {
    this.#stop.abort();
    this.#wake();
  }

  #whose() {
    return { conversation: this.#store.read().id, token: this.#token };
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** What lay open for long is not sent unawares. */
  #giveUpStale() {
    for (const { id, at } of this.entries.filter(isOpen)) {
      const problem = { reason: "stale", given: true };
      if (Date.now() - at > STALE_MS) this.#store.patch(id, { problem });
    }
  }

  #next() {
    return this.entries.find((entry) => isOpen(entry) && !entry.problem?.given);
  }

  /** Sends what is open, oldest first, one at a time over all tabs. */
  async #send() {
    if (this.#sending || this.#stop.signal.aborted || !this.#next()) return;
    this.#sending = true;
    await alone(this.#store.read().id, async () => {
      for (let entry; !this.#stop.signal.aborted && (entry = this.#next()); ) {
        await this.#deliver(entry);
      }
    });
    this.#sending = false;
    this.#send();
  }

  async #deliver({ id, text }) {
    const { signal } = this.#stop;
    const isOurs = () => !signal.aborted && this.entries.some((entry) => entry.id === id);
    for (let tries = 1; isOurs(); tries += 1) {
      this.#put(id, { problem: undefined });
      try {
        const replies = await api.send({ ...this.#whose(), messageId: id, text, signal });
        if (isOurs()) this.#answered(id, replies);
        return;
      } catch (error) {
        if (!(error instanceof api.NotAnswered)) throw error;
        if (!isOurs()) return;
        const pause = Math.max(error.wait, FIRST_PAUSE_S * 2 ** (tries - 1));
        const absent = error.reason === "offline" && !navigator.onLine;
        const given = !error.passing || pause > LONGEST_PAUSE_S || (!absent && tries >= TRIES);
        this.#put(id, { problem: { reason: error.reason, detail: error.detail, given } });
        if (given) return;
        if (absent) tries = 0;
        await this.#pause(absent ? null : pause);
      }
    }
  }

  #put(id, change) {
    this.#store.patch(id, change);
    this.#changed();
  }

  #answered(id, replies) {
    for (const { evidence } of replies) {
      if (evidence?.kind === "handoff") this.#setHandoff(evidence.status);
    }
    this.#put(id, { replies, problem: undefined });
    this.#listen();
  }

  #setHandoff(status) {
    this.#store.update((record) => (record.handoff = status !== "closed"));
  }

  /** Waits so many seconds (null: until the network is back), or until woken. */
  #pause(seconds) {
    return new Promise((resolve) => {
      const timer = seconds === null ? 0 : setTimeout(resolve, seconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Hears what arrives unasked, from when an officer is asked for until the talk is over. */
  async #listen() {
    if (this.#listening) return;
    this.#listening = true;
    for (let failures = 0; this.#expectsWords && failures < REFUSALS; ) {
      let pause = AGAIN_S;
      try {
        const { heard: last } = this.#store.read();
        const { signal } = this.#stop;
        for await (const event of api.events({ ...this.#whose(), last, signal })) {
          this.#hear(event);
          if (!this.#expectsWords) break;
        }
        failures = 0;
      } catch (error) {
        // A broken connection is tried again for as long as it takes, a refusal a few times.
        if (error.reason === "refused") failures += 1;
        pause = AGAIN_S * 2 ** Math.max(1, failures);
      }
      if (this.#expectsWords) await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    }
    this.#listening = false;
  }

  get #expectsWords() {
    return !this.#stop.signal.aborted && Boolean(this.#store.read().handoff);
  }

  #hear({ id, text, from, status }) {
    const key = `event-${id}`;
    const known = this.entries.some((entry) => entry.id === key);
    this.#store.update((record) => {
      record.heard = id;
      if (known) return;
      record.entries.push({ id: key, text, from, status });
      if (status) record.handoff = status !== "closed";
    });
    this.#changed();
    if (!known) this.dispatchEvent(new Event("heard"));
  }
}

function isOpen(entry) {
  return !entry.from && !entry.replies;
}

/** Runs one task at a time over all tabs, where the browser can see to that. */
function alone(conversation, task) {
  return navigator.locks ? navigator.locks.request(`troly.${conversation}`, task) : task();
}
