"""What this program is, what it was built from, and where its data lives; Ctrl+Shift+T tries every part."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPlainTextEdit, QWidget

from data.errors import Blocked
from desktop import home
from desktop import settings as choices
from desktop.selftest import Trial, trials
from ui import selftest
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.text import Label, ltr


class _Window(Protocol):
    desk: Desk


class About(QDialog):
    """Version, build, places and licences; the trial of every part is shown once its keys are pressed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, words = desk, desk.words
        self.setWindowTitle(words("about.title"))
        self.setMinimumWidth(desk.theme.px(560))
        emblem = QLabel()
        emblem.setPixmap(desk.theme.emblem("shield-check", 48))
        emblem.setAccessibleName(words("app.name"))
        layout = column(self, gap=12, margin=24)
        layout.addLayout(row(emblem, Label(words("app.name"), "page"), None, gap=12))
        layout.addWidget(Label(words("about.what"), "body", "second", wraps=True))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        for name, said in self._facts():
            form.addRow(Label(words(f"about.{name}"), "body", "second"), Label(said, "emphasis", wraps=True))
        layout.addLayout(form)
        layout.addWidget(Label(words("about.network"), "body", "second", wraps=True))
        licences = ltr(str(home.licences()))
        layout.addWidget(Label(words("about.licence", folder=licences), "body", "second", wraps=True))
        self.trials = QPlainTextEdit(readOnly=True)
        self.trials.setAccessibleName(words("about.selftest"))
        self.trials.setMinimumHeight(desk.theme.px(260))
        self.trials.hide()
        layout.addWidget(self.trials)
        self.test = Button(desk, words("about.selftest"), icon="list-checks", act=self.try_all)
        self.test.hide()
        QShortcut(QKeySequence("Ctrl+Shift+T"), self).activated.connect(self.test.show)
        opened = Button(desk, words("about.open-licences"), icon="external-link", act=self._open_licences)
        close = Button(desk, words("ui.close"), kind="primary", act=self.accept)
        layout.addLayout(row(opened, self.test, None, close))
        close.setFocus()

    def _facts(self) -> Iterator[tuple[str, str]]:
        words, store = self._desk.words, self._desk.store
        yield "version", ltr(version("sijill"))
        yield "build", ltr(home.build()) if home.build() else words("about.source")
        yield "store", ltr(str(store.folder)) if store else words("about.no-store")
        yield "choices", ltr(str(choices.path()))
        yield "central", ltr(str(home.central_file())) if self._settled() else words("about.no-central")

    @staticmethod
    def _settled() -> bool:
        try:
            return home.central() != home.Central()
        except Blocked:
            return True

    def _open_licences(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(home.licences())))

    def try_all(self) -> None:
        """Try every part on the worker, and the window's own here."""
        self.test.setEnabled(False)
        self._desk.tasks.run(self._without_window, self._show, owner=self)

    @staticmethod
    def _without_window(progress: Progress) -> list[Trial]:
        found = []
        for one in trials():
            progress.step()
            found.append(one)
        return found

    def _show(self, found: list[Trial]) -> None:
        told = [selftest.line(one, self._desk.words) for one in (*found, *selftest.window_trials())]
        self.trials.setPlainText("\n".join(told))
        self.trials.show()
        self.test.setEnabled(True)


def show_about(window: _Window) -> None:
    """Show it above a window."""
    about = About(window.desk, window if isinstance(window, QWidget) else None)
    about.exec()
    about.deleteLater()
