"""Editors that point to other records, found by typing a few letters of them."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from data.base import title_of
from data.fields import Field
from data.listing import Query
from desktop.meaning import sought
from desktop.references import ClauseName, clauses, register_of
from ui.desk import Desk
from ui.widgets.editor import Editor
from ui.widgets.search import mark_search
from ui.widgets.tags import Tags
from ui.widgets.text import auto, joined, ltr, plain

_SHOWN = 8
_KEY = Qt.ItemDataRole.UserRole


def titles(desk: Desk, table: str, keys: Collection[str]) -> dict[str, str]:
    """Find the words for references, by id."""
    if desk.store is None or not keys:
        return {}
    entry = register_of(table)
    if entry is not None:
        found = desk.store.names(entry, sorted(keys))
        return {key: title_of(one, desk.lang) or one.code for key, one in found.items()}
    return {key: _clause(desk, one) for key, one in clauses(desk.store).items() if key in keys}


def _clause(desk: Desk, one: ClauseName) -> str:
    return joined(ltr(one.name), auto(one.heading(desk.lang)))


def find(desk: Desk, table: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Find records by a few letters: the id of each, its words, and what a list of them shows."""
    store, entry = desk.store, register_of(table)
    if store is not None and entry is not None:
        for one in store.page(entry, store.first(sought(Query(entry), text), _SHOWN)):
            title = title_of(one, desk.lang) or one.code
            yield one.id, title, joined(auto(title), ltr(one.code))
    elif store is not None:
        named = (one for one in clauses(store).values() if one.current and one.answers(text))
        for clause in islice(named, _SHOWN):
            said = _clause(desk, clause)
            yield clause.clause.id, said, said


class Finder(QLineEdit):
    """A line that finds records of one kind while typing."""

    def __init__(self, desk: Desk, table: str, chosen: Callable[[str, str], object]) -> None:
        super().__init__()
        self._desk, self._table, self._chosen = desk, table, chosen
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # an overload the stubs lack
        self.setCompleter(completer)
        self.setPlaceholderText(desk.words("form.find-record"))
        mark_search(self, desk)
        self.textEdited.connect(self._seek)

    def _seek(self, text: str) -> None:
        self._found.clear()
        for key, title, shown in find(self._desk, self._table, text):
            item = QStandardItem(shown)
            item.setData((key, title), _KEY)
            self._found.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        key, title = index.data(_KEY)
        self._chosen(key, title)


class RefEditor(Editor):
    """A reference to one record."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._key: str | None = None
        self._title = ""
        self.line = Finder(desk, field.target, self._choose)
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
        self._key, missing = value or None, self.desk.words("show.missing")
        self._title = titles(self.desk, self.field.target, [value]).get(value, missing) if value else ""
        self.line.setText(self._title)


class RefsEditor(Editor):
    """References to any number of records, each a tag that a click takes off."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._keys: list[str] = []
        self.line = Finder(desk, field.target, self._choose)
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
        names = titles(self.desk, self.field.target, self._keys)
        missing = self.desk.words("show.missing")
        self._tags.show_tags((key, names.get(key, missing)) for key in self._keys)
