"""The steps that ask: language, organisation and law, passphrase and folder, how to begin."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QWidget

from data.choices import CHOICES
from data.errors import Blocked
from desktop.law.loading import load_packs
from desktop.words import languages, own_name
from ui.desk import Desk
from ui.onboarding.answers import Answers, Problems, free_folder
from ui.onboarding.parts import Asked, Choice, StrengthBar, line, reveal
from ui.tokens import CHIP
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.dialogs import choose_folder
from ui.widgets.text import Label

Put = Callable[[str], None]


class Step(QWidget):
    """One question of the first run, drawn from the answers given so far; every keystroke goes back to them."""

    NAME = ""

    def __init__(self, desk: Desk, answers: Answers) -> None:
        super().__init__()
        self.desk = desk
        self.words = desk.words
        self.answers = answers
        self.asked: dict[str, Asked] = {}
        self.body = column(self, gap=16)
        self.setAccessibleName(self.say("title"))
        self.body.addWidget(Label(self.say("title"), "page"))
        self.body.addWidget(Label(self.say("about"), "body", "second", wraps=True))

    def say(self, key: str, **values: object) -> str:
        """Say one of this step's sentences."""
        return self.words(f"onboarding.{self.NAME}.{key}", **values)

    def put(self, name: str) -> Put:
        """Make what keeps an answer and takes its blame back."""

        def put(said: str) -> None:
            setattr(self.answers, name, said)
            self.blame({})

        return put

    def ask(self, name: str, label: str, field: QWidget, *beside: QWidget) -> Asked:
        """Place a field that obstacles named `name` belong to."""
        self.asked[name] = Asked(self.desk, label, field, *beside)
        return self.asked[name]

    def problems(self) -> Problems:
        """Find what is in the way of the next step."""
        return {}

    def blame(self, problems: Problems) -> None:
        """Say what is in the way beside the field it belongs to, and go to the first of them."""
        for name, asked in self.asked.items():
            asked.blame(problems.get(name))
        first = next((self.asked[name] for name in problems if name in self.asked), None)
        if first is not None:
            first.field.setFocus()

    def start(self) -> QWidget:
        """Find the field to begin with."""
        return next(iter(self.asked.values())).field


def _place(code: str) -> int:
    """Put the laws in the order that all lists have them in, an unknown one last."""
    laws = CHOICES["law"]
    return laws.index(code) if code in laws else len(laws)


class LanguageStep(Step):
    """All languages, each in its own words; choosing one turns the window at once."""

    NAME = "language"

    def __init__(self, desk: Desk, answers: Answers) -> None:
        super().__init__(desk, answers)
        self.choices = {lang: Choice(desk, own_name(lang), own_name(lang, "about")) for lang in languages()}
        group = QButtonGroup(self)
        for lang, choice in self.choices.items():
            group.addButton(choice.button)
            choice.button.setChecked(lang == desk.settings.lang)
            choice.button.clicked.connect(lambda _=False, one=lang: desk.change(lang=one))
            self.body.addWidget(choice)
        self.body.addStretch(1)

    def start(self) -> QWidget:
        """Begin at the language spoken now."""
        return self.choices[self.desk.settings.lang].button


