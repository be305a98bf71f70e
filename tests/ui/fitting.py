"""Finds words that do not fit where they stand, and makes languages that try the layouts harder than real ones do."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QSplitter,
    QWidget,
)

from ui.shell.navigation import NavButton
from ui.widgets.text import Label

Change = Callable[[str], str]
_BLANK = re.compile(r"(\{\w+\})")
_VOWEL = re.compile(r"[aeiou]")
_TOLD = (QLabel, QAbstractButton, QComboBox)
_PIECE = re.compile("[\\s\u200b]")
_FORMS = {"zero", "one", "two", "few", "many", "other"}


def longer(said: str) -> str:
    """Stretch a message by some two fifths inside its words, as a German one would be."""
    return "".join(
        part if part.startswith("{") else _VOWEL.sub(lambda vowel: vowel[0] * 2, part)
        for part in _BLANK.split(said)
    )


def mirrored(said: str) -> str:
    """Wrap a message so that its ends can be seen."""
    return f"[{said}]"


def pseudo(change: Change, direction: str) -> str:
    """Write a language's file out of the English one."""
    english = tomllib.loads(files("resources").joinpath("i18n", "en.toml").read_text(encoding="utf-8"))
    english["language"] |= {"direction": direction, "name": change("Pseudo")}
    return "\n".join(_table(english, "", change))


def _table(table: Mapping[str, Any], path: str, change: Change) -> Iterator[str]:
    inner = {
        key: value for key, value in table.items() if isinstance(value, dict) and not value.keys() <= _FORMS
    }
    if path:
        yield f"[{path}]"
    for key, value in table.items():
        if key not in inner:
            kept = path == "language" or path.endswith("key-name")
            yield f"{_quoted(key)} = {_written(value, (lambda said: said) if kept else change)}"
    for key, value in inner.items():
        yield from _table(value, f"{path}.{_quoted(key)}" if path else _quoted(key), change)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _written(value: Any, change: Change) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{form} = {_quoted(change(said))}" for form, said in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(str(one)) for one in value) + "]"
    return _quoted(change(str(value)))


def misfits(window: QWidget) -> list[str]:
    """List the labels and buttons in sight whose words are cut, or that stand outside what holds them."""
    return [
        f"{type(one).__name__} {one.objectName()} in {_chain(one)}: {said!r}: {why}"
        for one in window.findChildren(QWidget)
        if isinstance(one, _TOLD) and one.isVisibleTo(window)
        for said in [_said(one)]
        if said
        for why in _why(one, said, window)
    ]


def _chain(widget: QWidget) -> str:
    names: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(names) < 5:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)


def _said(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else str(widget.text())  # type: ignore[attr-defined]  # what is asked for


def _why(widget: QWidget, said: str, window: QWidget) -> Iterator[str]:
    wide, high = _wanted(widget, said)
    if wide > widget.width() + 1:
        yield f"needs {wide} has {widget.width()} wide"
    if high > widget.height() + 1:
        yield f"needs {high} has {widget.height()} high"
    yield from _outside(widget, window)


def _wanted(widget: QWidget, said: str) -> tuple[int, int]:
    metrics = widget.fontMetrics()
    if isinstance(widget, NavButton) or (isinstance(widget, Label) and widget.elides):
        return 0, metrics.height()
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(
            (metrics.horizontalAdvance(word) for word in _PIECE.split(QLabel.text(widget))), default=0
        )
        margin = 2 * widget.margin()
        return longest + margin, widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        return widget.sizeHint().width(), widget.sizeHint().height()
    least = widget.minimumSizeHint() if isinstance(widget, QComboBox) else widget.sizeHint()
    return least.width(), least.height()


def _outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Follow the rectangle up to the window; what a scroll area holds may lie outside it along its bars."""
    held, area = widget.parentWidget(), QRect(QPoint(), widget.size()).translated(widget.pos())
    while held is not None and held is not window:
        scrolling = held.parentWidget()
        if isinstance(scrolling, QAbstractScrollArea) and scrolling.viewport() is held:
            if area.left() < -1 or area.right() > held.width():
                yield f"{area} beyond the sides of {type(scrolling).__name__} {held.size()}"
            return
        if not held.rect().adjusted(-1, -1, 1, 1).contains(area) and not isinstance(held, QSplitter):
            yield f"{area} outside {type(held).__name__} {held.objectName()} {held.rect()}"
            return
        area = area.translated(held.pos())
        held = held.parentWidget()
