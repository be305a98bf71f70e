"""A form made from the fields a record declares: editors by kind, pairs of languages side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from data.base import Record
from data.fields import Field, Kind, fields_of
from desktop.show import label
from ui.desk import Desk
from ui.widgets.card import Section, column
from ui.widgets.clipboard import PERSONAL
from ui.widgets.editor import Editor
from ui.widgets.editors import editable, editor
from ui.widgets.text import Label

_QUIET = 1000
_LEAST, _TWO_COLUMNS = 260, 520
_Row = tuple[list[QWidget], bool]
_WHOLE = frozenset({Kind.TEXT, Kind.CHOICES, Kind.WORDS, Kind.REFS, Kind.COUNTRIES})


class RecordForm(QWidget):
    """Edits the fields of one record class. `draft` tells what changed once typing has paused for a second.

    A `flat` form has the fields of `only` in that order, without the titles of their groups. One that comes `later`,
    behind a tab or beside a list, makes its editors once it is seen or they are asked for.
    """

    edited = Signal()
    draft = Signal(dict)
    _made = Signal()

    def __init__(  # noqa: PLR0913  # which fields, and how
        self,
        desk: Desk,
        record: type[Record],
        *,
        only: Sequence[str] = (),
        leave: Sequence[str] = (),
        flat: bool = False,
        later: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._record, self._flat = desk, record, flat
        self._kept: dict[str, Any] = {}
        self._given: dict[str, Any] | None = None
        self._grids: list[tuple[QGridLayout, list[_Row]]] = []
        self._wide = False
        self._editors: dict[str, Editor] = {}
        self._cells: dict[str, QWidget] = {}
        self._pause = QTimer(self, singleShot=True, interval=_QUIET)
        self._pause.timeout.connect(lambda: self.draft.emit(self.values()))
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._make)
        fields = [f for f in fields_of(record) if editable(f)]
        self._fields = {f.name: f for f in fields if (f.name in only if only else f.name not in leave)}
        if flat:
            self._fields = {name: self._fields[name] for name in only if name in self._fields}
        column(self, gap=16)
        if not later:
            self._make()

    @property
    def editors(self) -> dict[str, Editor]:
        """The editors by the names of their fields."""
        self._make()
        return self._editors

    def _make(self) -> None:
        if self._editors:
            return
        fields = list(self._fields.values())
        if self._flat:
            self._group("", fields)
        else:
            for group, members in groupby(sorted(fields, key=lambda f: bool(f.group)), key=lambda f: f.group):
                self._group(group, list(members))
        self.layout().addStretch(1)  # type: ignore[union-attr]  # the column of this form
        if self._given is not None:
            self._fill(self._given)
        self._made.emit()

    def when_made(self, act: Callable[[], object]) -> None:
        """Do something with the editors, now or as soon as they are there."""
        if self._editors:
            act()
        else:
            self._made.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the editors, once whatever else is to be seen is there."""
        super().showEvent(event)
        if not self._editors:
            self._seen.start()

    def _group(self, group: str, fields: list[Field]) -> None:
        whole = Section(self.desk.words(f"group.{group}"), self) if group else QWidget(self)
        self.layout().addWidget(whole)  # type: ignore[union-attr]  # the column of this form
        grid = QGridLayout()
        if isinstance(whole, Section):
            whole.body.addLayout(grid)
        else:
            whole.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        rows = [[self._cell(field, pair, whole) for field in pair] for pair in _rows(fields, self.desk.lang)]
        whole_rows = [len(pair) == 1 and pair[0].kind in _WHOLE for pair in _rows(fields, self.desk.lang)]
        self._grids.append((grid, list(zip(rows, whole_rows, strict=True))))
        _arrange(grid, self._grids[-1][1], wide=self._wide)

    def _cell(self, field: Field, pair: Sequence[Field], group: QWidget) -> QWidget:
        table = self._record.__tablename__
        words = self.desk.words
        name = label(words, table, field.name)
        self._cells[field.name] = cell = QWidget(group)
        made = editor(self.desk, field, cell)
        made.name(name)
        made.edited.connect(self._touched)
        made.setProperty(PERSONAL, field.personal)
        self._editors[field.name] = made
        layout = column(cell, gap=4)
        if not made.tells:
            needed = field.required if _twin(field, pair) is None else field is pair[0] and _needed(pair)
            said = words("form.required", name=name) if needed else name
            above: QLabel = Label(said, "caption", "second", wraps=True)
            above.setBuddy(made)
            layout.addWidget(above)
        layout.addWidget(made)
        if (key := f"help.{table}.{field.name}") in words:
            layout.addWidget(Label(words(key), "caption", "third", wraps=True))
        layout.addStretch(1)
        return cell

    def offer(self, names: Sequence[str], *, on: bool) -> None:
        """Show some fields, or leave them out where they do not belong."""
        for name in names:
            self._cells[name].setVisible(on)

    def minimumSizeHint(self) -> QSize:
        """Fit into a narrow pane: below a certain width the fields stand in one column."""
        return QSize(self.desk.theme.px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the fields in one column or in two, as the width allows."""
        super().resizeEvent(event)
        wide = self.width() >= self.desk.theme.px(_TWO_COLUMNS)
        if wide != self._wide:
            self._wide = wide
            for grid, rows in self._grids:
                _arrange(grid, rows, wide=wide)

    def _touched(self) -> None:
        self.edited.emit()
        self._pause.start()

    def set_values(self, values: Mapping[str, Any] | Record) -> None:
        """Show values; those not given are shown as a new record has them."""
        given = (
            values if isinstance(values, Mapping) else {name: getattr(values, name) for name in self._fields}
        )
        self._given = dict(given)
        if self._editors:
            self._fill(self._given)

    def _fill(self, given: Mapping[str, Any]) -> None:
        blank = self._record()
        for name, made in self._editors.items():
            made.set_value(given.get(name, getattr(blank, name)))
            made.problem("")
        self.settle()
        self._pause.stop()

    def values(self) -> dict[str, Any]:
        """Read what changed since the values were shown and can be read."""
        if not self._kept:
            self._kept = {name: getattr(self._record(), name) for name in self._fields}
        read = {name: made.value() for name, made in self._editors.items() if not made.unreadable()}
        return {name: value for name, value in read.items() if value != self._kept[name]}

    def settle(self) -> None:
        """Take what stands in the form as kept; what is typed from now on is a change."""
        self._kept = {name: made.value() for name, made in self._editors.items()}

    def unreadable(self) -> dict[str, str]:
        """Find what was typed and cannot be read: field names with message keys."""
        return {name: key for name, made in self._editors.items() if (key := made.unreadable())}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it and go to the first; an empty mapping clears all.

        What is missing in both languages is asked for in the officer's own.
        """
        if not (problems or self._editors):
            return
        words = self.desk.words
        problems = {self._asked(name) if key == "required" else name: key for name, key in problems.items()}
        wrong = [name for name in self.editors if name in problems]
        for name, made in self.editors.items():
            key = problems.get(name, "")
            made.problem(words.first(f"problem.{key}", "problem.other") if key else "")
        if wrong:
            self.editors[wrong[0]].setFocus()

    def _asked(self, name: str) -> str:
        own = f"{name.removesuffix('ar')}{self.desk.lang}" if name.endswith("_ar") else name
        return own if own in self.editors else name

    def flush(self) -> None:
        """Tell of a draft at once, before the form is left."""
        if self._pause.isActive():
            self._pause.stop()
            self.draft.emit(self.values())

    def focus_first(self) -> None:
        """Begin at the first field that is not the reference."""
        for name, made in self.editors.items():
            if name != "code":
                made.setFocus()
                return


def _arrange(grid: QGridLayout, rows: Sequence[_Row], *, wide: bool) -> None:
    """Put the cells of each row beside each other, or below each other where there is no room."""
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, int(wide))
    down = 0
    for cells, whole in rows:
        for at, cell in enumerate(cells):
            grid.removeWidget(cell)
            grid.addWidget(cell, down, at if wide else 0, 1, 2 if whole and wide else 1)
            down += int(not wide)
        down += int(wide)


def _rows(fields: Sequence[Field], lang: str) -> Iterator[list[Field]]:
    """Arrange fields in rows of two: the halves of a bilingual pair together, long ones alone."""
    waiting: list[Field] = []
    done: set[str] = set()
    for field in fields:
        if field.name in done:
            continue
        twin = _twin(field, fields)
        if twin is not None or field.kind in _WHOLE:
            if waiting:
                yield waiting
                waiting = []
            pair = [field] if twin is None else sorted((field, twin), key=lambda half: half.lang != lang)
            done |= {half.name for half in pair}
            yield pair
            continue
        waiting.append(field)
        if len(waiting) > 1:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _needed(pair: Sequence[Field]) -> bool:
    """Tell whether one of the two must be filled in; either will do."""
    return any(half.required for half in pair)


def _twin(field: Field, fields: Sequence[Field]) -> Field | None:
    if not field.lang:
        return None
    other = field.name.removesuffix(field.lang) + ("en" if field.lang == "ar" else "ar")
    return next((one for one in fields if one.name == other), None)
