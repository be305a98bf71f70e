"""What hangs beside any record: its tasks, its files and its past."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from data.base import Entry
from ui.desk import Desk
from ui.widgets.attached import Attached
from ui.widgets.card import Section, column
from ui.widgets.past import Past
from ui.widgets.todo import Todo


class Beside(QWidget):
    """One tab for all three; the past is read once it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.tasks, self.files, self.past = Todo(desk), Attached(desk), Past(desk)
        self._record: Entry | None = None
        self._read = True
        layout = column(self, gap=20)
        parts: tuple[tuple[str, QWidget], ...] = (
            ("tasks", self.tasks),
            ("files", self.files),
            ("history", self.past),
        )
        for key, part in parts:
            section = Section(desk.words(f"beside.{key}"))
            section.body.addWidget(part)
            layout.addWidget(section)

    def show_record(self, record: Entry) -> int:
        """Show what hangs beside a record, and count its open tasks and its files."""
        self._record, self._read = record, False
        if self.isVisible():
            self._look_back()
        return self.tasks.show_record(record) + self.files.show_record(record)

    def _look_back(self) -> None:
        if self._record is not None and not self._read:
            self._read = True
            self.past.show_past(self._record)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the past of the record that is shown now."""
        super().showEvent(event)
        self._look_back()
