"""Reading the command line, running one command, and saying what came of it."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from data.errors import Blocked, Invalid
from desktop.cli.call import Call, options
from desktop.words import Words, languages

_DONE, _REFUSED, _USAGE = 0, 1, 2
_EVERYWHERE = {
    "--json": False,
    "--lang": True,
    "--now": True,
    "--passphrase-file": True,
}  # whether a value follows
_FRONT = 8  # the command stands among the first words, after at most a few options
_HOMES: Mapping[str, tuple[str, ...]] = {
    "stores": ("new", "sample", "verify", "rekey", "recover", "backup", "restore"),
    "law": ("laws", "clock", "hijri"),
    "policies": ("policy",),
    "checks": ("check",),
    "records": ("list", "show", "add", "set", "act", "due"),
    "reports": ("report",),
    "severity": ("severity",),
    "exchange": ("import", "export"),
}


def _modules(argv: Sequence[str]) -> list[str]:
    """Name the modules to load: the one whose command was typed, or all of them to tell what there is."""
    typed = [home for home, names in _HOMES.items() if any(word in names for word in argv[:_FRONT])]
    return [f"desktop.cli.{home}" for home in typed or _HOMES]


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Build the reader of a command line; without one, of every command."""
    common = options()
    top = argparse.ArgumentParser(prog="sijill", parents=[common], description="The privacy officer's desk.")
    top.add_argument("--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, **facts: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse's own options
        return commands.add_parser(name, parents=[common], description=facts.get("help"), **facts)

    for module in _modules(argv):
        import_module(module).declare(add)
    return top


def _options_first(argv: Sequence[str]) -> list[str]:
    """Put the options that every command knows before it: argparse takes no values after one that parts them."""
    first, rest, words = list[str](), list[str](), iter(argv)
    for word in words:
        if word == "--":
            return [*first, *rest, word, *words]
        if word.partition("=")[0] not in _EVERYWHERE:
            rest.append(word)
            continue
        first.append(word)
        if _EVERYWHERE[word.partition("=")[0]] and "=" not in word:
            first += [value for value in (next(words, None),) if value is not None]
    return [*first, *rest]


def main(argv: Sequence[str]) -> int:
    """Run one command: 0 done, 1 refused or not possible, 2 wrong usage."""
    argv = _options_first(argv)
    args = parser(argv).parse_args(argv)
    words = Words(getattr(args, "lang", None) or _language())
    if getattr(args, "version", False):
        return _version()
    if not args.command:
        parser().print_help(sys.stderr)
        return _USAGE
    try:
        call = Call(args, words, _moment(getattr(args, "now", None)))
    except Blocked as error:
        return _refuse(error, words)
    try:
        result = args.run(call)
    except Blocked as error:
        return _refuse(error, call.words)
    _print(result, as_json=getattr(args, "json", False))
    return getattr(args, "status", _DONE)


def _refuse(error: Blocked, words: Words) -> int:
    sys.stderr.write(_sentence(error, words) + "\n")
    return _REFUSED


def _version() -> int:
    from importlib.metadata import version  # noqa: PLC0415  # costs time that no other command needs

    sys.stdout.write(f"sijill {version('sijill')}\n")
    return _DONE


def _language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return next((lang for lang in languages() if spoken.startswith(lang)), "en")


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
    known = [
        words("console.known", name=name, known=", ".join(choices))
        for name, choices in sorted(error.known.items())
    ]
    return words.problem(error) + " " + " · ".join(said + known)


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
