"""The draft of one duty's notice: what the law wants in it, and its words in each language."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from data.breach import Breach, Obligation
from data.organisation import Organisation
from desktop import notices, response
from desktop.law.loading import load_packs
from desktop.notices import Notice, Part
from ui.breach.looks import duty_name
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label, plain

_HEIGHT = 140


class Draft(QWidget):
    """Writes a notice from the record and lets it be edited; `keeping` asks for what was written to be kept."""

    keeping = Signal()
    printing = Signal()
    filing = Signal()

    def __init__(self, desk: Desk, breach: Breach, duty: Obligation) -> None:
        super().__init__()
        self.desk, self._breach, self._duty = desk, breach, duty
        words = desk.words
        name = duty_name(desk, duty, laws=len({one.law for one in breach.obligations}) > 1)
        self._kept = response.drafts(duty)
        self._texts = dict(self._kept)
        self._lang = desk.lang
        self.text = QTextEdit()
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(words("breach.draft-of", name=name))
        self.text.setPlaceholderText(words("breach.draft-empty"))
        self.text.setPlainText(self._texts.get(self._lang, ""))
        self.text.setMinimumHeight(desk.theme.px(_HEIGHT))
        self.languages = TabRow(desk, words("breach.draft-language"))
        for lang in response.LANGUAGES:
            self.languages.add(lang, words(f"choice.text_language.{lang}"))
        self.languages.select(self._lang)
        self.languages.changed.connect(self._turn)
        self.write = Button(desk, words("breach.write-notice"), act=self.fill)
        printed = Button(desk, words("breach.print-notice"), icon="printer", act=self.printing.emit)
        record = Button(desk, words("breach.file-short"), icon="send", act=self.filing.emit)
        for button in (self.write, printed, record):
            button.setAccessibleName(f"{button.text()}: {name}")
        layout = column(self, gap=8)
        for part in self._wanted():
            layout.addWidget(part)
        layout.addWidget(self.languages)
        layout.addWidget(self.text)
        layout.addLayout(row(self.write, None, printed))
        layout.addLayout(row(None, record))

    def notice(self, lang: str) -> Notice:
        """Write the notice of the duty from the record."""
        store = self.desk.store
        packs = load_packs(store.folder if store else None)
        ours = store.organisation() if store else Organisation()
        return notices.written(self._breach, ours, self._duty, packs, lang, now=self.desk.now())

    def _wanted(self) -> Iterator[QWidget]:
        """Tell part by part what the law wants in the notice, and what the record does not say yet."""
        yield Label(self.desk.words("breach.wanted"), "caption", "third")
        for part in self.notice(self.desk.lang).parts:
            yield self._part(part)

    def _part(self, part: Part) -> QWidget:
        words, theme = self.desk.words, self.desk.theme
        icon, tone = ("circle-alert", "warn") if part.missing else ("circle-check", "ok")
        if not part.missing and not part.lines:
            icon, tone = "circle", "text3"
        said = words("breach.missing", what=words.joined(part.missing)) if part.missing else ""
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, tone, 16))
        picture.setAccessibleName(part.heading)
        box, texts = QWidget(), QWidget()
        lines = column(texts, gap=0)
        lines.addWidget(Label(part.heading, "body", "second", wraps=True))
        if said:
            lines.addWidget(Label(said, "caption", "warn", wraps=True))
        box.setLayout(row(picture, texts, stretch=1))
        return box

    def _turn(self, lang: str) -> None:
        """Show the words in another language."""
        self._texts[self._lang] = self._written()
        self._lang = lang
        self.text.setPlainText(self._texts.get(lang, ""))

    def _written(self) -> str:
        return plain(self.text.toPlainText())

    def fill(self) -> None:
        """Write the notice in the chosen language from the record."""
        self.text.setPlainText(self.notice(self._lang).text)
        self.keeping.emit()

    def changed(self) -> dict[str, str]:
        """Tell the languages whose words differ from what is kept, with their words."""
        written = self._texts | {self._lang: self._written()}
        return {lang: said for lang, said in written.items() if said != self._kept.get(lang, "")}
