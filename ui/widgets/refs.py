"""Editors that point to other records, found by typing a few letters of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from data.base import Entry, title_of
from data.fields import Field
from data.listing import Query
from data.registers import REGISTERS
from ui.desk import Desk
from ui.widgets.editor import Editor
from ui.widgets.search import mark_search
from ui.widgets.tags import Tags
from ui.widgets.text import auto, joined, ltr, plain

_SHOWN = 8
_KEY = Qt.ItemDataRole.UserRole


def entry_of(table: str) -> type[Entry] | None:
    """Find the register that a reference points into; None for records without a register of their own."""
    return next((entry for entry in REGISTERS.values() if entry.__tablename__ == table), None)


def titles(desk: Desk, entry: type[Entry], keys: Sequence[str]) -> dict[str, str]:
    """Find the words for references, by id."""
    if desk.store is None or not keys:
        return {}
    return {key: title_of(one, desk.lang) or one.code for key, one in desk.store.names(entry, keys).items()}


class Finder(QLineEdit):
    """A line that finds records of one register while typing."""

    def __init__(self, desk: Desk, entry: type[Entry], chosen: Callable[[str, str], object]) -> None:
        super().__init__()
        self._desk, self._entry, self._chosen = desk, entry, chosen
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # an overload the stubs lack
        self.setCompleter(completer)
        self.setPlaceholderText(desk.words("form.find-record"))
        mark_search(self, desk)
        self.textEdited.connect(self._seek)

    def _seek(self, text: str) -> None:
        store = self._desk.store
        if store is None:
            return
        self._found.clear()
        for one in store.page(self._entry, store.first(Query(self._entry, find=text), _SHOWN)):
            title = title_of(one, self._desk.lang) or one.code
            item = QStandardItem(joined(auto(title), ltr(one.code)))
            item.setData((one.id, title), _KEY)
            self._found.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        key, title = index.data(_KEY)
        self._chosen(key, title)


class RefEditor(Editor):
    """A reference to one record."""

    def __init__(self, desk: Desk, field: Field, entry: type[Entry], parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._entry = entry
        self._key: str | None = None
        self._title = ""
        self.line = Finder(desk, entry, self._choose)
        self.line.setClearButtonEnabled(True)
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(button.accessibleName() or desk.words("form.clear"))
        self.line.editingFinished.connect(self._settle)
        self.take(self.line)

    def _choose(self, key: str, title: str) -> None:
        self._key, self._title = key, title
        self.line.setText(title)
        self.edited.emit()

    def _settle(self) -> None:
        typed = plain(self.line.text()).strip()
        if not typed and self._key is not None:
            self._choose_nothing()
        elif typed and self._key is not None and typed != self._title:
            self.line.setText(self._title)

    def _choose_nothing(self) -> None:
        self._key, self._title = None, ""
        self.edited.emit()

    def value(self) -> str | None:
        """Read the id of the record."""
        return self._key

    def unreadable(self) -> str:
        """Refuse words that no record was chosen by."""
        return "not-ref" if self._key is None and self.line.text().strip() else ""

    def set_value(self, value: str | None) -> None:
        """Show the record that an id means."""
        self._key = value or None
        self._title = titles(self.desk, self._entry, [value]).get(value, value) if value else ""
        self.line.setText(self._title)


class RefsEditor(Editor):
    """References to any number of records, each a tag that a click takes off."""

    def __init__(self, desk: Desk, field: Field, entry: type[Entry], parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._entry = entry
        self._keys: list[str] = []
        self.line = Finder(desk, entry, self._choose)
        self._tags = Tags(desk, self._drop)
        self.take(self._tags, own=False)
        self.take(self.line)

    def _choose(self, key: str, title: str) -> None:
        del title
        self.line.clear()
        if key not in self._keys:
            self.set_value([*self._keys, key])
            self.edited.emit()

    def _drop(self, key: str) -> None:
        self.set_value([one for one in self._keys if one != key])
        self.edited.emit()

    def value(self) -> list[str]:
        """Read the ids in the order they were chosen."""
        return list(self._keys)

    def set_value(self, value: list[str] | None) -> None:
        """Show the records that ids mean."""
        self._keys = list(value or [])
        names = titles(self.desk, self._entry, self._keys)
        self._tags.show_tags((key, names.get(key, key)) for key in self._keys)
