"""`troly db`: the schema that the migrations build is the one that the models describe."""

from importlib import import_module

import pytest
from alembic import command
from sqlalchemy import inspect

from core.database import Base
from troly.database import alembic_config

# Their tables are in the metadata once they are imported.
for models in (
    "indicators.models",
    "connectors.models",
    "connectors.phone.tables",
    "connectors.telegram.models",
    "core.accounts",
    "core.files",
    "core.subscriptions",
    "core.references",
    "kb.tables",
    "services.tables",
):
    import_module(models)


@pytest.fixture
def tables(open_sessions):
    """The names of the tables of a database."""

    def tables(url):
        with open_sessions(url) as sessions, sessions() as session:
            return set(inspect(session.connection()).get_table_names())

    return tables


def test_upgrading_twice_changes_nothing(troly, new_database, tables):
    url = new_database()
    first = troly("db", "upgrade", DATABASE_URL=url)
    assert first.exit_code == 0
    built = tables(url)
    second = troly("db", "upgrade", DATABASE_URL=url)
    assert second.exit_code == 0
    assert tables(url) == built == {*Base.metadata.tables, "alembic_version"}
    assert first.stdout == second.stdout == ""


def test_models_and_migrations_agree(new_database):
    config = alembic_config(new_database())
    command.upgrade(config, "head")
    command.check(config)


def test_the_schema_can_be_taken_back(new_database, tables):
    url = new_database()
    command.upgrade(alembic_config(url), "head")
    command.downgrade(alembic_config(url), "base")
    assert tables(url) <= {"alembic_version"}


def test_without_a_url_the_database_lies_where_all_state_lies(troly, tmp_path):
    done = troly("db", "upgrade", VAR=str(tmp_path / "deep" / "var"), DATABASE_URL="")
    assert done.exit_code == 0
    assert (tmp_path / "deep" / "var" / "troly.db").exists()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/troly.db"]
)
def test_a_database_that_is_not_there_is_said_in_words(troly, url):
    done = troly("db", "upgrade", DATABASE_URL=url)
    assert done.exit_code == 1
    assert "Cơ sở dữ liệu không dùng được" in done.stderr
    assert "DATABASE_URL" in done.stderr
