"""A text read in two languages side by side, part beside part."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.card import clear, column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.text import Label, ltr

_DIRECTIONS = {"ar": Qt.LayoutDirection.RightToLeft, "en": Qt.LayoutDirection.LeftToRight}


@dataclass(frozen=True, slots=True)
class Pair:
    """One part of a text in both languages, with a remark on it as a chip."""

    number: str = ""
    heading_ar: str = ""
    text_ar: str = ""
    heading_en: str = ""
    text_en: str = ""
    note: str = ""
    tone: str = "mute"

    def half(self, lang: str) -> tuple[str, str]:
        """Take one language's heading and text."""
        return (self.heading_ar, self.text_ar) if lang == "ar" else (self.heading_en, self.text_en)


class _Part(QFrame):
    """One part; a click or Enter chooses it."""

    chosen = Signal()

    def __init__(self, desk: Desk, pair: Pair, languages: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("part")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        heading = pair.half(languages[0])[0]
        self.setAccessibleName(
            " ".join(part for part in (pair.number, heading) if part) or pair.half(languages[0])[1][:80]
        )
        layout = column(self, gap=4, margin=8)
        if pair.number or pair.note:
            layout.addLayout(self._head(desk, pair))
        halves = QGridLayout()
        halves.setHorizontalSpacing(24)
        for at, lang in enumerate(languages):
            halves.setColumnStretch(at, 1)
            halves.addWidget(_half(pair, lang), 0, at, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(halves)

    def _head(self, desk: Desk, pair: Pair) -> QHBoxLayout:
        chip = Chip(desk, pair.note, pair.tone) if pair.note else None
        widgets: list[QWidget | None] = [Label(ltr(pair.number), "caption", "third"), None]
        return row(*widgets, *([chip] if chip else []))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this part."""
        event.accept()
        self.setFocus()
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose this part."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


def _half(pair: Pair, lang: str) -> QWidget:
    heading, text = pair.half(lang)
    box = QWidget()
    box.setLayoutDirection(_DIRECTIONS[lang])
    layout = column(box, gap=4)
    for said, role in ((heading, "emphasis"), (text, "body")):
        if said:
            label = Label(role=role, wraps=True, parent=box)
            label.setLayoutDirection(_DIRECTIONS[lang])
            label.setText(said)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            layout.addWidget(label)
    return box


class TextReader(QWidget):
    """Parts below each other; the languages side by side, that of the desk at the leading edge."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pairs: list[Pair] = []
        self._wanted = "both"
        self._inner = QWidget()
        self._layout = column(self._inner, gap=4)
        self.area = scrolled(self._inner)
        self.area.setAccessibleName(desk.words("ui.text"))
        column(self).addWidget(self.area)

    def set_languages(self, wanted: str) -> None:
        """Show `both` languages, or only `ar` or `en`."""
        self._wanted = wanted
        self.set_pairs(self._pairs)

    def languages(self) -> list[str]:
        """Tell which languages are shown; one that has no text at all takes no room."""
        order = ["ar", "en"] if self._desk.lang == "ar" else ["en", "ar"]
        if self._wanted in order:
            return [self._wanted]
        return [lang for lang in order if any(any(pair.half(lang)) for pair in self._pairs)] or order[:1]

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show a text."""
        self._pairs = list(pairs)
        clear(self._layout)
        shown = self.languages()
        for index, pair in enumerate(self._pairs):
            part = _Part(self._desk, pair, shown)
            part.chosen.connect(lambda one=index: self.chosen.emit(one))
            self._layout.addWidget(part)
        self._layout.addStretch(1)

    def go(self, index: int) -> None:
        """Bring a part into view and put the focus on it."""
        item = self._layout.itemAt(index)
        if item is not None and (widget := item.widget()) is not None:
            self.area.ensureWidgetVisible(widget)
            widget.setFocus()
