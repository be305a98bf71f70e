"""The sharing inventory by category with its map, transfers and missing agreements; and the record of processing."""

from collections import Counter

from data.choices import CHOICES
from data.listing import Query
from data.processing import Activity, Retention
from data.sharing import Agreement, Disclosure, Flow, Party
from desktop.processing import keeping
from desktop.reports.engine import Cell, Chip, Column, Document, below, twofold
from desktop.reports.flowmap import FlowMap
from desktop.reports.frame import Frame
from desktop.sharing import LACKING, by_party, checklist, standing
from desktop.words import Words

_PARTIES = ("code", "name_ar", "relationship", "country", "risk", "next_expiry")
_FLOWS = ("code", "title", "party", "data", "legal_basis", "country")
_TRANSFERS = ("code", "title", "party", "country", "mechanism", "permit_number", "permit_until")
_DISCLOSED = ("code", "purpose", "party", "happened_at", "method", "request_reference")
_ACTIVITY = (
    "code", "role", "purposes", "legal_basis", "people", "data", "sensitive", "flows", "recipients", "transfers",
    "security", "owner", "started_on", "ended_on", "keep_until", "last_review", "next_review",
)  # fmt: skip
_ACTIVITIES = ("code", "name_ar", "role", "legal_basis", "owner", "next_review")
_ROWS = 9


def write_sharing(frame: Frame, doc: Document) -> None:
    """Set the inventory: figures, the map, each category with its parties and flows, transfers, what is missing."""
    today = frame.now.astimezone(frame.zone).date()
    parties, agreements = frame.store.all(Party), frame.store.all(Agreement)
    flows = [one for one in frame.store.all(Flow) if one.until_on is None or one.until_on >= today]
    papers = by_party(agreements)
    stands = {party.id: standing(party, papers.get(party.id, ()), today) for party in parties}
    home = {frame.organisation.country, *(pack.code.split("-")[0] for pack in frame.laws)}
    abroad = [one for one in flows if ({one.country, one.storage_country} - {""}) - home]
    bad = [party for party in parties if stands[party.id] in LACKING]
    say, number = frame.say, frame.words.number
    doc.heading(1, say("report.overview"))
    doc.tiles(
        [
            (say("register.parties"), number(len(parties)), ""),
            (say("register.flows"), number(len(flows)), ""),
            (say("report.sharing.abroad"), number(len(abroad)), ""),
            (say("report.sharing.missing"), number(len(bad)), ""),
        ]
    )
    name = frame.words.either(frame.organisation.name_ar, frame.organisation.name_en)
    lacking = {party.id: stands[party.id] for party in bad}
    _map(frame, doc, FlowMap(name, parties, flows, lacking, frozenset(home)))
    _spread(frame, doc, flows)
    for category in CHOICES["party_category"]:
        members = [party for party in parties if party.category == category]
        if members:
            doc.heading(1, say(f"choice.party_category.{category}"))
            frame.table(doc, members, Party, _PARTIES)
            frame.table(doc, [flow for flow in flows if flow.category == category], Flow, _FLOWS)
    doc.heading(1, say("report.sharing.abroad"))
    frame.table(doc, abroad, Flow, _TRANSFERS)
    doc.heading(1, say("report.sharing.missing"))
    _agreements(frame, doc, bad, stands, agreements)
    doc.heading(1, say("register.disclosures"))
    kept = (one for one in frame.store.all(Disclosure) if frame.within(one.happened_at))
    frame.table(doc, kept, Disclosure, _DISCLOSED)
    frame.sign(doc)


def _spread(frame: Frame, doc: Document, flows: list[Flow]) -> None:
    """Draw how the flows are spread over categories of recipients and over countries."""
    charts = [
        frame.counted(
            frame.say(f"report.summary.{title}"),
            Counter(
                frame.said(frame.field(Flow, name), key, {}) for one in flows if (key := getattr(one, name))
            ),
        )
        for title, name in (("categories", "category"), ("countries", "country"))
    ]
    if flows:
        doc.chart(*charts)


