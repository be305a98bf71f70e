"""One breach beside the list: its duties, its checklist, its account, its severity, its notices, its files."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from data.breach import Breach
from data.errors import Blocked
from data.sharing import Party
from desktop import breach as rules
from ui.breach import dialogs
from ui.breach.assessment import Assessment
from ui.breach.checklist import Checklist
from ui.breach.duties import Duties
from ui.breach.form import RecordSheet
from ui.breach.looks import TONES, counted
from ui.breach.notices import Notices
from ui.breach.printing import hand_over
from ui.breach.story import Story
from ui.desk import Desk
from ui.widgets.beside import Beside
from ui.widgets.button import IconButton
from ui.widgets.card import column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.dialogs import confirm
from ui.widgets.flow import Flow
from ui.widgets.heeding import Heed
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label, Rule, auto, ltr

_TITLE = 160


class BreachDetail(QWidget):
    """Follows the breach chosen in the list."""

    printing = Signal(str, str)
    binning = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.breach: Breach | None = None
        words = desk.words
        self._code = Label("", "caption", "third")
        self._title = Label("", "record", wraps=True)
        chips = QWidget()
        self._chips = Flow(chips)
        self.edit = IconButton(desk, "pencil", words("breach.edit"), self.open_sheet)
        self.print = IconButton(desk, "printer", words("command.breach.report"), self._print)
        self.more = IconButton(desk, "ellipsis", words("breach.more"), self._offer)
        self.duties, self.steps, self.story = Duties(desk), Checklist(desk), Story(desk)
        self.assessment, self.notices, self.beside = Assessment(desk), Notices(desk), Beside(desk)
        overview = QWidget()
        parts = column(overview, gap=10)
        for part in (self.duties, Rule(), self.steps, Rule(), self.story):
            parts.addWidget(part)
        parts.addStretch(1)
        self.tabs = Tabs(desk, words("breach.breach"))
        pages = {
            "overview": overview,
            "assessment": self.assessment,
            "filings": self.notices,
        }
        for key, widget in pages.items():
            self.tabs.add(key, words(f"breach.tab.{key}"), _roomy(widget))
        self.tabs.add("beside", words("beside.title"), _roomy(self.beside))
        layout = column(self, gap=6)
        layout.addLayout(row(self._code, None, self.edit, self.print, self.more, gap=2))
        layout.addWidget(self._title)
        layout.addWidget(chips)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.row)
        self.notices.printing.connect(lambda duty: self.printing.emit("breach-notice", duty))
        Heed(desk, self, self.reload)
        desk.closing.connect(self.notices.flush)

    def show_breach(self, breach: Breach) -> None:
        """Show a breach as the store holds it."""
        store = self.desk.store
        if self.breach is not None and self.breach.id != breach.id:
            self.notices.flush()
        found = store.find(Breach, breach.id) if store else None
        if found is not None:
            self._draw(found)

    def begin(self) -> None:
        """Stand at the first duty that something is still to be done about."""
        self.tabs.select("overview")
        self.duties.begin()

    def reload(self) -> None:
        """Show what the store holds now."""
        if self.breach is not None:
            self.show_breach(self.breach)

    def _draw(self, breach: Breach) -> None:
        self.breach = breach
        self._code.setText(ltr(breach.code))
        self._title.setText(
            auto(breach.title if len(breach.title) <= _TITLE else f"{breach.title[:_TITLE]}…")
        )
        self._title.setToolTip(breach.title if len(breach.title) > _TITLE else "")
        self._chips.clear()
        for chip in self._facts(breach):
            self._chips.addWidget(chip)
            chip.show()
        self.duties.show_duties(breach)
        self.steps.show_steps(breach)
        self.story.show_story(breach)
        self.assessment.show_breach(breach)
        self.notices.show_breach(breach)
        self.tabs.set_count("filings", sum(len(duty.filings) for duty in breach.obligations) or None)
        self.tabs.set_count("beside", self.beside.show_record(breach) or None)

    def _facts(self, breach: Breach) -> list[Chip]:
        desk, words = self.desk, self.desk.words
        chips: list[Chip] = []
        if breach.severity:
            said = words("breach.severity-is", band=words(f"choice.severity.{breach.severity}"))
            chips.append(Chip(desk, said, TONES[breach.severity], "triangle-alert"))
        named = desk.store.names(Party, breach.parties) if desk.store and breach.parties else {}
        chips += [
            Chip(desk, auto(words.either(one.name_ar, one.name_en)), "info", "building-2")
            for one in named.values()
            if isinstance(one, Party)
        ]
        if breach.people_count is not None:
            chips.append(Chip(desk, counted(breach, words), "mute", "users"))
        if breach.closed_at is not None:
            chips.append(Chip(desk, words("choice.breach_state.closed"), "mute", "lock"))
        if breach.sample:
            chips.append(Chip(desk, words("ui.sample"), "info", "info"))
        return chips

    def open_sheet(self) -> None:
        """Open the whole record to be written on."""
        if self.breach is not None:
            RecordSheet(self.desk, self.breach, self).open()

    def _print(self) -> None:
        if self.breach is not None:
            self.notices.flush()
            self.printing.emit("breach", self.breach.id)

    def _offer(self) -> None:
        menu = QMenu(self)
        words, theme = self.desk.words, self.desk.theme
        closed = self.breach is not None and self.breach.closed_at is not None
        turn = ("reopen", "rotate-ccw", self.reopen) if closed else ("close", "lock", self.close_breach)
        folder = ("hand-over", "folder-open", self.hand_over)
        for key, icon, act in (folder, turn, ("bin", "trash-2", self.binning.emit)):
            menu.addAction(theme.icon(icon), words(f"command.breach.{key}")).triggered.connect(
                lambda _=False, run=act: run()
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def hand_over(self) -> None:
        """Write the breach with all its papers into a folder."""
        if self.breach is not None:
            self.notices.flush()
            hand_over(self.desk, self, self.breach.id, self.breach.code)

    def close_breach(self) -> None:
        """Close the breach, once it is asked whether to; what is still owed is told."""
        words = self.desk.words
        if self.breach is None:
            return
        asked = words("breach.close-ask"), words("breach.close-about"), words("breach.close-yes")
        if not confirm(self.desk, self, *asked, danger=False):
            return
        try:
            with self.desk.unit("close") as unit:
                rules.close(unit, unit.get(Breach, self.breach.id))
        except Blocked as problem:
            self.desk.problem(problem)

    def reopen(self) -> None:
        """Open a closed breach again, with the reason."""
        if self.breach is not None:
            dialogs.reopen(self.desk, self, self.breach)


def _roomy(widget: QWidget) -> QWidget:
    """Let a tab scroll, with room beside it for the scroll bar."""
    inner = QWidget()
    layout = column(inner, margin=4)
    layout.addWidget(widget)
    layout.addStretch(1)
    area = scrolled(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
