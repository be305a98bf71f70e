"""A policy document made ready for the register: titles, languages and paired clauses."""

from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.clauses import Part, split
from desktop.exchange.decoding import Note
from desktop.exchange.documents import read_document
from desktop.exchange.headings import names_policy, title_shaped
from desktop.exchange.lines import language
from desktop.exchange.pairing import ClauseText, pair


@dataclass(frozen=True, slots=True)
class ImportedPolicy:
    """What a file says, before anything of it is kept. `language` is `ar`, `en` or `both`."""

    title_ar: str
    title_en: str
    language: str
    clauses: tuple[ClauseText, ...]
    notes: tuple[Note, ...]
    text: str
    format: str
    encoding: str


def import_policy(path: Path, encoding: str | None = None) -> ImportedPolicy:
    """Read a policy file into clauses; keeps nothing.

    Raises:
        Blocked: as `read_document` does.
    """
    document = read_document(path, encoding)
    parts = split(document.text, document.levels)
    clauses = tuple(pair(parts))
    titles = {lang: _title(parts, lang) for lang in ("ar", "en")}
    unpaired = tuple(
        c.number for c in clauses if not (c.heading_ar or c.text_ar) or not (c.heading_en or c.text_en)
    )
    spoken = _languages(clauses)
    notes = document.notes
    if spoken == "both" and unpaired:
        notes = (*notes, Note("unpaired-clauses", {"n": len(unpaired)}))
    return ImportedPolicy(
        title_ar=titles["ar"],
        title_en=titles["en"],
        language=spoken,
        clauses=clauses,
        notes=notes,
        text=document.text,
        format=document.format,
        encoding=document.encoding,
    )


def _languages(clauses: tuple[ClauseText, ...]) -> str:
    arabic = any(clause.heading_ar or clause.text_ar for clause in clauses)
    english = any(clause.heading_en or clause.text_en for clause in clauses)
    return "both" if arabic and english else "en" if english else "ar"


def _title(parts: list[Part], lang: str) -> str:
    """Guess the policy's title in a language: a short line above the first clause, one that says policy first."""
    lines = [line.strip() for part in parts if part.number == 0 for line in part.body.split("\n")]
    shaped = [line for line in lines if language(line) == lang and title_shaped(line)]
    return next((line for line in shaped if names_policy(line)), next(iter(shaped), ""))
