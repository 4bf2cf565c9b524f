"""No package of either environment forbids the project's licence (docs/decisions/licence.md)."""

import re
from email.parser import HeaderParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def licence(metadata: Path) -> tuple[str, str]:
    """Name and licence of a package: the expression, else the classifiers, else the old field."""
    header = HeaderParser().parsestr(metadata.read_text(encoding="utf-8", errors="replace"))
    classifiers = [
        value for value in header.get_all("Classifier", []) if value.startswith("License ::")
    ]
    words = header["License-Expression"] or "; ".join(classifiers) or header["License"] or ""
    return header["Name"], words


def test_no_package_is_under_the_gpl():
    found = {
        licence(metadata)
        for metadata in ROOT.glob(".venv*/lib/python3.*/site-packages/*.dist-info/METADATA")
    }
    assert {"fastapi", "rasa"} <= {name for name, _ in found}
    gpl = re.compile(r"\bA?GPL|GNU (Affero )?General Public")
    assert [name for name, words in found if gpl.search(words)] == []
