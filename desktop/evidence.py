"""The files that prove a breach: those of the breach itself, and those that prove each filing."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.breach import Breach, Filing, Obligation
from data.organisation import Attachment
from data.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """One file and, where it proves that a notice was sent, the duty and its filing."""

    file: Attachment
    duty: Obligation | None = None
    filing: Filing | None = None


def proofs(store: Store, breach: Breach) -> Iterator[Proof]:
    """List the files of a breach, its own first, then filing by filing."""
    for file in store.all(Attachment, subject_id=breach.id):
        yield Proof(file)
    for duty in breach.obligations:
        for filing in duty.filings:
            for file in store.all(Attachment, subject_id=filing.id):
                yield Proof(file, duty, filing)
