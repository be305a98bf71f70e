"""What every command is given: its words, its moment, and the way to the store."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from data import vault
from data.errors import Blocked
from data.store import Store
from data.unit import Unit
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.words import Words, languages

_FILES = {
    "SIJILL_PASSPHRASE": "passphrase_file",
    "SIJILL_NEW_PASSPHRASE": "new_passphrase_file",
    "SIJILL_RECOVERY_CODE": "code_file",
}
Add = Callable[..., Any]


@dataclass
class Call:
    """One command as it was typed, at one moment, in one language."""

    args: argparse.Namespace
    words: Words
    now: datetime

    @property
    def actor(self) -> str:
        """Who the trail says has acted: the account of the system."""
        try:
            return getpass.getuser()
        except OSError:
            return "console"

    @property
    def folder(self) -> Path:
        """The store's folder."""
        return Path(self.args.store)

    def secret(self, name: str = "SIJILL_PASSPHRASE", prompt: str = "console.passphrase") -> str | None:
        """Find a secret: from the file named, the environment, or a person at a terminal; never asked otherwise.

        Raises:
            Blocked: `file.unreadable` when the named file cannot be read.
        """
        file = getattr(self.args, _FILES[name], None)
        if file:
            try:
                return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise Blocked("file.unreadable", name=Path(file).name) from error
        if name in os.environ:
            return os.environ[name]
        return getpass.getpass(self.words(prompt) + " ") if sys.stdin.isatty() else None

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store for one command.

        Raises:
            Blocked: as `Store.open` does.
        """
        locked = vault.read(self.folder).needs_passphrase
        with closing(Store.open(self.folder, self.secret() if locked else None)) as store:
            self._speak(store)
            yield store

    def _speak(self, store: Store) -> None:
        """Use the words of the organisation's leading law from here on."""
        laws = store.organisation().laws
        if laws and laws[0] in self.packs:
            lang = self.words.lang
            self.words = Words(lang, terms=self.packs[laws[0]].terms(lang))

    @contextmanager
    def unit(self, store: Store, action: str) -> Iterator[Unit]:
        """Work in one audited transaction."""
        with store.unit(self.actor, self.now, action) as unit:
            yield unit

    @cached_property
    def packs(self) -> dict[str, Pack]:
        """The law packs, with what the organisation of this store changed in them."""
        store = getattr(self.args, "store", None)
        return dict(load_packs(Path(store) if store else None))

    def zone(self, store: Store) -> ZoneInfo:
        """Find the zone in which the organisation writes local times: its first law's."""
        laws = store.organisation().laws
        return ZoneInfo(self.packs[laws[0]].zone if laws and laws[0] in self.packs else "UTC")


def options() -> argparse.ArgumentParser:
    """Build the options every command knows, before or after its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="one JSON document on standard output")
    common.add_argument("--lang", choices=languages(), help="language of what is said")
    common.add_argument("--now", metavar="ISO", help="the moment to act at, for reproducible answers")
    common.add_argument("--passphrase-file", metavar="F", help="file whose first line is the passphrase")
    return common


def pairs(written: list[str]) -> dict[str, str]:
    """Read `name=value` words of a command line.

    Raises:
        Blocked: `console.pair` for a word without its equals sign.
    """
    found: dict[str, str] = {}
    for word in written:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise Blocked("console.pair", word=word)
        found[name] = value
    return found
