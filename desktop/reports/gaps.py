"""The gap report: policies against their law, promises against practice, with evidence, article and decisions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from data.base import title_of
from data.listing import Query, Where
from data.policy import Policy
from desktop.check import NOTICES, SOON, check
from desktop.finding import PRESENT, Finding, Quote, name, said, status
from desktop.law.calendars import Calendar
from desktop.law.facts import Force
from desktop.law.pack import Pack
from desktop.reading.quoting import cut
from desktop.reports.engine import Cell, Chart, Chip, Column, Document, Point, Tone, twofold
from desktop.reports.frame import NOTHING, Frame
from desktop.words import Words

_NOTICE, _CONFLICT = "notice-element", "conflict"
_TONES: dict[str, Tone] = {
    "present": "ok", "partial": "soon", "missing": "danger", "likely": "warn", "stale": "soon",
    "overdue": "danger", "due": "soon", "expired": "danger",
}  # fmt: skip
_INNER = {"ar": str.maketrans("«»", "“”"), "en": str.maketrans("“”", "‘’")}
_MARKED = {"ar": "«{}»", "en": "“{}”"}
_ORDER = ("missing", "likely", "partial", "stale", "expired", "overdue", "due", "present")
_QUOTED, _QUOTES = 320, 3
_NOTICED, _PRACTICE = (3.6, 2.1, 1.8), (2.2, 2.0, 3.0)


def chapters(frame: Frame) -> int:
    """Count the policies that are checked, or due for a review, and what stands before and after them."""
    checked = (Where("state", value="published"),)
    due = (Where("state", "not", "published"), Where("next_review", "to", frame.today + SOON))
    named = 1 if frame.order.key else sum(frame.store.amount(Policy, *where) for where in (checked, due))
    return named + 3


def write_gaps(frame: Frame, doc: Document) -> None:
    """Set what is missing or at odds in every published policy, or in the one the order names."""
    found = check(frame.store, frame.packs, frame.now, frame.order.key or None)
    doc.heading(1, frame.say("report.overview"))
    _overview(frame, doc, found)
    for policy in _policies(frame, found):
        own = [one for one in found if one.policy_id == policy.id and not one.subject]
        doc.heading(1, _titled(frame, policy), carried=True)
        _notice(frame, doc, policy, [one for one in own if one.kind == _NOTICE])
        if policy.state == "published" or frame.order.key:
            _table(frame, doc, policy, "conflicts", [one for one in own if one.kind == _CONFLICT])
        rest = [one for one in own if one.kind not in {_NOTICE, _CONFLICT}]
        for version in dict.fromkeys(one.version for one in rest):
            _table(frame, doc, policy, "rest", [one for one in rest if one.version == version])
    practice = [one for one in found if one.subject or not one.policy_id]
    if practice or not frame.order.key:
        doc.heading(1, frame.say("report.gaps.practice"), carried=True)
        doc.heading(2, frame.say("report.gaps.practice-findings"))
        _rows(frame, doc, practice, versions=True)
    _decisions(frame, doc, found)
    read = [f"report.gaps.{key}" for key, kind in (("read", _NOTICE), ("likely", "")) if _tells(found, kind)]
    for key in read:
        doc.note(frame.say(key), tone="info")
    frame.sign(doc)


def _overview(frame: Frame, doc: Document, found: Sequence[Finding]) -> None:
    left = [one for one in found if one.open]
    decided = sum(one.decision is not None for one in found)
    held = sum(one.status == PRESENT for one in found)
    figures = (("open", len(left)), ("decided", decided), ("held", held))
    doc.tiles([(frame.say(f"report.gaps.{key}"), frame.words.number(n), "") for key, n in figures])
    counts = Counter(one.status for one in found if one.decision is None)
    points = [
        Point(frame.told(partial(_state, state)), [counts[state]], tone=_TONES[state])
        for state in _ORDER
        if counts[state]
    ]
    charts = [Chart("bars", frame.say("report.gaps.by-status"), points)] if points else []
    elements = {name(one, frame.beside): frame.told(partial(name, one)) for one in left}
    if elements:
        counted = Counter(name(one, frame.beside) for one in left)
        charts.append(frame.counted(frame.say("report.gaps.by-element"), counted, elements.__getitem__))
    doc.chart(*charts)
    unread = [] if frame.order.key else [one for one in frame.all(Policy) if _unread(one)]
    if unread:
        doc.note(frame.say("report.gaps.unread", named=frame.told(partial(_listed, unread))), tone="soon")


def _tells(found: Iterable[Finding], kind: str) -> bool:
    """Tell whether there are findings of a kind, or likely ones."""
    return any(one.kind == kind if kind else one.status == "likely" for one in found)


def _unread(policy: Policy) -> bool:
    """Tell whether a policy is a notice about to be published, and is therefore not held against the law yet."""
    return policy.kind in NOTICES and policy.state in {"review", "approved"}


def _listed(policies: Iterable[Policy], words: Words) -> str:
    stands = ((one, words(f"choice.version_state.{one.state}")) for one in policies)
    return words.joined(
        f"{title_of(one, words.lang)} ({words.joined((one.code, said))})" for one, said in stands
    )


def _state(state: str, words: Words) -> str:
    return words.first(f"notice.status.{state}", f"check.status.{state}")


def _policies(frame: Frame, found: Iterable[Finding]) -> Iterator[Policy]:
    named = {one.policy_id for one in found if not one.subject}
    for entry in frame.rows(Query(Policy, sort="code", descending=False)):
        if isinstance(entry, Policy) and entry.id in named:
            yield frame.store.get(Policy, entry.id)


def _titled(frame: Frame, policy: Policy) -> str:
    """Name a policy in the report's languages, its reference once."""
    said, other = (title_of(policy, words.lang) for words in frame.languages)
    return twofold(f"{said} ({policy.code})", "" if said == other else other)


