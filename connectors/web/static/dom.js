// Building elements from text alone: nothing that comes from outside is ever read as markup.

/** An element with its text and properties. */
export function element(tag, { text, ...properties } = {}) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  return Object.assign(node, properties);
}

/** A button that does something when pressed. */
export function button(text, action, className = "") {
  const node = element("button", { text, className, type: "button" });
  node.addEventListener("click", action);
  return node;
}
