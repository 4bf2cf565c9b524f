// What an answer rests on, as a readable table. Every field may be missing or null.

import { element } from "./dom.js";

const KINDS = {
  indicator_value: "Số liệu",
  indicator_comparison: "So sánh",
  indicator_trend: "Diễn biến",
  indicator_ranking: "Xếp hạng",
  indicator_list: "Danh sách chỉ tiêu",
  indicator_breakdown: "Số liệu theo đơn vị",
  indicator_definition: "Định nghĩa chỉ tiêu",
  indicator_source: "Nguồn số liệu",
  overview: "Tổng quan",
  anomalies: "Số liệu cần kiểm tra",
  tasks: "Nhiệm vụ",
  adoption: "Mức độ sử dụng",
  no_data: "Không có số liệu đúng câu hỏi",
  unknown_unit: "Đơn vị không có trong danh mục",
  procedure: "Thủ tục hành chính",
  faq: "Câu hỏi thường gặp",
  form: "Biểu mẫu",
  dossier: "Hồ sơ",
  petition: "Phản ánh, kiến nghị",
  handoff: "Chuyển cán bộ",
  clarify: "Cần anh/chị chọn",
  denied: "Không được xem",
  file: "Tệp",
  subscription: "Bản tin",
  privacy: "Dữ liệu riêng",
  feedback: "Đánh giá",
};

// Kinds that say nothing beyond the text itself.
const SILENT = new Set(["smalltalk", "fallback"]);

// In the order in which a reader wants them.
const LABELS = {
  indicator: "Chỉ tiêu",
  task: "Nhiệm vụ",
  procedure: "Thủ tục",
  unit: "Đơn vị",
  parent: "Thuộc",
  mention: "Tên được hỏi",
  name: "Khoản",
  title: "Lựa chọn",
  period: "Kỳ báo cáo",
  value: "Số liệu",
  text: "Nội dung",
  numerator: "Tử số",
  denominator: "Mẫu số",
  target: "Mục tiêu",
  status: "Tình trạng",
  computed: "Tính thêm",
  quality: "Lưu ý",
  source: "Nguồn",
  locator: "Vị trí trong nguồn",
  published_on: "Ngày công bố",
  as_of: "Tính đến",
  items: "Chi tiết",
  points: "Chi tiết",
  nearest: "Số liệu gần nhất",
  options: "Các lựa chọn",
  reason: "Lý do",
  group: "Nhóm",
  code: "Mã",
  simulated: "Loại số liệu",
};

const HIDDEN = new Set(["kind", "measure", "period_start", "period_end", "type"]);

const WORDS = {
  status: {
    met: "Đạt",
    not_met: "Chưa đạt",
    no_target: "Không có mục tiêu",
    unknown: "Chưa xác định",
    waiting: "Đang chờ",
    claimed: "Cán bộ đã nhận",
    closed: "Đã kết thúc",
  },
  name: {
    gap: "Chênh lệch so với mục tiêu",
    difference: "Chênh lệch",
    total: "Tổng",
    share: "Tỷ trọng",
    ratio_check: "Tính lại từ tử số và mẫu số",
  },
  reason: {
    role: "Tài khoản không có quyền này",
    scope: "Ngoài phạm vi của tài khoản",
    group_chat: "Chỉ xem trong trò chuyện riêng",
  },
};

const QUALITY = {
  "ratio-mismatch": "tỷ lệ khác kết quả tính từ tử số và mẫu số",
  rounding: "số bị cắt bớt, không làm tròn",
  "numerator-exceeds-denominator": "tử số lớn hơn mẫu số",
  "over-100": "vượt 100 %",
  "typo-in-source": "lỗi đánh máy trong nguồn",
  "sum-mismatch": "không bằng tổng các phần",
  contradicts: "mâu thuẫn với chỗ khác trong nguồn",
  "duplicate-figures": "trùng với số của chỉ tiêu khác",
  "basis-mismatch": "kết quả đo khác với chỉ tiêu",
  "unit-mismatch": "khác đơn vị tính",
  unverifiable: "không kiểm chứng được",
  approximate: "số gần đúng",
  wording: "cách ghi trong nguồn chưa rõ",
  trend: "chỉ ghi xu hướng",
  ambiguous: "có thể hiểu nhiều cách",
  "empty-cell": "ô để trống trong nguồn",
};

// Records of more fields are shown one below the other: no column would be readable.
const WIDEST_LIST = 6;

const COMPARATORS = { ">=": "từ", ">": "trên", "<=": "không quá", "<": "dưới", "=": "bằng" };

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

function recordTable(record, measure) {
  const body = element("tbody");
  for (const key of fieldsOf([record])) {
    const content = cell(key, record, record.measure ?? measure);
    if (content === null) continue;
    const row = element("tr");
    row.append(element("th", { text: LABELS[key] ?? key, scope: "row" }), content);
    body.append(row);
  }
  const table = element("table", { className: "record" });
  table.append(body);
  return table;
}

function listTable(records, measure) {
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
    row.append(
      ...fields.map((key) => cell(key, record, record.measure ?? measure) ?? element("td")),
    );
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
function cell(key, record, measure) {
  const value = key === "period" ? period(record) : record[key];
  if (key === "value" && value === null && !record.text) return plain("Không có số");
  if (value === null || value === undefined || value === "") return null;
  if (key === "simulated") return value ? plain("Mô phỏng, không phải số báo cáo", "warn") : null;
  if (key === "quality") return quality(value);
  if (key === "target" && typeof value === "object") return plain(target(value, measure));
  if (key === "value" || key === "target") return plain(figure(value, measure), "figure");
  if (key === "numerator" || key === "denominator") return plain(decimal(value), "figure");
  if (Array.isArray(value)) return nested(value, measure);
  if (typeof value === "object") return nested([value], measure);
  if (typeof value === "boolean") return plain(value ? "Có" : "Không");
  const word = WORDS[key]?.[value];
  if (key === "status" && word) return plain(word, `state-${value}`);
  return plain(word ?? dated(String(value)));
}

function nested(values, measure) {
  if (values.length === 0) return null;
  const records = values.filter((value) => value !== null && typeof value === "object");
  if (records.length === 0) return plain(values.join(", "));
  const content = element("td");
  if (fieldsOf(records).length > WIDEST_LIST) {
    content.append(...records.map((record) => recordTable(record, measure)));
  } else {
    content.append(listTable(records, measure));
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
  const comparator = COMPARATORS[goal.comparator] ?? goal.comparator ?? "";
  const year = goal.year ? ` (năm ${goal.year})` : "";
  return `${comparator} ${figure(goal.value ?? "", measure)}${year}`.trim();
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
