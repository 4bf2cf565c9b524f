"""`troly`: the command line of the assistant."""

from __future__ import annotations

import typer

from troly.accounts import accounts, api_keys
from troly.ask import ask_command
from troly.audit import audit_command
from troly.calls import app as calls
from troly.database import app as database
from troly.demo import app as demo
from troly.dossiers import app as dossiers
from troly.importing import import_command
from troly.kb import app as kb
from troly.petitions import app as petitions
from troly.privacy import app as privacy
from troly.run import run
from troly.tickets import app as tickets
from troly.unanswered import app as unanswered

app = typer.Typer(
    help="Trợ lý số liệu của tỉnh.", no_args_is_help=True, pretty_exceptions_show_locals=False
)
app.command("run")(run)
app.command("import")(import_command)
app.command("ask")(ask_command)
app.command("audit")(audit_command)
app.add_typer(database, name="db")
app.add_typer(demo, name="demo")
app.add_typer(kb, name="kb")
app.add_typer(calls, name="calls")
app.add_typer(tickets, name="tickets")
app.add_typer(petitions, name="petitions")
app.add_typer(dossiers, name="dossiers")
app.add_typer(unanswered, name="unanswered")
app.add_typer(privacy, name="privacy")
app.add_typer(accounts, name="accounts")
app.add_typer(api_keys, name="keys")

if __name__ == "__main__":
    app()
