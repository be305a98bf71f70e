"""The clauses of one text below each other: walked through by keys, searched, one of them written on in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.policy import Clause
from ui.desk import Desk
from ui.policy.clause import ClauseCard, clause_name
from ui.policy.editing import ClauseEditor
from ui.widgets.card import column, scrolled

_PAGE = 5
_ROOM = 24
_AT_ONCE, _THEN = 10, 6


class ClauseList(QWidget):
    """Shows clauses. `asked` wants an act done on one; `written` hands over the words of the one written on."""

    asked = Signal(str, object)
    written = Signal(str, dict)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[ClauseCard] = []
        self.editor: ClauseEditor | None = None
        self._languages: list[str] = []
        self._opened = False
        self._sought = ""
        self._rest: list[Clause] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_more)
        self._inner = QWidget()
        self._layout = column(self._inner, gap=2)
        self._layout.addStretch(1)
        self.area = scrolled(self._inner)
        self.area.installEventFilter(self)
        column(self).addWidget(self.area)
        self.setAccessibleName(desk.words("policy.reading.name"))

    def show_clauses(self, clauses: Sequence[Clause], languages: list[str], *, opened: bool) -> None:
        """Show clauses; those shown before keep their place on the screen, `opened` ones may be written on."""
        self.close_editor()
        self._show_rest()
        kept = {card.clause.id: card for card in self.cards} if languages == self._languages else {}
        old, self._languages, self._opened = self.cards, languages, opened
        known = any(clause.id in kept for clause in clauses)
        at_once = len(clauses) if known else _AT_ONCE
        self.cards, self._rest = [], list(clauses[at_once:])
        for clause in clauses[:at_once]:
            self._append(kept.get(clause.id), clause)
        for card in old:
            if card not in self.cards:
                card.hide()
                card.deleteLater()
        self._later.start()

    def _append(self, card: ClauseCard | None, clause: Clause) -> None:
        card = card or self._card()
        at = len(self.cards)
        card.show_clause(clause, sought=self._sought, opened=self._opened)
        self.cards.append(card)
        if self._layout.indexOf(card) != at:
            self._layout.insertWidget(at, card)

    def _show_more(self) -> None:
        """Build some of what is still below the screen, so that a long text never holds the window up."""
        now, self._rest = self._rest[:_THEN], self._rest[_THEN:]
        for clause in now:
            self._append(None, clause)
        if self._rest:
            self._later.start()

    def _show_rest(self) -> None:
        while self._rest:
            self._show_more()
        self._later.stop()

    def _card(self) -> ClauseCard:
        card = ClauseCard(self.desk, self._languages)
        card.asked.connect(lambda act: self.asked.emit(act, card.clause))
        return card

    def place(self, clause_id: str) -> int:
        """Find the place of a clause; -1 when it is not shown."""
        self._show_rest()
        return next((at for at, card in enumerate(self.cards) if card.clause.id == clause_id), -1)

    def seek(self, sought: str) -> int:
        """Mark the places that say something, bring the first into view, and count them."""
        self._show_rest()
        self._sought = sought
        for card in self.cards:
            card.show_clause(card.clause, sought=sought, opened=self._opened)
        first = next((card for card in self.cards if card.found), None)
        if first is not None:
            self.area.ensureWidgetVisible(first, 0, _ROOM)
        return self.found

    @property
    def found(self) -> int:
        """How many places say what is sought."""
        return sum(card.found for card in self.cards)

    def step(self, way: int) -> None:
        """Go to the next clause with a place found, or with -1 to the one before."""
        hits = [at for at, card in enumerate(self.cards) if card.found]
        now = self.at()
        after, before = [at for at in hits if at > now], [at for at in hits if at < now]
        if hits:
            self.go((after or hits)[0] if way > 0 else (before or hits)[-1])

    def at(self) -> int:
        """Tell the place of the clause that has the focus; -1 when none has."""
        return next((at for at, card in enumerate(self.cards) if card.hasFocus()), -1)

    def go(self, at: int) -> None:
        """Go to a clause."""
        if self.cards:
            card = self.cards[max(0, min(at, len(self.cards) - 1))]
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.ensureWidgetVisible(card, 0, _ROOM)

    def go_to(self, clause_id: str) -> None:
        """Go to a clause once the text is laid out."""
        QTimer.singleShot(
            0, self, lambda: self.go(self.place(clause_id)) if self.place(clause_id) >= 0 else None
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys before the scroll area moves the page with them."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._walk(event):
            return True
        return super().eventFilter(watched, event)

    def _walk(self, event: QKeyEvent) -> bool:
        """Walk from clause to clause."""
        at, key = self.at(), Qt.Key(event.key())
        places = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_PageUp: at - _PAGE,
            Qt.Key.Key_PageDown: at + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.cards),
        }
        walks = at >= 0 and key in places and not event.modifiers() & Qt.KeyboardModifier.AltModifier
        if walks:
            self.go(places[key])
        return walks

    def edit(self, clause_id: str) -> None:
        """Write on a clause in its place."""
        at = self.place(clause_id)
        if at < 0 or not self._opened:
            return
        card = self.cards[at]
        editor = ClauseEditor(self.desk, card.clause, clause_name(self.desk, card.clause))
        editor.done.connect(lambda words: self.written.emit(clause_id, words))
        editor.left.connect(self.leave_editor)
        self.editor = editor
        self._layout.insertWidget(self._layout.indexOf(card), editor)
        card.hide()
        editor.begin(self.desk.lang)
        QTimer.singleShot(0, editor, lambda: self._show_top(editor))

    def _show_top(self, editor: ClauseEditor) -> None:
        self.area.verticalScrollBar().setValue(editor.y() - _ROOM)

    def leave_editor(self) -> None:
        """Give up what is being written, and stand on its clause."""
        if self.editor is not None:
            clause_id = self.editor.clause.id
            self.close_editor()
            self.go_to(clause_id)

    def close_editor(self) -> None:
        """Read on where something was being written."""
        if self.editor is None:
            return
        self._layout.removeWidget(self.editor)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None
        for card in self.cards:
            card.show()
