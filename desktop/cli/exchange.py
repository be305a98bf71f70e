"""Commands that bring tables in and write registers out."""

from pathlib import Path
from typing import Any

from data.base import Entry
from data.errors import Blocked
from desktop import records
from desktop.cli.call import Add, Call, pairs
from desktop.exchange import exporting, ics, importing
from desktop.exchange.tables import read_table


def declare(add: Add) -> None:
    """Name the commands of this module."""
    taken = add("import", help="bring a CSV, XLSX or JSON file into a register, in one act")
    taken.add_argument("register")
    taken.add_argument("store")
    taken.add_argument("file")
    taken.add_argument("--map", nargs="*", default=[], metavar="field=column", action="extend")
    taken.add_argument("--encoding", help="when the file's own is not certain")
    taken.add_argument("--sheet", default="", help="of a workbook; else the first filled one")
    taken.add_argument("--dry-run", action="store_true", help="tell what would come in, and write nothing")
    taken.set_defaults(run=take)
    given = add(
        "export", help="write a register to CSV, XLSX or JSON, all of them to JSON, what is due to ICS"
    )
    given.add_argument("register")
    given.add_argument("store")
    given.add_argument("file")
    given.add_argument("--id", default="", help="one breach, written with all its papers into a new folder")
    given.set_defaults(run=give)


def take(call: Call) -> dict[str, Any]:
    """Import a file, all of it in one act that can be undone as one.

    Raises:
        Blocked: `file.encoding-unsure` when the encoding was guessed: a guess is never taken without being seen.
    """
    args = call.args
    entry = records.register(args.register)
    table = read_table(Path(args.file), args.encoding, args.sheet, args.register)
    if table.doubtful and not args.dry_run:
        raise Blocked("file.encoding-unsure", name=Path(args.file).name, encoding=table.encoding)
    with call.store() as store:
        columns = importing.matching(entry, table, pairs(args.map))
        judge = importing.Judge(store, entry, call.zone(store), call.now)
        batch = judge.batch(table, columns)
        if not args.dry_run and batch.new:
            with call.unit(store, "import") as unit:
                importing.take(unit, batch)
    return {
        "read": batch.read,
        "new": len(batch.new),
        "same": batch.same,
        "rejected": _told(batch.rejected, entry, call),
        "left_out": _told(batch.left, entry, call),
        "notes": [call.words(f"exchange.note.{one.key}", **one.values) for one in table.notes],
        "columns": columns,
        "encoding": table.encoding,
    }


def _told(judged: list[importing.Judged], entry: type[Entry], call: Call) -> list[dict[str, Any]]:
    return [{"row": one.row, "why": importing.why(one, entry, call.words)} for one in judged]


def give(call: Call) -> dict[str, Any]:
    """Export a register."""
    args = call.args
    file = Path(args.file)
    if args.register == "breaches" and args.id:
        return _give_folder(call, file)
    with call.store() as store:
        if args.register == "due":
            rows = ics.write_due(store, file, call.words, call.now, call.zone(store))
        elif args.register == "all":
            rows = exporting.export_all(store, file)
        else:
            rows = exporting.export(store, records.register(args.register), file, call.words)
    return {"file": args.file, "rows": rows}


def _give_folder(call: Call, folder: Path) -> dict[str, Any]:
    from desktop.breach_folder import write_folder  # noqa: PLC0415  # loads the report engine

    with call.store() as store:
        files = write_folder(store, call.args.id, folder, call.now, call.packs, call.words.lang)
    return {"file": call.args.file, "rows": 1, "files": files}
