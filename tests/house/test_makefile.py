"""The commands that people and continuous integration start from."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command in the project's folder, as someone types it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def step(log: Path, script: str) -> subprocess.CompletedProcess[str]:
    return run("scripts/step", log, "Cài thư viện", "chạy lại.", "bash", "-c", script)


def test_help_is_the_default_and_has_a_line_for_every_target():
    shown = run("make").stdout
    assert shown == run("make", "help").stdout
    listed = dict(re.findall(r"^make ([\w-]+) +(\S.*)$", shown, re.MULTILINE))
    assert set(listed) == TARGETS


def test_the_targets_of_the_contract_are_there():
    assert {"run", "test", "account", "bench", "eval", "lint", "fmt", "help"} <= TARGETS


def test_a_path_with_a_space_is_refused_with_a_reason():
    done = run("make", "help", VAR="my var")
    assert done.returncode != 0
    assert "không được có dấu cách" in done.stderr


def test_continuous_integration_runs_the_tests_that_people_run():
    assert (ROOT / ".ci" / "run").read_text().endswith("exec make test\n")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_a_step_that_succeeds_is_one_line_and_nothing_on_stdout(tmp_path):
    done = step(tmp_path / "log", "echo downloaded 17 packages")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "• Cài thư viện…\n"
    assert (tmp_path / "log").read_text() == "downloaded 17 packages\n"


def test_a_step_that_fails_shows_its_log_and_what_to_do(tmp_path):
    done = step(tmp_path / "log", "echo disk full >&2; exit 3")
    assert (done.returncode, done.stdout) == (3, "")
    assert "LỖI ở bước «Cài thư viện»" in done.stderr
    assert "  | disk full" in done.stderr
    assert "Cách xử lý: chạy lại." in done.stderr


def test_no_committed_file_names_a_package_index():
    for lock in ("requirements.txt", "requirements-dev.txt", "bot/requirements.txt"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=")
