"""A notice that was filed: when and how, its words as they were sent, and the files that prove it."""

from PySide6.QtWidgets import QTextEdit, QWidget

from data.breach import Filing
from desktop.show import label
from ui.desk import Desk
from ui.widgets.attached import Attached
from ui.widgets.button import Button
from ui.widgets.card import Facts, column, row
from ui.widgets.text import auto, ltr

_HEIGHT = 180


class Filed(QWidget):
    """One filing; nothing of it can be changed, only proofs are added."""

    def __init__(self, desk: Desk, filing: Filing) -> None:
        super().__init__()
        self.desk, self._filing = desk, filing
        words = desk.words
        phase = words(f"choice.filing_phase.{filing.phase}")
        self.setAccessibleName(phase)
        layout = column(self, gap=6)
        layout.addWidget(self._facts(phase))
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setPlainText(filing.content)
        self._text.setAccessibleName(words("breach.sent-words", phase=phase))
        self._text.setMinimumHeight(desk.theme.px(_HEIGHT))
        self._text.hide()
        self._more = Button(desk, words("breach.show-words"), kind="link", act=self._turn, parent=self)
        self._more.setVisible(bool(filing.content))
        self.proofs = Attached(desk, words("breach.prove"), stays=True)
        self.proofs.show_record(filing)
        layout.addLayout(row(self._more, None))
        layout.addWidget(self._text)
        layout.addWidget(self.proofs)

    def _facts(self, phase: str) -> Facts:
        desk, words, filing = self.desk, self.desk.words, self._filing
        facts = Facts(desk)
        at = filing.filed_at
        facts.add(phase, desk.calendar.moment(desk.local(at)) if at else "")
        facts.add(label(words, "filing", "channel"), words(f"choice.filing_channel.{filing.channel}"))
        facts.add(label(words, "filing", "reference"), ltr(filing.reference))
        facts.add(label(words, "filing", "filed_by"), auto(filing.filed_by))
        facts.add(label(words, "filing", "late_reason"), auto(filing.late_reason))
        facts.add(label(words, "filing", "note"), auto(filing.note))
        if filing.content_hash:
            facts.add(words("breach.hash"), ltr(f"{filing.content_hash[:16]}…"))
            facts.setToolTip(filing.content_hash)
        return facts

    def _turn(self) -> None:
        self._text.setVisible(not self._text.isVisible())
        shown = "hide" if self._text.isVisible() else "show"
        self._more.setText(self.desk.words(f"breach.{shown}-words"))
