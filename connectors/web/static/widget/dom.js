// Building elements from text alone: nothing that comes from outside is ever read as markup.

const LINK = /https?:\/\/[^\s<>"“”]+/g;
const TRAILING = /[.,;:!?)\]}'’…]+$/;

/** Where the gateway is: two folders above this module. */
export const BASE = new URL("../../", import.meta.url);

/** An element with its text, attributes (`aria-…`, `role`, `lang`), properties and children. */
export function element(tag, { text, attributes = {}, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A button that does something when pressed. */
export function button(text, action, className = "", attributes = {}) {
  const node = element("button", { text, className, attributes, type: "button" });
  node.addEventListener("click", action);
  return node;
}

/** A drawing of 24 by 24 units in the colour of the text. */
export function icon(path) {
  const [drawing, line] = ["svg", "path"].map((name) =>
    document.createElementNS("http://www.w3.org/2000/svg", name),
  );
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

/** The address if a link may lead there (https, or this very gateway), else null. */
export function allowed(address) {
  try {
    const url = new URL(address, BASE);
    return url.protocol === "https:" || url.origin === BASE.origin ? url.href : null;
  } catch {
    return null;
  }
}

/** Text as nodes, in which addresses that may be linked are links. */
export function linked(text) {
  const nodes = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const address = found.replace(TRAILING, "");
    const href = allowed(address);
    if (!href) continue;
    nodes.push(text.slice(done, index), link(address, href));
    done = index + address.length;
  }
  return [...nodes, text.slice(done)];
}

/** A link that opens beside the conversation. */
export function link(text, href) {
  return element("a", { text, href, target: "_blank", rel: "noopener noreferrer" });
}
