"""Tags that stand for what was chosen; a click takes one off."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ui.desk import Desk
from ui.widgets.flow import Flow


class Tags(QWidget):
    """A wrapping row of tags, hidden while there are none."""

    def __init__(self, desk: Desk, dropped: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._dropped = desk, dropped
        self._flow = Flow(self)
        self.hide()

    def show_tags(self, tags: Iterable[tuple[str, str]]) -> None:
        """Show keys by their words."""
        self._flow.clear()
        shown = list(tags)
        for key, text in shown:
            tag = QToolButton(self)
            tag.setProperty("kind", "tag")
            tag.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tag.setIcon(self._desk.theme.icon("x", "text2", 14))
            tag.setText(text)
            tag.setAccessibleName(self._desk.words("form.drop", name=text))
            tag.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tag.clicked.connect(lambda _=False, one=key: self._dropped(one))
            self._flow.addWidget(tag)
        self.setVisible(bool(shown))
