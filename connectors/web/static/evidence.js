// What an answer rests on, as a readable table. Every field may be missing or null.

import { element } from "./dom.js";
import { COMPARATORS, KINDS, LABELS, QUALITY, WORDS } from "./words.js";

// Kinds that say nothing beyond the text itself.
const SILENT = new Set(["smalltalk", "fallback"]);

const HIDDEN = new Set(["kind", "measure", "period_start", "period_end", "type"]);

// Records of more fields are shown one below the other: no column would be readable.
const WIDEST_LIST = 6;

/** The collapsible evidence of a reply, or null when there is nothing to show. */
export function evidenceOf(evidence) {
  if (!evidence || SILENT.has(evidence.kind)) return null;
  const details = element("details", { className: "evidence" });
  details.append(
    element("summary", { text: `Căn cứ: ${KINDS[evidence.kind] ?? evidence.kind}` }),
    recordTable(evidence),
  );
  return details;
}

function recordTable(record) {
  const body = element("tbody");
  for (const key of fieldsOf([record])) {
    if (key === "computed") {
      body.append(...(record.computed ?? []).map((item) => computedRow(item, record.measure)));
      continue;
    }
    const content = cell(key, record);
    if (content !== null) body.append(labelled(LABELS[key] ?? key, content));
  }
  const table = element("table", { className: "record" });
  table.append(body);
  return table;
}

function labelled(label, content) {
  const row = element("tr");
  row.append(element("th", { text: label, scope: "row" }), content);
  return row;
}

function computedRow({ name, value }, measure) {
  // Two percentages differ by points, not by per cent.
  const points = measure === "%" && (name === "gap" || name === "difference");
  const unit = points ? "điểm phần trăm" : measure;
  return labelled(WORDS.name[name] ?? name, cell("value", { value, measure: unit }));
}

function listTable(records) {
  const fields = fieldsOf(records).filter((key) =>
    records.some((record) => cell(key, record) !== null),
  );
  const head = element("tr");
  head.append(...fields.map((key) => element("th", { text: LABELS[key] ?? key, scope: "col" })));
  const table = element("table", { className: "list" });
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  for (const record of records) {
    const row = element("tr");
    row.append(...fields.map((key) => cell(key, record) ?? element("td")));
    table.tBodies[0].append(row);
  }
  const scroller = element("div", { className: "scroller", tabIndex: 0 });
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", "Bảng chi tiết");
  scroller.append(table);
  return scroller;
}

/** The fields of the records in reading order, the two ends of a period as one. */
function fieldsOf(records) {
  const present = new Set(records.flatMap((record) => Object.keys(record)));
  if (present.has("period_start") || present.has("period_end")) present.add("period");
  const known = Object.keys(LABELS).filter((key) => present.has(key));
  const others = [...present].filter((key) => !(key in LABELS) && !HIDDEN.has(key));
  return [...known, ...others];
}

/** The table cell of a field; null when there is nothing to say. */
function cell(key, record) {
  const { measure } = record;
  const value = key === "period" ? period(record) : record[key];
  if (key === "value" && (value ?? null) === null && !record.text) return plain("Không có số");
  if (value === null || value === undefined || value === "") return null;
  if (key === "simulated") return value ? plain("Mô phỏng, không phải số báo cáo", "warn") : null;
  if (key === "quality") return quality(value);
  if (key === "target" && typeof value === "object") return plain(target(value, measure));
  if (key === "value" || key === "target") return plain(figure(value, measure), "figure");
  if (key === "numerator" || key === "denominator") return plain(decimal(value), "figure");
  if (typeof value === "object") return nested(Array.isArray(value) ? value : [value]);
  if (typeof value === "boolean") return plain(value ? "Có" : "Không");
  const word = WORDS[key]?.[value];
  if (key === "status" && word) return plain(word, `state-${value}`);
  return plain(word ?? dated(String(value)));
}

function nested(values) {
  if (values.length === 0) return null;
  const records = values.filter((value) => value && typeof value === "object");
  if (records.length === 0) return plain(values.join(", "));
  const content = element("td");
  if (fieldsOf(records).length > WIDEST_LIST) {
    content.append(...records.map(recordTable));
  } else {
    content.append(listTable(records));
  }
  return content;
}

function quality(flags) {
  const list = Array.isArray(flags) ? flags : [flags];
  if (list.length === 0) return null;
  const words = list.map((flag) => {
    const [keyword, ...rest] = String(flag).split(": ");
    return [QUALITY[keyword] ?? keyword, ...rest].join(": ");
  });
  return plain(words.join("; "), "warn");
}

function target(goal, measure) {
  const value = goal.value ? figure(goal.value, measure) : "chưa rõ";
  const comparator = COMPARATORS[goal.comparator] ?? "";
  const year = goal.year ? ` (năm ${goal.year})` : "";
  return `${comparator} ${value}${year}`.trim();
}

function period({ period_start: start, period_end: end }) {
  if (!start || !end) return start || end ? dated(start ?? end) : null;
  return start === end ? dated(end) : `${dated(start)} – ${dated(end)}`;
}

/** A date as Vietnamese write it; any other text as it is. */
function dated(text) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : text;
}

function figure(text, measure) {
  return measure ? `${decimal(text)} ${measure}` : decimal(text);
}

/** A decimal as Vietnamese write it (4602.5 is 4.602,5), digit for digit. */
function decimal(text) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text));
  if (!parts) return String(text);
  const [, sign, whole, fraction] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return `${sign}${grouped}${fraction ? `,${fraction}` : ""}`;
}

function plain(text, className = "") {
  return element("td", { text, className });
}
