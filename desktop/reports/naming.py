"""How a report names records, persons, laws and zones."""

from dataclasses import dataclass
from datetime import datetime

from data.base import Record, title_of
from desktop.reports.engine import Signatory, twofold
from desktop.reports.speech import Speech
from desktop.words import Words


@dataclass(frozen=True)
class Naming(Speech):
    """Names what a report is about, each in the report's language or in both."""

    def title(self, record: Record) -> str:
        """Name a record in the report's language, or in both."""
        return twofold(title_of(record, self.words.lang), title_of(record, "en") if self.both else "")

    def person(self, name: str) -> str:
        """Name a person as recorded; our officer, whichever name was recorded, as the report's languages write it."""
        ours = self.organisation
        if not name or name not in {ours.officer_name, ours.officer_name_en}:
            return name
        return self.told(lambda words: ours.officer(words.lang))

    def officer(self) -> Signatory:
        """Let the data protection officer sign."""
        ours = self.organisation
        return Signatory(self.say("report.sign.officer"), self.told(lambda words: ours.officer(words.lang)))

    def named(self, *codes: str) -> str:
        """Name laws by their titles and where they hold, each on a line of its own."""
        return "\n".join(twofold(*(self._law(code, words) for words in self.languages)) for code in codes)

    def _law(self, code: str, words: Words) -> str:
        pack, key = self.packs.get(code), f"choice.law.{code}"
        where = words(key) if key in words else pack.country.text(words.lang) if pack else code
        if pack is None:
            return where
        title = words.numerals(pack.name(words.lang))
        return title if where in title else words("law.held-in", title=title, place=where)

    def zoned(self, value: datetime) -> str:
        """Write a moment with the name of its zone, where it is told once."""
        key = f"choice.zone.{self.zone.key}"
        if key not in self.words:
            return self.moment(value)
        return self.say("breach.notice.moment", said=self.moment(value), zone=self.say(key))
