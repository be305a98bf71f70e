"""Reading the command line, running one command, and saying what came of it."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from data.errors import Blocked, Invalid
from desktop.cli import law, policies, records, reports, stores
from desktop.cli.call import Call
from desktop.words import Words, languages

_DONE, _REFUSED, _USAGE = 0, 1, 2
_GROUPS = (stores, law, policies, records, reports)


def _common() -> argparse.ArgumentParser:
    """Build the options every command knows, before or after its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="one JSON document on standard output")
    common.add_argument("--lang", choices=languages(), help="language of what is said")
    common.add_argument("--now", metavar="ISO", help="the moment to act at, for reproducible answers")
    common.add_argument("--passphrase-file", metavar="F", help="file whose first line is the passphrase")
    return common


def parser() -> argparse.ArgumentParser:
    """Build the reader of the command line."""
    common = _common()
    top = argparse.ArgumentParser(prog="sijill", parents=[common], description="The privacy officer's desk.")
    top.add_argument("--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, **facts: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse's own options
        return commands.add_parser(name, parents=[common], description=facts.get("help"), **facts)

    for group in _GROUPS:
        group.declare(add)
    return top


def main(argv: Sequence[str]) -> int:
    """Run one command: 0 done, 1 refused or not possible, 2 wrong usage."""
    args = parser().parse_args(argv)
    words = Words(getattr(args, "lang", None) or _language())
    if getattr(args, "version", False):
        return _version()
    if not args.command:
        parser().print_help(sys.stderr)
        return _USAGE
    try:
        call = Call(args, words, _moment(getattr(args, "now", None)))
        result = args.run(call)
    except Blocked as error:
        sys.stderr.write(_sentence(error, words) + "\n")
        return _REFUSED
    _print(result, as_json=getattr(args, "json", False))
    return getattr(args, "status", _DONE)


def _version() -> int:
    from importlib.metadata import version  # noqa: PLC0415  # costs time that no other command needs

    sys.stdout.write(f"sijill {version('sijill')}\n")
    return _DONE


def _language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ar" if spoken.startswith("ar") else "en"


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Blocked("console.now", text=text) from error
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _sentence(error: Blocked, words: Words) -> str:
    if not isinstance(error, Invalid):
        return words.problem(error)
    said = [f"{name}: {words(f'problem.{key}')}" for name, key in sorted(error.problems.items())]
    return words.problem(error) + " " + " · ".join(said)


def _print(result: Any, *, as_json: bool) -> None:  # noqa: ANN401  # whatever a command answers
    text = json.dumps(result, ensure_ascii=False, indent=1) if as_json else "\n".join(_plain(result))
    if text:
        sys.stdout.write(text + "\n")


def _plain(result: Any, depth: int = 0) -> list[str]:  # noqa: ANN401  # whatever a command answers
    """Write an answer for a person: a line for each value, children indented below their name."""
    margin = "  " * depth
    if isinstance(result, dict):
        lines: list[str] = []
        for name, value in result.items():
            if isinstance(value, dict | list) and value and not _short(value):
                lines += [f"{margin}{name}:", *_plain(value, depth + 1)]
            elif value not in (None, "", [], {}):
                lines.append(f"{margin}{name}: {_word(value)}")
        return lines
    if isinstance(result, list):
        return [
            line
            for one in result
            for line in ([*_plain(one, depth), ""] if isinstance(one, dict) else [f"{margin}{one}"])
        ]
    return [f"{margin}{_word(result)}"] if result is not None else []


def _short(value: Any) -> bool:  # noqa: ANN401  # whatever a command answers
    return isinstance(value, list) and all(not isinstance(one, dict | list) for one in value)


def _word(value: Any) -> str:  # noqa: ANN401  # whatever a command answers
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