def _map(frame: Frame, doc: Document, whole: FlowMap) -> None:
    """Draw the map, on as many figures as its parties need."""
    count = sum(map(len, whole.groups.values()))
    if not count:
        return
    doc.heading(1, frame.say("sharing.map.name"))
    for first in range(0, count, _ROWS):
        drawing = whole.draw(frame.words, doc.width, first=first, rows=_ROWS, say=frame.told)
        told = [frame.words.either(p.name_ar, p.name_en) for found in whole.groups.values() for p in found]
        doc.figure(drawing, alt=", ".join(told[first : first + _ROWS]))


def _agreements(
    frame: Frame, doc: Document, bad: list[Party], stands: dict[str, str], agreements: list[Agreement]
) -> None:
    """Name the parties without an agreement in force, and the terms of the law that contracts lack."""
    rows: list[list[Cell]] = [
        [party.code, frame.title(party), Chip(frame.say(f"sharing.standing.{stands[party.id]}"), "danger")]
        for party in bad
    ]
    columns = [
        Column(frame.label(Party, "code"), 1.0, "id", head=True),
        Column(frame.head("register.parties-one"), 3.0),
        Column(frame.head("register.agreements-one"), 1.6),
    ]
    doc.table(columns, rows, empty=frame.say("report.nothing"))
    leading = frame.laws[0].code if frame.laws else ""
    for agreement in agreements:
        lacking = [item.rule for item in checklist(agreement, frame.packs, leading) if not item.held]
        if lacking:
            doc.heading(2, frame.title(agreement))
            told = frame.say("sharing.items-missing", n=len(lacking))
            doc.paragraph(told, small=True)
            doc.bullets(twofold(*(rule.text(words.lang) for words in frame.languages)) for rule in lacking)


def write_processing(frame: Frame, doc: Document) -> None:
    """Set the record of processing: whose it is, every activity in a table, then each one whole."""
    kept = [
        one for one in frame.rows(Query(Activity, sort="code", descending=False)) if isinstance(one, Activity)
    ]
    doc.heading(1, frame.say("report.overview"))
    names = (
        "name_ar",
        "name_en",
        "address",
        "email",
        "phone",
        "officer_name",
        "officer_email",
        "officer_phone",
    )
    doc.facts(frame.facts(frame.organisation, names))
    rule = keeping(frame.laws)
    if rule is not None:
        pack, fact = rule

        def kept_for(words: Words) -> str:
            years = words("unit.years", n=fact.years or 0)
            cited = words.numerals(pack.cite(fact.article, words.lang))
            return words("report.processing.keeping", years=years, article=cited)

        frame.prose(doc, *map(kept_for, frame.languages))
    frame.table(doc, kept, Activity, _ACTIVITIES)
    for row in kept:
        activity = frame.store.get(Activity, row.id)
        doc.heading(1, frame.title(activity))
        doc.facts(frame.facts(activity, _ACTIVITY))
        if activity.retentions:
            doc.heading(2, frame.say("sharing.tab.retentions"))
            _retentions(frame, doc, activity.retentions)
    frame.sign(doc)


def _retentions(frame: Frame, doc: Document, kept: list[Retention]) -> None:
    """Set how long each category is kept, the number and its unit as one word says the other."""
    columns = [
        Column(below(frame.label(Retention, name)), weight)
        for name, weight in (("category", 1.4), ("amount", 1.0), ("starts", 1.6), ("afterwards", 1.4))
    ]
    rows = (
        [
            frame.value(one, "category"),
            frame.say(f"unit.{one.unit}", n=one.amount) if one.unit and one.amount is not None else "",
            one.starts,
            frame.value(one, "afterwards"),
        ]
        for one in kept
    )
    doc.table(columns, rows)
