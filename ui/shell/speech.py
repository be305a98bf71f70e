"""Qt's own words, such as those on its dialogs' buttons, in the desk's language; and how safe the store is."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ui.desk import Desk

_LOCALES = {"ar": "ar_SA", "en": "en_GB"}


class Speech:
    """Keeps Qt speaking the language that the desk speaks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._translator = QTranslator()
        self._lang = ""

    def settle(self) -> None:
        """Take up the language of the moment."""
        lang = self._desk.settings.lang
        app = QCoreApplication.instance()
        if lang == self._lang or app is None:
            return
        app.removeTranslator(self._translator)
        self._translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{lang}", folder):
            app.installTranslator(self._translator)
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
