"""Printing a report: its cover, contents and furniture, and then what its kind writes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data import audit
from data.base import Entry, title_of
from data.errors import Blocked
from data.listing import Query
from data.processing import Activity
from data.registers import REGISTERS
from data.store import Store
from desktop.law.pack import Pack
from desktop.reports import audit as trail
from desktop.reports import (
    breaches,
    comparison,
    gaps,
    notices,
    policies,
    processing,
    requests,
    sharing,
    summary,
)
from desktop.reports.drafts import drafted, word
from desktop.reports.engine import Cover, Document, Labels, Meta, Result
from desktop.reports.frame import Frame
from desktop.reports.speech import Order
from desktop.words import Words

__all__ = ["KINDS", "REPORTS", "Order", "Report", "build", "every"]


@dataclass(frozen=True, slots=True)
class Report:
    """One kind of report: what writes it, the record it is about if one, and whether its pages lie on their side.

    A report of two or three sections has no `contents`; one that is a page or two in all has no `cover` either. Where
    every record is a chapter, `chapters` counts them.
    `ready` tells whether a record has what the report is made of. `narrowed` is the register of a record that it may
    be narrowed to; `dated` says that it tells of the days of a period, `versioned` that it compares two versions.
    What is a record itself, as confidential as that says, tells of it on its cover what `cover_of` gives.
    What goes to people is not `ours` to keep, and so bears no mark of how confidential it is. What is a sheet of its own
    is `titled` as that.
    What is `draft`, not final, says so at the head of its pages and on its cover.
    What was written in a language before it is printed has no other: `spoken` tells which.
    """

    write: Callable[[Frame, Document], None]
    about: str = ""
    part_of: str = ""
    landscape: bool = False
    cover: bool = True
    contents: bool = True
    chapters: Callable[[Frame], int] = lambda _: 0
    ready: Callable[[Any], object] = bool
    narrowed: str = ""
    dated: bool = False
    versioned: bool = False
    cover_of: Callable[[Frame], list[tuple[str, str]]] | None = None
    ours: bool = True
    titled: Callable[[Frame, Words], str] | None = None
    draft: Callable[[Frame], bool] = lambda _: False
    spoken: Callable[[Store, str], str] | None = None

    @property
    def register(self) -> str:
        """The register in which the record stands that the report is about, whole or in part; empty for none."""
        return self.about or self.part_of


def _count(entry: type[Entry]) -> Callable[[Frame], int]:
    """Count the records of a register, and one chapter more for what stands before them."""
    return lambda frame: len(frame.store.order(Query(entry))) + 1


REPORTS: Mapping[str, Report] = {
    "policies": Report(policies.write_register, contents=False),
    "policy": Report(policies.write_policy, about="policies", cover_of=policies.cover, draft=policies.draft),
    "comparison": Report(
        comparison.write_comparison,
        about="policies",
        contents=False,
        ready=comparison.comparable,
        versioned=True,
    ),
    "gaps": Report(gaps.write_gaps, landscape=True, chapters=gaps.chapters, narrowed="policies"),
    "breaches": Report(breaches.write_log, landscape=True, contents=False, dated=True),
    "breach": Report(breaches.write_dossier, about="breaches"),
    "breach-notice": Report(notices.write_notice, part_of="breaches", cover=False, titled=notices.titled),
    "requests": Report(requests.write_register, landscape=True, contents=False, dated=True),
    "letter": Report(
        requests.write_letter,
        part_of="requests",
        cover=False,
        ready=requests.letters,
        ours=False,
        titled=requests.titled,
        draft=requests.draft,
        spoken=requests.spoken,
    ),
    "sharing": Report(sharing.write_sharing, dated=True),
    "processing": Report(processing.write_processing, chapters=_count(Activity)),
    "summary": Report(summary.write_summary, cover=False, dated=True),
    "audit": Report(trail.write_audit, landscape=True, contents=False, dated=True),
}
KINDS = tuple(REPORTS)


def every(store: Store) -> Iterator[tuple[str, str]]:
    """Name every report that a store can give: the kind, and the reference of the record it is about if one."""
    for kind, report in REPORTS.items():
        if report.register:
            records = store.all(REGISTERS[report.register])
            yield from ((kind, record.code) for record in records if report.ready(record))
        else:
            yield kind, ""


def build(  # noqa: PLR0913  # what a report is made from, and how it tells of its progress
    order: Order,
    store: Store,
    file: Path,
    now: datetime,
    packs: Mapping[str, Pack],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Print a report to a file, whole or not at all; the same data and moment give the same bytes.

    Raises:
        Blocked: `report.needs-record`, `record.absent`, `file.unwritable`.
        Cancelled: when `cancelled` says so; no file is left.
    """
    report = REPORTS[order.kind]
    if report.register and not order.key:
        raise Blocked("report.needs-record", kind=order.kind)
    if report.spoken:
        order = replace(order, lang=report.spoken(store, order.key))
    if not report.dated:
        order = replace(order, since=None, until=None)
    frame = Frame(order, store, now, packs, cancelled)
    options: dict[str, Any] = {"landscape": report.landscape, "progress": progress, "cancelled": cancelled}
    try:
        with Document(file, _meta(frame), **options) as doc:
            if report.cover:
                doc.cover(_cover(frame))
            if report.cover and report.contents:
                doc.contents(report.chapters(frame))
            report.write(frame, doc)
    except OSError as error:
        raise Blocked("file.unwritable", name=file.name) from error
    return doc.result


