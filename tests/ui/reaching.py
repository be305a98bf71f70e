"""What Tab, the mouse and a screen reader come to in a window, and what is wrong with it."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget

from tests.ui.conftest import unnamed
from ui.desk import Desk

LEAST = 24
OPAQUE = 0xFF000000
RING = {"accent", "text"}


def stops(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget."""
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isEnabled() and widget.isVisible()


def named(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    name = told.text(QAccessible.Text.Name) if told else ""
    return f"{type(widget).__name__} {name!r} in {type(widget.parentWidget()).__name__}"


def reached(button: QAbstractButton) -> bool:
    """Tell whether Tab stops at a button, or arrows come to it from the one of its group where Tab stops."""
    beside = button.group().buttons() if button.group() else []
    if button.autoExclusive() and not beside:
        beside = (button.parentWidget() or button).findChildren(type(button))
    return stops(button) or any(stops(one) for one in beside)


def pointed(window: QWidget) -> Iterator[QWidget]:
    """Find what a mouse can press."""
    for one in window.findChildren(QWidget):
        if not one.isVisible() or not one.isEnabled() or isinstance(one.parentWidget(), QLineEdit):
            continue
        if isinstance(one, QAbstractButton) or one.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
            yield one


def silent(window: QWidget) -> list[str]:
    """List what can be pressed and never focused, what is too small to be hit, and what has no name."""
    found = [
        f"never focused: {named(one)}"
        for one in pointed(window)
        if (isinstance(one, QAbstractButton) and not reached(one))
        or (
            not isinstance(one, QAbstractButton)
            and one.cursor().shape() is Qt.CursorShape.PointingHandCursor
            and not stops(one)
        )
    ]
    found += [
        f"too small: {named(one)} {one.size().toTuple()}"
        for one in window.findChildren(QWidget)
        if stops(one) and min(one.width(), one.height()) < LEAST
    ]
    return found + [f"unnamed: {said}" for said in unnamed(window)]


def pixels(widget: QWidget) -> memoryview:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(image.constBits())).cast("I")


def ringless(desk: Desk, widget: QWidget) -> bool:
    """Tell whether the focus draws no frame of two pixels around a widget, or around a row of a table."""
    widget.clearFocus()
    before = pixels(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    after = pixels(widget)
    inks = {desk.theme.colour(token).rgb() & ~OPAQUE for token in RING}
    drawn = sum(one != other and other & ~OPAQUE in inks for one, other in zip(before, after, strict=False))
    around = widget.width() + widget.height() if not isinstance(widget, QTableView) else widget.width() // 2
    return drawn < around


def visited(window: QWidget) -> list[QWidget]:
    """Press Tab from the first stop until the focus comes round."""
    first: QWidget | None = window.nextInFocusChain()
    while first is not None and not stops(first):
        first = first.nextInFocusChain()
    if first is not None:
        first.setFocus()
    found: list[QWidget] = []
    while (now := window.focusWidget()) is not None and now not in found:
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return found


def jumps(desk: Desk, chain: list[QWidget]) -> Iterator[str]:
    """Find neighbours among which the focus goes against the way of reading."""
    for before, after in pairwise(chain):
        if before.parentWidget() is not after.parentWidget():
            continue
        one, other = before.geometry(), after.geometry()
        beside = abs(one.center().y() - other.center().y()) < min(one.height(), other.height()) // 2 + 1
        step: QPoint = other.center() - one.center()
        ahead = (step.x() < 0 if desk.rtl else step.x() > 0) if beside else step.y() > 0
        if not ahead:
            yield f"{named(before)} -> {named(after)}"
