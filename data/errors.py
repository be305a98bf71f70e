"""Obstacles that are told to the officer in a sentence, apart from faults of the program."""

from collections.abc import Iterable, Mapping


class Blocked(Exception):  # noqa: N818  # named for what the officer meets
    """An obstacle with a remedy: wrong passphrase, full disk, unreadable file.

    `key` names a sentence below `error.` in the words of a language; `values` fill its blanks. The text of the
    exception is the key alone, so that no personal data reaches a log.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotAllowed(Blocked):
    """An act that the rules refuse; `key` names the rule."""


class Invalid(Blocked):
    """A record that cannot be kept as it is: `problems` maps field names to message keys.

    `known` tells, for a field written by hand, what could have been written instead.
    """

    def __init__(self, problems: Mapping[str, str], known: Mapping[str, Iterable[str]] | None = None) -> None:
        super().__init__("invalid", fields=", ".join(sorted(problems)))
        self.problems = dict(problems)
        self.known = dict(known or {})
