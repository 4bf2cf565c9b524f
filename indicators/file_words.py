"""Words that ask for an answer as a file, and what is left of a message without them.

"Xuất Excel số văn bản đi của phường 5" is a question in a frame: the frame says that a file is
wanted and of which format, the rest is understood as any question is. The patterns see the text as
it was typed: "tại" is never "tải", while "tai" may be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indicators.cues import cue
from indicators.kind import Kind
from vietnamese.normalise import fold

Format = Literal["xlsx", "docx"]


def _any(words: str) -> str:
    """A pattern of words between "|", each as it is or without its marks."""
    forms = [form for word in words.split("|") for form in (word, fold(word))]
    return f"(?:{'|'.join(dict.fromkeys(forms))})"


_PERSON = _any("anh|chị|em|tôi|mình|chú|cô|bác|sếp")
_FOR_SOMEBODY = f" {_any('cho|giúp|hộ|giùm|dùm')}(?: {_PERSON})?"
_FOR = f"(?:{_FOR_SOMEBODY})?"
_FILE = _any("file|tệp tin|tệp|tập tin|bản mềm|bản in")
_DOCUMENT = "(?:word|docx|pdf)"
_FORMAT = f"(?:{_any('excel|exel|xlsx|xls|spreadsheet|bảng tính')}|{_DOCUMENT})"
_REPORT = _any("báo cáo")
_TABLE = _any("bảng|số liệu|dữ liệu|danh sách|kết quả|báo cáo")
_THIS = _any("này|đó|ấy|kia|trên|vừa rồi|vừa xong|nãy")

# "Xuất" is a part of many words: "đề xuất", "sản xuất", "xuất khẩu" ask for no file.
_NO_EXPORT = "".join(
    f"(?<!{word} )" for word in ["đề", "de", "sản", "san", "đột", "dot", "truy", "tái"]
)
_EXPORT = (
    rf"{_NO_EXPORT}\b(?:{_any('kết|trích')} )?{_any('xuất|export')}"
    rf"(?=\W*$| (?:{_any('ra|thành|sang|qua|dưới|dạng|theo|vào|luôn|đi|nhé|nha|lại|giúp|cho|giùm')}"
    rf"|{_any('hộ|được|số này|cái này|cả|toàn bộ|tất cả|các|hết|chỉ tiêu|bản')}"
    rf"|{_THIS}|{_TABLE}|{_FILE}|{_FORMAT})\b(?! {_any('khẩu|nước')}\b)){_FOR}"
)
_GIVE = _any(
    "cho|xin|gửi|gởi|làm|lập|tạo|soạn|lấy|cần|muốn|in|lưu|ghi|đưa|đổ|chuyển|đổi|ra|thành|bằng|dạng"
    "|vào|qua|có|tải"
)
_GIVEN = rf"\b{_GIVE}{_FOR}(?: \w+){{0,3}}? {_FILE}\b"
# Only what says nothing by itself goes with the file: never the unit of "cho phường 5 file".
_GIVEN_ALONE = (
    rf"\b{_GIVE}{_FOR}(?: {_PERSON})?"
    rf"(?: {_any('một|cái|bản|luôn|xin|ra|thành|vào|được')})* {_FILE}\b"
)
_TURN = rf"\b{_any('đổ|đưa|chuyển|lưu|ghi')}{_FOR}(?= {_TABLE}\b)"
_PURPOSE = (
    rf"\b{_any('để')} {_any('họp|trình|gửi|nộp|in|làm việc|đi họp|dự')}(?: \w+){{0,2}}(?=\W*$)"
)
_MAKE = (
    rf"\b{_any('lập|làm|tạo|soạn|in')}"
    rf"(?:{_FOR_SOMEBODY}| {_any('một|1|cái|bản|tờ|luôn|ra|giấy')})* (?={_REPORT}\b)"
)
# Without its mark "tai" may be "tại": only with something to fetch, or "về" at once, it is "tải".
_LOADED = rf"(?:{_any('cái|bản|số|cả')}|{_TABLE}|{_FILE})"
_DOWNLOAD = (
    r"\b(?:tải (?:\w+ ){0,4}?(?:về|xuống)(?: máy)?|download"
    rf"|tai (?:{_LOADED} (?:\w+ ){{0,3}}?)?(?:ve|xuong)(?: may)?)\b{_FOR}"
)
_AS = (
    rf"(?:\b(?:{_any('ra|thành|sang|bằng|dạng|dưới dạng|định dạng|theo|kiểu|bản|bảng|qua|vào|vô')}"
    rf"|{_FILE}) )*"
)
# "văn bản đi" is an indicator, "bằng văn bản" a document.
_IN_WRITING = rf"\b(?:bằng|dạng|dang|thành|kiểu) {_any('văn bản')}\b(?! {_any('đi|đến|điện tử')}\b)"

# A file is talked about, not asked for: "lấy từ excel nào", "có file gốc không".
_TALKED_ABOUT = (
    rf"\b{_any('từ|hay|hoặc|macro|hàm|phần mềm')} (?:{_FILE} )?(?:{_FORMAT}|{_FILE})\b"
    rf"|\b(?:{_FORMAT}|{_FILE}) {_any('nào|gốc|nguồn|đính kèm')}\b"
)
# Sent again and again: a subscription.
_RECURRING = (
    rf"\b{_any('gửi|gởi|nhắn|nhận|đăng ký')}\b.*\b{_any('mỗi|hàng|hằng|định kỳ')}\b"
    rf"(?: {_any('sáng|trưa|chiều|tối|ngày|tuần|tháng|thứ|giờ')}\b)?"
)

_ASKED = re.compile(
    rf"{_EXPORT}|\b{_FORMAT}\b|{_REPORT}\b.* {_IN_WRITING}|{_GIVEN}|{_DOWNLOAD}|{_MAKE}",
    re.IGNORECASE,
)
_NOT = re.compile(rf"{_TALKED_ABOUT}|{_RECURRING}", re.IGNORECASE)
_FRAME = re.compile(
    rf"{_EXPORT}|{_MAKE}|{_TURN}|{_PURPOSE}|{_GIVEN_ALONE}|\b{_FILE}\b|{_AS}{_IN_WRITING}"
    rf"|(?:\b{_GIVE}{_FOR} )?{_AS}\b{_FORMAT}\b{_FOR}"
    rf"|\btải(?= )|\btai(?= (?:{_LOADED}|ve|xuong)\b)|\bdownload\b"
    rf"|\b{_any('về máy|xuống máy|về|xuống')}\b(?=\W*$)|\b{_any('liền')}(?=(?: \w+)?\W*$)"
    rf"|\b{_any('bảng số liệu|bảng')}(?: {_THIS}\b|(?=\W*$))",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b{_DOCUMENT}\b|{_IN_WRITING}", re.IGNORECASE)
_PDF = re.compile(r"\bpdf\b", re.IGNORECASE)
# What is said of a report as a whole, and names no indicator.
_OF_A_REPORT = re.compile(
    rf"\b(?:{_any('chuyển đổi số|cđs|công nghệ thông tin|cntt|tình hình|tổng hợp|đầy đủ|chi tiết')}"
    rf"|{_any('toàn bộ|tất cả')})\b(?! {_any('theo|từng|cấp')}\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"(?:^{_any('chỉ tiêu')}|\b{_any('danh sách|những chỉ tiêu|các chỉ tiêu')})\b"
    rf".*\b{_any('đạt|vượt|thiếu|chưa có')}\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"\b{_any('chỉ tiêu|số liệu|báo cáo')}(?: \w+)?? {_any('nhóm|lĩnh vực')}\b", re.IGNORECASE
)
_ALL_FIGURES = re.compile(
    rf"\b(?:{_REPORT}|{_any('tổng hợp')}|{_any('toàn bộ|tất cả|mọi|hết|các')}(?: {_any('các')})?"
    rf" {_any('chỉ tiêu|số liệu')})\b(?! {_THIS}\b)",
    re.IGNORECASE,
)


# What has no table of its own goes out as the figure that it is about.
_ANSWERED_BY = {
    Kind.TARGET: Kind.VALUE,
    Kind.DEFINITION: Kind.VALUE,
    Kind.SOURCE: Kind.VALUE,
    Kind.OTHER: Kind.VALUE,
}
_TABLES = {Kind.RANKING, Kind.COMPARISON, Kind.TREND, Kind.ANOMALIES, Kind.BREAKDOWN}
_OF_NO_INDICATOR = {Kind.TASKS, Kind.ANOMALIES, Kind.ADOPTION, Kind.LIST}


@dataclass(frozen=True)
class FileRequest:
    """A message that asks for a file.

    Attributes:
        rest: the message without the words that ask for it.
        format: the format wanted, a sheet where none is told.
        pdf: whether a PDF is wanted: none is made, a document takes its place.
        report: whether all figures of a unit are said to be meant ("báo cáo", "các chỉ tiêu").
    """

    rest: str
    format: Format
    pdf: bool
    report: bool

    def content(self, kind: Kind, before: Kind | None, *, named: bool) -> Kind:
        """The kind of question whose answer goes into the file, FILE: the report of a unit.

        Args:
            kind: what the rest of the message asks by itself.
            before: what the dialogue was about, None where it cannot be gone on with.
            named: whether the rest names something to ask about.
        """
        if _GROUP.search(self.rest) or _LISTED.search(self.rest):
            return Kind.LIST
        if named:
            return Kind.VALUE if kind is Kind.FILE else _ANSWERED_BY.get(kind, kind)
        told = cue(self.rest)
        if told in _TABLES:
            return told
        if self.report:
            return Kind.FILE
        if before is not None:
            return _ANSWERED_BY.get(before, before)
        return kind if kind in _OF_NO_INDICATOR else Kind.FILE


def file_request(text: str, *, expected: bool = False) -> FileRequest | None:
    """What file a text asks for, None where it asks for none.

    Args:
        text: the cleaned message.
        expected: whether it is known to ask for one, in words that may not be known here.
    """
    if _NOT.search(text) or not (expected or _ASKED.search(text)):
        return None
    report = _ALL_FIGURES.search(text) is not None
    rest = _FRAME.sub(" ", text)
    return FileRequest(
        rest=" ".join((_OF_A_REPORT.sub(" ", rest) if report else rest).split()),
        format="docx" if _WORD.search(text) else "xlsx",
        pdf=_PDF.search(text) is not None,
        report=report,
    )
