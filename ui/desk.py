"""What every page receives: the store, the words, the looks, the clock and the worker. Nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from data.errors import Blocked
from desktop import settings as choices
from desktop.settings import Settings
from desktop.words import Words
from ui.tasks import Tasks
from ui.theme import Theme, wants_dark

if TYPE_CHECKING:  # records load the database library, which the first paint does not wait for
    from data.fields import Field
    from data.store import Store
    from data.unit import Unit
    from desktop.law.calendars import Calendar
    from desktop.law.pack import Pack

_LOOKS = frozenset({"lang", "theme", "digits", "text_size"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A short message that goes by itself; `act` is offered as a button named `label`."""

    text: str
    tone: str = "ok"
    label: str = ""
    act: Callable[[], object] | None = None


class Speaker(QObject):
    """How the desk speaks: one language, the terms, digits and month names of a law, and its hour."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.settings = settings
        self.pack: Pack | None = None
        self.zone: tzinfo = ZoneInfo("Asia/Riyadh")
        self._clock = clock
        self._speak()

    def _speak(self) -> None:
        chosen, pack = self.settings, self.pack
        digits = chosen.digits or (pack.digits if pack else "arab")
        terms = pack.terms(chosen.lang) if pack else {}
        self.words = Words(
            chosen.lang, terms=terms, digits=digits if chosen.lang == "ar" else "latn", isolate=True
        )
        dark = wants_dark(chosen.theme)
        self.theme = Theme(dark=dark, size=chosen.text_size, rtl=self.words.rtl)

    @property
    def lang(self) -> str:
        """Which of the two languages of a law or a title is read; the one spoken is in `settings`."""
        return self.words.lang

    @property
    def rtl(self) -> bool:
        """Whether reading starts at the right."""
        return self.words.rtl

    @property
    def months(self) -> str:
        """The family of month names that the law's country uses."""
        return self.pack.months if self.pack else "arab"

    @property
    def calendar(self) -> Calendar:
        """What writes dates."""
        from desktop.law.calendars import Calendar  # noqa: PLC0415  # loads the Hijri table

        return Calendar(self.words, self.months)

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        return self._clock().astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Write a moment as clocks show it where the law holds."""
        return moment.astimezone(self.zone)

    def today(self) -> date:
        """Tell the day where the law holds."""
        return self.local(self.now()).date()

    def show(self, field: Field, value: Any, names: Mapping[str, str] | None = None) -> str:  # noqa: ANN401  # any column
        """Say a field's value as this desk speaks."""
        from desktop.show import shown  # noqa: PLC0415  # loads the records

        return shown(field, value, self.words, names, months=self.months, zone=self.zone)


class Desk(Speaker):
    """The officer's desk: one store or none yet, spoken in one language."""

    restyled = Signal()
    kept = Signal(str)
    said = Signal(object)
    sent = Signal(str, str)
    near = Signal(object)
    opened = Signal()
    closing = Signal()
    closed = Signal()

    def __init__(
        self,
        settings: Settings,
        tasks: Tasks,
        clock: Callable[[], datetime],
        *,
        file: Path | None = None,
        restart: Callable[[], object] = bool,
    ) -> None:
        super().__init__(settings, clock)
        self._restart = restart
        self.tasks = tasks
        self.store: Store | None = None
        self.packs: Mapping[str, Pack] = {}
        self.actor = ""
        self._laws: list[str] = []
        self.visited: list[tuple[str, str]] = []
        self._done: list[list[int]] = []
        self._undone: list[list[int]] = []
        self._file = file

    @contextmanager
    def unit(self, action: str, reason: str = "") -> Iterator[Unit]:
        """Work in one audited transaction; lists that show what changed are told afterwards."""
        if self.store is None:
            raise Blocked("store.absent", folder=self.settings.folder)
        with self.store.unit(self.actor, self.now(), action, reason) as unit:
            yield unit
        if unit.seqs:
            self._done.append(list(unit.seqs))
            self._undone.clear()
        self._heed()
        self.kept.emit("")

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to do again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last act back."""
        self._turn(self._done, self._undone, "undo")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(self._undone, self._done, "redo")

    def _turn(self, source: list[list[int]], target: list[list[int]], action: str) -> None:
        from data.undo import undo  # noqa: PLC0415  # loads the database library

        if self.store is None or not source:
            return
        try:
            target.append(undo(self.store, source.pop(), self.actor, self.now(), action))
        except Blocked as error:
            self.problem(error)
            return
        self._heed()
        self.kept.emit("")
        self.say(self.words(f"ui.{action}-done"))

    def open(self, store: Store, *, actor: str = "") -> None:
        """Take a store up: its law decides terms, digits, month names and zone."""
        self.store = store
        self.actor = actor or store.organisation().officer_name or self.words("ui.officer")
        self.read_laws()
        self.opened.emit()

    def read_laws(self) -> None:
        """Read the packs and the organisation's choice of them, and speak as the leading one has it."""
        from desktop.law.loading import load_packs  # noqa: PLC0415  # loads the records

        if self.store is None:
            return
        self._laws = list(self.store.organisation().laws)
        self.packs = load_packs(self.store.folder)
        self.pack = next((self.packs[code] for code in self._laws if code in self.packs), None)
        self.zone = self.pack.timezone if self.pack else self.zone
        self._speak()

    def _heed(self) -> None:
        """Let everything be drawn anew once the organisation answers to other laws."""
        if self.store is not None and list(self.store.organisation().laws) != self._laws:
            self.read_laws()
            self.restyled.emit()

    def close(self) -> None:
        """Lay the store aside, once what is being written has been kept."""
        if self.store is not None:
            self.closing.emit()
            self.store.close()
            self.store = None
            for kept in (self.visited, self._done, self._undone):
                kept.clear()
            self.closed.emit()

    def lock(self) -> None:
        """Lay the store aside and begin a process anew: what was shown still lies in the memory of this one."""
        if self.store is not None:
            self.close()
            self._restart()

    def change(self, **changes: Any) -> None:  # noqa: ANN401  # the fields of Settings
        """Choose otherwise, keep it, and let everything be drawn anew where looks are concerned."""
        before = self.settings
        self.settings = replace(before, **changes)
        choices.save(self.settings, self._file)
        if any(getattr(before, name) != getattr(self.settings, name) for name in _LOOKS):
            self._speak()
            self.restyled.emit()

    def say(
        self, text: str, tone: str = "ok", label: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say something that needs no answer."""
        self.said.emit(Notice(text, tone, label, act))

    def problem(self, error: Exception) -> None:
        """Say an obstacle; a fault of the program is raised again for the crash window."""
        if not isinstance(error, Blocked):
            raise error
        self.said.emit(Notice(self.words.problem(error), "danger"))

    def go(self, place: str, record: str = "") -> None:
        """Go to a place, and there to a record."""
        self.sent.emit(place, record)
