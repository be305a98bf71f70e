"""The step that shows the recovery code, once: to print, to copy, and to prove that it was kept."""

from PySide6.QtCore import QMarginsF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageLayout, QPainter, QTextOption
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout

from data import vault
from data.errors import Blocked
from ui.desk import Desk
from ui.onboarding.answers import Answers, Problems
from ui.onboarding.parts import line
from ui.onboarding.steps import Step
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.clipboard import SECONDS, forget
from ui.widgets.text import Label, ltr

_COLUMNS = 4
_POINT = 72.0


class CodeSheet(QFrame):
    """The code in its groups, read left to right in any language."""

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "info")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(desk.words("onboarding.recovery.code"))
        self.setAccessibleDescription(" ".join(code.split("-")))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(desk.theme.px(18))
        font.setBold(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        for at, group in enumerate(code.split("-")):
            label = Label(group, "record")
            label.setFont(font)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, at // _COLUMNS, at % _COLUMNS)


class RecoveryStep(Step):
    """Shows the code until its last group has been typed from what was kept."""

    NAME = "recovery"

    def __init__(self, desk: Desk, answers: Answers, code: str) -> None:
        super().__init__(desk, answers)
        self._code = code
        self.copy = Button(desk, self.say("copy"), icon="copy", act=self._copy)
        self.print = Button(desk, self.say("print"), icon="printer", act=self._print)
        self._told = Label("", "caption", "ok")
        self._told.hide()
        self.body.addWidget(CodeSheet(desk, code))
        self.body.addLayout(row(self.print, self.copy, self._told, None))
        self.proof = line(desk, answers.proof, self.put("proof"), ltr=True)
        self.proof.setMaxLength(8)
        self.body.addWidget(self.ask("proof", self.say("confirm"), self.proof))
        self.body.addStretch(1)

    def problems(self) -> Problems:
        """Compare what was typed with the end of the code."""
        return {} if proves(self._code, self.answers.proof) else {"proof": Blocked("onboarding.wrong-group")}

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(self._code)
        self._told.setText(self.say("copied"))
        self._told.show()
        QTimer.singleShot(SECONDS * 1000, clipboard, lambda: forget(self._code))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_code(self.desk, printer, self.answers, self._code)
        dialog.deleteLater()


def proves(code: str, typed: str) -> bool:
    """Tell whether the last group was typed rightly, forgiving what the code itself forgives."""
    try:
        vault.read_code(code.rsplit("-", 1)[0] + typed)
    except Blocked:
        return False
    return True


def print_code(desk: Desk, printer: QPrinter, answers: Answers, code: str) -> None:
    """Print the sheet that is kept apart from the computer."""
    printer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
    painter = QPainter(printer)
    unit = printer.resolution() / _POINT
    name = desk.words.either(answers.name_ar.strip(), answers.name_en.strip())
    groups = code.split("-")
    halves = ("   ".join(groups[:_COLUMNS]), "   ".join(groups[_COLUMNS:]))
    say = desk.words
    lines = [
        (20.0, "page", say("onboarding.recovery.print-title")),
        (12.0, "body", say("onboarding.recovery.print-organisation", name=name)),
        (12.0, "body", say("onboarding.recovery.print-folder", folder=ltr(answers.folder))),
        *((18.0, "page", ltr(half)) for half in halves),
        (12.0, "body", say("onboarding.recovery.print-about")),
    ]
    top = 0.0
    width = printer.pageLayout().paintRectPixels(printer.resolution()).width()
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if desk.rtl else Qt.LayoutDirection.LeftToRight)
    for points, role, said in lines:
        font = QFont(desk.theme.font(role))
        font.setPixelSize(round(points * unit))
        painter.setFont(font)
        room = QRectF(0, top, width, points * unit * 6)
        used = painter.boundingRect(room, said, option)
        painter.drawText(room, said, option)
        top += used.height() + points * unit
    painter.end()
