"""The record of processing: whose it is, every activity in a table, then each one whole."""

from functools import partial

from data.listing import Query
from data.processing import Activity, Retention
from data.sharing import Flow, Party
from desktop.processing import keeping
from desktop.reports.engine import Cell, Column, Document, below, halves
from desktop.reports.frame import NOTHING, Frame
from desktop.words import Words

_ACTIVITY = (
    "code", "role", "purposes", "legal_basis", "people", "data", "sensitive", "flows", "recipients", "transfers",
    "security", "owner", "started_on", "ended_on", "keep_until", "last_review", "next_review",
)  # fmt: skip
_IF_ANY = frozenset({"ended_on", "keep_until"})
_ACTIVITIES = ("code", "name_ar", "role", "legal_basis", "owner", "next_review")


def write_processing(frame: Frame, doc: Document) -> None:
    """Set the record of processing: whose it is, every activity in a table, then each one whole."""
    kept = [
        one for one in frame.rows(Query(Activity, sort="code", descending=False)) if isinstance(one, Activity)
    ]
    doc.heading(1, frame.say("report.overview"), carried=True)
    names = (
        "name_ar",
        "name_en",
        "address",
        "email",
        "phone",
        "officer_name" if frame.organisation.officer_name else "officer_name_en",
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
            law = halves(frame.named(pack.code))[words is not frame.words]
            return words("report.processing.keeping", years=years, article=cited, law=law)

        frame.prose(doc, *map(kept_for, frame.languages))
    frame.table(doc, kept, Activity, _ACTIVITIES, told={"next_review": partial(_review, frame)})
    for row in kept:
        activity = frame.store.get(Activity, row.id)
        doc.heading(1, frame.title(activity), carried=True)
        doc.facts(_told(frame, activity))
        if activity.retentions or activity.data:
            doc.heading(2, frame.say("sharing.tab.retentions"))
            _retentions(frame, doc, activity)
    frame.sign(doc)


def _review(frame: Frame, activity: Activity) -> Cell:
    """Say when an activity is reviewed next; one that has ended is not."""
    if activity.ended_on is not None and activity.ended_on <= frame.today:
        return below(frame.say("report.processing.ended", date=frame.day(activity.ended_on)))
    return frame.marked(activity, "next_review") or NOTHING


def _told(frame: Frame, activity: Activity) -> list[tuple[str, Cell]]:
    """Say all that a record of processing tells; what was not put down is said to be so, and on whose behalf it is."""
    facts: list[tuple[str, Cell]] = []
    for name in _ACTIVITY:
        said = frame.facts(activity, [name])
        if not said and name not in _IF_ANY and not (name == "next_review" and activity.ended_on):
            said = [(frame.label(Activity, name), frame.say("report.not-recorded"))]
        facts += said
        if name == "role" and activity.role == "processor":
            facts.append((frame.say("report.processing.for-whom"), _for_whom(frame, activity)))
    return facts


def _for_whom(frame: Frame, activity: Activity) -> str:
    """Name the controllers that an activity's data goes to and comes from, as far as its flows tell."""
    parties = {flow.party for flow in frame.all(Flow) if flow.id in activity.flows}
    named = [one for one in frame.all(Party) if one.id in parties and one.relationship == "controller"]
    return frame.joined("", *map(frame.title, named)) or frame.say("report.not-recorded")


def _retentions(frame: Frame, doc: Document, activity: Activity) -> None:
    """Set how long each category is kept, the number and its unit as one word says the other; the rest has no period."""
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
        for one in activity.retentions
    )
    doc.table(columns, rows, empty=frame.say("report.processing.no-periods"))
    told = {one.category for one in activity.retentions}
    left = [key for key in activity.data if key not in told]
    if told and left:
        named = frame.joined("", *(frame.say(f"choice.data_category.{key}") for key in left))
        doc.paragraph(frame.say("report.processing.no-period", categories=named), small=True)
