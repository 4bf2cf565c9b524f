"""Dossiers in the project's own database, where the province's system hands them over as files."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

from core.database import Sessions
from services.dossiers.port import DossierRecord, DossiersUnavailable
from services.tables import Dossier


class DatabaseDossiers:
    """Looks dossiers up in the table `dossiers`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def find(self, code: str) -> DossierRecord | None:
        """See `Dossiers.find`."""
        try:
            with self._sessions() as session:
                row = session.get(Dossier, code)
        except OperationalError as error:
            raise DossiersUnavailable from error
        if row is None:
            return None
        return DossierRecord(
            code=row.code,
            service=row.service,
            status=row.status,
            received_on=row.received_on,
            due_on=row.due_on,
            finished_on=row.finished_on,
            office=row.office,
            note=row.note,
            simulated=row.simulated,
            proof=row.phone_digest,
        )