class OrganisationStep(Step):
    """Names and laws; the law ticked first leads until another is told to."""

    NAME = "organisation"

    def __init__(self, desk: Desk, answers: Answers) -> None:
        super().__init__(desk, answers)
        arabic, english = (
            line(desk, answers.name_ar, self.put("name_ar")),
            line(desk, answers.name_en, self.put("name_en")),
        )
        names = [("ar", arabic), ("en", english)]
        for lang, field in names if desk.rtl else reversed(names):
            key = "name" if "name" not in self.asked else "second"
            self.body.addWidget(self.ask(key, self.say(f"name-{lang}"), field))
        self.laws: dict[str, Choice] = {}
        self._leads: dict[str, tuple[Chip, Button]] = {}
        self.list = QWidget()
        inside = column(self.list, gap=8)
        packs = load_packs()
        for code in sorted(packs, key=_place):
            pack = packs[code]
            inside.addWidget(self._law(code, pack.country.text(desk.lang), pack.name(desk.lang)))
        inside.addStretch(1)
        area = scrolled(self.list)
        self.body.addWidget(self.ask("laws", self.say("laws"), area), 1)
        self._show_leader()

    def _law(self, code: str, country: str, name: str) -> Choice:
        choice = Choice(self.desk, country, name, many=True)
        choice.button.setChecked(code in self.answers.laws)
        choice.button.toggled.connect(lambda on, one=code: self._tick(one, on=on))
        chip = Chip(self.desk, self.say("leads"), "info")
        lead = Button(self.desk, self.say("lead"), kind="link", act=lambda: self._lead(code))
        lead.setAccessibleName(self.say("lead-name", law=country))
        lead.setFixedHeight(self.desk.theme.px(CHIP))
        choice.head.addWidget(chip)
        choice.head.addWidget(lead)
        self.laws[code], self._leads[code] = choice, (chip, lead)
        return choice

    def _tick(self, code: str, *, on: bool) -> None:
        kept = [law for law in self.answers.laws if law != code]
        self.answers.laws = [*kept, code] if on else kept
        self._show_leader()
        self.blame({})

    def _lead(self, code: str) -> None:
        self.answers.laws = [code, *(law for law in self.answers.laws if law != code)]
        self._show_leader()
        self.laws[code].button.setFocus()

    def _show_leader(self) -> None:
        laws = self.answers.laws
        for code, (chip, lead) in self._leads.items():
            chip.setVisible(len(laws) > 1 and code == laws[0])
            lead.setVisible(code in laws[1:])

    def problems(self) -> Problems:
        """Ask for a name and a law."""
        return self.answers.organisation_problems()

    def blame(self, problems: Problems) -> None:
        """Go to the first law where the laws are missing."""
        super().blame(problems)
        if next(iter(problems), "") == "laws":
            next(iter(self.laws.values())).button.setFocus()


class KeyStep(Step):
    """The passphrase, typed twice and judged while typing, and the folder."""

    NAME = "key"

    def __init__(self, desk: Desk, answers: Answers) -> None:
        super().__init__(desk, answers)
        answers.folder = answers.folder or str(free_folder())
        self.passphrase = line(desk, answers.passphrase, self.put("passphrase"), secret=True)
        self.again = line(desk, answers.again, self.put("again"), secret=True)
        self.folder = line(desk, answers.folder, self._move, ltr=True)
        self.strength = StrengthBar(desk)
        self.passphrase.textChanged.connect(self.strength.show_for)
        self.strength.show_for(answers.passphrase)
        self.body.addWidget(self.ask("passphrase", self.say("passphrase"), self.passphrase))
        self.body.addWidget(self.strength)
        self.body.addWidget(self.ask("again", self.say("again"), self.again))
        self.reveal = reveal(self.say("show"), self.passphrase, self.again)
        self.body.addLayout(row(self.reveal, None))
        choose = Button(desk, self.say("choose"), icon="folder", act=self._choose)
        self.body.addWidget(self.ask("folder", self.say("folder"), self.folder, choose))
        self.body.addStretch(1)

    def _move(self, folder: str) -> None:
        self.answers.folder = folder
        self.asked["folder"].blame(self.problems().get("folder") if folder else None)

    def _choose(self) -> None:
        above = Path(self.answers.folder).expanduser().parent
        chosen = choose_folder(self.desk, self, self.say("choose-title"), str(above))
        if chosen is not None:
            self.folder.setText(str(chosen))
            self._move(str(chosen))

    def problems(self) -> Problems:
        """Judge all three."""
        return self.answers.key_problems()

    def blame_folder(self, problem: Blocked) -> None:
        """Say what kept the store from being made where it was to be made."""
        self.blame({"folder": problem})


class StartStep(Step):
    """Empty registers or sample records."""

    NAME = "start"

    def __init__(self, desk: Desk, answers: Answers) -> None:
        super().__init__(desk, answers)
        names: Mapping[str, bool] = {"empty": False, "sample": True}
        self.choices = {name: Choice(desk, self.say(name), self.say(f"{name}-about")) for name in names}
        group = QButtonGroup(self)
        for name, choice in self.choices.items():
            group.addButton(choice.button)
            choice.button.setChecked(answers.sample == names[name])
            choice.button.clicked.connect(lambda _=False, one=names[name]: setattr(answers, "sample", one))
            self.body.addWidget(choice)
        self.body.addStretch(1)

    def start(self) -> QWidget:
        """Begin at what is chosen."""
        return self.choices["sample" if self.answers.sample else "empty"].button
