"""Every act by name, with what it asks for: the console, the command box and the forms read this one list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Record
from data.errors import Blocked, Invalid
from data.fields import Field, Kind
from data.policy import Clause, Policy, Version
from data.unit import Unit
from desktop import policy
from desktop.records import resolve, typed


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one kind of record.

    `run` takes the unit, the record and the asked values by name. `via` finds the record an act means when it is
    named by what it hangs on, such as a policy's code for its draft. A `final` act is asked for once more.
    """

    name: str
    target: type[Record]
    run: Callable[..., Record | None]
    asks: Mapping[str, Field] = field(default_factory=dict)
    via: Callable[[Unit, str], Record | None] | None = None
    final: bool = False

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
            raise Invalid(unknown | missing)
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


def _draft(unit: Unit, key: str) -> Version | None:
    found = unit.find(Policy, key)
    return policy.draft_of(found) if found else None


def _in_state(*states: str) -> Callable[[Unit, str], Version | None]:
    def find(unit: Unit, key: str) -> Version | None:
        found = unit.find(Policy, key)
        versions = reversed(found.versions) if found else ()
        return next((version for version in versions if version.state in states), None)

    return find


_TEXT, _NEEDED = ask(Kind.TEXT), ask(Kind.TEXT, required=True)

_POLICY = (
    Act("submit", Version, policy.submit, asks(reviewer=ask()), _draft),
    Act("send-back", Version, policy.send_back, asks(reason=_NEEDED), _draft),
    Act("comment", Version, policy.comment, asks(text=_NEEDED, clause_number=ask()), _draft),
    Act(
        "approve",
        Version,
        policy.approve,
        asks(approver=ask(required=True), effective_from=ask(Kind.DATE, required=True)),
        _draft,
        final=True,
    ),
    Act("publish", Version, policy.publish, {}, _in_state("approved"), final=True),
    Act("new-version", Policy, policy.new_version, asks(major=ask(Kind.FLAG), summary=_TEXT)),
    Act(
        "acknowledge",
        Version,
        policy.acknowledge,
        asks(person=ask(required=True)),
        _in_state("published", "approved"),
    ),
    Act("confirm-translation", Clause, policy.confirm_translation),
)


def _by_name(*groups: Iterable[Act]) -> dict[str, tuple[Act, ...]]:
    found: dict[str, tuple[Act, ...]] = {}
    for group in groups:
        for act in group:
            found[act.name] = (*found.get(act.name, ()), act)
    return found


ACTS: Mapping[str, tuple[Act, ...]] = _by_name(_POLICY)


def run(unit: Unit, name: str, key: str, written: Mapping[str, str], zone: ZoneInfo) -> Record:
    """Do one act by name on the record that a key means, and give the record after it.

    Raises:
        Blocked: `act.unknown`, `record.absent`, or whatever rule the act holds.
    """
    if name not in ACTS:
        raise Blocked("act.unknown", name=name, known=", ".join(sorted(ACTS)))
    problem: Blocked | None = None
    for act in ACTS[name]:
        try:
            record = act.find(unit, key)
        except Blocked as error:
            problem = problem or error
            continue
        return act.run(unit, record, **act.values(unit, written, zone)) or record
    raise problem or Blocked("record.absent", id=key)
