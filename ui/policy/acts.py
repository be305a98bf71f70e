"""What the page does to a policy's text: each act one unit of work on what the store holds now."""

from typing import Any, TypeVar

from data.base import Record
from data.errors import NotAllowed
from data.policy import Clause, Policy, Version
from data.unit import Unit
from desktop import policy as rules
from desktop import version as life
from ui.desk import Desk

R = TypeVar("R", bound=Record)


class TextActs:
    """The acts on one version of one policy."""

    def __init__(self, desk: Desk, policy_id: str, version_id: str) -> None:
        self._desk = desk
        self._policy_id, self._version_id = policy_id, version_id

    def _version(self, unit: Unit) -> Version:
        policy = unit.get(Policy, self._policy_id)
        return found(policy.versions, self._version_id)

    def edit(self, clause_id: str, words: dict[str, Any]) -> None:
        """Write a clause's words.

        Raises:
            NotAllowed: `version.frozen`.
        """
        with self._desk.unit("edit-clause") as unit:
            rules.edit_clause(unit, found(self._version(unit).clauses, clause_id), **words)

    def confirm(self, clause_id: str) -> None:
        """Note that both languages say the same.

        Raises:
            NotAllowed: `version.frozen`.
        """
        with self._desk.unit("confirm-translation") as unit:
            rules.confirm_translation(unit, found(self._version(unit).clauses, clause_id))

    def add(self, at: int) -> str:
        """Add an empty clause at a place and give its id.

        Raises:
            NotAllowed: `version.frozen`.
        """
        with self._desk.unit("add-clause") as unit:
            version = self._version(unit)
            clause = Clause(number=next_number(version), position=at)
            return rules.add_clause(unit, version, at, clause).id

    def move(self, clause_id: str, to: int) -> None:
        """Move a clause to a place.

        Raises:
            NotAllowed: `version.frozen`.
        """
        with self._desk.unit("move-clause") as unit:
            rules.move_clause(unit, found(self._version(unit).clauses, clause_id), to)

    def remove(self, clause_id: str) -> None:
        """Take a clause out.

        Raises:
            NotAllowed: `version.frozen`.
        """
        with self._desk.unit("remove-clause") as unit:
            rules.remove_clause(unit, found(self._version(unit).clauses, clause_id))

    def new_version(self) -> str:
        """Start a draft from the latest text and give its id.

        Raises:
            NotAllowed: `version.open`.
        """
        with self._desk.unit("new-version") as unit:
            return life.new_version(unit, unit.get(Policy, self._policy_id)).id


def found(records: list[R], key: str) -> R:
    """Find a record by id among those that hang on another.

    Raises:
        NotAllowed: `record.absent` when it was removed meanwhile.
    """
    for record in records:
        if record.id == key:
            return record
    raise NotAllowed("record.absent", id=key)


def next_number(version: Version) -> str:
    """Count the written numbers on; a text without numbers goes on without."""
    numbers = [int(clause.number) for clause in version.clauses if clause.number.isdecimal()]
    return str(max(numbers) + 1) if numbers else "" if version.clauses else "1"
