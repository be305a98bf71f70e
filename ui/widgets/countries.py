"""An editor for any number of countries."""

from PySide6.QtWidgets import QWidget

from data.fields import Field
from desktop.show import country
from ui.desk import Desk
from ui.widgets.choosing import CountryEditor
from ui.widgets.editor import Editor
from ui.widgets.tags import Tags


class CountriesEditor(Editor):
    """Countries as tags, found by typing a part of a name; a click takes one off."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._codes: list[str] = []
        self._tags = Tags(desk, self._drop)
        self._finder = CountryEditor(desk, field)
        self._finder.edited.connect(self._take_chosen)
        self.take(self._tags, own=False)
        self.take(self._finder)

    def name(self, text: str) -> None:
        """Name the line that finds."""
        super().name(text)
        self._finder.name(text)

    def _take_chosen(self) -> None:
        code = self._finder.value()
        self._finder.set_value("")
        if code and code not in self._codes:
            self.set_value([*self._codes, code])
            self.edited.emit()

    def _drop(self, code: str) -> None:
        self.set_value([one for one in self._codes if one != code])
        self.edited.emit()

    def value(self) -> list[str]:
        """Read the codes in the order they were chosen."""
        return list(self._codes)

    def set_value(self, value: list[str] | None) -> None:
        """Show the countries."""
        self._codes = list(value or [])
        self._tags.show_tags((code, country(self.desk.words, code)) for code in self._codes)
