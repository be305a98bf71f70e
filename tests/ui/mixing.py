"""Finds texts in which one direction stands loose inside the other, where its parts may change places."""

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QTableView, QWidget

from desktop.words import messages
from ui.widgets.cell import Cell

_ISOLATED = re.compile(r"[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_ARABIC, _LATIN = re.compile(r"[\u0621-\u064a]+"), re.compile(r"[A-Za-z]{2,}")
_HELD = re.compile(r"[0-9٠-٩]+-[0-9٠-٩]+|\+[0-9٠-٩]{3,}|[0-9٠-٩]+(?: [0-9٠-٩]{2,}){2,}")


def loose(text: str, lang: str) -> list[str]:
    """List the runs of a text that read the other way and are not isolated; words of the messages may stand so."""
    bare = text
    while (fewer := _ISOLATED.sub(" ", bare)) != bare:
        bare = fewer
    own, other = (_ARABIC, _LATIN) if lang == "ar" else (_LATIN, _ARABIC)
    if not own.search(bare):
        return []
    known = _known(lang)
    return [run for run in other.findall(bare) if run not in known] + (
        _HELD.findall(bare) if lang == "ar" else []
    )


@cache
def _known(lang: str) -> frozenset[str]:
    other = _LATIN if lang == "ar" else _ARABIC
    return frozenset(run for said in messages(lang).values() for run in other.findall(str(said)))


def mixed(window: QWidget, lang: str) -> list[str]:
    """List the texts in sight, and the tooltips behind them, that are loose."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}: {said!r}: {runs}"
        for one in window.findChildren(QWidget)
        if one.isVisibleTo(window)
        for text in _texts(one)
        for said in text.split("\n")
        if (runs := loose(said, lang))
    ]


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(min(widget.count(), 40)))
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(min(model.rowCount(), 40)):
            for column in range(model.columnCount() if isinstance(widget, QTableView) else 1):
                cell = model.cell(row, column) if hasattr(model, "cell") else None
                if isinstance(cell, Cell):
                    yield from (cell.text, cell.second)
                else:
                    yield str(model.index(row, column).data() or "")
