"""Commands that need no store: laws, clocks, calendars."""

from typing import Any

from desktop.cli.call import Add, Call
from desktop.law.answers import clock_answer, hijri_answer, law_dump, laws_list


def declare(add: Add) -> None:
    """Name the commands of this module."""
    laws = add("laws", help="list the law packs, or show one whole")
    laws.add_argument("law", nargs="?")
    laws.add_argument("--store", help="with what the organisation of this store changed")
    laws.set_defaults(run=show_laws)
    clock = add("clock", help="work out one statutory deadline")
    clock.add_argument("law")
    clock.add_argument("kind", help="breach-authority, breach-subjects or request")
    clock.add_argument("start", help="an ISO moment with offset, or a date")
    clock.add_argument("--extended", action="store_true")
    clock.add_argument("--right")
    clock.add_argument("--holiday", action="append", default=[], metavar="DATE")
    clock.add_argument("--store", help="with what the organisation of this store changed")
    clock.set_defaults(run=show_clock)
    date = add("hijri", help="convert between Gregorian and Umm al-Qura")
    date.add_argument("date")
    date.set_defaults(run=show_hijri)


def show_laws(call: Call) -> Any:  # noqa: ANN401  # a list, or one pack
    """List the packs, or one pack's facts with article, confidence and source."""
    if call.args.law is None:
        return laws_list(call.words, call.packs)
    return law_dump(call.args.law, call.words, call.packs)


def show_clock(call: Call) -> dict[str, Any]:
    """Answer one clock and explain it in a sentence."""
    args = call.args
    return clock_answer(
        args.law,
        args.kind,
        args.start,
        words=call.words,
        right=args.right,
        extended=args.extended,
        holidays=args.holiday,
        packs=call.packs,
    )


def show_hijri(call: Call) -> dict[str, Any]:
    """Convert a date either way."""
    return hijri_answer(call.args.date)
