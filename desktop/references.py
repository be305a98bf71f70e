"""What references point to, by the names people type, read and find in files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.base import Entry, title_of
from data.errors import NotAllowed
from data.fields import Field
from data.policy import Clause, Policy
from data.registers import REGISTERS
from data.search import fold
from data.store import Store
from data.unit import Unit
from desktop.leading import leading

_OPENING = 60  # characters of a clause without a heading that stand for one


@dataclass(frozen=True, slots=True)
class ClauseName:
    """A clause by its policy's reference and its number (PO-2026-001/4); a version that no longer leads is named."""

    name: str
    clause: Clause
    current: bool

    def heading(self, lang: str) -> str:
        """Say what the clause is headed, else how it begins."""
        found = title_of(self.clause, lang) or self.clause.text_ar or self.clause.text_en
        return found if len(found) <= _OPENING else f"{found[:_OPENING].rstrip()}…"

    def answers(self, text: str) -> bool:
        """Tell whether all words sought stand in the clause's name or headings."""
        said = fold(f"{self.name} {self.heading('ar')} {self.heading('en')}")
        return all(part in said for part in fold(text).split())


def register_of(table: str) -> type[Entry] | None:
    """Find the register that a reference points into; None for records without a register of their own."""
    return next((entry for entry in REGISTERS.values() if entry.__tablename__ == table), None)


def nameable(table: str) -> bool:
    """Tell whether people can name what a reference points to."""
    return table == Clause.__tablename__ or register_of(table) is not None


def clauses(source: Store | Unit) -> dict[str, ClauseName]:
    """Name every clause of every policy, by id: those that lead first, in the order of their text."""
    found: list[ClauseName] = []
    for policy in source.all(Policy):
        head = leading(policy)
        for version in policy.versions:
            mark = "" if version is head else f"@{version.number}"
            found += [
                ClauseName(f"{policy.code}{mark}/{clause.number}", clause, version is head)
                for clause in version.clauses
            ]
    found.sort(key=lambda one: not one.current)
    return {one.clause.id: one for one in found}


def names(source: Store, table: str) -> dict[str, str]:
    """Find by id how records of a kind are named in files: entries by their codes, clauses by their names."""
    entry = register_of(table)
    if entry is not None:
        return {row.id: row.code for row in source.all(entry, whole=False)}
    return {key: one.name for key, one in clauses(source).items()} if nameable(table) else {}


def ids(named: Mapping[str, ClauseName]) -> dict[str, str]:
    """Find clauses by their names and ids; of two of one name the first is meant."""
    return {one.name: key for key, one in reversed([*named.items()])} | {key: key for key in named}


def resolve(unit: Unit, field: Field, value: Any) -> Any:  # noqa: ANN401  # a column's value
    """Turn references typed as codes (PA-2026-001, and PO-2026-001/4 for a clause) into the ids they name.

    Raises:
        NotAllowed: `record.absent` when nothing has that reference.
    """
    if not field.target or not value:
        return value
    keys = value if field.many else [value]
    entry = register_of(field.target)
    if entry is not None:
        found = [unit.get(entry, key).id for key in keys]
    elif field.target == Clause.__tablename__:
        known = ids(clauses(unit))
        found = [_known(known, key) for key in keys]
    else:
        return value
    return found if field.many else found[0]


def _known(known: Mapping[str, str], key: str) -> str:
    if key not in known:
        raise NotAllowed("record.absent", id=key)
    return known[key]
