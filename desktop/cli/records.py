"""Commands that work alike on every register: listing, showing, adding, changing, acting."""

from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, Record, owner_link, title_of
from data.choices import CHOICES
from data.errors import Invalid
from data.fields import Field, fields_of
from data.listing import Query, Where
from data.organisation import Attachment
from data.plain import plain, tree
from data.registers import RECORDS
from data.request import Request
from data.store import Store
from data.unit import Unit, walk
from desktop import acts, records, references
from desktop.cli import checks
from desktop.cli.call import Add, Call, pairs
from desktop.due import due
from desktop.meaning import sought
from desktop.request_notes import notes

_PAGE = 500


def declare(add: Add) -> None:
    """Name the commands of this module."""
    listed = add("list", help="list a register")
    listed.add_argument("register")
    listed.add_argument("store")
    listed.add_argument("--find", default="", metavar="TEXT")
    listed.add_argument("--where", nargs="*", default=[], metavar="k=v", action="extend")
    listed.add_argument("--limit", type=int, default=_PAGE)
    listed.set_defaults(run=show_list)
    shown = add("show", help="show one record with everything that hangs on it")
    shown.add_argument("register")
    shown.add_argument("store")
    shown.add_argument("id")
    shown.set_defaults(run=show_one)
    new = add("add", help="add a record")
    new.add_argument("register")
    new.add_argument("store")
    new.add_argument("values", nargs="*", metavar="k=v")
    new.set_defaults(run=add_one)
    changed = add("set", help="change a record")
    changed.add_argument("register")
    changed.add_argument("store")
    changed.add_argument("id")
    changed.add_argument("values", nargs="+", metavar="k=v")
    changed.set_defaults(run=change_one)
    act = add("act", help="do one act on one record")
    act.add_argument("act")
    act.add_argument("store")
    act.add_argument("id")
    act.add_argument("values", nargs="*", metavar="k=v")
    act.set_defaults(run=do_act)
    waiting = add("due", help="everything with a clock, nearest first")
    waiting.add_argument("store")
    waiting.set_defaults(run=show_due)


def described(entry: Entry, call: Call, whole: dict[str, Any]) -> dict[str, Any]:
    """Write a record with the title that names it in the asked language."""
    title = getattr(entry, "title", "") or title_of(entry, call.words.lang)
    return {"id": entry.id, "code": entry.code} | whole | {"title": title}


def show_list(call: Call) -> list[dict[str, Any]]:
    """List a register's records, newest first."""
    entry = records.register(call.args.register)
    with call.store() as store:
        conditions = _conditions(entry, pairs(call.args.where), call.zone(store))
        query = sought(Query(entry, where=conditions), call.args.find)
        rows = store.page(entry, store.first(query, call.args.limit))
    return [described(row, call, plain(row)) for row in rows]


def _conditions(entry: type[Entry], written: dict[str, str], zone: ZoneInfo) -> tuple[Where, ...]:
    known = _fields(entry, written)
    return tuple(
        Where(name, "has", text)
        if known[name].many
        else Where(name, "eq", records.typed(known[name], text, zone))
        for name, text in written.items()
    )


def _fields(entry: type[Entry], written: dict[str, str]) -> dict[str, Field]:
    known = {field.name: field for field in fields_of(entry)}
    unknown = dict.fromkeys(set(written) - set(known), "unknown")
    if unknown:
        raise Invalid(unknown, dict.fromkeys(unknown, known))
    return known


def show_one(call: Call) -> dict[str, Any]:
    """Show one record with its children nested."""
    entry = records.register(call.args.register)
    with call.store() as store:
        row = store.get(entry, call.args.id)
        parts = {part.id for part in walk(row)}
        kept = [one for one in store.all(Attachment) if one.subject_id in parts]
    return described(row, call, tree(row)) | {"attachments": [plain(one) for one in kept]}


def _read(
    unit: Unit, entry: type[Entry], written: dict[str, str], zone: ZoneInfo, law: str = ""
) -> dict[str, Any]:
    known = _fields(entry, written)
    zone = records.zone_of(unit, written.get("law", law), zone)
    told = written.get("zone", "")
    if told in CHOICES["zone"]:  # the moments beside it are told in it
        zone = ZoneInfo(told)
    read = {name: records.typed(known[name], text, zone) for name, text in written.items()}
    return {name: references.resolve(unit, known[name], value) for name, value in read.items()}


def _after(call: Call, store: Store, record: Record) -> dict[str, Any]:
    """Show a record as it is kept, with all that hangs on it; for one that was taken away, what it hung on."""
    row = store.find(type(record), record.id) or _owner(store, record)
    return described(row, call, tree(row)) if isinstance(row, Entry) else tree(row)


def _owner(store: Store, record: Record) -> Record:
    if isinstance(record, Attachment):
        return store.get(RECORDS[record.subject], record.subject_id or "")
    link = owner_link(type(record))
    return store.get(link[2], getattr(record, link[1])) if link else store.get(type(record), record.id)


def add_one(call: Call) -> dict[str, Any]:
    """Add one record, all rules applied."""
    entry = records.register(call.args.register)
    with call.store() as store:
        zone = call.zone(store)
        with call.unit(store, "add") as unit:
            values = _read(unit, entry, pairs(call.args.values), zone)
            row = records.create(unit, entry, values)
        return _after(call, store, row)


def change_one(call: Call) -> dict[str, Any]:
    """Change one record, all rules applied."""
    entry = records.register(call.args.register)
    with call.store() as store:
        zone = call.zone(store)
        with call.unit(store, "change") as unit:
            row = unit.get(entry, call.args.id)
            law = getattr(row, "law", "")
            records.change(row, _read(unit, entry, pairs(call.args.values), zone, law))
        return _after(call, store, row)


def do_act(call: Call) -> dict[str, Any]:
    """Do one act and show the record after it; findings are decided by their fingerprint."""
    if call.args.act in checks.DECISIONS:
        return checks.decide(call)
    with call.store() as store:
        zone = call.zone(store)
        with call.unit(store, call.args.act) as unit:
            row = acts.run(unit, call.args.act, call.args.id, pairs(call.args.values), zone, call.packs)
        pack = call.packs.get(row.law) if isinstance(row, Request) else None
        said = list(notes(call.args.act, pack, call.words)) if pack else []
        return _after(call, store, row) | ({"notes": said} if said else {})


def show_due(call: Call) -> list[dict[str, Any]]:
    """List everything with a clock, nearest first."""
    with call.store() as store:
        found = due(store, call.now, call.zone(store))
    return [one.plain(call.now, call.words.lang, call.packs) for one in found]
