"""What both windows without an open store share: the program's name down the leading edge, and the bar that moves."""

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar

from ui.desk import Desk
from ui.widgets.card import column, row
from ui.widgets.text import Label


class Brand(QFrame):
    """Says whose window this is; `body` takes what stands below."""

    def __init__(self, desk: Desk, *, wide: int = 236) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("sidebar")
        self.setFixedWidth(desk.theme.px(wide))
        layout = column(self, gap=24)
        layout.setContentsMargins(20, 28, 20, 20)
        mark = QLabel()
        mark.setPixmap(desk.theme.pixmap("shield-check", "accent", 32))
        mark.setAccessibleName(desk.words("app.name"))
        names = column(gap=0)
        names.addWidget(Label(desk.words("app.name"), "record"))
        names.addWidget(Label(desk.words("app.tagline"), "caption", "third", wraps=True))
        head = row(mark, gap=10)
        head.addLayout(names, 1)
        self.body = column(gap=12)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)


class Making(QFrame):
    """Says that long work is under way, with a bar that moves, or what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._said = Label("", "emphasis", wraps=True)
        self._about = Label("", "caption", "second", wraps=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        layout = column(self, gap=6)
        for widget in (self._said, self.bar, self._about):
            layout.addWidget(widget)
        self.hide()

    @property
    def said(self) -> str:
        """What is said now; empty while nothing is."""
        return "" if self.isHidden() else self._said.text()

    def tell(self, said: str, about: str = "") -> None:
        """Begin."""
        self.say(said)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.bar.setAccessibleName(said)
        self.bar.show()

    def say(self, said: str) -> None:
        """Say what came of it."""
        self._said.setText(said)
        self._about.hide()
        self.bar.hide()
        self.show()
