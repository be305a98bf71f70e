"""The first rows of the sharing inventory, made from what a policy says about recipients."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from data.errors import NotAllowed
from data.policy import Clause, Policy
from data.sharing import Flow, Party
from data.unit import Unit
from desktop import records
from desktop.clause_reading import suggest
from desktop.leading import leading

_BLANKS = ("legal_basis", "people", "country", "method", "frequency")


@cache
def _first() -> Mapping[str, Any]:
    return tomllib.loads(files("resources").joinpath("inventory.toml").read_text(encoding="utf-8"))


def blanks(flow: Flow) -> list[str]:
    """Name what of a flow is still to be completed."""
    found = [name for name in _BLANKS if not getattr(flow, name)]
    kept = flow.retention_amount is not None or flow.retention
    return found if kept else [*found, "retention"]


def inventory_from_policy(unit: Unit, policy: Policy) -> list[Flow]:
    """Make a party and a flow for every category of recipients that a policy's clauses name; one act, one undo.

    A category that a flow already serves only learns which clause declares it, so that doing it again adds nothing.

    Raises:
        NotAllowed: `inventory.nobody` when the policy names no recipients.
    """
    version = leading(policy)
    named: dict[str, list[Clause]] = {}
    for clause in version.clauses if version else ():
        suggest(clause)
        for category in clause.shares_with:
            named.setdefault(category, []).append(clause)
    if not named:
        raise NotAllowed("inventory.nobody", policy=policy.code)
    flows = unit.all(Flow)
    return [_serve(unit, category, clauses, flows) for category, clauses in named.items()]


def _serve(unit: Unit, category: str, clauses: list[Clause], flows: list[Flow]) -> Flow:
    declared = [clause.id for clause in clauses]
    there = next((flow for flow in flows if flow.category == category), None)
    if there is not None:
        if not set(declared) & set(there.clauses):
            there.clauses = [*there.clauses, *declared]
        return there
    first = _first()[category]
    lang = "ar" if clauses[0].text_ar or clauses[0].heading_ar else "en"
    party = records.add(unit, _party(category, first))
    flow = Flow(
        title=first["purpose"][lang],
        party=party.id,
        purpose=first["purpose"][lang],
        category=category,
        data=list(first["data"]),
        clauses=declared,
    )
    return records.add(unit, flow)


def _party(category: str, first: Mapping[str, Any]) -> Party:
    return Party(
        name_ar=first["party"]["ar"],
        name_en=first["party"]["en"],
        category=category,
        relationship=first["relationship"],
    )


def take_inventory(unit: Unit, policy: Policy) -> Policy:
    """Do `inventory_from_policy` as an act on the policy."""
    inventory_from_policy(unit, policy)
    return policy


def inventory_from_policies(unit: Unit) -> list[Flow]:
    """Do `inventory_from_policy` on every published policy that names recipients, as one act.

    Raises:
        NotAllowed: `inventory.no-policy` when none does.
    """
    found: list[Flow] = []
    for policy in unit.all(Policy, state="published"):
        try:
            found += inventory_from_policy(unit, policy)
        except NotAllowed:
            continue
    if not found:
        raise NotAllowed("inventory.no-policy")
    return found
