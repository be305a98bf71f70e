"""The command that prints a report, or all of them."""

from pathlib import Path
from typing import Any

from data.errors import Blocked
from data.store import Store
from desktop.cli.call import Add, Call
from desktop.law.calendars import parse
from desktop.reports import build

_ALL = "all"


def declare(add: Add) -> None:
    """Name the command of this module."""
    report = add("report", help="print a report to a PDF file, or all of them into a folder")
    report.add_argument("kind", choices=(*build.KINDS, _ALL))
    report.add_argument("store")
    report.add_argument("-o", dest="file", required=True, metavar="FILE.pdf", help="a folder for all")
    report.add_argument("--id", default="", help="the record that a report on one record is about")
    report.add_argument("--from", dest="since", metavar="D")
    report.add_argument("--to", dest="until", metavar="D")
    report.add_argument("--digits", choices=("arab", "latn"))
    report.add_argument("--both", action="store_true", help="Arabic and English side by side")
    report.add_argument("--versions", nargs=2, default=(), metavar=("V1", "V2"), help="what to compare")
    report.set_defaults(run=print_report)


def print_report(call: Call) -> dict[str, Any]:
    """Print a report and tell its pages and the digest of its bytes; of all reports, those of each."""
    args = call.args
    with call.store() as store:
        if args.kind != _ALL:
            return _printed(call, store, args.kind, args.id, Path(args.file))
        folder, lang = Path(args.file), _lang(call)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Blocked("file.unwritable", name=folder.name) from error
        files = [
            _printed(call, store, kind, key, folder / f"{'-'.join(filter(None, (kind, key, lang)))}.pdf")
            for kind, key in build.every(store)
        ]
    return {"folder": args.file, "files": files}


def _lang(call: Call) -> str:
    return "both" if call.args.both else call.words.lang


def _printed(call: Call, store: Store, kind: str, key: str, file: Path) -> dict[str, Any]:
    args = call.args
    order = build.Order(
        kind=kind,
        lang=_lang(call),
        digits=args.digits,
        key=key,
        since=parse(args.since) if args.since else None,
        until=parse(args.until) if args.until else None,
        versions=() if args.kind == _ALL else tuple(args.versions),
    )
    result = build.build(order, store, file, call.now, call.packs)
    return {"file": str(file), "pages": result.pages, "sha256": result.sha256}
