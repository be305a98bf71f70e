"""What stands where nothing is yet: one sentence, one action, one link."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column
from ui.widgets.text import Label

Offer = tuple[str, Callable[[], object]]


class EmptyState(QWidget):
    """Tells what would be here and how to begin."""

    def __init__(  # noqa: PLR0913  # the three things an empty page says
        self,
        desk: Desk,
        icon: str,
        sentence: str,
        action: Offer | None = None,
        link: Offer | None = None,
        *,
        marks: tuple[str, str] = ("plus", "upload"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = column(self, gap=12, margin=32)
        picture = QLabel(self)
        picture.setPixmap(desk.theme.pixmap(icon, "text3", 40))
        picture.setAccessibleName(sentence)
        self.sentence = Label(sentence, "body", "second", wraps=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.sentence)
        for offer, kind, mark in ((action, "primary", marks[0]), (link, "link", marks[1])):
            if offer is not None:
                button = Button(desk, offer[0], icon=mark, kind=kind, act=offer[1])
                layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
