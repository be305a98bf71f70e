"""Finds the editor for a field by its kind."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from data.fields import Field, Kind
from desktop.references import nameable
from ui.desk import Desk
from ui.widgets.choosing import ChoiceEditor, ChoicesEditor, CountryEditor
from ui.widgets.countries import CountriesEditor
from ui.widgets.dates import DayEditor, MomentEditor
from ui.widgets.editor import Editor, FlagEditor, LineEditor, NumberEditor, TextEditor, WordsEditor
from ui.widgets.refs import RefEditor, RefsEditor

_EDITORS: Mapping[Kind, Callable[[Desk, Field, QWidget | None], Editor]] = {
    Kind.LINE: LineEditor,
    Kind.CODE: LineEditor,
    Kind.EMAIL: LineEditor,
    Kind.PHONE: LineEditor,
    Kind.URL: LineEditor,
    Kind.TEXT: TextEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.WORDS: WordsEditor,
    Kind.DATE: DayEditor,
    Kind.MOMENT: MomentEditor,
    Kind.NUMBER: NumberEditor,
    Kind.DECIMAL: NumberEditor,
    Kind.FLAG: FlagEditor,
    Kind.COUNTRY: CountryEditor,
    Kind.COUNTRIES: CountriesEditor,
    Kind.REF: RefEditor,
    Kind.REFS: RefsEditor,
}


def editable(field: Field) -> bool:
    """Whether a form can edit a field: acts alone write some, and some point to records without a register."""
    if field.fixed or field.kind is Kind.DATA:
        return False
    return field.kind not in {Kind.REF, Kind.REFS} or nameable(field.target)


def editor(desk: Desk, field: Field, parent: QWidget | None = None) -> Editor:
    """Make the editor for a field.

    Raises:
        KeyError: no form edits such a field; `editable` tells.
    """
    return _EDITORS[field.kind](desk, field, parent)
