"""The record of processing: whose it is, every activity in a table, then each one whole."""

from data.listing import Query
from data.processing import Activity, Retention
from desktop.processing import keeping
from desktop.reports.engine import Column, Document, below
from desktop.reports.frame import Frame
from desktop.words import Words

_ACTIVITY = (
    "code", "role", "purposes", "legal_basis", "people", "data", "sensitive", "flows", "recipients", "transfers",
    "security", "owner", "started_on", "ended_on", "keep_until", "last_review", "next_review",
)  # fmt: skip
_ACTIVITIES = ("code", "name_ar", "role", "legal_basis", "owner", "next_review")


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
            return words("report.processing.keeping", years=years, article=cited)

        frame.prose(doc, *map(kept_for, frame.languages))
    frame.table(doc, kept, Activity, _ACTIVITIES)
    for row in kept:
        activity = frame.store.get(Activity, row.id)
        doc.heading(1, frame.title(activity), carried=True)
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
