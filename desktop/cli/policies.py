"""Commands of the policy register."""

from pathlib import Path
from typing import Any

from data.errors import Blocked
from data.plain import plain_value
from data.policy import Clause, Policy, Version
from desktop import policy
from desktop.cli.call import Add, Call
from desktop.exchange.lines import language
from desktop.exchange.policies import import_policy


def declare(add: Add) -> None:
    """Name the commands of this module."""
    group = add("policy", help="add a policy text, show it, compare versions")
    acts = group.add_subparsers(dest="policy_command", required=True, metavar="COMMAND")
    options = {"parents": [], "add_help": True}
    new = acts.add_parser("add", **options)
    new.add_argument("store")
    new.add_argument("file")
    new.add_argument("--title", required=True)
    new.add_argument("--title-en", default="")
    new.add_argument("--code", default="")
    new.add_argument("--encoding", help="when the file's own is not certain")
    new.add_argument(
        "--draft", action="store_true", help="leave the text open instead of taking it as in force"
    )
    new.set_defaults(run=add_policy)
    show = acts.add_parser("show", **options)
    show.add_argument("store")
    show.add_argument("code")
    show.add_argument("--version", dest="number")
    show.set_defaults(run=show_policy)


def add_policy(call: Call) -> dict[str, Any]:
    """Read a policy text into the register, clause by clause."""
    args = call.args
    file = Path(args.file)
    imported = import_policy(file, args.encoding)
    arabic = language(args.title) != "en"
    record = Policy(
        code=args.code,
        title_ar=args.title if arabic else "",
        title_en=args.title_en or ("" if arabic else args.title),
    )
    with call.store() as store:
        record.laws = list(store.organisation().laws)
        with call.unit(store, "import-policy") as unit:
            policy.add_policy(unit, imported, record, draft=args.draft, source_name=file.name)
        return described(call, record)


def show_policy(call: Call) -> dict[str, Any]:
    """Show a policy with its versions, clauses and what the clauses say."""
    with call.store() as store:
        record = store.get(Policy, call.args.code)
    return described(call, record, call.args.number)


def described(call: Call, record: Policy, number: str | None = None) -> dict[str, Any]:
    """Write a policy as the console has it.

    Raises:
        Blocked: `version.absent` when the asked version is not there.
    """
    chosen = [version for version in record.versions if number in {None, version.number}]
    if not chosen and number:
        raise Blocked("version.absent", number=number)
    return {
        "id": record.id,
        "code": record.code,
        "title": call.words.either(record.title_ar, record.title_en),
        "title_ar": record.title_ar,
        "title_en": record.title_en,
        "state": record.state,
        "versions": [_version(version) for version in chosen],
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "number": version.number,
        "state": version.state,
        "hash": version.text_hash or policy.text_hash(version),
        "language": version.language,
        "approver": version.approver,
        "effective_from": plain_value(version.effective_from),
        "clauses": [_clause(clause) for clause in version.clauses],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    promises = [{"kind": p.kind, "amount": p.amount, "unit": p.unit, "text": p.text} for p in clause.promises]
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading_ar or clause.heading_en,
        "heading_ar": clause.heading_ar,
        "heading_en": clause.heading_en,
        "text_ar": clause.text_ar,
        "text_en": clause.text_en,
        "topics": clause.topics,
        "shares_with": clause.shares_with,
        "promises": promises,
        "confirmed": clause.reading_confirmed,
    }
