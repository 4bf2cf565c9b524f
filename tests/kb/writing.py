"""Entries as an officer writes them, for tests that change one thing."""

from __future__ import annotations

from pathlib import Path

PROCEDURE = """\
key: {key}
code: null
name: {name}
aliases:
  - {alias}
questions: []
domain: thu
level: commune
authority: UBND phường
summary: Việc làm thử.
place:
  today: Phường mới.
  before: Phường cũ.
documents: [Tờ khai.]
steps: [Nộp tờ khai.]
fee: {{amount: 0, text: Không mất lệ phí.}}
duration: {{text: Trong ngày.}}
online: {{level: none, text: Đến tận nơi.}}
result: Giấy xác nhận.
as_of: 2023-12-31
confidence: high
sources:
  - title: Nguồn thử
missing: [legal_basis, conditions]
"""
FAQ = """\
key: {key}
topic: thu
question: {question}
questions: [hỏi một, hỏi hai]
answer: Trả lời.
as_of: 2023-12-31
confidence: high
sources:
  - title: Nguồn thử
"""


class Folder:
    """A folder of content on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def procedure(
        self, key: str = "tha_chim", name: str = "Thả chim", alias: str = "thả bồ câu"
    ) -> Path:
        text = PROCEDURE.format(key=key, name=name, alias=alias)
        return self.write(f"procedures/{key}.yml", text)

    def faq(self, key: str = "gio_mo_cua", question: str = "Mấy giờ mở cửa?") -> Path:
        return self.write(f"faq/{key}.yml", FAQ.format(key=key, question=question))

    def change(self, file: Path, old: str, new: str) -> int:
        """Replace a piece of a file, and tell on which line it stood."""
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1
