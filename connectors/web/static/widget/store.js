// What the browser remembers of a conversation, and nobody else.

const KEY = "troly.conversation";
const KEPT = 100;
const IDLE_MS = 30 * 24 * 3600 * 1000;

/** A fresh id of 192 random bits, base64url. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

/** `localStorage` or `sessionStorage`; where the browser forbids it, the page's own memory. */
export function storageOf(kind) {
  try {
    const storage = window[kind];
    storage.setItem("troly.probe", "");
    storage.removeItem("troly.probe");
    return storage;
  } catch {
    return pageMemory();
  }
}

function pageMemory() {
  const memory = new Map();
  return {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => memory.set(key, value),
    removeItem: (key) => memory.delete(key),
  };
}

/**
 * One conversation: {id, at, entries, handoff, heard}. It is read anew for every change, since
 * another tab may have changed it.
 */
export class Store {
  #storage;

  constructor(storage) {
    this.#storage = storage;
  }

  read() {
    try {
      const record = JSON.parse(this.#storage.getItem(KEY));
      if (record.id && Array.isArray(record.entries) && Date.now() - record.at < IDLE_MS) {
        return record;
      }
    } catch {
      // Nothing there, or nothing that can be read: a conversation begins.
    }
    this.forget();
    return { id: randomId(), at: 0, entries: [] };
  }

  /** Applies a change; in a full storage the page's memory takes over. */
  update(change) {
    const record = this.read();
    change(record);
    record.at = Date.now();
    record.entries = record.entries.slice(-KEPT);
    const written = JSON.stringify(record);
    try {
      this.#storage.setItem(KEY, written);
    } catch {
      this.#storage = pageMemory();
      this.#storage.setItem(KEY, written);
    }
  }

  /** Changes one entry, if it is still there. */
  patch(id, change) {
    this.update(({ entries }) => {
      const entry = entries.find((other) => other.id === id);
      if (entry) Object.assign(entry, change);
    });
  }

  forget() {
    this.#storage.removeItem(KEY);
  }

  /** Whether a `storage` event of another tab is about this. */
  concerns(event) {
    return event.storageArea === this.#storage && (event.key === KEY || event.key === null);
  }
}
