"""Qt's own words, such as those on its dialogs' buttons, in the desk's language; and how safe the store is."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.words import messages
from ui.desk import Desk

_LOCALES = {"ar": "ar_SA", "en": "en_GB"}


class OwnWords(QTranslator):
    """Says in the desk's words what Qt's translation lacks or says otherwise; found by Qt's own English words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        own = messages(lang)
        self._said = {said: str(own[key]) for key, said in messages("en").items() if key.startswith("qt.")}

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str | None:
        """Find a text; Qt asks the next translation where there is none."""
        del context, disambiguation, n
        return self._said.get(source.replace("&", ""))


class Speech:
    """Keeps Qt speaking the language that the desk speaks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._translators: list[QTranslator] = []
        self._lang = ""

    def settle(self) -> None:
        """Take up the language of the moment."""
        lang = self._desk.settings.lang
        app = QCoreApplication.instance()
        if lang == self._lang or app is None:
            return
        for one in self._translators:
            app.removeTranslator(one)
        qt = QTranslator()
        qt.load(f"qtbase_{lang}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._translators = [qt, OwnWords(lang)]  # the one installed last is asked first
        for one in self._translators:
            app.installTranslator(one)
        QLocale.setDefault(QLocale(_LOCALES.get(lang, lang)))
        self._lang = lang

    def safety(self) -> str:
        """Say when the store was backed up last."""
        from data.backup import made  # noqa: PLC0415  # loads the database library

        desk = self._desk
        if desk.store is None:
            return ""
        backups = made(desk.store.folder / "backups")
        if not backups:
            return desk.words("nav.no-backup")
        local = desk.local(backups[-1][0])
        return desk.words("nav.backup", moment=desk.calendar.moment(local))
