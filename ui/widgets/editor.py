"""What every editor of a field can do, and the plain ones: lines, texts, numbers, yes or no."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTextEdit, QWidget

from data.fields import Field, Kind
from desktop.words import western
from ui.desk import Desk
from ui.widgets.card import column
from ui.widgets.text import Label, plain

_TALLEST = 260
_RTL, _LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


class Editor(QWidget):
    """Edits one value. `edited` tells of the officer's own changes only; one that `tells` needs no label above it."""

    edited = Signal()
    tells = False

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.field = field
        self.layout_ = column(self, gap=4)
        self._inputs: list[QWidget] = []
        self._problem = Label(role="caption", tone="danger", wraps=True, parent=self)
        self._problem.hide()
        self.layout_.addWidget(self._problem)

    def take(self, widget: QWidget, *, own: bool = True) -> None:
        """Show a widget above the problem line; `own` ones carry the field's name and take the focus."""
        self.layout_.insertWidget(self.layout_.count() - 1, widget)
        if own:
            self.answer(widget)

    def answer(self, widget: QWidget) -> None:
        """Let a widget carry the field's name and the focus, wherever it stands."""
        self._inputs.append(widget)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)

    def name(self, text: str) -> None:
        """Give the inputs the field's name for screen readers."""
        for widget in self._inputs:
            widget.setAccessibleName(text)
        self.setAccessibleName(text)

    def value(self) -> Any:  # noqa: ANN401  # each kind has its own
        """Read what stands in the editor."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:  # noqa: ANN401  # each kind has its own
        """Show a value without telling of it."""
        raise NotImplementedError

    def unreadable(self) -> str:
        """Tell, as a message key, why what was typed cannot be read; empty when it can."""
        return ""

    def problem(self, text: str) -> None:
        """Say what is wrong below the editor; an empty text clears it."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        for widget in self._inputs:
            widget.setProperty("wrong", "true" if text else "false")
            widget.setAccessibleDescription(text)
            widget.style().polish(widget)


def ltr_line(desk: Desk, parent: QWidget | None = None) -> QLineEdit:
    """Make a line that reads left to right in any language, standing at the leading edge."""
    line = QLineEdit(parent)
    line.setLayoutDirection(_LTR)
    # The one place where a side is named: the line itself never turns, so its leading edge must be given.
    side = Qt.AlignmentFlag.AlignRight if desk.rtl else Qt.AlignmentFlag.AlignLeft
    line.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return line


class LineEditor(Editor):
    """One line of text, in the direction of its language; references, addresses and numbers left to right."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.line = ltr_line(desk) if field.ltr else QLineEdit()
        if field.lang:
            self.line.setLayoutDirection(_RTL if field.lang == "ar" else _LTR)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.take(self.line)

    def value(self) -> str:
        """Read the line without marks and outer spaces; identifiers with Western digits."""
        text = plain(self.line.text()).strip()
        return western(text) if self.field.ltr else text

    def set_value(self, value: str | None) -> None:
        """Show a line."""
        self.line.setText(value or "")


class NumberEditor(Editor):
    """A number, typed in either set of digits."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.line = ltr_line(desk)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.take(self.line)

    def _typed(self) -> str:
        return western(plain(self.line.text())).replace(",", "").strip()

    def _read(self) -> int | float | None:
        return float(self._typed()) if self.field.kind is Kind.DECIMAL else int(self._typed())

    def value(self) -> int | float | None:
        """Read the number; None when there is none."""
        return None if not self._typed() or self.unreadable() else self._read()

    def unreadable(self) -> str:
        """Refuse what is no number."""
        if self._typed():
            try:
                self._read()
            except ValueError:
                return "not-number"
        return ""

    def set_value(self, value: float | None) -> None:
        """Show a number in the desk's digits."""
        self.line.setText("" if value is None else self.desk.words.number(value))


class TextEditor(Editor):
    """Text of any length, plain, growing with what is typed; Tab leaves it."""

    lowest = 76
    made: type[QTextEdit] = QTextEdit

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.text = self.made()
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        option = QTextOption()
        option.setTextDirection(
            {"ar": _RTL, "en": _LTR}.get(field.lang, Qt.LayoutDirection.LayoutDirectionAuto)
        )
        self.text.document().setDefaultTextOption(option)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.text.textChanged.connect(self._tell)
        self._quiet = False
        self._grow()
        self.take(self.text)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _grow(self) -> None:
        px = self.desk.theme.px
        wanted = round(self.text.document().size().height()) + 12
        self.text.setFixedHeight(max(px(self.lowest), min(px(_TALLEST), wanted)))

    def value(self) -> str:
        """Read the text without marks and outer space."""
        return plain(self.text.toPlainText()).strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self._quiet = True
        self.text.setPlainText(value or "")
        self._quiet = False


class _Line(QTextEdit):
    """Leaves Enter to the dialog around it; with Shift it begins a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Enter on."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            event.ignore()
        else:
            super().keyPressEvent(event)


class LongLineEditor(TextEditor):
    """A line that grows where it becomes long, answered with Enter."""

    lowest, made = 40, _Line


class FlagEditor(Editor):
    """Yes or no."""

    tells = True

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.box = QCheckBox()
        self.box.clicked.connect(lambda _: self.edited.emit())
        self.take(self.box)

    def name(self, text: str) -> None:
        """Say the field's name beside the box."""
        super().name(text)
        self.box.setText(text)

    def value(self) -> bool:
        """Read the box."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:  # noqa: FBT001  # the value itself
        """Tick or clear the box."""
        self.box.setChecked(bool(value))


class WordsEditor(Editor):
    """Short texts, one to a line."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._inner = TextEditor(desk, field)
        self._inner.edited.connect(self.edited)
        self.take(self._inner.text)

    def value(self) -> list[str]:
        """Read the lines that hold something."""
        return [line.strip() for line in self._inner.value().splitlines() if line.strip()]

    def set_value(self, value: list[str] | None) -> None:
        """Show the lines."""
        self._inner.set_value("\n".join(value or []))
