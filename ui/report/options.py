"""What a report can be asked for: its kind, its record, its days, its language and digits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from data.fields import Field, Kind
from data.listing import Query
from data.registers import REGISTERS
from desktop.reports.build import REPORTS, Order
from ui.desk import Desk
from ui.widgets.card import column
from ui.widgets.choosing import Combo
from ui.widgets.dates import DayEditor
from ui.widgets.refs import RefEditor
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label

_LANGUAGES = ("ar", "en", "both")
_DIGITS = ("law", "arab", "latn")
_PAUSE = 300


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
        self._records: dict[str, RefEditor] = {}
        self._layout.addWidget(self._about)
        self._place = self._layout.count()
        self.since, self.until = (self._day(name) for name in ("since", "until"))
        self.lang = self._tabs("language", _LANGUAGES)
        self.lang.select(desk.lang)
        self.digits = self._tabs("digits", _DIGITS)
        self._layout.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._turn)
        for tabs in (self.lang, self.digits):
            tabs.changed.connect(lambda _: self._wait.start())
        self._turn()

    def _say(self, key: str) -> str:
        return self.desk.words(f"report.page.{key}")

    def _add(self, text: str, widget: QWidget) -> None:
        self._layout.addWidget(Label(text, "caption", "second"))
        self._layout.addWidget(widget)
        widget.setAccessibleName(text)

    def _day(self, name: str) -> DayEditor:
        editor = DayEditor(self.desk, Field(Kind.DATE, name))
        editor.name(self._say(name))
        editor.edited.connect(self._wait_for_more)
        self._add(self._say(name), editor)
        return editor

    def _tabs(self, name: str, keys: tuple[str, ...]) -> TabRow:
        tabs = TabRow(self.desk, self._say(name))
        for key in keys:
            tabs.add(key, self._say(f"{name}-{key}"))
        self._add(self._say(name), tabs)
        return tabs

    def _wait_for_more(self) -> None:
        self._wait.start()

    @property
    def register(self) -> str:
        """The register of the record that the chosen report is about; empty when it is about none."""
        return REPORTS[self.kind.currentData()].register

    def _turn(self) -> None:
        """Ask for a record where the report is about one; the newest is there to begin with."""
        register = self.register
        self._about.setVisible(bool(register))
        if register:
            said = self.desk.words(f"register.{register}-one")
            self._about.setText(said)
            self._picker(register).name(said)
        for name, editor in self._records.items():
            editor.setVisible(name == register)
        self._wait.start()

    def _picker(self, register: str) -> RefEditor:
        if register not in self._records:
            entry = REGISTERS[register]
            editor = RefEditor(self.desk, Field(Kind.REF, register, target=entry.__tablename__))
            editor.edited.connect(self._wait_for_more)
            self._layout.insertWidget(self._place, editor)
            self._records[register] = editor
            store = self.desk.store
            newest = store.page(entry, store.first(Query(entry), 1)) if store else []
            editor.set_value(newest[0].id if newest else None)
        return self._records[register]

    def order(self) -> Order | None:
        """Read what is asked for; None while a record is missing or a day cannot be read."""
        if self.since.unreadable() or self.until.unreadable():
            return None
        register, digits = self.register, self.digits.current()
        key = self._picker(register).value() if register else ""
        order = Order(
            kind=self.kind.currentData(),
            lang=self.lang.current(),
            digits=None if digits == "law" else digits,
            since=self.since.value(),
            until=self.until.value(),
        )
        return replace(order, key=key) if key else None if register else order

    def choose(self, kind: str, key: str = "") -> None:
        """Ask for a kind of report, and for the record it is about."""
        self.kind.choose(kind)
        if key and self.register:
            self._picker(self.register).set_value(key)
        self._wait.start()

    def state(self) -> dict[str, Any]:
        """Tell what is asked for, so that it can be asked again."""
        key = self._records[self.register].value() if self.register else ""
        days = {"since": self.since.value(), "until": self.until.value()}
        return {"kind": self.kind.currentData(), "key": key or "", "digits": self.digits.current(), **days}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask again for what was asked for."""
        self.since.set_value(state["since"])
        self.until.set_value(state["until"])
        self.digits.select(state["digits"])
        self.choose(state["kind"], state["key"])
