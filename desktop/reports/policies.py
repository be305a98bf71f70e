"""The policy register, and one policy clause by clause."""

from dataclasses import replace

from data.choices import CHOICES
from data.listing import Query, Where
from data.policy import Clause, Policy, Version
from desktop.exchange.clauses import subheadings
from desktop.leading import leading
from desktop.policy import OPEN, numbers_itself, text_hash
from desktop.reports.engine import Document, Span, twofold
from desktop.reports.frame import Frame

_REGISTER = ("code", "title_ar", "kind", "state", "version_number", "effective_from", "next_review")
_ABOUT = ("kind", "classification", "audience", "owner", "laws", "next_review")
_VERSION = (
    "number",
    "state",
    "author",
    "reviewer",
    "approver",
    "approved_at",
    "effective_from",
    "published_at",
)


def write_register(frame: Frame, doc: Document) -> None:
    """Set the register of policies: how many stand where, then every policy."""
    doc.heading(1, frame.say("report.overview"))
    store, number = frame.store, frame.words.number
    states = store.counts(Query(Policy), "state")
    due = store.amount(Policy, Where("next_review", "before", frame.today))
    doc.tiles(
        [
            (frame.say("register.policies"), number(sum(states.values())), ""),
            *(
                (frame.say(f"choice.version_state.{state}"), number(states[state]), "")
                for state in CHOICES["version_state"]
                if state in states
            ),
            (frame.say("report.policy.review-due"), number(due), ""),
        ]
    )
    doc.heading(1, frame.say("register.policies"))
    frame.table(doc, frame.rows(Query(Policy, sort="code", descending=False)), Policy, _REGISTER)
    frame.sign(doc)


def cover(frame: Frame) -> list[tuple[str, str]]:
    """Say which version of a policy this is, how it stands and since when it is in force."""
    version = leading(frame.store.get(Policy, frame.order.key))
    return frame.facts(version, ("number", "state", "effective_from")) if version else []  # type: ignore[return-value]  # facts are words here


def draft(frame: Frame) -> bool:
    """Tell whether the version that is printed was not approved yet."""
    version = leading(frame.store.get(Policy, frame.order.key))
    return version is not None and version.state in OPEN


def write_policy(frame: Frame, doc: Document) -> None:
    """Set one policy: what it is, then its leading version clause by clause in the languages it has."""
    policy = frame.store.get(Policy, frame.order.key)
    version = leading(policy)
    doc.heading(1, frame.say("report.policy.about"))
    doc.facts([(frame.label(type(policy), "code"), policy.code), *frame.facts(policy, _ABOUT)])
    if version is None:
        doc.note(frame.say("report.policy.no-version"), tone="soon")
        return
    doc.heading(2, frame.say("report.policy.version", number=version.number))
    digest = version.text_hash or text_hash(version)
    half = len(digest) // 2
    doc.facts(
        [
            *frame.facts(version, _VERSION),
            (frame.say("report.policy.hash"), f"{digest[:half]}\n{digest[half:]}"),
        ]
    )
    doc.heading(1, frame.say("report.policy.text"))
    _text(frame, doc, version)
    frame.sign(doc)


def _text(frame: Frame, doc: Document, version: Version) -> None:
    for clause in version.clauses:
        _clause(frame, doc, clause)


def _clause(frame: Frame, doc: Document, clause: Clause) -> None:
    """Set one clause: side by side when both languages are asked for and there, else in the one there is."""
    paired = (
        frame.both and bool(clause.text_ar or clause.heading_ar) and bool(clause.text_en or clause.heading_en)
    )
    said = twofold(clause.heading_ar, clause.heading_en) if paired else ""
    _heading(frame, doc, clause, said or frame.words.either(clause.heading_ar, clause.heading_en))
    if paired:
        _pairs(doc, _lines(clause.text_ar), _lines(clause.text_en))
    else:
        for line in _lines(frame.words.either(clause.text_ar, clause.text_en)):
            if line.bold:
                doc.heading(3, line.text, own=True)
            else:
                doc.paragraph(line.text)


def _pairs(doc: Document, arabic: list[Span], english: list[Span]) -> None:
    """Set both texts side by side, paragraph by paragraph where they have as many."""
    if len(arabic) == len(english):
        for at, (one, other) in enumerate(zip(arabic, english, strict=True), 1):
            if one.bold and other.bold:
                doc.heading(3, twofold(one.text, other.text))
            else:
                doc.pair(one, other, rule=at == len(arabic))
    else:
        doc.pair(*(_apart(spans) for spans in (arabic, english)))


def _apart(spans: list[Span]) -> list[Span]:
    """Set paragraphs below each other, with a line between them."""
    return [replace(span, text=f"{span.text}\n\n") for span in spans[:-1]] + spans[-1:]


def _lines(text: str) -> list[Span]:
    """Take a clause's text line by line, the headings within it bold."""
    heads = subheadings(text)
    lines = filter(None, map(str.strip, text.splitlines()))
    return [Span(line, bold=line in heads) for line in lines]


def _heading(frame: Frame, doc: Document, clause: Clause, said: str) -> None:
    silent = clause.number in {"", "0"} or (said and numbers_itself(clause))
    number = "" if silent else frame.words.numerals(clause.number)
    named = said or (
        frame.say("report.policy.clause", number=number) if number else frame.say("report.policy.preamble")
    )
    stale = [Span(frame.say("report.policy.stale"), tone="warn")] if clause.translation_stale else ""
    doc.heading(2, f"{number}. {named}" if number and said else named, stale, own=True)
