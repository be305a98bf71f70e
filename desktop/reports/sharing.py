"""The sharing inventory by category with its map, transfers and missing agreements."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from data.choices import CHOICES
from data.listing import Query
from data.sharing import Agreement, Disclosure, Flow, Party
from desktop.law.pack import Pack
from desktop.reports.engine import Cell, Chip, Column, Document, Span, below, twofold
from desktop.reports.flowmap import FlowMap
from desktop.reports.frame import NOTHING, Frame
from desktop.sharing import (
    LACKING,
    abroad,
    by_party,
    checklist,
    expiries_of,
    flows_of,
    home,
    reached,
    running,
    standing,
)

_PARTIES = ("code", "name_ar", "relationship", "country", "risk", "next_expiry")
_FLOWS = ("code", "title", "party", "data", "legal_basis", "country", "storage_country")
_TRANSFERS = (
    "code",
    "title",
    "party",
    "country",
    "storage_country",
    "mechanism",
    "permit_number",
    "permit_until",
)
_DISCLOSED = ("code", "purpose", "party", "happened_at", "method", "request_reference")
_SPARE = frozenset({"storage_country", "permit_number", "permit_until", "next_expiry"})


def write_sharing(frame: Frame, doc: Document) -> None:
    """Set the inventory: figures, the map, each category with its parties and flows, transfers, what is missing."""
    today = frame.today
    parties, agreements = frame.all(Party), frame.all(Agreement)
    known = frame.all(Flow)
    flows, papers = list(running(known, today)), by_party(agreements)
    stands = {party.id: standing(party, papers.get(party.id, ()), today) for party in parties}
    here = home(frame.organisation)
    away = [one for one in flows if abroad(one, here)]
    bad = [party for party in parties if stands[party.id] in LACKING]
    say, number = frame.say, frame.words.number
    over = say("report.sharing.ended", n=len(known) - len(flows))
    doc.heading(1, say("report.overview"))
    doc.tiles(
        [
            (say("register.parties"), number(len(parties)), ""),
            (say("report.sharing.active"), number(len(flows)), over),
            (say("report.sharing.abroad"), number(len(away)), ""),
            (say("report.sharing.missing"), number(len(bad)), ""),
        ]
    )
    name = frame.title(frame.organisation)
    lacking = {party.id: stands[party.id] for party in bad}
    whole = FlowMap(name, parties, flows, lacking, here)
    if whole.many:
        _spread(frame, doc, flows)
    _map(frame, doc, whole)
    if not whole.many:
        _spread(frame, doc, flows)
    _categories(frame, doc, parties, flows, _next_end(frame, papers, known))
    doc.heading(1, say("report.sharing.abroad"), carried=True)
    frame.table(
        doc, away, Flow, _TRANSFERS, spare=_SPARE, told={"mechanism": lambda one: _mechanism(frame, one)}
    )
    doc.heading(1, say("report.sharing.missing"), carried=True)
    _without(frame, doc, bad, stands)
    _lacking(frame, doc, agreements)
    doc.heading(1, say("register.disclosures"), carried=True)
    rows = frame.rows(Query(Disclosure, sort="happened_at", descending=False))
    kept = (one for one in rows if isinstance(one, Disclosure) and frame.within(one.happened_at))
    frame.table(doc, kept, Disclosure, _DISCLOSED)
    frame.sign(doc)


def _next_end(
    frame: Frame, papers: Mapping[str, Sequence[Agreement]], flows: Sequence[Flow]
) -> Callable[[Party], Cell]:
    """Tell of a party when the next thing ends, and which; what is over has ended, or is overdue where it is ours to do."""
    streams = flows_of(flows)

    def said(party: Party) -> Cell:
        ends = expiries_of(party, papers.get(party.id, ()), streams.get(party.id, ()))
        first = min(ends, key=lambda one: one.on, default=None)
        if first is None:
            return NOTHING
        day, which = (
            below(frame.said(frame.field(Party, "next_expiry"), first.on, {})),
            below(frame.say(f"report.sharing.ends.{first.what}")),
        )
        if first.on >= frame.today:
            return f"{which}\n{day}"
        over = frame.say("clock.chip.overdue" if first.what == "risk" else "report.sharing.over")
        return [f"{which}\n{day}\n", Span(below(over), bold=True, tone="danger")]

    return said


def _mechanism(frame: Frame, flow: Flow) -> Cell:
    """Say what a transfer rests on; that nothing was put down is another thing than that there is nothing."""
    return below(frame.value(flow, "mechanism") or frame.say("report.not-recorded"))


def _categories(
    frame: Frame,
    doc: Document,
    parties: list[Party],
    flows: list[Flow],
    ends: Callable[[Party], Cell],
) -> None:
    """Set each category with its parties and its flows, which may go to parties of another one."""
    for category in CHOICES["party_category"]:
        members = [party for party in parties if party.category == category]
        streams = [flow for flow in flows if flow.category == category]
        if members or streams:
            doc.heading(1, frame.say(f"choice.party_category.{category}"), carried=True)
        if members:
            frame.table(doc, members, Party, _PARTIES, spare=_SPARE, told={"next_expiry": ends})
        if streams:
            doc.heading(3, frame.say("register.flows"))
            frame.table(doc, streams, Flow, _FLOWS, spare=_SPARE)


def _spread(frame: Frame, doc: Document, flows: list[Flow]) -> None:
    """Draw how the flows are spread over categories of recipients and over countries."""
    found = (
        ("categories", "category", [one.category for one in flows if one.category]),
        (
            "countries",
            "country",
            [code for one in flows for code in reached(one.country, one.storage_country)],
        ),
    )
    charts = [
        frame.counted(
            frame.say(f"report.summary.{title}"),
            Counter(keys),
            partial(_said, frame, name),
        )
        for title, name, keys in found
    ]
    if flows:
        doc.chart(*charts)


def _map(frame: Frame, doc: Document, whole: FlowMap) -> None:
    """Draw the map, on as many figures as its parties need."""
    if not whole.groups:
        return
    doc.heading(1, frame.say("sharing.map.name"))
    for drawing, rows in whole.sheets(frame.told, doc.sheet()):
        told = frame.words.joined(f"{row.name} ({row.told})" for row in rows)
        doc.figure(drawing, alt=told or frame.say("sharing.map.name"))
    left = [party for party in whole.parties if party.id not in whole.flows_of]
    if left:
        named = frame.joined("", *map(frame.title, left))
        doc.paragraph(frame.say("report.sharing.no-flow", parties=named), small=True)


def _without(frame: Frame, doc: Document, bad: list[Party], stands: dict[str, str]) -> None:
    """Name the parties without an agreement in force."""
    rows: list[list[Cell]] = [
        [party.code, frame.title(party), Chip(frame.say(f"sharing.standing.{stands[party.id]}"), "danger")]
        for party in bad
    ]
    columns = [
        Column(frame.label(Party, "code"), 1.0, "id", head=True),
        Column(below(frame.label(Flow, "party")), 3.0),
        Column(below(frame.label(Flow, "agreement")), 1.6),
    ]
    doc.table(columns, rows, empty=frame.say("report.nothing"))


def _lacking(frame: Frame, doc: Document, agreements: list[Agreement]) -> None:
    """Name the terms of the law that contracts lack."""
    leading = frame.laws[0].code if frame.laws else ""
    found = (
        (one, [item.rule for item in checklist(one, frame.packs, leading) if not item.held])
        for one in agreements
    )
    incomplete = [(one, lacking) for one, lacking in found if lacking]
    if incomplete:
        doc.heading(1, frame.say("report.sharing.incomplete"), carried=True)
    for agreement, lacking in incomplete:
        said = _lacks(frame, agreement, frame.packs[agreement.law or leading], len(lacking))
        doc.heading(2, frame.joined(" · ", agreement.code, frame.title(agreement)), lead=said)
        doc.bullets(twofold(*(rule.text(words.lang) for words in frame.languages)) for rule in lacking)


def _said(frame: Frame, name: str, value: str) -> str:
    """Say a value of a flow."""
    return frame.said(frame.field(Flow, name), value, {})


def _lacks(frame: Frame, agreement: Agreement, pack: Pack, count: int) -> str:
    """Say whom an agreement is with, how many terms of which law it lacks, and that it is over if it is."""
    parties = frame.joined("", *(frame.title(one) for one in frame.all(Party) if one.id in agreement.parties))
    article = pack.contract.article if pack.contract else ""
    told = [
        parties,
        frame.say(
            "report.sharing.lacks",
            missing=frame.say("sharing.items-missing", n=count),
            article=frame.told(lambda words: words.numerals(pack.cite(article, words.lang))),
            law=frame.named(pack.code),
        ),
    ]
    end = agreement.valid_until
    if end is not None and end < frame.today:
        told.append(frame.say("report.sharing.over-on", date=frame.day(end)))
    return frame.joined(" · ", *told)
