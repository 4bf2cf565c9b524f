"""What the assistant needs of the system that knows the dossiers."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

PROOF_DIGITS = 4
"""How many last digits of the phone on the dossier prove that it is one's own."""


class DossiersUnavailable(Exception):
    """The system that knows the dossiers does not answer."""


@dataclass(frozen=True)
class DossierRecord:
    """A dossier as the system has it.

    Attributes:
        code: in its standard form.
        service: what was applied for.
        status: in the system's words.
        received_on: the day it was taken in.
        due_on: the day the result is promised for.
        finished_on: the day it was finished.
        office: where it lies.
        note: what the applicant should know.
        simulated: an example, not a real dossier.
        proof: see `proof_of`; stays out of the representation.
    """

    code: str
    service: str
    status: str
    received_on: date
    due_on: date | None = None
    finished_on: date | None = None
    office: str | None = None
    note: str | None = None
    simulated: bool = False
    proof: str = field(default="", repr=False)

    def is_proved_by(self, digits: str) -> bool:
        """Whether these are the last digits of the phone on the dossier."""
        return hmac.compare_digest(self.proof, proof_of(self.code, digits))


class Dossiers(Protocol):
    """Looks dossiers up."""

    def find(self, code: str) -> DossierRecord | None:
        """The dossier of a code, None when there is none.

        Raises:
            DossiersUnavailable: it cannot be told now.
        """


def proof_of(code: str, digits: str) -> str:
    """What is kept of a phone's last digits: enough to compare, salted by the dossier's code."""
    return hashlib.scrypt(digits.encode(), salt=code.encode(), n=2**12, r=8, p=1, dklen=32).hex()
