"""Turns the tables of a law file into facts: the classes in `facts` and `pack` are the schema."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from desktop.law.facts import Clock, Known
from desktop.law.lines import PackError, Path
from desktop.law.overrides import Changed

T = TypeVar("T")
Table = Mapping[str, Any]
_BASIS = ("article", "confidence", "source")
_LANGUAGES = {"ar", "en"}


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return get_type_hints(kind)


@dataclass(frozen=True)
class Builder:
    """Builds facts from tables; `error(problem, path)` makes the error that names file and line."""

    error: Callable[[str, Path], PackError]

    def build(self, kind: type[T], table: object, path: Path = (), basis: Table | None = None) -> T:
        """Build one object from a table; `basis` is what the table around it says of article, confidence, source.

        Raises:
            PackError: unknown key, missing key or language, value of another type.
        """
        if not isinstance(table, Mapping):
            raise self.error("wrong-value", path)
        own = self._with_basis(kind, table, basis or {})
        hints = _hints(cast("Hashable", kind))
        for key in own:
            if key not in hints:
                raise self.error("unknown-key", (*path, key))
        said = self._with_basis(kind, table.before, basis or {}) if isinstance(table, Changed) else own
        below = {key: said[key] for key in _BASIS if key in said}
        values = {key: self._value(hints[key], raw, (*path, key), below) for key, raw in own.items()}
        self._complete(kind, values, path)
        return kind(**values)

    @staticmethod
    def _with_basis(kind: type, table: Table, basis: Table) -> dict[str, Any]:
        inherits = issubclass(kind, Known) and not issubclass(kind, Clock)
        return {**(basis if inherits else {}), **table}

    def _complete(self, kind: type, values: Table, path: Path) -> None:
        for part in fields(kind):
            optional = part.default is not MISSING or part.default_factory is not MISSING
            if part.name not in values and not optional:
                problem = "no-language" if part.name in _LANGUAGES else "missing-key"
                raise self.error(problem, (*path, part.name))

    def _value(self, kind: Any, raw: object, path: Path, basis: Table) -> object:  # noqa: ANN401 - a type hint
        if get_origin(kind) is UnionType:
            kind = next(option for option in get_args(kind) if option is not type(None))
        if get_origin(kind) is Mapping:
            return self._mapping(get_args(kind)[1], raw, path, basis)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind)[0], raw, path, basis)
        if is_dataclass(kind) and isinstance(kind, type):
            return self.build(kind, raw, path, basis)
        return self._plain(kind, raw, path)

    def _mapping(self, kind: object, raw: object, path: Path, basis: Table) -> Mapping[str, object]:
        if not isinstance(raw, Mapping):
            raise self.error("wrong-value", path)
        return MappingProxyType({key: self._value(kind, raw[key], (*path, key), basis) for key in raw})

    def _tuple(self, kind: object, raw: object, path: Path, basis: Table) -> tuple[object, ...]:
        if not isinstance(raw, list):
            raise self.error("wrong-value", path)
        return tuple(self._value(kind, item, path, basis) for item in raw)

    def _plain(self, kind: type, raw: object, path: Path) -> object:
        if issubclass(kind, StrEnum):
            known = {str(member): member for member in kind}
            if raw not in known:
                raise self.error("wrong-value", path)
            return known[str(raw)]
        if type(raw) is not kind or raw == "":
            raise self.error("wrong-value", path)
        return raw


def plain(node: Any) -> Any:  # noqa: ANN401 - a tree of facts becomes a tree of JSON values
    """Write facts as tables of plain values, the reverse of building them; what is absent is left out."""
    if is_dataclass(node):
        values = {part.name: getattr(node, part.name) for part in fields(node)}
        return {key: plain(value) for key, value in values.items() if value is not None}
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, tuple):
        return [plain(value) for value in node]
    return str(node) if isinstance(node, StrEnum) else node
