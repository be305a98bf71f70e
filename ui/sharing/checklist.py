"""The duties a processing contract must hold by law, ticked off one by one."""

from PySide6.QtWidgets import QCheckBox, QWidget

from data.sharing import Agreement
from desktop import sharing
from desktop.law.loading import load_packs
from ui.desk import Desk
from ui.widgets.card import clear, column, row
from ui.widgets.text import Label


class Checklist(QWidget):
    """Shows the law's list with what the agreement holds; what is missing is said above it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._agreement: Agreement | None = None
        self.boxes: dict[str, QCheckBox] = {}
        layout = column(self, gap=8)
        self._head = Label("", "emphasis", wraps=True)
        self._rows = column(gap=6)
        layout.addWidget(self._head)
        layout.addLayout(self._rows)

    def show_record(self, agreement: Agreement) -> int:
        """Show an agreement's list and tell how many duties are missing."""
        self._agreement = agreement
        clear(self._rows)
        self.boxes.clear()
        desk, store = self.desk, self.desk.store
        packs = load_packs(store.folder) if store else {}
        items = sharing.checklist(agreement, packs, desk.pack.code if desk.pack else "")
        missing = sum(not item.held for item in items)
        key = "sharing.items-missing" if items else "sharing.no-items"
        self._head.setText(desk.words(key, n=missing))
        self._head.set_tone("danger" if missing else "ok")
        for item in items:
            said = item.rule.text(desk.lang)
            box = QCheckBox()
            box.setAccessibleName(said)
            box.setChecked(item.held)
            box.setToolTip(desk.pack.cite(item.rule.article, desk.lang) if desk.pack else "")
            box.clicked.connect(lambda _: self._keep())
            self.boxes[item.key] = box
            beside = Label(said, wraps=True)
            beside.setBuddy(box)
            self._rows.addLayout(row(box, beside, stretch=1))
        return missing

    def _keep(self) -> None:
        agreement = self._agreement
        if agreement is not None:
            held = [key for key, box in self.boxes.items() if box.isChecked()]
            with self.desk.unit("hold-items") as unit:
                sharing.hold_items(unit, unit.get(Agreement, agreement.id), held)
