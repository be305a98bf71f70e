"""What an officer should know of an act on a request, in the words of its law; window and console say the same."""

from collections.abc import Iterator

from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.words import Words


def notes(act: str, pack: Pack, words: Words) -> Iterator[str]:
    """Say what goes with an act, above all what the law forbids or the requester gets to read."""
    if (key := f"request.note.{act}") in words:
        yield words(key)
    if act == "verify-identity" and (rule := forbids_copies(pack)):
        cited = pack.cite(rule.article, words.lang)
        yield words("request.note.no-copies", rule=rule.text(words.lang), article=cited)
    if act == "refuse":
        yield words("request.note.complaint", route=complaint(pack, words.lang))


def forbids_copies(pack: Pack) -> Rule | None:
    """Find the rule of a law that forbids copying identity papers, where it has one."""
    return pack.request.identity.get("no-id-copies")


def complaint(pack: Pack, lang: str) -> str:
    """Name the way to complain that a refusal must tell; the authority alone where the law's way is not known."""
    return pack.complaint.text(lang) if pack.complaint else pack.regulator.text(lang)
