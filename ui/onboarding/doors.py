"""The ways into a store: its passphrase, its recovery code, or an open door."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from ui.desk import Desk
from ui.onboarding import opening
from ui.onboarding.answers import Problems, secret_problems
from ui.onboarding.opening import Work
from ui.onboarding.parts import Asked, StrengthBar, line, reveal
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.text import Label


class Door(QWidget):
    """One way in; `asked` wants it opened, `turned` wants the other way."""

    asked = Signal()
    turned = Signal()
    KEYS: Mapping[str, str] = {}
    OPEN = "open"
    TURN = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.fields: dict[str, Asked] = {}
        self.body = column(self, gap=12)
        self.build()
        words = desk.words
        self.open = Button(desk, words(f"unlock.{self.OPEN}"), kind="primary", act=self.asked.emit)
        self.turn = Button(
            desk, words(f"unlock.{self.TURN}") if self.TURN else "", kind="link", act=self.turned.emit
        )
        self.turn.setVisible(bool(self.TURN))
        self.body.addLayout(row(self.open, None, self.turn))

    def build(self) -> None:
        """Place what is asked."""

    def say(self, key: str) -> str:
        """Say one of the window's sentences."""
        return self.desk.words(f"unlock.{key}")

    def problems(self) -> Problems:
        """Find what is in the way before trying."""
        return {}

    def blame(self, problems: Problems) -> None:
        """Say what is in the way beside its field, and go there."""
        for name, asked in self.fields.items():
            asked.blame(problems.get(name))
        first = next((self.fields[name] for name in problems if name in self.fields), None)
        if first is not None:
            first.field.setFocus()

    def blame_key(self, problem: Blocked) -> bool:
        """Say an obstacle at the field that caused it; False when none did."""
        name = self.KEYS.get(problem.key)
        if name is None:
            return False
        self.blame({name: problem})
        return True

    def start(self) -> QWidget:
        """Find the field to begin with."""
        return next((asked.field for asked in self.fields.values()), self.open)

    def secret(self) -> str | None:
        """Give the passphrase that was typed; None where there is none."""
        return None

    def work(self, folder: Path) -> Work:
        """Make the work that opens the store."""
        return opening.with_passphrase(folder, None)


class OpenDoor(Door):
    """A sample: no secret, said so."""

    def build(self) -> None:
        """Tell why nothing is asked."""
        self.body.addWidget(Label(self.say("sample"), "emphasis"))
        self.body.addWidget(Label(self.say("sample-about"), "body", "second", wraps=True))


class PassphraseDoor(Door):
    """The everyday way."""

    KEYS: Mapping[str, str] = {
        "vault.passphrase-wrong": "passphrase",
        "vault.passphrase-needed": "passphrase",
    }
    TURN = "forgotten"

    def build(self) -> None:
        """Ask for the passphrase."""
        self.passphrase = line(self.desk, "", lambda _: self.blame({}), secret=True)
        self.fields["passphrase"] = Asked(self.desk, self.say("passphrase"), self.passphrase)
        self.reveal = reveal(self.say("show"), self.passphrase)
        self.body.addWidget(self.fields["passphrase"])
        self.body.addLayout(row(self.reveal, None))

    def problems(self) -> Problems:
        """Ask for something typed."""
        return {} if self.passphrase.text() else {"passphrase": Blocked("passphrase.empty")}

    def blame_key(self, problem: Blocked) -> bool:
        """Let a wrong passphrase be typed over at once."""
        self.passphrase.selectAll()
        return super().blame_key(problem)

    def secret(self) -> str | None:
        """Give what was typed."""
        return self.passphrase.text()

    def work(self, folder: Path) -> Work:
        """Open with what was typed."""
        return opening.with_passphrase(folder, self.passphrase.text())


class CodeDoor(Door):
    """The way in for those who forgot: the recovery code, and a new passphrase at once."""

    KEYS: Mapping[str, str] = {"vault.code": "code", "vault.code-wrong": "code"}
    OPEN = "recover"
    TURN = "use-passphrase"

    def build(self) -> None:
        """Ask for the code and the passphrase that is to hold from now on."""
        self.code = line(self.desk, "", lambda _: self.blame({}), ltr=True)
        self.passphrase = line(self.desk, "", lambda _: self.blame({}), secret=True)
        self.again = line(self.desk, "", lambda _: self.blame({}), secret=True)
        strength = StrengthBar(self.desk)
        self.passphrase.textChanged.connect(strength.show_for)
        self.body.addWidget(Label(self.say("code-about"), "body", "second", wraps=True))
        for name, key, field in (
            ("code", "code", self.code),
            ("passphrase", "new-passphrase", self.passphrase),
            ("again", "again", self.again),
        ):
            self.fields[name] = Asked(self.desk, self.say(key), field)
            self.body.addWidget(self.fields[name])
            if name == "passphrase":
                self.body.addWidget(strength)
        self.reveal = reveal(self.say("show"), self.passphrase, self.again)
        self.body.addLayout(row(self.reveal, None))

    def problems(self) -> Problems:
        """Judge the code's letters and the new passphrase before the store is touched."""
        return opening.code_problem(self.code.text()) | secret_problems(
            self.passphrase.text(), self.again.text()
        )

    def work(self, folder: Path) -> Work:
        """Open with the code, and set the passphrase."""
        return opening.with_code(folder, self.code.text(), self.passphrase.text())
