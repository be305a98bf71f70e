"""An organisation's own law: one fact changed with a reason, or a pack of its own."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.law.lines import LawFile, PackError, Path

CHANGES = "changes"
_FACT = "fact"
_AIMS = {"path", "reason"}


@dataclass(frozen=True)
class Change:
    """One fact that the organisation sets otherwise: where, from which line of its file, and the new keys."""

    file: LawFile
    index: int
    path: Path
    keys: Mapping[str, Any]

    def error(self, problem: str, key: str) -> PackError:
        """Make the error for a key of this change, with its line in the organisation's file."""
        return self.file.error(problem, (_FACT, str(self.index), key))


class Changed(dict[str, Any]):
    """A table that the organisation changed; tables below it go by what it said `before`."""

    def __init__(self, before: Mapping[str, Any], keys: Mapping[str, Any]) -> None:
        super().__init__({**before, **keys})
        self.before: Mapping[str, Any] = before.before if isinstance(before, Changed) else before


def changes(file: LawFile, table: Mapping[str, Any]) -> tuple[Change, ...]:
    """Read a file of changes: `changes = "SA"`, then `[[fact]]` with `path`, `reason` and the new keys.

    Raises:
        PackError: an unknown key, or a change without path or reason.
    """
    for key in table:
        if key not in {CHANGES, _FACT}:
            raise file.error("unknown-key", (key,))
    given = table.get(_FACT)
    if not isinstance(given, list):
        raise file.error("missing-key", (_FACT,))
    return tuple(_change(file, index, entry) for index, entry in enumerate(given))


def _change(file: LawFile, index: int, entry: Mapping[str, Any]) -> Change:
    for key in sorted(_AIMS):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise file.error("no-reason" if key == "reason" else "missing-key", (_FACT, str(index), key))
    keys = {key: value for key, value in entry.items() if key != "path"}
    return Change(file, index, tuple(entry["path"].split(".")), keys)


def changed(table: Mapping[str, Any], wanted: tuple[Change, ...]) -> dict[str, Any]:
    """Apply changes to a pack's tables and give new ones; a table that the path names and is not there is made.

    Raises:
        PackError: the path leads through something that is not a table.
    """
    fresh = copy.deepcopy(dict(table))
    for change in wanted:
        *way, last = change.path
        node: Any = fresh
        for step in way:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise change.error("unknown-path", "path")
        found = node.get(last, {})
        if not isinstance(found, dict):
            raise change.error("unknown-path", "path")
        node[last] = Changed(found, change.keys)
    return fresh


def locate(wanted: tuple[Change, ...], problem: str, path: Path) -> PackError | None:
    """Find the change that a problem came from, if it came from one."""
    for change in reversed(wanted):
        if path[: len(change.path)] == change.path:
            rest = path[len(change.path) :]
            return change.error(problem, rest[0] if rest else "path")
    return None