def _title(frame: Frame, words: Words) -> str:
    if titled := REPORTS[frame.order.kind].titled:
        return titled(frame, words)
    record = _record(frame)
    about = (
        {"code": record.code, "title": title_of(record, words.lang)} if record else {"code": "", "title": ""}
    )
    return words(f"report.title.{frame.order.kind}", **about)


def _meta(frame: Frame) -> Meta:
    organisation, report = frame.organisation, REPORTS[frame.order.kind]
    classification = frame.say(f"choice.classification.{_classification(frame)}") if report.ours else ""
    with frame.store.connection() as connection:
        seq, head = audit.head(connection)
    return Meta(
        title=_title(frame, frame.words),
        title_en=_title(frame, frame.beside),
        made_at=frame.now,
        made_text=frame.zoned(frame.now),
        lang=frame.order.lang,  # type: ignore[arg-type]  # one of the three, checked by whoever reads the order
        digits=frame.digits,  # type: ignore[arg-type]
        organisation=frame.either(organisation.name_ar, organisation.name_en),
        classification=classification,
        mark=drafted(frame, classification) if report.draft(frame) else "",
        store_id=organisation.id.split("-")[0],
        audit_head=f"{seq}:{head.hex()[:16]}",
        author=frame.words.either(organisation.name_ar, organisation.name_en),
        labels=_labels(frame.speaking("ar")),
        labels_en=_labels(frame.speaking("en")),
    )


def _classification(frame: Frame) -> str:
    """Find how confidential a report is: as the record that it prints says of itself, else as the organisation."""
    itself = _record(frame) if REPORTS[frame.order.kind].cover_of else None
    return getattr(itself, "classification", "") or frame.organisation.classification


def _record(frame: Frame) -> Entry | None:
    """Find the record that a report is about."""
    register = REPORTS[frame.order.kind].about
    return frame.store.get(REGISTERS[register], frame.order.key) if register else None


def _labels(words: Words) -> Labels:
    names = Labels.__dataclass_fields__
    return Labels(**{name: words(f"report.label.{name}") for name in names})


def _cover(frame: Frame) -> Cover:
    report, record = REPORTS[frame.order.kind], _record(frame)
    facts = [(frame.label(type(record), "code"), record.code)] if record else []
    facts += report.cover_of(frame) if report.cover_of else []
    facts.append((frame.say("report.made"), frame.day(frame.today)))
    if frame.span:
        facts.append((frame.say("report.period"), frame.span))
    narrowed = report.narrowed
    if narrowed and frame.order.key:
        record = one = frame.store.get(REGISTERS[narrowed], frame.order.key)
        facts.append((frame.say(f"register.{narrowed}-one"), frame.joined(" · ", frame.title(one), one.code)))
    codes = getattr(record, "laws", None) or frame.organisation.laws
    laws = [code for code in codes if code in frame.packs]
    if laws:
        facts.append((frame.say("report.law" if len(laws) == 1 else "report.laws"), frame.named(*laws)))
    if frame.organisation.sample:
        facts.append((frame.say("report.note"), frame.say("report.sample")))
    draft = word(frame) if report.draft(frame) else ""
    return Cover(subtitle=frame.say("app.tagline"), draft=draft, facts=facts, logo=_logo(frame))


def _logo(frame: Frame) -> bytes | None:
    key = frame.organisation.logo_id
    return frame.store.content(key) if key else None
