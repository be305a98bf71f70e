"""One clause as it is read: its number, both languages side by side, what is remarked on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMenu, QSizePolicy, QWidget

from data.policy import Clause
from desktop.exchange.clauses import subheadings
from desktop.exchange.markers import unnumbered
from desktop.policy import numbers_itself
from ui.desk import Desk
from ui.policy.finding import dressed, spans
from ui.policy.says import Says
from ui.widgets.button import IconButton
from ui.widgets.card import column, row
from ui.widgets.chip import Chip
from ui.widgets.text import Label

_NARROW = 460
_ACTS = (
    ("edit", "pencil"),
    ("add-below", "plus"),
    ("up", "arrow-up"),
    ("down", "arrow-down"),
    ("remove", "trash-2"),
)
_READING = (
    ("says-confirm", "check"),
    ("says-correct", "list-checks"),
    ("says-promise", "flag"),
    ("says-words", "eye"),
    ("says-again", "rotate-ccw"),
)
_KEYS = {
    (Qt.Key.Key_Return, False): "edit",
    (Qt.Key.Key_Enter, False): "edit",
    (Qt.Key.Key_F2, False): "edit",
    (Qt.Key.Key_Up, True): "up",
    (Qt.Key.Key_Down, True): "down",
    (Qt.Key.Key_Insert, False): "add-below",
    (Qt.Key.Key_Delete, False): "remove",
}


def clause_name(desk: Desk, clause: Clause) -> str:
    """Call a clause by its number and heading; the words before the first one are the opening."""
    heading = unnumbered(desk.words.either(clause.heading_ar, clause.heading_en))
    if clause.number in {"", "0"}:
        return heading or desk.words("policy.reading.opening")
    number = desk.words.numerals(clause.number)
    key = "clause-name" if heading else "clause"
    return desk.words(f"policy.reading.{key}", number=number, heading=heading)


def speaks(clause: Clause, lang: str) -> bool:
    """Tell whether a clause has any word in a language."""
    return bool(getattr(clause, f"heading_{lang}") or getattr(clause, f"text_{lang}"))


class Half(QWidget):
    """One language's heading and text, in its own direction in any window."""

    def __init__(self, desk: Desk, lang: str) -> None:
        super().__init__()
        self._desk = desk
        self.lang = lang
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if lang == "ar" else Qt.LayoutDirection.LeftToRight
        )
        self._heading, self._text = Label(role="emphasis", wraps=True), Label(wraps=True)
        self._missing = Label(desk.words(f"policy.reading.missing-{lang}"), "caption", "third")
        layout = column(self, gap=4)
        for label in (self._heading, self._text):
            label.setLayoutDirection(self.layoutDirection())
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for label in (self._heading, self._text, self._missing):
            layout.addWidget(label)

    def show_clause(self, clause: Clause, sought: str) -> int:
        """Show the language's half of a clause and count the places found in it."""
        tokens = self._desk.theme.tokens
        found = 0
        for label, name in ((self._heading, "heading"), (self._text, "text")):
            said = str(getattr(clause, f"{name}_{self.lang}"))
            marked, heads = spans(said, sought), subheadings(said) if name == "text" else ()
            found += len(marked)
            if marked or heads:
                colours, rtl = (tokens.soon_bg, tokens.soon), self.lang == "ar"
                html = dressed(said, marked, colours, rtl=rtl, heads=heads)
                label.setTextFormat(Qt.TextFormat.RichText)
                QLabel.setText(label, html)  # a mark of direction before it would be a paragraph of its own
            else:
                label.setTextFormat(Qt.TextFormat.PlainText)  # laid out many times faster
                label.setText(said)
            label.setAccessibleName(said)
            label.setVisible(bool(said))
        self._missing.setVisible(self._heading.isHidden() and self._text.isHidden())
        return found


class ClauseCard(QFrame):
    """A clause to read; `asked` wants an act done on it: edit, add-below, up, down, remove or confirm.

    What it says may be confirmed, corrected, read again or shown in its words whether the text is open or not.
    """

    asked = Signal(str)

    def __init__(self, desk: Desk, languages: Sequence[str]) -> None:
        super().__init__()
        self.desk = desk
        self.clause = Clause()
        self.found = 0
        self._open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._name = Label("", "caption", "third")
        self._stale = Chip(desk, "", "soon", "triangle-alert")
        self._more = IconButton(desk, "ellipsis", "", self._menu_at_button)
        self._halves = [Half(desk, lang) for lang in languages]
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side.setSpacing(desk.theme.px(20))
        for half in self._halves:
            self._side.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
        layout = column(self, gap=2)
        layout.setContentsMargins(12, 6, 12, 12)
        layout.addLayout(row(self._name, self._stale, None, self._more))
        layout.addLayout(self._side)
        self._says = Says(desk)
        layout.addWidget(self._says)

    def show_clause(self, clause: Clause, *, sought: str = "", opened: bool) -> None:
        """Show a clause, the places found in it marked; `opened` while it may be written on."""
        words = self.desk.words
        self.clause, self._open = clause, opened
        number = words.numerals(clause.number)
        opening = clause.number in {"", "0"}
        said = words("policy.reading.opening") if opening else words("policy.reading.clause", number=number)
        self._name.setText(said)
        self._name.setVisible(opening or not numbers_itself(clause))
        self._stale.setVisible(bool(clause.translation_stale))
        if clause.translation_stale:
            self._stale.set(
                words(f"policy.reading.stale-{clause.translation_stale}"), "soon", "triangle-alert"
            )
        self._says.show_clause(clause)
        self._more.setAccessibleName(words("policy.reading.acts", name=clause_name(self.desk, clause)))
        self._more.setToolTip(words("policy.reading.acts-short"))
        self.found = sum(half.show_clause(clause, sought) for half in self._halves)
        self.setAccessibleName(clause_name(self.desk, clause))
        self.setAccessibleDescription(words.either(clause.text_ar, clause.text_en)[:200])

    def menu(self) -> QMenu:
        """Make the menu of what can be done to the clause."""
        menu = QMenu(self)
        for act, icon in (*(_ACTS if self._open else ()), *_READING):
            action = menu.addAction(self.desk.theme.icon(icon), self.desk.words(f"policy.reading.{act}"))
            action.triggered.connect(lambda _=False, one=act: self.asked.emit(one))
        if self._open and self.clause.translation_stale:
            action = menu.addAction(self.desk.theme.icon("check"), self.desk.words("policy.reading.confirm"))
            action.triggered.connect(lambda _=False: self.asked.emit("confirm"))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _menu_at_button(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts at the pointer, or by the menu key."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the clause; arrows alone belong to the text as a whole."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        act = _KEYS.get((Qt.Key(event.key()), alt))
        if act and self._open:
            self.asked.emit(act)
        elif event.key() == Qt.Key.Key_Space:
            self._menu_at_button()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit."""
        event.accept()
        if self._open:
            self.asked.emit("edit")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the languages below each other where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < self.desk.theme.px(_NARROW)
        self._side.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame around the clause that has the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.desk.theme
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        else:
            painter.setPen(theme.colour("border"))
            painter.drawLine(12, self.height() - 1, self.width() - 12, self.height() - 1)
        painter.end()
