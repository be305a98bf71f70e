"""The notice check as a list: what the law asks for and what is at odds, each leading to the words it stands on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from data.fields import Field, Kind
from data.policy import Policy
from data.unit import Unit
from desktop import finding as rules
from desktop.act import ask, asks
from desktop.check import check
from desktop.finding import Finding
from ui.desk import Desk
from ui.widgets.asking import ActDialog, ActForm
from ui.widgets.button import IconButton
from ui.widgets.card import column, readable, row
from ui.widgets.chip import Chip
from ui.widgets.text import Label, auto, joined

_LOOKS: Mapping[str, tuple[str, str]] = {
    "present": ("ok", "circle-check"),
    "partial": ("soon", "circle-dot"),
    "missing": ("danger", "circle-alert"),
    "likely": ("warn", "triangle-alert"),
    "stale": ("soon", "languages"),
    "overdue": ("danger", "circle-alert"),
    "due": ("soon", "hourglass"),
}
_ASKS: Mapping[str, Mapping[str, Field]] = {
    "accept": asks(reason=ask(Kind.TEXT), until=ask(Kind.DATE)),
    "dismiss": asks(reason=ask(Kind.TEXT, required=True)),
    "make-task": asks(title=ask(required=True), owner=ask(), due_on=ask(Kind.DATE)),
}
_ICONS = {"accept": "check", "dismiss": "x", "make-task": "check-square"}
_RUN: Mapping[str, Callable[..., object]] = {
    "accept": rules.accept,
    "dismiss": rules.dismiss,
    "make-task": rules.make_task,
}
_QUOTED = 90


def _rank(found: Finding) -> tuple[bool, bool, int]:
    order = {"likely": 0, "missing": 1, "partial": 2}
    return not found.open, found.kind == "notice-element", order.get(found.status, 3)


class FindingRow(QFrame):
    """One finding; Enter or a double click goes to its words, the menu decides on it."""

    shown = Signal(object)
    asked = Signal(str, object)
    walked = Signal(int)

    def __init__(self, desk: Desk, found: Finding) -> None:
        super().__init__()
        self.desk, self.found = desk, found
        words = desk.words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tone, icon = ("info", "check") if found.decision else _LOOKS.get(found.status, ("mute", "info"))
        name, said = rules.name(found, words), rules.said(found, words)
        self.status = Chip(desk, rules.status(found, words), tone, icon)
        self.more = IconButton(desk, "ellipsis", words("policy.reading.acts", name=name), self._open_menu)
        layout = column(self, gap=2, margin=8)
        layout.addLayout(row(self.status, Label(name, "emphasis", wraps=True), self.more, stretch=1))
        if found.status != rules.PRESENT:
            layout.addWidget(Label(said, "body", "second", wraps=True))
        for text in filter(None, (self._evidence(), self._ground(), self._decided())):
            layout.addWidget(Label(text, "caption", "third", wraps=True))
        self.setAccessibleName(f"{name}: {self.status.text()}")
        self.setAccessibleDescription(f"{said} {self._evidence()}")

    def _evidence(self) -> str:
        words, found = self.desk.words, self.found
        if not found.evidence:
            return ""
        quote = found.quote(words.lang)
        opening = quote.clause in {"", "0"}
        number = words.numerals(quote.clause)
        clause = words("policy.reading.opening") if opening else words("policy.reading.clause", number=number)
        return joined(clause, auto(f"«{quote.shown(_QUOTED)}»"))

    def _ground(self) -> str:
        pack = self.desk.packs.get(self.found.law)
        words = self.desk.words
        if pack is None or not self.found.article:
            return ""
        cited = words.numerals(pack.cite(self.found.article, words.lang))
        when = f"notice.when.{self.found.condition}"
        sure = f"law.confidence.{self.found.confidence}"
        return joined(cited, words(sure) if sure in words else "", words(when) if when in words else "")

    def _decided(self) -> str:
        words = self.desk.words
        made = self.found.decision or self.found.former
        if made is None:
            return ""
        when = self.desk.calendar.moment(self.desk.local(made.decided_at)) if made.decided_at else ""
        before = "" if self.found.decision else words("policy.check.former")
        return joined(
            before, words(f"choice.verdict.{made.verdict}"), auto(made.reason), auto(made.decided_by), when
        )

    def menu(self) -> QMenu:
        """Make the menu of what can be done about the finding."""
        menu, words = QMenu(self), self.desk.words
        if self.found.evidence:
            shown = menu.addAction(self.desk.theme.icon("eye"), words("policy.check.show"))
            shown.triggered.connect(lambda _=False: self.shown.emit(self.found))
        for act in _ASKS if self.found.open else ():
            chosen = menu.addAction(self.desk.theme.icon(_ICONS[act]), words(f"policy.check.{act}"))
            chosen.triggered.connect(lambda _=False, act=act: self.asked.emit(act, self.found))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts at the pointer, or by the menu key."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the words, open the menu, or walk on."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.walked.emit(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.found.evidence:
            self.shown.emit(self.found)
        elif key is Qt.Key.Key_Space:
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the words."""
        event.accept()
        if self.found.evidence:
            self.shown.emit(self.found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame around the finding that has the focus, and a line below the others."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self.desk.theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        else:
            painter.setPen(self.desk.theme.colour("border"))
            painter.drawLine(8, self.height() - 1, self.width() - 8, self.height() - 1)
        painter.end()


class Checklist(QWidget):
    """The findings on one policy; `shown` wants the words of one, `counted` tells how many are open."""

    shown = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.policy: Policy | None = None
        self.rows: list[FindingRow] = []
        self._about = Label("", "body", "second", wraps=True)
        inner = QWidget()
        self._layout = column(inner, gap=2)
        self._layout.addStretch(1)
        self.area = readable(inner, desk.words("policy.tab.check"))
        self.setFocusProxy(self.area)
        layout = column(self, gap=8)
        layout.addWidget(self._about)
        layout.addWidget(self.area, 1)
        self.setAccessibleName(desk.words("policy.tab.check"))

    def show_policy(self, policy: Policy) -> None:
        """Check a policy off the window's thread and show what was found."""
        self.policy = policy
        store, packs, now, key = self.desk.store, self.desk.packs, self.desk.now(), policy.id
        if store is None:
            return
        self._about.setText(self.desk.words("policy.check.checking"))
        self.desk.tasks.run(
            lambda _: check(store, packs, now, key),
            lambda found: self._show(key, found),
            failed=self.desk.problem,
            owner=self,
        )

    def _show(self, key: str, found: Sequence[Finding]) -> None:
        if self.policy is None or self.policy.id != key:
            return
        waiting = self.area.hasFocus()
        at = next((row.found.fingerprint for row in self.rows if row.hasFocus()), "")
        for old in self.rows:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [self._row(one) for one in sorted(found, key=_rank)]
        left = sum(one.open for one in found)
        held = sum(one.status == rules.PRESENT for one in found)
        words = self.desk.words
        self._about.setText(joined(words("policy.check.open", n=left), words("policy.check.held", n=held)))
        self.counted.emit(left)
        for shown in self.rows:
            if shown.found.fingerprint == at:
                shown.setFocus()
        if self.rows:
            self.setFocusProxy(self.rows[0])
        if waiting and self.rows:
            self.rows[0].setFocus()

    def _row(self, found: Finding) -> FindingRow:
        shown = FindingRow(self.desk, found)
        shown.shown.connect(self.shown)
        shown.asked.connect(self.decide)
        shown.walked.connect(self._walk)
        self._layout.insertWidget(self._layout.count() - 1, shown)
        return shown

    def _walk(self, step: int) -> None:
        at = next((place for place, shown in enumerate(self.rows) if shown.hasFocus()), 0)
        target = self.rows[max(0, min(at + step, len(self.rows) - 1))]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(target)

    def decide(self, act: str, found: Finding) -> ActDialog:
        """Ask what the officer makes of a finding, and keep it."""
        words = self.desk.words
        run = _RUN[act]

        def keep(unit: Unit, values: dict[str, Any]) -> object:
            blank = {name: "" for name, one in _ASKS[act].items() if one.required}
            return run(unit, found, **(blank | values))

        start = {"title": rules.said(found, words)} if act == "make-task" else {}
        about = Label(rules.said(found, words), "body", "second", wraps=True)
        title = words(f"policy.check.{act}")
        form = ActForm(self.desk, "finding_decision", _ASKS[act], about=about, start=start)
        dialog = ActDialog(self.desk, self, f"finding-{act}", title, form, keep)
        dialog.accepted.connect(self._again)
        dialog.open()
        return dialog

    def _again(self) -> None:
        if self.policy is not None:
            self.show_policy(self.policy)
