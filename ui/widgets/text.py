"""Text that keeps its order where Arabic and Latin meet."""

import re
import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

_LTR, _FIRST_STRONG, _POP = "\u2066", "\u2068", "\u2069"
_LRM, _RLM = "\u200e", "\u200f"
_MAY_BREAK = "\u200b"
_MARKS = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2066\u2067\u2068\u2069"))
_LONG = re.compile(r"\S{30,}")
_JOINT = re.compile(r"(?<=[/?&=_-])(?=\w)")


def ltr(text: str) -> str:
    """Isolate a reference, a path or a number that reads left to right in any sentence."""
    return f"{_LTR}{text}{_POP}" if text else ""


def auto(text: str) -> str:
    """Isolate what somebody typed, read in the direction of its own first letter.

    What consists of isolated parts only has no direction of its own: it is left to the window's.
    """
    own = bool(text) and (_FIRST_STRONG not in text or bool(_reads(text)))
    return f"{_FIRST_STRONG}{text}{_POP}" if own else text


def plain(text: str) -> str:
    """Take the invisible marks off, for the clipboard and for files."""
    return text.translate(_MARKS)


def _reads(text: str) -> str:
    """Tell the direction of the first letter outside isolates; empty when there is none."""
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif not depth and kind in {"L", "R", "AL"}:
            return "L" if kind == "L" else "R"
    return ""


def settled(text: str, *, rtl: bool) -> str:
    """Mark a text that would start at the wrong side, such as `٩٤٪` or a Latin name in an Arabic window.

    Qt takes a text's side from its first letter; the mark keeps it at the leading edge and in its own order.
    """
    found = _reads(text)
    if not text or found == ("R" if rtl else "L") or (not found and not rtl):
        return text
    mark = _RLM if rtl else _LRM
    return mark + (auto(text) if found else text)


def _breakable(text: str) -> str:
    """Let a long address break behind its strokes, as a word never does."""
    return _LONG.sub(lambda word: _JOINT.sub(_MAY_BREAK, word[0]), text)


def joined(*parts: str) -> str:
    """Join what is known of a thing with dots between."""
    return "  ·  ".join(part for part in parts if part)


class Label(QLabel):
    """A line or, with `wraps`, a paragraph in one of the type roles; `elide` shortens what does not fit."""

    def __init__(  # noqa: PLR0913  # a label is little else than its looks
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wraps: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        self.setText(text)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text in its settled order."""
        shown = _breakable(text) if self.wordWrap() else text
        super().setText(settled(shown, rtl=self.layoutDirection() is Qt.LayoutDirection.RightToLeft))
        if self._elide:
            self.setToolTip(super().text())

    def text(self) -> str:
        """Give the text without the places where it may break."""
        return super().text().replace(_MAY_BREAK, "")

    @property
    def elides(self) -> bool:
        """Whether shortened text is allowed."""
        return self._elide

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        self.setProperty("tone", tone)
        self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters when shortened text is allowed."""
        hint = super().minimumSizeHint()
        return (
            QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 6), hint.height())
            if self._elide
            else hint
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened where it does not fit."""
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        self.style().drawItemText(
            painter, self.rect(), int(flags), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class Rule(QFrame):
    """A hairline between parts of a card."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("upright" if upright else "rule")
