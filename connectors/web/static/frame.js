// The widget alone: what its data-attributes say elsewhere stands in the address here.

import { TroLy } from "./widget/element.js";

const ATTRIBUTES = ["lang", "theme", "title", "accent"];

const widget = new TroLy();
widget.dataset.mode = "inline";
for (const [name, value] of new URLSearchParams(location.search)) {
  if (ATTRIBUTES.includes(name)) widget.dataset[name] = value;
}
document.documentElement.lang = widget.dataset.lang ?? "vi";
document.body.append(widget);
