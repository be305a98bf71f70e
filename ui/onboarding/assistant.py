"""The first run: five steps from an empty machine to an open store."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from data.audit import Stamp
from data.errors import Blocked
from data.store import Opened
from desktop.words import following, own_name
from ui.desk import Desk
from ui.onboarding.answers import Answers, make
from ui.onboarding.brand import Brand, Making
from ui.onboarding.recents import remember
from ui.onboarding.recovery import RecoveryStep
from ui.onboarding.steps import KeyStep, LanguageStep, OrganisationStep, StartStep, Step
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.dialogs import confirm
from ui.widgets.text import Label

_NAMES = ("language", "organisation", "key", "recovery", "start")
_KEY, _RECOVERY, _LAST = 2, 3, 4
_WIDE = 760


@dataclass(slots=True)
class Run:
    """How far the first run has come; a window that is built anew in another language goes on from it."""

    answers: Answers = field(default_factory=Answers)
    at: int = 0
    opened: Opened | None = None


class Assistant(QWidget):
    """Asks, makes the store, hands the recovery code over; `finished` gives the open store, `left` gives up."""

    finished = Signal(object)
    left = Signal()
    bundled = Signal()

    def __init__(self, desk: Desk, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.run = run
        self._busy = False
        self.setAccessibleName(desk.words("onboarding.window"))
        self._way = Way(desk, [desk.words(f"onboarding.{name}.short") for name in _NAMES])
        inside = row(gap=0)
        inside.addWidget(self._way)
        inside.addStretch(1)
        inside.addWidget(self._sheet(), 100)
        inside.addStretch(1)
        self.setLayout(inside)
        back = QShortcut(QKeySequence("Alt+Right" if desk.rtl else "Alt+Left"), self)
        back.activated.connect(self.go_back)
        self.show_step(run.at)

    def _sheet(self) -> QWidget:
        sheet, px = QWidget(), self.desk.theme.px
        sheet.setMaximumWidth(px(_WIDE))
        layout = column(sheet, gap=16)
        layout.setContentsMargins(px(48), px(20), px(48), px(24))
        words = self.desk.words
        other = following(self.desk.settings.lang)
        self.switch = Button(
            self.desk,
            own_name(other),
            icon="languages",
            kind="ghost",
            act=lambda: self.desk.change(lang=other),
        )
        self._count = Label("", "caption", "third")
        self.steps = QStackedWidget()
        self.banner = Banner(self.desk)
        self._making = Making()
        self.leave = Button(self.desk, words("onboarding.cancel"), kind="ghost", act=self.go_away)
        self.bundle = Button(self.desk, words("bundle.open"), kind="link", act=self.bundled.emit)
        self.back = Button(self.desk, words("onboarding.back"), act=self.go_back)
        self.next = Button(self.desk, words("onboarding.next"), kind="primary", act=self.go_on)
        layout.addLayout(row(self._count, None, self.switch))
        layout.addWidget(self.steps, 1)
        layout.addWidget(self._making)
        layout.addWidget(self.banner)
        layout.addLayout(row(self.leave, self.bundle, None, self.back, self.next))
        return sheet

    @property
    def step(self) -> Step:
        """The step on show."""
        step = self.steps.currentWidget()
        assert isinstance(step, Step)  # noqa: S101  # the stack holds nothing else
        return step

    def show_step(self, at: int) -> None:
        """Draw a step from the answers and begin in its first field."""
        old = self.steps.currentWidget()
        self.run.at = at
        self.steps.setCurrentIndex(self.steps.addWidget(self._make_step(at)))
        if old is not None:
            self.steps.removeWidget(old)
            old.deleteLater()
        words = self.desk.words
        self._count.setText(words("onboarding.step", n=at + 1, total=len(_NAMES)))
        self._way.show_step(at)
        self.next.setText(words(f"onboarding.{ {_KEY: 'create', _LAST: 'finish'}.get(at, 'next') }"))
        self.banner.clear()
        self._show_state()
        self.setFocusProxy(self.step.start())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_step(self, at: int) -> Step:
        if at == _RECOVERY and self.run.opened is not None:
            return RecoveryStep(self.desk, self.run.answers, self.run.opened.recovery_code)
        kinds: dict[int, type[Step]] = {0: LanguageStep, 1: OrganisationStep, _KEY: KeyStep, _LAST: StartStep}
        return kinds[at](self.desk, self.run.answers)

    def go_on(self) -> None:
        """Take the next step, or say what is in its way."""
        if self._busy:
            return
        problems = self.step.problems()
        self.step.blame(problems)
        if problems:
            return
        if self.run.at == _KEY:
            self._make()
        elif self.run.at == _LAST:
            self._finish()
        else:
            self.show_step(self.run.at + 1)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step to go back to: once the store is made, its passphrase and folder are settled."""
        return not self._busy and self.run.at not in {0, _RECOVERY}

    def go_back(self) -> None:
        """Take a step back; nothing typed is lost."""
        if self.can_go_back:
            self.show_step(self.run.at - 1)

    def _work(self, said: str, about: str = "") -> None:
        """Say what is under way, and take no other wishes until it is done."""
        self._busy = True
        self._making.tell(said, about)
        self._show_state()

    def _rest(self) -> None:
        self._busy = False
        self._making.hide()
        self._show_state()

    def _show_state(self) -> None:
        self.steps.setEnabled(not self._busy)
        for button in (self.next, self.leave, self.switch):
            button.setEnabled(not self._busy)
        self.back.setEnabled(self.can_go_back)
        self.bundle.setVisible(self.run.opened is None and self.run.at == 0)

    def _make(self) -> None:
        words, answers = self.desk.words, self.run.answers
        stamp = Stamp(words("ui.officer"), self.desk.now(), "create")
        self._work(words("onboarding.key.making"), words("onboarding.key.making-about"))
        self.desk.tasks.run(
            lambda progress: make(answers, stamp, progress), self._made, failed=self._failed, owner=self
        )

    def _made(self, opened: Opened) -> None:
        self.run.opened = opened
        self._rest()
        self.run.answers.passphrase = self.run.answers.again = ""
        remember(self.desk, opened.store.folder)
        self.show_step(_RECOVERY)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, Blocked) and isinstance(self.step, KeyStep):
            self.step.blame_folder(error)
        else:
            self.tell(error)

    def tell(self, problem: Exception) -> None:
        """Say an obstacle."""
        self.banner.problem(problem)

    def _finish(self) -> None:
        if self.run.opened is None:
            return
        if not self.run.answers.sample:
            self._hand_over()
            return
        from desktop import sample  # noqa: PLC0415  # wanted once in a store's life at most

        store, now, actor = self.run.opened.store, self.desk.now(), self.desk.words("ui.officer")
        self._work(self.desk.words("onboarding.start.filling"))
        self.desk.tasks.run(
            lambda _: sample.fill(store, now, actor),
            lambda _: self._hand_over(),
            failed=self._failed,
            owner=self,
        )

    def _hand_over(self) -> None:
        opened, self.run.opened = self.run.opened, None
        self._rest()
        if opened is not None:
            self.finished.emit(opened.store)

    def may_leave(self) -> bool:
        """Ask before a code is lost that cannot be shown again, and lay the new store aside."""
        if self._busy:
            return False
        if self.run.opened is None:
            return True
        say = self.desk.words
        if self.run.at == _RECOVERY and not confirm(
            self.desk,
            self,
            say("onboarding.recovery.leave-title"),
            say("onboarding.recovery.leave"),
            say("onboarding.recovery.leave-go"),
        ):
            return False
        self.run.opened.store.close()
        self.run.opened = None
        return True

    def go_away(self) -> None:
        """Leave the assistant."""
        if self.may_leave():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the next step, or for the button it is pressed on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if isinstance(at, QPushButton):
            at.click()
        else:
            self.go_on()


class Way(Brand):
    """The steps down the leading edge: done, now, still to come."""

    def __init__(self, desk: Desk, names: Sequence[str]) -> None:
        super().__init__(desk)
        self._rows = [(QLabel(), Label(name)) for name in names]
        for icon, label in self._rows:
            self.body.addLayout(row(icon, label, None, gap=10))
        self.body.addStretch(1)

    def show_step(self, at: int) -> None:
        """Mark where the officer stands."""
        looks = {"done": ("circle-check", "ok"), "now": ("circle-dot", "accent"), "next": ("circle", "text3")}
        for index, (icon, label) in enumerate(self._rows):
            state = "done" if index < at else "now" if index == at else "next"
            name, token = looks[state]
            icon.setPixmap(self.desk.theme.pixmap(name, token))
            icon.setAccessibleName(self.desk.words(f"ui.stage.{state}"))
            label.setProperty("role", "emphasis" if state == "now" else "body")
            label.set_tone("" if state == "now" else "second")
