"""`troly db`: the schema of the database."""

from __future__ import annotations

from pathlib import Path

import typer
from alembic import command
from alembic.config import Config

from troly.context import database_errors, settings

app = typer.Typer(help="Lược đồ cơ sở dữ liệu.", no_args_is_help=True)


def alembic_config(url: str) -> Config:
    """Alembic's configuration for a database URL."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["url"] = url
    return config


@app.command()
def upgrade() -> None:
    """Đưa lược đồ lên bản mới nhất (chạy lại không đổi gì)."""
    url = settings().sqlalchemy_url
    with database_errors():
        command.upgrade(alembic_config(url), "head")
    typer.echo("Cơ sở dữ liệu: lược đồ đã ở bản mới nhất.", err=True)
