"""Every setting is documented in docs/settings.md, with its default; and nothing else is."""

import re
from pathlib import Path

from pydantic.fields import FieldInfo

from core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def shown(field: FieldInfo) -> str:
    """A default as one would write it in the environment; nothing for none."""
    default = field.default
    if default is None or default == ():
        return ""
    if isinstance(default, bool):
        return str(int(default))
    if isinstance(default, float):
        return f"{default:g}"
    return str(default)


def test_each_setting_is_documented_with_its_default():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`|–) \| \S", text, re.MULTILINE)
    assert dict(rows) == {
        name.upper(): shown(field) for name, field in Settings.model_fields.items()
    }
