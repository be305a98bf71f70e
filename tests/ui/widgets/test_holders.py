"""What holds other widgets measures none of them before it can be seen, and shows the chosen one then."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import garbage
from ui.widgets.card import scrolled
from ui.widgets.holders import Split, Stack

_DRESSED = Qt.WidgetAttribute.WA_WState_Polished


def test_moving_what_is_not_shown_measures_nothing(qtbot: QtBot) -> None:
    label, split, stack = QLabel("نص"), Split(), Stack()
    split.addWidget(QWidget())
    inner = QWidget()
    within = QVBoxLayout(inner)
    split.addWidget(scrolled(inner))
    stack.addWidget(split)
    stack.bring(split)
    within.addWidget(label)
    whole = QWidget()
    qtbot.addWidget(whole)
    QVBoxLayout(whole).addWidget(stack)
    assert not label.testAttribute(_DRESSED)
    with qtbot.waitExposed(whole):
        whole.show()
    assert stack.currentWidget() is split
    assert label.isVisible()
    other = QLabel("آخر")
    stack.addWidget(other)
    stack.bring(other)
    assert other.isVisible()
    assert not label.isVisible()


def test_only_what_was_loaded_is_kept_from_being_looked_through() -> None:
    before = gc.get_freeze_count()
    garbage.keep(lambda: None)
    assert gc.get_freeze_count() == before