def _notice(frame: Frame, doc: Document, policy: Policy, found: Sequence[Finding]) -> None:
    """Set the notice against each law that asks for it."""
    for law in dict.fromkeys(one.law for one in found):
        pack = frame.packs[law]
        law_named = frame.told(lambda words, named=pack.name: words.numerals(named(words.lang)))  # type: ignore[misc]  # bound to its law
        heading = frame.say("report.gaps.notice", law=law_named)
        doc.heading(2, frame.joined(" · ", heading, *_version(frame, policy, found)))
        own = [one for one in found if one.law == law]
        _rows(frame, doc, sorted(own, key=_rank), weights=_NOTICED)


def _rank(one: Finding) -> int:
    return _ORDER.index(one.status) if one.status in _ORDER else 0


def _table(frame: Frame, doc: Document, policy: Policy, heading: str, found: Sequence[Finding]) -> None:
    doc.heading(2, frame.joined(" · ", frame.say(f"report.gaps.{heading}"), *_version(frame, policy, found)))
    if found:
        _rows(frame, doc, found, versions=heading == "rest")
    else:
        doc.paragraph(frame.say("report.gaps.none"))


def _version(frame: Frame, policy: Policy, found: Sequence[Finding]) -> tuple[str, ...]:
    """Say which version of a policy was read and how it stands: the numbers of clauses are that version's."""
    read = next((one.version for one in found if one.version), "")
    if not read:
        return ()
    state = next((one.state for one in policy.versions if one.number == read), policy.state)
    return frame.say("report.policy.version", number=read), frame.say(f"choice.version_state.{state}")


def _rows(
    frame: Frame,
    doc: Document,
    found: Sequence[Finding],
    *,
    weights: tuple[float, ...] = _PRACTICE,
    versions: bool = False,
) -> None:
    """Set findings as a table; a column in which none of them says anything is left out.

    Clauses are named with their `versions` where no heading says which it is.
    """
    rows = [_row(frame, one if versions else replace(one, version="")) for one in found]
    named = (("what", 1.4), ("status", 0.9), *zip(("evidence", "article", "says"), weights, strict=True))
    kept = [at for at in range(len(named)) if not rows or any(row[at] for row in rows)]
    columns = [
        Column(frame.head(f"report.gaps.{name}"), weight, head=name == "what")
        for name, weight in (named[at] for at in kept)
    ]
    told = ([row[at] or NOTHING for at in kept] for row in rows)
    doc.table(columns, told, empty=frame.say("report.nothing"))


def _row(frame: Frame, one: Finding) -> list[Cell]:
    tone = "info" if one.decision else _TONES.get(one.status, "mute")
    return [
        frame.told(partial(name, one)),
        Chip(frame.told(partial(status, one)), tone),
        frame.told(partial(_evidence, one, both=frame.both)),
        frame.told(partial(_article, one, frame.packs.get(one.law))),
        frame.told(partial(_says, one, frame.months)),
    ]


