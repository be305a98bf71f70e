"""What is copied of a person leaves the clipboard by itself; anything else stays."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from data.request import Request
from ui.desk import Desk
from ui.widgets.clipboard import PERSONAL, ClipboardGuard, is_personal
from ui.widgets.form import RecordForm


@pytest.mark.parametrize("personal", [True, False])
def test_a_copy_out_of_a_personal_page_is_forgotten(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, personal: bool
) -> None:
    page = QWidget()
    page.setProperty(PERSONAL, personal)
    field = QLineEdit("نورة")
    QVBoxLayout(page).addWidget(field)
    qtbot.addWidget(page)
    monkeypatch.setattr(QApplication, "focusWidget", lambda: field)
    guard = ClipboardGuard(page, milliseconds=30)
    field.selectAll()
    field.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "نورة"
    qtbot.wait(80)
    assert clipboard.text() == ("" if personal else "نورة")
    guard.deleteLater()


def test_the_fields_of_a_form_know_whether_they_are_personal(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    form = RecordForm(make_desk("ar"), Request, only=("requester_name", "channel"))
    qtbot.addWidget(form)
    assert is_personal(form.editors["requester_name"])
    assert not is_personal(form.editors["channel"])
