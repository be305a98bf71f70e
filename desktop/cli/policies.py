"""Commands of the policy register."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.errors import Blocked
from data.plain import plain_value
from data.policy import Clause, Policy, Promise, Version
from desktop import policy, templates
from desktop import version as life
from desktop.cli.call import Add, Call
from desktop.cli.call import options as common
from desktop.exchange.clauses import subheadings
from desktop.exchange.policies import import_policy
from desktop.reading.compare import CHANGED, ClauseChange, compare


def declare(add: Add) -> None:
    """Name the commands of this module."""
    group = add("policy", help="add a policy text, show it, compare versions")
    acts = group.add_subparsers(dest="policy_command", required=True, metavar="COMMAND")
    options = {"parents": [common()]}
    new = acts.add_parser("add", **options)
    new.add_argument("store")
    new.add_argument("file")
    new.add_argument("--title", required=True)
    new.add_argument("--title-en", default="")
    new.add_argument(
        "--code",
        default="",
        help="its reference; of a policy that is there, the text becomes the next version",
    )
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
    compared = acts.add_parser("compare", **options)
    compared.add_argument("store")
    compared.add_argument("code")
    compared.add_argument("old", metavar="V1")
    compared.add_argument("new", metavar="V2")
    compared.set_defaults(run=compare_versions)
    template = acts.add_parser("template", **options)
    template.add_argument("store")
    template.add_argument("--law", help="the law whose notice it follows; else the organisation's first")
    template.add_argument("--title", default="")
    template.add_argument("--title-en", default="")
    template.add_argument("--code", default="")
    template.set_defaults(run=add_template)


def add_policy(call: Call) -> dict[str, Any]:
    """Read a policy text into the register, clause by clause; what is doubtful about the file is told."""
    args = call.args
    file = Path(args.file)
    imported = import_policy(file, args.encoding)
    for note in imported.notes:
        sys.stderr.write(call.words(f"exchange.note.{note.key}", **note.values) + "\n")
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in args.title)
    record = Policy(
        code=args.code,
        title_ar=args.title if arabic else "",
        title_en=args.title_en or ("" if arabic else args.title),
    )
    with call.store() as store:
        record.laws = list(store.organisation().laws)
        with call.unit(store, "import-policy") as unit:
            known = unit.find(Policy, args.code) if args.code else None
            if known is None:
                policy.add_policy(unit, imported, record, draft=args.draft, source_name=file.name)
            else:
                life.take_text(unit, known, imported, draft=args.draft, source_name=file.name)
        return described(call, store.get(Policy, known.id if known else record.id))


def show_policy(call: Call) -> dict[str, Any]:
    """Show a policy with its versions, clauses and what the clauses say."""
    with call.store() as store:
        record = store.get(Policy, call.args.code)
    return described(call, record, call.args.number)


def compare_versions(call: Call) -> dict[str, Any]:
    """Compare two versions of a policy, clause by clause and word by word."""
    with call.store() as store:
        record = store.get(Policy, call.args.code)
    old, new = (policy.numbered(record, number) for number in (call.args.old, call.args.new))
    return {
        "code": record.code,
        "old": old.number,
        "new": new.number,
        "clauses": [_difference(one) for one in compare(old.clauses, new.clauses)],
    }


def _difference(one: ClauseChange) -> dict[str, Any]:
    named = one.new or one.old
    words = {"words_ar": one.words_ar, "words_en": one.words_en} if one.change == CHANGED else {}
    return {
        "number": named.number if named else "",
        "old_number": one.old.number if one.old else None,
        "change": one.change,
        "heading": (named.heading_ar or named.heading_en) if named else "",
    } | {lang: [asdict(run) for run in runs] for lang, runs in words.items()}


def add_template(call: Call) -> dict[str, Any]:
    """Open a policy with the model text of a law, to be filled in."""
    args = call.args
    with call.store() as store:
        organisation = store.organisation()
        law = args.law or organisation.laws[0]
        if law not in call.packs:
            raise Blocked("law.unknown-law-code", law=law, laws=", ".join(sorted(call.packs)))
        record = Policy(code=args.code, title_ar=args.title, title_en=args.title_en, laws=[law])
        with call.unit(store, "new-policy") as unit:
            templates.start(unit, record, call.packs[law], organisation)
        return described(call, store.get(Policy, record.id))


def described(call: Call, record: Policy, number: str | None = None) -> dict[str, Any]:
    """Write a policy as the console has it.

    Raises:
        Blocked: `version.absent` when the asked version is not there.
    """
    chosen = [policy.numbered(record, number)] if number else record.versions
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
    promises = [_promise(promise) for promise in clause.promises]
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading_ar or clause.heading_en,
        "heading_ar": clause.heading_ar,
        "heading_en": clause.heading_en,
        "text_ar": clause.text_ar,
        "text_en": clause.text_en,
        "subheadings": [*subheadings(clause.text_ar), *subheadings(clause.text_en)],
        "topics": clause.topics,
        "shares_with": clause.shares_with,
        "promises": promises,
        "confirmed": clause.reading_confirmed,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.id,
        "kind": promise.kind,
        "amount": promise.amount,
        "amount_least": promise.amount_least,
        "unit": promise.unit,
        "text": promise.text,
        "confirmed": promise.confirmed,
    }
