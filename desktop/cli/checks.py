"""The command that checks policies and practice, and what is decided on its findings."""

from typing import Any

from data.errors import Blocked, Invalid
from data.fields import Kind
from data.plain import plain, plain_value
from data.policy import Policy
from data.store import Store
from data.unit import Unit
from desktop import finding as findings
from desktop.act import ask, asks
from desktop.check import check
from desktop.cli.call import Add, Call, pairs
from desktop.finding import Finding, said
from desktop.records import typed

_ASKS = {
    "accept": asks(reason=ask(), until=ask(Kind.DATE)),
    "dismiss": asks(reason=ask(required=True), until=ask(Kind.DATE)),
    "make-task": asks(title=ask(), owner=ask(), due_on=ask(Kind.DATE)),
}
DECISIONS = tuple(_ASKS)
_LEAST = 6


def declare(add: Add) -> None:
    """Name the command of this module."""
    checked = add("check", help="hold policies against the law and promises against practice")
    checked.add_argument("store")
    checked.add_argument("--policy", metavar="CODE", help="one policy, published or not")
    checked.add_argument("--open", action="store_true", help="only what is left to do or decide")
    checked.set_defaults(run=show_check)


def show_check(call: Call) -> list[dict[str, Any]]:
    """Check, and say each finding in words."""
    with call.store() as store:
        found = check(store, call.packs, call.now, call.args.policy)
        return [described(call, one) for one in found if one.open or not call.args.open]


def described(call: Call, one: Finding) -> dict[str, Any]:
    """Write a finding as the console has it."""
    pack = call.packs.get(one.law)
    return {
        "kind": one.kind,
        "element": one.element,
        "status": one.status,
        "policy": one.policy,
        "version": one.version,
        "clause": one.clause,
        "clauses": list(one.clauses),
        "evidence": " … ".join(dict.fromkeys(quote.words for quote in one.evidence)),
        "law": one.law,
        "article": pack.cite(one.article, call.words.lang) if pack else one.article,
        "confidence": one.confidence,
        "condition": one.condition,
        "says": said(one, call.words),
        "reading_confirmed": one.confirmed,
        "subject": one.subject,
        "subject_id": one.subject_id,
        "due": plain_value(one.due),
        "fingerprint": one.fingerprint,
        "open": one.open,
        "decision": plain(one.decision) if one.decision else None,
        "former_decision": plain(one.former) if one.former else None,
    }


def decide(call: Call) -> dict[str, Any]:
    """Accept or dismiss a finding or make it a task, and show what was put down."""
    act, written = call.args.act, pairs(call.args.values)
    unknown = dict.fromkeys(written.keys() - _ASKS[act].keys(), "unknown")
    missing = {name: "required" for name, one in _ASKS[act].items() if one.required and not written.get(name)}
    if unknown or missing:
        raise Invalid(unknown | missing)
    with call.store() as store:
        zone = call.zone(store)
        values = {name: typed(_ASKS[act][name], text, zone) for name, text in written.items()}
        found = _named(call, store, call.args.id)
        with call.unit(store, act) as unit:
            return _done(unit, act, found, call, values)


def _done(unit: Unit, act: str, found: Finding, call: Call, values: dict[str, Any]) -> dict[str, Any]:
    if act == "make-task":
        title = values.pop("title", "") or said(found, call.words)
        return plain(findings.make_task(unit, found, title=title, **values))
    return plain((findings.accept if act == "accept" else findings.dismiss)(unit, found, **values))


def _named(call: Call, store: Store, key: str) -> Finding:
    """Find the one finding whose fingerprint begins so.

    Raises:
        Blocked: `finding.absent` when none does, or several do.
    """
    for policy in (None, *_drafts(store)):
        found = [one for one in check(store, call.packs, call.now, policy) if one.fingerprint.startswith(key)]
        if len(found) == 1 and len(key) >= _LEAST:
            return found[0]
    raise Blocked("finding.absent", id=key)


def _drafts(store: Store) -> list[str]:
    return [one.id for one in store.all(Policy, whole=False) if one.state != "published"]
