"""What a report can be asked for: its kind, its record, its days, its language and digits."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from data.base import Entry
from data.fields import Field, Kind
from data.listing import Query
from data.policy import Policy
from data.registers import REGISTERS
from desktop.reports.build import REPORTS, Order, Report
from ui.desk import Desk
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.dates import DayEditor
from ui.widgets.refs import RefEditor
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label

_LANGUAGES = ("ar", "en", "both")
_DIGITS = ("law", "arab", "latn")
_PAUSE = 300
_LOOKED_AT = 50


class Options(QWidget):
    """Asks for a report; `changed` follows a little after the last change."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        say = self._say
        self._layout = column(self, gap=6)
        self.kind = Combo(desk)
        self.kind.offer([(kind, desk.words(f"report.kind.{kind}")) for kind in REPORTS])
        self._add(say("kind"), self.kind)
        self._about = Label("", "caption", "second")
        self._records: dict[tuple[str, bool], RefEditor] = {}
        self._layout.addWidget(self._about)
        self._place = self._layout.count()
        self.versions = (Combo(desk), Combo(desk))
        self._versions = self._pair_of_versions()
        self._days: list[tuple[Label, DayEditor]] = []
        self.since, self.until = (self._day(name) for name in ("since", "until"))
        self._lang, self.lang = self._tabs("language", _LANGUAGES)
        self.lang.select(desk.lang)
        _, self.digits = self._tabs("digits", _DIGITS)
        self._layout.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._turn)
        for combo in self.versions:
            combo.currentIndexChanged.connect(self._wait_for_more)
        for tabs in (self.lang, self.digits):
            tabs.changed.connect(lambda _: self._wait.start())
        self._turn()

    def _say(self, key: str) -> str:
        return self.desk.words(f"report.page.{key}")

    def _add(self, text: str, widget: QWidget) -> Label:
        label = Label(text, "caption", "second")
        self._layout.addWidget(label)
        self._layout.addWidget(widget)
        widget.setAccessibleName(text)
        return label

    def _pair_of_versions(self) -> QWidget:
        """Make the line that asks for the two versions of a comparison."""
        line = QWidget()
        line.setLayout(row(*self.versions, gap=8))
        for combo, name in zip(self.versions, ("older", "newer"), strict=True):
            combo.setAccessibleName(self._say(name))
        self._layout.addWidget(line)
        return line

    def _day(self, name: str) -> DayEditor:
        editor = DayEditor(self.desk, Field(Kind.DATE, name))
        editor.name(self._say(name))
        editor.edited.connect(self._wait_for_more)
        self._days.append((self._add(self._say(name), editor), editor))
        return editor

    def _tabs(self, name: str, keys: tuple[str, ...]) -> tuple[Label, TabRow]:
        tabs = TabRow(self.desk, self._say(name))
        for key in keys:
            tabs.add(key, self._say(f"{name}-{key}"))
        return self._add(self._say(name), tabs), tabs

    def _wait_for_more(self) -> None:
        self._wait.start()

    @property
    def report(self) -> Report:
        """The kind of report that is chosen."""
        return REPORTS[self.kind.currentData()]

    def _record(self) -> RefEditor | None:
        """Where the record is asked for that the report is about or may be narrowed to, if any."""
        return self._records.get((self.report.register or self.report.narrowed, not self.report.register))

    def _turn(self) -> None:
        """Ask for what the kind of report takes; where it is about a record, the newest it can be made of is there."""
        report = self.report
        register, free = report.register or report.narrowed, not report.register
        self._about.setVisible(bool(register))
        if register:
            self._about.setText(self.desk.words(f"register.{register}-one"))
            self._make_picker(register, free=free)
        for key, editor in self._records.items():
            editor.setVisible(key == (register, free))
        for label, day in self._days:
            label.setVisible(report.dated)
            day.setVisible(report.dated)
        for widget in (self._lang, self.lang):
            widget.setVisible(report.spoken is None)
        self._turn_versions()
        self._wait.start()

    def _make_picker(self, register: str, *, free: bool) -> None:
        entry, key = REGISTERS[register], (register, free)
        if key not in self._records:
            editor = RefEditor(self.desk, Field(Kind.REF, register, target=entry.__tablename__))
            editor.name(self._about.text())
            editor.edited.connect(self._choose_record)
            self._layout.insertWidget(self._place, editor)
            self._records[key] = editor
        found = self._records[key].value()
        if not free and not (found and self._ready(entry, found)):
            self._records[key].set_value(self._newest(entry))

    def _ready(self, entry: type[Entry], key: str) -> bool:
        store = self.desk.store
        one = store.find(entry, key) if store else None
        return one is not None and bool(self.report.ready(one))

    def _newest(self, entry: type[Entry]) -> str | None:
        """Find the newest record that the report can be made of; where none is ready, the newest."""
        store = self.desk.store
        if store is None:
            return None
        newest = [one.id for one in store.page(entry, store.first(Query(entry), _LOOKED_AT))]
        return next((key for key in newest if self._ready(entry, key)), newest[0] if newest else None)

    def _choose_record(self) -> None:
        self._turn_versions()
        self._wait.start()

    def _turn_versions(self) -> None:
        """Ask which two versions are compared, the last two to begin with."""
        editor, store = self._record(), self.desk.store
        key = editor.value() if editor else None
        policy = store.find(Policy, key) if store and key and self.report.versioned else None
        numbers = [one.number for one in policy.versions] if policy else []
        self._versions.setVisible(len(numbers) > 1)
        for combo, first in zip(self.versions, numbers[-2:], strict=False):
            combo.blockSignals(True)  # noqa: FBT003  # Qt's signature
            combo.offer([(number, number) for number in numbers])
            combo.choose(first)
            combo.blockSignals(False)  # noqa: FBT003  # Qt's signature

    def order(self) -> Order | None:
        """Read what is asked for; None while a record is missing or a day cannot be read."""
        report, digits, editor = self.report, self.digits.current(), self._record()
        if report.dated and (self.since.unreadable() or self.until.unreadable()):
            return None
        key = editor.value() if editor else None
        if report.register and not key:
            return None
        return Order(
            kind=self.kind.currentData(),
            lang=self.lang.current(),
            digits=None if digits == "law" else digits,
            key=key or "",
            since=self.since.value() if report.dated else None,
            until=self.until.value() if report.dated else None,
            versions=tuple(combo.currentData() for combo in self.versions) if self._asks_versions() else (),
        )

    def _asks_versions(self) -> bool:
        return not self._versions.isHidden()

    def choose(self, kind: str, key: str = "") -> None:
        """Ask for a kind of report, and for the record it is about."""
        self.kind.choose(kind)
        editor = self._record()
        if key and editor:
            editor.set_value(key)
        self._choose_record()

    def state(self) -> dict[str, Any]:
        """Tell what is asked for, so that it can be asked again."""
        editor = self._record()
        days = {"since": self.since.value(), "until": self.until.value()}
        asked = {"kind": self.kind.currentData(), "digits": self.digits.current()}
        return {**asked, "key": (editor.value() if editor else None) or "", **days}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask again for what was asked for."""
        self.since.set_value(state["since"])
        self.until.set_value(state["until"])
        self.digits.select(state["digits"])
        self.choose(state["kind"], state["key"])
