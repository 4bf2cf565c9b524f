"""Who may import whom (`[tool.importlinter]` in pyproject.toml)."""

import subprocess
import sys
from pathlib import Path

import tomllib

ROOT = Path(__file__).resolve().parents[2]


def test_imports_go_the_way_that_the_contracts_say():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_package_is_under_the_contracts():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(tools["importlinter"]["root_packages"])
    # The engine's environment has no mypy: Rasa's own types are of another age.
    assert packages - {"bot"} == set(tools["mypy"]["packages"])
