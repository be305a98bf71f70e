"""The user guide beside the work: F1 opens it, it stays open while one goes on, and its words can be searched."""

from typing import Any, Protocol

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from desktop.guide import parts, picture
from ui.commands import Commands
from ui.desk import Desk
from ui.shell.keys import show_keys
from ui.tokens import SIZES, WEIGHTS
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.search import SearchBox
from ui.widgets.tabs import TabRow
from ui.widgets.text import plain

_WIDE, _TALL = 860, 720


class _Window(Protocol):
    desk: Desk
    commands: Commands


def _style(desk: Desk) -> str:
    """Set the guide as the desk is set: its sizes, its colours, room between the lines."""
    theme, px = desk.theme, desk.theme.px
    heads = {"h1": ("page", 0, 12), "h2": ("record", 24, 8), "h3": ("emphasis", 16, 8)}
    rules = [
        f"{tag} {{ font-size: {px(SIZES[role])}px; font-weight: {WEIGHTS[role]}; color: {theme.tokens.text};"
        f" margin-top: {px(above)}px; margin-bottom: {px(below)}px; }}"
        for tag, (role, above, below) in heads.items()
    ]
    rules += [
        f"p {{ line-height: 130%; margin-top: 0; margin-bottom: {px(8)}px; }}",
        f"p.picture {{ line-height: 100%; margin-bottom: {px(12)}px; }}",
        f"li {{ line-height: 130%; margin-bottom: {px(4)}px; }}",
        f"table {{ border-collapse: collapse; margin-top: {px(8)}px; margin-bottom: {px(12)}px; }}",
        f"th, td {{ padding: {px(4)}px {px(10)}px; border: 1px solid {theme.tokens.border}; }}",
        f"th {{ background-color: {theme.tokens.soft}; }}",
        f"pre {{ margin-top: {px(4)}px; margin-bottom: {px(12)}px; }}",
        f"code {{ color: {theme.tokens.accent}; }}",
    ]
    return "\n".join(rules)


class Leaf(QTextBrowser):
    """Shows one part; pictures come from the program itself, never from a disk or a network."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._room = desk.theme.px(_WIDE - 120)
        self.setAccessibleName(desk.words("guide.title"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(desk.theme.px(20))
        self.document().setDefaultStyleSheet(_style(desk))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words alone: the marks that keep a command's order in Arabic text would break it elsewhere."""
        copied = QMimeData()
        copied.setText(plain(self.textCursor().selection().toPlainText()))
        return copied

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401  # Qt's own union
        """Hand out a picture, no wider than the page."""
        file = (name.toString() if isinstance(name, QUrl) else name).rpartition("/")[2]
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage.fromData(picture(file))
        wide = min(self._room, image.width())
        return (
            image if image.isNull() else image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        )


class Guide(QDialog):
    """The parts as tabs, a search that goes from one place to the next, and the way to the sheet of keys."""

    def __init__(self, window: _Window, parent: QWidget | None) -> None:
        super().__init__(parent)
        desk = window.desk
        self._parts = {part.name: part for part in parts(desk.settings.lang, rtl=desk.rtl)}
        self.setWindowTitle(desk.words("guide.title"))
        self.resize(desk.theme.px(_WIDE), desk.theme.px(_TALL))
        self.tabs = TabRow(desk, desk.words("guide.title"))
        for part in self._parts.values():
            self.tabs.add(part.name, desk.words(f"guide.part.{part.name}"))
        self.leaf = Leaf(desk)
        self.search = SearchBox(desk, desk.words("guide.find"))
        self.search.changed.connect(self._seek)
        self.search.returnPressed.connect(lambda: self._next(self.search.text()))
        keys = Button(desk, desk.words("command.desk.keys"), icon="keyboard", act=lambda: show_keys(window))
        close = Button(desk, desk.words("ui.close"), kind="primary", act=self.close)
        layout = column(self, gap=12, margin=20)
        layout.addLayout(row(self.tabs, None, self.search))
        layout.addWidget(self.leaf, 1)
        layout.addLayout(row(keys, None, close))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        self.tabs.changed.connect(self._turn)
        self._turn(self.tabs.current())
        self.leaf.setFocus()

    def _turn(self, name: str) -> None:
        self.leaf.setHtml(self._parts[name].html)

    def _seek(self, words: str) -> None:
        self.leaf.moveCursor(self.leaf.textCursor().MoveOperation.Start)
        self._next(words)

    def _next(self, words: str) -> None:
        """Go to the next place that holds these words, in the other parts as well."""
        if not words or self.leaf.find(words):
            return
        names = list(self._parts)
        at = names.index(self.tabs.current())
        for name in (*names[at + 1 :], *names[: at + 1]):
            self.tabs.select(name)
            self.leaf.moveCursor(self.leaf.textCursor().MoveOperation.Start)
            if self.leaf.find(words):
                return


def show_guide(window: _Window) -> None:
    """Open the guide beside a window; it does not stand in the way of the work."""
    guide = Guide(window, window if isinstance(window, QWidget) else None)
    guide.finished.connect(guide.deleteLater)
    guide.show()
