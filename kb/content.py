"""Reading and checking the entries that officers write: every fault with its file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml
from pydantic import ValidationError

from kb.faults import vietnamese_fault
from kb.models import Faq, Procedure
from vietnamese.normalise import fold

CONTENT = Path(__file__).parent / "content"

Entry = Procedure | Faq
_FOLDERS: Mapping[str, type[Procedure] | type[Faq]] = {"procedures": Procedure, "faq": Faq}


@dataclass(frozen=True)
class Fault:
    """What is wrong where; `line` counts from 1."""

    file: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class FaultyContent(ValueError):
    """Content that cannot be taken as it is."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Content:
    """All entries by key, each with the file it came from."""

    procedures: Mapping[str, Procedure]
    faq: Mapping[str, Faq]

    def entries(self) -> Iterator[Entry]:
        """Every entry."""
        yield from self.procedures.values()
        yield from self.faq.values()


@dataclass(frozen=True)
class _Loaded:
    file: Path
    entry: Entry
    node: yaml.Node

    def fault(self, what: str, *path: str | int) -> Fault:
        return Fault(self.file, _line(self.node, path), what)


class _Loader(yaml.SafeLoader):
    """Leaves days as they are written: the models read them, and an impossible one has its line."""


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def load(folder: Path = CONTENT) -> Content:
    """Read a folder of content.

    Args:
        folder: has `procedures/*.yml` and `faq/*.yml`, one entry a file, named by its key.

    Raises:
        FaultyContent: with every fault of every file; nothing is taken by half.
    """
    loaded: list[_Loaded] = []
    faults: list[Fault] = []
    for name, model in _FOLDERS.items():
        for file in sorted((folder / name).glob("*.y*ml")):
            entry = _read(file, model)
            if isinstance(entry, _Loaded):
                loaded.append(entry)
            else:
                faults += entry
    faults += _cross_check(loaded)
    if not loaded and not faults:
        faults.append(Fault(folder, 1, "thư mục không có mục nào (procedures/*.yml, faq/*.yml)"))
    if faults:
        raise FaultyContent(sorted(faults, key=lambda fault: (str(fault.file), fault.line)))
    entries = [one.entry for one in loaded]
    return Content(
        {entry.key: entry for entry in entries if isinstance(entry, Procedure)},
        {entry.key: entry for entry in entries if isinstance(entry, Faq)},
    )


def _read(file: Path, model: type[Procedure] | type[Faq]) -> _Loaded | list[Fault]:
    try:
        text = normalize("NFC", file.read_text(encoding="utf-8"))
        node = yaml.compose(text, Loader=_Loader)
        raw: Any = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as error:
        return [Fault(file, 1, f"không phải UTF-8 (byte thứ {error.start + 1})")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        return [Fault(file, mark.line + 1 if mark else 1, f"không đọc được YAML: {problem}")]
    if node is None or not isinstance(raw, dict):
        return [Fault(file, 1, "phải là một mục gồm các trường (key, name, …)")]
    if doubled := list(_doubled(node)):
        return [Fault(file, line, f"trường “{name}” có hai lần") for name, line in doubled]
    try:
        entry = model.model_validate(raw)
    except ValidationError as error:
        return [
            Fault(file, _line(node, fault["loc"]), vietnamese_fault(fault))
            for fault in error.errors()
        ]
    if entry.key != file.stem:
        fault = f"tên tệp phải là {entry.key}.yml như key"
        return [Fault(file, _line(node, ("key",)), fault)]
    return _Loaded(file, entry, node)


def _cross_check(loaded: Sequence[_Loaded]) -> Iterator[Fault]:
    """Links that lead nowhere, keys and aliases that two entries claim."""
    procedures = {one.entry.key for one in loaded if isinstance(one.entry, Procedure)}
    owners: dict[str, _Loaded] = {}
    keys: dict[str, _Loaded] = {}
    for one in loaded:
        entry = one.entry
        if (other := keys.setdefault(entry.key, one)) is not one:
            yield one.fault(f"key đã dùng trong {other.file}", "key")
        field = "also" if isinstance(entry, Procedure) else "see"
        for number, link in enumerate(getattr(entry, field)):
            if link not in procedures or link == entry.key:
                yield one.fault(f"{field}: không có thủ tục “{link}” khác", field, number)
        if isinstance(entry, Procedure):
            yield from _doubled_names(one, entry, owners)


def _doubled_names(one: _Loaded, entry: Procedure, owners: dict[str, _Loaded]) -> Iterator[Fault]:
    own: set[str] = set()
    named: Iterable[tuple[str, tuple[str | int, ...]]] = [
        (entry.name, ("name",)),
        *((alias, ("aliases", number)) for number, alias in enumerate(entry.aliases)),
    ]
    for name, path in named:
        folded = fold(name)
        if folded in own:
            yield one.fault(f"tên gọi “{name}” có hai lần", *path)
            continue
        own.add(folded)
        if (other := owners.setdefault(folded, one)) is not one:
            yield one.fault(f"tên gọi “{name}” đã là của {other.file.name}", *path)


def _line(node: yaml.Node, path: Sequence[str | int]) -> int:
    """The line where a part of a document stands, or the nearest above it that exists."""
    line = int(node.start_mark.line) + 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == step), None)
            if pair is None:
                return line
            line, node = int(pair[0].start_mark.line) + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                return line
            node = node.value[step]
            line = int(node.start_mark.line) + 1
        else:
            return line
    return line


def _doubled(node: yaml.Node, above: tuple[yaml.Node, ...] = ()) -> Iterator[tuple[str, int]]:
    """Fields that a mapping has twice, of which YAML would silently keep the last."""
    if node in above:  # A list may hold itself in YAML.
        return
    above = (*above, node)
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, list[int]] = defaultdict(list)
        for key, value in node.value:
            lines[str(key.value)].append(int(key.start_mark.line) + 1)
            yield from _doubled(value, above)
        yield from ((name, places[1]) for name, places in lines.items() if len(places) > 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubled(value, above)
