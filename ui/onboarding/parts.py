"""What the steps are made of: asked fields with their obstacle inline, secrets, choices told in two lines."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QRadioButton, QSizePolicy, QWidget

from data.errors import Blocked
from desktop.passphrase import Estimate, Strength, estimate
from ui.desk import Desk
from ui.widgets.card import column, row
from ui.widgets.editor import ltr_line
from ui.widgets.text import Label

_TONES = {Strength.WEAK: "danger", Strength.FAIR: "warn", Strength.GOOD: "ok", Strength.STRONG: "ok"}
_BARS = tuple(Strength)
_MARKS = {True: "\u200f", False: "\u200e"}  # a label takes its side from its first strong letter


def line(
    desk: Desk, text: str, changed: Callable[[str], object], *, secret: bool = False, ltr: bool = False
) -> QLineEdit:
    """Make a field of one line that tells of what is typed."""
    edit = ltr_line(desk) if ltr else QLineEdit()
    edit.setText(text)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    edit.textEdited.connect(changed)
    return edit


class Asked(QWidget):
    """A field under its label, with room below it for what is in the way."""

    def __init__(self, desk: Desk, label: str, field: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._name = label
        self.field = field
        field.setAccessibleName(label)
        name = Label(label, "emphasis")
        name.setBuddy(field)
        self._problem = Label("", "caption", "danger", wraps=True)
        self._problem.hide()
        self.body = column(self, gap=4)
        self.body.addWidget(name)
        self.body.addLayout(row(field, *beside, stretch=0))
        self.body.addWidget(self._problem)

    @property
    def blamed(self) -> str:
        """What is said to be in the way."""
        return "" if self._problem.isHidden() else self._problem.text()

    def blame(self, problem: Blocked | None) -> None:
        """Say what is in the way, to the eye and to the ear; None takes it back."""
        said = self._desk.words.problem(problem) if problem else ""
        self._problem.setText(said)
        self._problem.setVisible(bool(said))
        self.field.setAccessibleDescription(said)
        self.field.setProperty("wrong", "true" if said else "false")
        self.field.style().polish(self.field)


class Choice(QWidget):
    """One thing to choose, said in two lines and chosen by clicking anywhere on it."""

    def __init__(self, desk: Desk, title: str, about: str, *, many: bool = False) -> None:
        super().__init__()
        self._theme = desk.theme
        self.button: QAbstractButton = QCheckBox(title) if many else QRadioButton(title)
        self.button.setFont(desk.theme.font("emphasis"))
        self.button.setAccessibleDescription(about)
        self.button.toggled.connect(self.update)
        pad = desk.theme.px(12)
        self.body = column(self, gap=2)
        self.body.setContentsMargins(pad, pad // 2 + 2, pad, pad // 2 + 2)
        self.head = row(self.button, None)
        self.body.addLayout(self.head)
        if about:
            told = Label(_MARKS[desk.rtl] + about, "caption", "second", wraps=True)
            told.setContentsMargins(desk.theme.px(24), 0, desk.theme.px(24), 0)
            self.body.addWidget(told)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mouseReleaseEvent(self, event: object) -> None:
        """Choose."""
        del event
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, tinted once chosen."""
        del event
        chosen = self.button.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("accent" if chosen else "border"))
        painter.setBrush(self._theme.colour("selection" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class StrengthBar(QWidget):
    """Four bars and a sentence on how long a passphrase withstands guessing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._bars = _Bars(desk)
        self._said = Label("", "caption", "second", wraps=True)
        layout = column(self, gap=4)
        layout.addWidget(self._bars)
        layout.addWidget(self._said)
        self.setAccessibleName(desk.words("onboarding.strength.label"))
        self.show_for("")

    @property
    def said(self) -> str:
        """The sentence on show."""
        return self._said.text()

    def show_for(self, passphrase: str) -> None:
        """Judge a passphrase."""
        words, found = self._desk.words, estimate(passphrase)
        time = words(f"onboarding.strength.{found.holds}")
        key = found.strength if passphrase else "empty"
        self._said.setText(words(f"onboarding.strength.{key}", time=time))
        self._said.set_tone(_TONES[found.strength] if passphrase else "second")
        self.setAccessibleDescription(self._said.text())
        self._bars.show_for(found if passphrase else None)


class _Bars(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._theme = desk.theme
        self._found: Estimate | None = None
        self.setFixedHeight(desk.theme.px(5))

    def show_for(self, found: Estimate | None) -> None:
        self._found = found
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        lit = 0 if self._found is None else _BARS.index(self._found.strength) + 1
        tone = "" if self._found is None else _TONES[self._found.strength]
        gap, count = self._theme.px(4), len(_BARS)
        width = (self.width() - gap * (count - 1)) // count
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(count):
            place = count - 1 - at if self._theme.rtl else at
            painter.setBrush(self._theme.colour(tone if at < lit else "border"))
            painter.drawRect(QRect(place * (width + gap), 0, width, self.height()))
        painter.end()


def reveal(text: str, *fields: QLineEdit) -> QCheckBox:
    """Make the box that shows what is typed in secret fields."""
    box = QCheckBox(text)

    def show(shown: bool) -> None:  # noqa: FBT001  # Qt's signal says so
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box
