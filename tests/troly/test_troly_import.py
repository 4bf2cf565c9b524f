"""`troly import` and `troly demo`: what goes in, what is refused, and in which words."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from indicators import models

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def count(open_sessions):
    """The number of observations in a database."""

    def count(url, **where):
        with open_sessions(url) as sessions, sessions() as session:
            found = select(func.count()).select_from(models.Observation).filter_by(**where)
            return session.scalar(found)

    return count


def test_a_fresh_database_is_filled_by_two_commands(troly, new_database, count):
    url = new_database()
    assert troly("db", "upgrade", DATABASE_URL=url).exit_code == 0
    done = troly("import", DATA, DATABASE_URL=url)
    assert done.exit_code == 0, done.stderr
    assert count(url) == 317


def test_importing_again_says_that_nothing_changed(troly, new_database):
    done = troly("import", DATA, DATABASE_URL=new_database("reported"))
    assert done.exit_code == 0
    assert "thêm 0, sửa 0, bỏ 0" in done.stdout


def test_contents_imported_before_are_skipped_where_asked_to(troly, new_database):
    url = new_database("reported")
    first, second = (troly("import", DATA, "--if-new", DATABASE_URL=url) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Đã nạp" in first.stdout
    assert "không nạp lại" in second.stdout


def spoil(folder: Path) -> Path:
    shutil.copytree(DATA, folder)
    figures = folder / "observations.csv"
    lines = figures.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",4602,", ',"4602,5",')
    lines[9] = lines[9].replace(",4311,", ",4.311e3,")
    figures.write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_every_wrong_cell_is_named_on_stderr_and_nothing_goes_in(
    troly, new_database, tmp_path, count
):
    url = new_database()
    troly("db", "upgrade", DATABASE_URL=url)
    done = troly("import", spoil(tmp_path / "spoilt"), DATABASE_URL=url)
    assert done.exit_code == 1
    assert done.stdout == ""
    first, second, last = done.stderr.splitlines()
    assert first.startswith("observations.csv dòng 2: value: ")
    assert second.startswith("observations.csv dòng 10: value: ")
    assert "Không nạp gì" in last
    assert count(url) == 0


def test_a_path_that_is_not_there_is_said_in_words(troly, new_database, tmp_path):
    done = troly("import", tmp_path / "absent", DATABASE_URL=new_database("reported"))
    assert done.exit_code == 1
    assert "không có tệp hay thư mục này" in done.stderr


def test_a_database_without_tables_is_said_in_words(troly, new_database):
    done = troly("import", DATA, DATABASE_URL=new_database())
    assert done.exit_code == 1
    assert "troly db upgrade" in done.stderr


def test_the_simulated_series_is_added_once_and_removed(troly, new_database, count):
    url = new_database("reported")
    counts = []
    for word in ("on", "on", "off", "off"):
        done = troly("demo", word, DATABASE_URL=url)
        assert done.exit_code == 0
        counts.append((count(url), count(url, simulated=True)))
    assert counts == [(470, 153), (470, 153), (317, 0), (317, 0)]


@pytest.mark.parametrize("demo", ["0", "1"])
def test_production_refuses_the_simulated_series(troly, new_database, demo, count):
    url = new_database("reported")
    production = {
        "ENVIRONMENT": "production",
        "ENGINE_SECRET": "s" * 32,
        "PRIVACY_KEYS": "k" * 32,
        "DEMO": demo,
    }
    done = troly("demo", "on", DATABASE_URL=url, **production)
    assert done.exit_code != 0
    assert "production" in done.stderr
    assert count(url, simulated=True) == 0


def test_production_may_remove_it(troly, new_database, count):
    url = new_database("simulated")
    production = {"ENVIRONMENT": "production", "ENGINE_SECRET": "s" * 32, "PRIVACY_KEYS": "k" * 32}
    assert troly("demo", "off", DATABASE_URL=url, **production).exit_code == 0
    assert count(url) == 317
