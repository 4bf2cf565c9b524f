"""A model is trained anew exactly when something it depends on changed."""

import re

import pytest

from bot.fingerprint import INPUTS, fingerprint
from bot.train import MODEL, ROOT, STAMP, is_current

PATTERNS = ("config.yml", "data/**/*.yml")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "config.yml").write_text("language: vi")
    (tmp_path / "data" / "nlu" / "a.yml").write_text("one")
    (tmp_path / "data" / "b.yml").write_text("two")
    return tmp_path


def test_the_same_files_give_the_same_digest(project):
    assert fingerprint(project, PATTERNS) == fingerprint(project, PATTERNS)


def test_other_files_do_not_count(project):
    before = fingerprint(project, PATTERNS)
    (project / "data" / "notes.txt").write_text("not training data")
    (project / "data" / "folder.yml").mkdir()
    assert fingerprint(project, PATTERNS) == before


def change_content(project):
    (project / "config.yml").write_text("language: en")


def rename(project):
    (project / "data" / "b.yml").rename(project / "data" / "c.yml")


def move(project):
    (project / "data" / "b.yml").rename(project / "data" / "nlu" / "b.yml")


def add(project):
    (project / "data" / "nlu" / "empty.yml").touch()


def remove(project):
    (project / "data" / "b.yml").unlink()


def swap(project):
    (project / "data" / "nlu" / "a.yml").write_text("two")
    (project / "data" / "b.yml").write_text("one")


def shift(project):
    """The same bytes in a row, cut elsewhere."""
    (project / "data" / "b.yml").write_text("tw")
    (project / "data" / "nlu" / "a.yml").write_text("oone")


@pytest.mark.parametrize("change", [change_content, rename, move, add, remove, swap, shift])
def test_every_change_gives_another_digest(project, change):
    before = fingerprint(project, PATTERNS)
    change(project)
    assert fingerprint(project, PATTERNS) != before


def test_a_pattern_without_a_file_is_an_error(project):
    with pytest.raises(FileNotFoundError, match=r"domain\.yml"):
        fingerprint(project, ("config.yml", "domain.yml"))


def test_everything_that_the_model_is_made_of_counts():
    counted = {path for pattern in INPUTS for path in ROOT.glob(pattern)}
    assert set((ROOT / "bot").glob("*.py")) <= counted
    assert set((ROOT / "bot" / "data").rglob("*.y*ml")) <= counted
    assert {ROOT / "config.yml", ROOT / "domain.yml"} <= counted
    assert len(fingerprint(ROOT)) == 64


def test_only_a_whole_model_of_the_same_inputs_is_current(tmp_path):
    assert not is_current(tmp_path, "inputs"), "nothing there"
    (tmp_path / STAMP).write_text("inputs")
    assert not is_current(tmp_path, "inputs"), "a stamp without its model"
    (tmp_path / MODEL).touch()
    assert is_current(tmp_path, "inputs")
    assert not is_current(tmp_path, "other inputs")
    (tmp_path / STAMP).unlink()
    assert not is_current(tmp_path, "inputs"), "a model whose training was broken off"


def test_every_module_that_the_engine_uses_counts():
    """A text read otherwise in use than in training would be misunderstood."""
    sources = [*ROOT.glob("bot/*.py"), ROOT / "vietnamese/normalise.py"]
    sources += ROOT.glob("vietnamese/syllables.py")
    used = {
        f"vietnamese/{name}.py"
        for source in sources
        for name in re.findall(r"^from vietnamese\.(\w+) import", source.read_text(), re.M)
    }
    assert used
    assert used <= set(INPUTS)
