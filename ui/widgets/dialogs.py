"""Questions that stop the officer: only for what cannot be taken back, and for choosing files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLabel, QLineEdit, QWidget

from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.text import Label


class Ask(QDialog):
    """A question with its answer's own words on the button; Escape means no."""

    def __init__(  # noqa: PLR0913  # the parts of a question
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        text: str,
        act: str,
        *,
        danger: bool = True,
        inner: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(desk.theme.px(420))
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(title, "record", wraps=True))
        if text:
            layout.addWidget(Label(text, "body", "second", wraps=True))
        if inner is not None:
            layout.addWidget(inner)
        self.yes = Button(desk, act, kind="danger" if danger else "primary", act=self.accept)
        self.no = Button(desk, desk.words("ui.cancel"), act=self.reject)
        layout.addLayout(row(None, self.no, self.yes))
        (self.no if danger else self.yes).setDefault(True)
        (inner or (self.no if danger else self.yes)).setFocus()


def confirm(  # noqa: PLR0913  # the parts of a question
    desk: Desk, parent: QWidget | None, title: str, text: str, act: str, *, danger: bool = True
) -> bool:
    """Ask once before something that cannot be taken back."""
    asked = Ask(desk, parent, title, text, act, danger=danger)
    said = asked.exec() == QDialog.DialogCode.Accepted
    asked.deleteLater()
    return said


def ask_line(  # noqa: PLR0913  # the parts of a question
    desk: Desk, parent: QWidget | None, title: str, text: str, act: str, *, start: str = ""
) -> str | None:
    """Ask for a line of text; None when the officer thinks better of it, or leaves it empty."""
    line = QLineEdit(start)
    line.setAccessibleName(title)
    asked = Ask(desk, parent, title, text, act, danger=False, inner=line)
    said = asked.exec() == QDialog.DialogCode.Accepted
    typed = line.text().strip()
    asked.deleteLater()
    return typed or None if said else None


def choose_file(desk: Desk, parent: QWidget | None, title: str, endings: Sequence[str] = ()) -> Path | None:
    """Ask for a file to read, by the endings of its name."""
    kinds = " ".join(f"*{ending}" for ending in endings)
    said = desk.words.joined(ending.strip(".").upper() for ending in endings)
    named = f"{desk.words('ui.files')} {said} ({kinds})" if kinds else ""
    hidden = QFileDialog.Option.HideNameFilterDetails  # *.csv is turned around in an Arabic line
    name, _ = QFileDialog.getOpenFileName(parent, title, "", named, "", hidden)
    return Path(name) if name else None


def choose_target(desk: Desk, parent: QWidget | None, title: str, name: str) -> Path | None:
    """Ask where to write a file."""
    del desk
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name)
    return Path(chosen) if chosen else None


def choose_folder(desk: Desk, parent: QWidget | None, title: str, start: str = "") -> Path | None:
    """Ask for a folder."""
    del desk
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


class DropZone(QFrame):
    """A place to drop files on, with a button for those who would rather choose."""

    def __init__(
        self, desk: Desk, text: str, dropped: Callable[[list[Path]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "mute")
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self._desk, self._text, self._dropped = desk, text, dropped
        picture = QLabel(self)
        picture.setPixmap(desk.theme.pixmap("upload", "mute", 24))
        picture.setAccessibleName(text)
        layout = column(self, margin=16)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(Label(text, "body", "second"), 0, Qt.AlignmentFlag.AlignHCenter)
        button = Button(desk, desk.words("ui.choose-file"), act=self._choose)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _choose(self) -> None:
        chosen = choose_file(self._desk, self, self._text)
        if chosen is not None:
            self._dropped([chosen])

    def _tint(self, tone: str) -> None:
        self.setProperty("tone", tone)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if event.mimeData().hasUrls():
            self._tint("info")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let go."""
        self._tint("mute")
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        self._tint("mute")
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._dropped(files)
