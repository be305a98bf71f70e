"""The command that prints a report."""

from pathlib import Path
from typing import Any

from desktop.cli.call import Add, Call
from desktop.law.calendars import parse
from desktop.reports import build


def declare(add: Add) -> None:
    """Name the command of this module."""
    report = add("report", help="print a report to a PDF file")
    report.add_argument("kind", choices=build.KINDS)
    report.add_argument("store")
    report.add_argument("-o", dest="file", required=True, metavar="FILE.pdf")
    report.add_argument("--id", default="", help="the record that a report on one record is about")
    report.add_argument("--from", dest="since", metavar="D")
    report.add_argument("--to", dest="until", metavar="D")
    report.add_argument("--digits", choices=("arab", "latn"))
    report.add_argument("--both", action="store_true", help="Arabic and English side by side")
    report.add_argument("--versions", nargs=2, default=(), metavar=("V1", "V2"), help="what to compare")
    report.set_defaults(run=print_report)


def print_report(call: Call) -> dict[str, Any]:
    """Print a report and tell its pages and the digest of its bytes."""
    args = call.args
    with call.store() as store:
        order = build.Order(
            kind=args.kind,
            lang="both" if args.both else call.words.lang,
            digits=args.digits,
            key=args.id,
            since=parse(args.since) if args.since else None,
            until=parse(args.until) if args.until else None,
            versions=tuple(args.versions),
        )
        result = build.build(order, store, Path(args.file), call.now, call.packs)
    return {"file": args.file, "pages": result.pages, "sha256": result.sha256}
