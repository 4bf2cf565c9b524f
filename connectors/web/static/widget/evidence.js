// What an answer rests on, in plain words; its figures stand in the text already.

import { element } from "./dom.js";

/** The disclosure below a reply, or null when there is nothing to add to its text. */
export function evidenceOf(evidence, labels) {
  const facts = Object.entries(evidence ? factsOf(evidence, labels) : {}).filter(([, fact]) => fact);
  if (facts.length === 0) return null;
  const list = element("dl");
  for (const [field, fact] of facts) {
    list.append(element("dt", { text: labels.facts[field] }), element("dd", { text: fact }));
  }
  return element(
    "details",
    // Read out when opened, not with every answer.
    { className: "evidence", attributes: { "aria-live": "off" } },
    element("summary", { text: labels.evidence }),
    list,
  );
}

function factsOf(evidence, labels) {
  const { period_start: start, period_end: end, source, locator } = evidence;
  return {
    note: evidence.simulated && labels.simulated,
    period: end && (start && start !== end ? `${dated(start)} – ${dated(end)}` : dated(end)),
    published: evidence.published_on && dated(evidence.published_on),
    source: locator && source ? `${locator} (${source})` : locator || source,
  };
}

/** A date as Vietnamese write it; any other text as it is. */
function dated(text) {
  return String(text).replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
}
