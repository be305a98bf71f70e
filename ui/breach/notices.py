"""The notices of a breach: what the law wants in each, the draft, and what was filed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from data.breach import Breach, Filing, Obligation
from data.errors import Blocked
from desktop import breach as rules
from desktop.law.loading import load_packs
from desktop.notices import Notice, Speaker
from desktop.show import label
from ui.breach import dialogs
from ui.breach.looks import duty_cell, duty_name
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import Facts, column, row
from ui.widgets.chip import Chip
from ui.widgets.text import Label, Rule, auto, ltr, plain


class Notices(QWidget):
    """For each duty its filings and, as long as it is open, the draft of its notice."""

    printing = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.drafts: dict[str, QTextEdit] = {}
        self._breach: Breach | None = None
        self._layout = column(self, gap=16)

    def show_breach(self, breach: Breach) -> None:
        """Show the notices of a breach; a draft that is being written is kept first."""
        self.flush()
        self._breach = breach
        self.drafts.clear()
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for duty in breach.obligations:
            self._layout.addWidget(self._one(breach, duty))
        self._layout.addStretch(1)

    def notice(self, breach: Breach, duty: Obligation) -> Notice:
        """Write the notice of a duty from the record."""
        store, desk = self.desk.store, self.desk
        packs = load_packs(store.folder if store else None)
        pack = packs.get(duty.law)
        ours = store.organisation() if store else None
        if ours is None:
            raise Blocked("store.absent", folder="")
        zone = pack.timezone if pack else desk.zone
        return Speaker(breach, ours, desk.words, zone, desk.months).notice(duty, pack)  # type: ignore[arg-type]  # a zone

    def _one(self, breach: Breach, duty: Obligation) -> QWidget:
        desk, words = self.desk, self.desk.words
        box = QFrame()
        layout = column(box, gap=8)
        name = duty_name(desk, duty, laws=len({one.law for one in breach.obligations}) > 1)
        box.setAccessibleName(name)
        chip = Chip(desk, "")
        chip.set_cell(duty_cell(desk, duty))
        layout.addLayout(row(Label(name, "emphasis"), chip, None))
        if duty.rationale:
            layout.addWidget(
                Label(words("breach.reasons", text=duty.rationale), "body", "second", wraps=True)
            )
        for filing in duty.filings:
            layout.addWidget(self._filing(filing))
        if breach.closed_at is None and duty.decision != "not-due":
            self._draft(layout, breach, duty, name)
        layout.addWidget(Rule())
        return box

    def _filing(self, filing: Filing) -> QWidget:
        desk, words = self.desk, self.desk.words
        facts = Facts(desk)
        at = filing.filed_at
        moment = desk.calendar.moment(desk.local(at)) if at else ""
        facts.add(words(f"choice.filing_phase.{filing.phase}"), moment)
        facts.add(label(words, "filing", "channel"), words(f"choice.filing_channel.{filing.channel}"))
        facts.add(label(words, "filing", "reference"), ltr(filing.reference))
        facts.add(label(words, "filing", "filed_by"), auto(filing.filed_by))
        facts.add(label(words, "filing", "late_reason"), filing.late_reason)
        facts.add(words("breach.hash"), ltr(filing.content_hash[:16]))
        return facts

    def _draft(self, layout, breach: Breach, duty: Obligation, name: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a layout
        words = self.desk.words
        missing = self.notice(breach, duty).missing
        if missing:
            said = words("breach.missing", what=words("show.and").join(missing))
            layout.addWidget(Label(said, "caption", "warn", wraps=True))
        text = QTextEdit()
        text.setAcceptRichText(False)
        text.setTabChangesFocus(True)
        text.setAccessibleName(words("breach.draft-of", name=name))
        text.setPlaceholderText(words("breach.draft-empty"))
        text.setPlainText(str(duty.draft.get("text") or ""))
        text.setMinimumHeight(self.desk.theme.px(140))
        self.drafts[duty.id] = text
        layout.addWidget(text)
        write = Button(self.desk, words("breach.write-notice"), act=lambda: self._write(breach, duty))
        printed = Button(
            self.desk, words("breach.print-notice"), icon="printer", act=lambda: self._print(duty)
        )
        record = Button(
            self.desk, words("breach.file-short"), icon="send", act=lambda: self._file(breach, duty)
        )
        for button in (write, printed, record):
            button.setAccessibleName(f"{button.text()}: {name}")
        layout.addLayout(row(write, printed, None, record))

    def _write(self, breach: Breach, duty: Obligation) -> None:
        self.drafts[duty.id].setPlainText(self.notice(breach, duty).text)
        self.flush()

    def _print(self, duty: Obligation) -> None:
        self.flush()
        self.printing.emit(duty.id)

    def _file(self, breach: Breach, duty: Obligation) -> None:
        self.flush()
        store = self.desk.store
        fresh = store.find(Breach, breach.id) if store else None
        for one in fresh.obligations if fresh else ():
            if one.id == duty.id and fresh is not None:
                dialogs.file(self.desk, self, fresh, one)

    def flush(self) -> None:
        """Keep the drafts that were written on."""
        breach = self._breach
        if breach is None:
            return
        kept = {duty.id: str(duty.draft.get("text") or "") for duty in breach.obligations}
        written = {key: plain(one.toPlainText()) for key, one in self.drafts.items()}
        changed = {key: text for key, text in written.items() if text != kept.get(key, "")}
        if not changed or self.desk.store is None:
            return
        self._breach = None  # telling of what was kept must not lead back here
        try:
            with self.desk.unit("write-notice") as unit:
                for key, text in changed.items():
                    rules.write_notice(unit, unit.get(Obligation, key), text=text, lang=self.desk.lang)
        except Blocked as problem:
            self.desk.problem(problem)