def _says(one: Finding, months: str, words: Words) -> str:
    """Say what to do, its days written as everywhere in the report; of what is there, nothing."""
    if one.status == PRESENT:
        return ""
    written = Calendar(words, months).gregorian
    values = {key: written(value) if isinstance(value, date) else value for key, value in one.values.items()}
    return said(replace(one, values=values), words)


def _evidence(one: Finding, words: Words, *, both: bool) -> str:
    """Quote the sentences a finding stands on in the order of the text, each with its clause.

    Each language quotes its own text; the other one stands only where the clause has no other, or where the two differ.
    In a report in `both` each has its half.
    """
    apart = one.kind == "translation" or one.element.startswith("twin-")
    quotes = [quote for quote in one.evidence if quote.lang == words.lang or (apart and not both)]
    if not quotes and not both:
        quotes = [quote for quote in one.evidence if quote.alone]
    if quotes:
        return "\n".join(_told(one, quotes, words))
    named = dict.fromkeys(q.clause for q in one.evidence if not q.alone)
    if not one.evidence and one.clause:
        named[one.clause] = None
    return "\n".join(_clause(one, clause, words) for clause in named)


def _told(one: Finding, quotes: Sequence[Quote], words: Words) -> Iterator[str]:
    """Quote the sentences that say most, in the order of the text, and name the clauses of the others."""
    stands: dict[tuple[str, ...], list[Quote]] = {}
    for quote in quotes:
        stands.setdefault((quote.clause, quote.lang, quote.part, quote.sentence), []).append(quote)
    ranked = sorted(stands, key=lambda place: -len(stands[place]))[:_QUOTES]
    yield from (_quoted(one, found, words) for place, found in stands.items() if place in ranked)
    quoted = {clause for clause, *_ in ranked}
    if left := [clause for clause in dict.fromkeys(clause for clause, *_ in stands) if clause not in quoted]:
        yield words("report.gaps.also", n=len(left), named=words.joined(map(words.numerals, left)))


def _sentence(found: Sequence[Quote]) -> str:
    """Quote the sentence of some words, or of a long one what is around them."""
    starts = found[0].start - found[0].sentence.find(found[0].words)
    first, after = min(quote.start for quote in found), max(quote.end for quote in found)
    return cut(found[0].sentence, first - starts, after - starts, _QUOTED)


def _quoted(one: Finding, found: Sequence[Quote], words: Words) -> str:
    """Quote a sentence with its clause; one of the other language stands below it, in its own direction and marks."""
    clause, lang = _clause(one, found[0].clause, words), found[0].lang
    inner = _sentence(found).translate(_INNER[lang])
    if lang == words.lang:
        return words("report.gaps.quoted", clause=clause, words=inner)
    return f"{words('report.gaps.quoting', clause=clause)}\n{_MARKED[lang].format(inner)}"


def _clause(one: Finding, clause: str, words: Words) -> str:
    """Name a clause, with its version where the finding tells which."""
    if clause in {"", "0"}:
        return words("report.policy.preamble")
    named = words("report.policy.clause", number=words.numerals(clause))
    version = words("report.policy.version", number=one.version) if one.version else ""
    return f"{named} ({version})" if version else named


def _article(one: Finding, pack: Pack | None, words: Words) -> str:
    if not one.article or pack is None:
        return words("report.gaps.good-practice") if one.subject else ""
    asked = pack.notice_elements.get(one.element) if one.kind == _NOTICE else None
    if asked is not None and asked.force is Force.PRACTICE:
        return words("report.gaps.good-practice")
    cited = words.numerals(pack.cite(one.article, words.lang))
    return f"{cited} ({words(f'law.confidence.{one.confidence}')})"


def _decisions(frame: Frame, doc: Document, found: Iterable[Finding]) -> None:
    rows: list[list[Cell]] = [
        [
            frame.told(partial(name, one)),
            frame.say(f"choice.verdict.{one.decision.verdict}"),
            one.decision.reason,
            one.decision.decided_by,
            frame.moment(one.decision.decided_at),
        ]
        for one in found
        if one.decision is not None
    ]
    if rows:
        doc.heading(1, frame.say("report.gaps.decisions"))
        named = ("what", "verdict", "reason", "by", "at")
        doc.table([Column(frame.head(f"report.gaps.{key}"), head=key == "what") for key in named], rows)
