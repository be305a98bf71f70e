"""What an act is: a name, the record it is done on, and what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Record
from data.errors import Blocked, Invalid
from data.fields import Field, Kind
from data.unit import Unit
from desktop.records import typed
from desktop.references import resolve


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one kind of record.

    `run` takes the unit, the record and the asked values by name. `via` finds the record an act means when it is
    named by what it hangs on, such as a policy's code for its draft. A `final` act is asked for once more. An act
    that needs the `law` is given the law packs as `packs`, too.
    """

    name: str
    target: type[Record]
    run: Callable[..., Record | None]
    asks: Mapping[str, Field] = field(default_factory=dict)
    via: Callable[[Unit, str], Record | None] | None = None
    final: bool = False
    law: bool = False

    def values(self, unit: Unit, written: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
        """Read what was typed for an act.

        Raises:
            Invalid: naming what is missing, unknown or wrong.
        """
        unknown = dict.fromkeys(set(written) - set(self.asks), "unknown")
        missing = {
            name: "required" for name, one in self.asks.items() if one.required and not written.get(name)
        }
        if unknown or missing:
            raise Invalid(unknown | missing, dict.fromkeys(unknown, self.asks))
        read = {name: typed(self.asks[name], text, zone) for name, text in written.items()}
        return {name: resolve(unit, self.asks[name], value) for name, value in read.items()}

    def find(self, unit: Unit, key: str) -> Record:
        """Find the record an act means, by its id, its reference, or what it hangs on.

        Raises:
            Blocked: `record.absent`.
        """
        found = unit.find(self.target, key)
        if found is None and self.via is not None:
            found = self.via(unit, key)
        if found is None:
            raise Blocked("record.absent", id=key)
        unit.around(found)
        return found


def ask(kind: Kind = Kind.LINE, *, required: bool = False, name: str = "", **facts: str) -> Field:
    """Declare one thing an act asks for."""
    return Field(kind, name=name, required=required, **facts)  # type: ignore[arg-type]  # texts only


def asks(**fields: Field) -> dict[str, Field]:
    """Name the things an act asks for."""
    return {
        name: Field(one.kind, name, required=one.required, choices=one.choices, target=one.target)
        for name, one in fields.items()
    }
