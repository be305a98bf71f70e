"""The window in which a store is opened again: passphrase, recovery code, or what to do when it will not open."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from data.errors import Blocked
from data.store import Store
from desktop.words import following, own_name
from ui.desk import Desk
from ui.onboarding import opening
from ui.onboarding.brand import Brand, Making
from ui.onboarding.doors import CodeDoor, Door, OpenDoor, PassphraseDoor
from ui.onboarding.recents import forget, recents, remember
from ui.onboarding.trouble import Offer, Trouble, kind_of
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.dialogs import choose_folder, confirm
from ui.widgets.text import Label, auto, ltr

_WIDE = 460


class StoreList(QListWidget):
    """The stores that were open before, each by its folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(desk.words("unlock.stores"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, current: Path | None) -> None:
        """List them anew, without telling of the one that is current."""
        quiet = QSignalBlocker(self)
        self.clear()
        for folder in recents(self._desk):
            item = QListWidgetItem(
                self._desk.theme.icon("hard-drive"), f"{auto(folder.name)}\n{ltr(str(folder.parent))}"
            )
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{folder.name}, {folder}")
            item.setToolTip(str(folder))
            item.setSizeHint(QSize(0, self._desk.theme.px(48)))
            self.addItem(item)
            if folder == current:
                self.setCurrentItem(item)
        quiet.unblock()


class Unlock(QWidget):
    """Gives the open store with `opened`; `fresh` asks for a new one, `turned` tells before which store one stands.

    `bundled` asks for a bundle to be brought back. `locked` says that the desk was open and has been locked.
    """

    opened = Signal(object)
    fresh = Signal()
    bundled = Signal()
    turned = Signal(object)

    def __init__(
        self, desk: Desk, folder: Path | None, parent: QWidget | None = None, *, locked: bool = False
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.locked = locked
        self.busy = False
        self.folder = folder
        self.door: Door | None = None
        self.setAccessibleName(desk.words("unlock.window"))
        inside = row(gap=0)
        inside.addWidget(self._side())
        inside.addWidget(self._middle(), 1)
        self.setLayout(inside)
        self.turn_to(folder)

    def _side(self) -> QWidget:
        words = self.desk.words
        side = Brand(self.desk, wide=300)
        self.list = StoreList(self.desk)
        self.list.fill(self.folder)
        self.list.currentRowChanged.connect(self._choose)
        self.another = Button(self.desk, words("unlock.another"), icon="folder", act=self._choose_another)
        self.new = Button(self.desk, words("unlock.new"), icon="plus", act=self.fresh.emit)
        side.body.addWidget(Label(words("unlock.stores"), "caption", "third"))
        side.body.addWidget(self.list, 1)
        side.body.addWidget(self.another)
        side.body.addWidget(self.new)
        side.body.addWidget(Button(self.desk, words("bundle.open"), icon="archive", act=self.bundled.emit))
        return side

    def _middle(self) -> QWidget:
        words = self.desk.words
        other = following(self.desk.settings.lang)
        middle, px = QWidget(), self.desk.theme.px
        layout = column(middle, gap=16)
        layout.setContentsMargins(px(32), px(20), px(32), px(24))
        self.switch = Button(
            self.desk,
            own_name(other),
            icon="languages",
            kind="ghost",
            act=lambda: self.desk.change(lang=other),
        )
        self.card = Card(margin=24)
        self.card.setFixedWidth(px(_WIDE))
        self.trouble = Trouble(self.desk)
        self.making = Making()
        self.forget = Button(self.desk, words("unlock.forget"), kind="link", act=self._forget)
        title = words("unlock.locked") if self.locked else words("unlock.title")
        about = words("unlock.locked-about") if self.locked else ""
        self._path = Label("", "caption", "third", elide=True)
        self.card.body.setSpacing(12)
        self.card.body.addWidget(Label(title, "page"))
        if about:
            self.card.body.addWidget(Label(about, "body", "second", wraps=True))
        self.card.body.addWidget(self._path)
        self._place = column()
        self.card.body.addLayout(self._place)
        for widget in (self.making, self.trouble):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(row(None, self.forget))
        layout.addLayout(row(None, self.switch))
        layout.addStretch(1)
        layout.addLayout(row(None, self.card, None))
        layout.addStretch(2)
        return middle

    def turn_to(self, folder: Path | None, *, code: bool = False) -> None:
        """Stand before a store: ask for what opens it, or say why it will not."""
        self.folder = folder
        self.turned.emit(folder)
        self.trouble.clear()
        self._path.setText(ltr(str(folder)) if folder else self.desk.words("unlock.no-stores"))
        self.forget.setVisible(folder in recents(self.desk))
        self._put(None)
        if folder is None:
            self.setFocusProxy(self.new)
            self.setFocus()
            return
        try:
            needed = opening.needs_passphrase(folder)
        except Blocked as problem:
            self.tell(problem)
            return
        kind: type[Door] = CodeDoor if code else PassphraseDoor if needed else OpenDoor
        door = kind(self.desk)
        door.asked.connect(self._open)
        door.turned.connect(lambda: self.turn_to(folder, code=not code))
        self._put(door)
        self.setFocusProxy(door.start())
        self.setFocus()

    def _put(self, door: Door | None) -> None:
        if self.door is not None:
            self.door.hide()
            self.door.deleteLater()
        self.door = door
        if door is not None:
            self._place.addWidget(door)

    def _open(self) -> None:
        door, folder = self.door, self.folder
        if door is None or folder is None or self.busy:
            return
        problems = door.problems()
        door.blame(problems)
        if problems:
            return
        self._work(self.desk.words("unlock.opening"))
        self.desk.tasks.run(door.work(folder), self._opened, failed=self._failed, owner=self)

    def _work(self, said: str) -> None:
        self.busy = True
        self.making.tell(said)
        self.trouble.clear()
        self._show_state()

    def _rest(self) -> None:
        self.busy = False
        self.making.hide()
        self._show_state()

    def _show_state(self) -> None:
        for widget in (self.list, self.another, self.new, self.switch, self.forget, self.door):
            if widget is not None:
                widget.setEnabled(not self.busy)

    def _opened(self, store: Store) -> None:
        self._rest()
        remember(self.desk, store.folder)
        self._put(None)
        self.opened.emit(store)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, Blocked):
            raise error
        if self.door is None or not self.door.blame_key(error):
            self.tell(error)

    def tell(self, problem: Blocked) -> None:
        """Say why the store does not open, and offer what can be done."""
        words, kind = self.desk.words, kind_of(problem)
        if kind == "damaged":
            self._offer_backup(problem)
            return
        again: Offer = (words("unlock.again-try"), lambda: self.turn_to(self.folder))
        another: Offer = (words("unlock.another"), self._choose_another)
        offers = {"absent": (again, another), "in-use": (again,), "newer": (another,)}
        following = words(f"unlock.{kind}-next") if kind in offers else ""
        self.trouble.tell(problem, following, *offers.get(kind, (again,)))

    def _offer_backup(self, problem: Blocked) -> None:
        words, folder = self.desk.words, self.folder
        made = opening.newest_backup(folder) if folder else None
        if made is None:
            self.trouble.tell(problem, words("unlock.no-backup"))
            return
        date = self._said(made)
        restore: Offer = (words("unlock.restore"), lambda: self._restore(made))
        self.trouble.tell(problem, words("unlock.backup", date=date), restore)

    def _said(self, moment: datetime) -> str:
        return self.desk.calendar.moment(self.desk.local(moment))

    def _restore(self, made: datetime) -> None:
        words, folder = self.desk.words, self.folder
        asked = words("unlock.restore-ask", date=self._said(made))
        if folder is None or not confirm(
            self.desk, self, words("unlock.restore-title"), asked, words("unlock.restore"), danger=False
        ):
            return
        secret = self.door.secret() if self.door is not None else None
        self._work(words("unlock.restore"))
        work: Callable[..., datetime] = opening.bring_back(folder, secret, self.desk.now())
        self.desk.tasks.run(work, self._restored, failed=self._failed, owner=self)

    def _restored(self, at: datetime) -> None:
        self._rest()
        self.turn_to(self.folder)
        self.making.say(self.desk.words("unlock.restored", date=self._said(at)))

    def _choose(self, at: int) -> None:
        item = self.list.item(at)
        if item is not None:
            self.turn_to(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _choose_another(self) -> None:
        start = str(self.folder.parent) if self.folder else ""
        chosen = choose_folder(self.desk, self, self.desk.words("unlock.another-title"), start)
        if chosen is not None:
            self.list.setCurrentRow(-1)
            self.turn_to(chosen)

    def _forget(self) -> None:
        if self.folder is not None:
            forget(self.desk, self.folder)
        known = recents(self.desk)
        self.folder = known[0] if known else None
        self.list.fill(self.folder)
        self.turn_to(self.folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for opening, or for the button it is pressed on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if isinstance(at, QPushButton):
            at.click()
        else:
            self._open()
