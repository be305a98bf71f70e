"""Narrowing a list down by what its fields may be: chosen from a menu, shown as tags that a click takes off."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from data.base import Entry
from data.fields import Field, field_of
from data.listing import Where
from desktop.show import countries, country, label
from ui.desk import Desk
from ui.widgets.button import IconButton
from ui.widgets.choosing import options
from ui.widgets.tags import Tags
from ui.widgets.text import auto
from ui.widgets.views import conditions


class Filters(Tags):
    """The conditions chosen; `button` opens the menu that offers them."""

    changed = Signal(tuple)
    kept = Signal()

    def __init__(
        self, desk: Desk, entry: type[Entry], names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, self._drop, parent)
        self.desk, self.entry = desk, entry
        self._fields = [field_of(entry, name) for name in names]
        self._chosen: dict[str, list[str]] = {}
        self.button = IconButton(desk, "list-filter", desk.words("table.filter"), self._open)
        if not names:
            self.button.hide()

    def where(self) -> tuple[Where, ...]:
        """Say the conditions as a query has them."""
        return tuple(conditions(self.entry, self._chosen))

    def choose(self, name: str, value: str, *, on: bool) -> None:
        """Take a value in or out."""
        values = [one for one in self._chosen.get(name, []) if one != value]
        self._chosen[name] = [*values, value] if on else values
        self._tell()

    def chosen(self) -> dict[str, list[str]]:
        """Tell the chosen values by field."""
        return {name: list(values) for name, values in self._chosen.items() if values}

    def set_chosen(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Choose these values and no others; fields that are not offered are passed over."""
        offered = {field.name for field in self._fields}
        self._chosen = {name: list(values) for name, values in chosen.items() if name in offered}
        self._tell()

    def clear(self) -> None:
        """Take all conditions off."""
        self._chosen.clear()
        self._tell()

    def _tell(self) -> None:
        tags = [
            (
                f"{field.name}:{value}",
                f"{self._name(field)}: {auto(self.desk.show(field, self._one(field, value)))}",
            )
            for field in self._fields
            for value in self._chosen.get(field.name, [])
        ]
        self.show_tags(tags)
        self.button.setChecked(bool(tags))
        self.changed.emit(self.where())

    def _one(self, field: Field, value: str) -> object:
        return [value] if field.many else value

    def _name(self, field: Field) -> str:
        return label(self.desk.words, self.entry.__tablename__, field.name)

    def _drop(self, key: str) -> None:
        name, _, value = key.partition(":")
        self.choose(name, value, on=False)

    def _offers(self, field: Field) -> list[tuple[str, str]]:
        if field.choices:
            return options(self.desk, field)
        return sorted(
            ((code, country(self.desk.words, code)) for code in countries()), key=lambda pair: pair[1]
        )

    def _open(self) -> None:
        menu = QMenu(self)
        for field in self._fields:
            inner = menu.addMenu(self._name(field))
            for key, text in self._offers(field):
                action = inner.addAction(text)
                action.setCheckable(True)
                action.setChecked(key in self._chosen.get(field.name, []))
                action.toggled.connect(lambda on, name=field.name, value=key: self.choose(name, value, on=on))
        if any(self._chosen.values()):
            menu.addSeparator()
            menu.addAction(self.desk.words("table.clear-filters")).triggered.connect(lambda _: self.clear())
        menu.addSeparator()
        menu.addAction(self.desk.words("table.keep-view")).triggered.connect(lambda _: self.kept.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
