"""The management summary: one or two pages of figures and pictures, to sign."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial

from data.base import title_of
from data.breach import Breach
from data.choices import CHOICES
from data.request import Request
from data.sharing import Flow
from desktop.check import check
from desktop.due import Due, Span, Tally, due, tally
from desktop.law.chips import Chip as State
from desktop.reports.engine import Chart, Chip, Column, Document, Point, Tone, twofold
from desktop.reports.frame import Frame
from desktop.sharing import reached, runs
from desktop.show import country
from desktop.standing import ended
from desktop.words import Words

_EVER = timedelta(days=365 * 100)


@dataclass(frozen=True, slots=True)
class _Room:
    """What two pages hold whatever there is to tell: bars of a chart, rows of deadlines, letters of what is due."""

    bars: int
    rows: int
    letters: int


_ROOM = {False: _Room(6, 8, 62), True: _Room(4, 5, 50)}  # in one language, and in both
_STATES: Mapping[State, Tone] = {
    State.OVERDUE: "danger", State.HOURS: "warn", State.DAYS: "soon", State.PAUSED: "info",
}  # fmt: skip


def write_summary(frame: Frame, doc: Document) -> None:
    """Set the figures of the period, how they are spread, what is due next, and the places to sign."""
    figures = Figures(frame)
    doc.heading(1, frame.say("report.title.summary"), lead=_lead(frame))
    doc.tiles(figures.leading())
    for pair in charts(figures):
        doc.chart(*pair)
    columns = [
        Column(frame.head("field.code"), kind="id", head=True),
        Column(frame.head("report.summary.what"), 2.0),
        Column(frame.head("report.summary.due"), kind="date"),
        Column(frame.head("report.summary.state")),
    ]
    most = _ROOM[frame.both].rows
    nearest = due(frame.store, frame.now, frame.zone, Span(nearest=most))[:most]
    left = figures.open_due.all.total() - len(nearest)
    doc.heading(2, frame.say("report.summary.next"), lead=frame.say("report.summary.more", n=left))
    rows = ((*figures.named(one), figures.state(one)) for one in nearest)
    doc.table(columns, rows, empty=frame.say("report.nothing"))
    frame.sign(doc)


def _lead(frame: Frame) -> str:
    """Say the day first, which a line holds whole, then the period and whose summary it is."""
    name = frame.either(frame.organisation.name_ar, frame.organisation.name_en)
    return frame.joined(" · ", frame.day(frame.today), frame.span or frame.say("report.summary.whole"), name)


@dataclass(frozen=True)
class Figures:
    """What is counted: the past within the period of the order, what is open as it stands now."""

    frame: Frame

    @cached_property
    def flows(self) -> list[tuple[str, list[str]]]:
        """Category and countries of the flows that run today."""
        names, today = ("category", "country", "storage_country", "until_on"), self.frame.today
        found = self.frame.store.values(Flow, *names)
        return [(category, reached(to, kept)) for category, to, kept, until in found if runs(until, today)]

    @cached_property
    def open_due(self) -> Tally:
        """How much is to be done, and how much of it is late."""
        return tally(self.frame.store, self.frame.now, self.frame.zone)

    @cached_property
    def open(self) -> Counter[str]:
        """The open findings of the check by kind."""
        found = check(self.frame.store, self.frame.packs, self.frame.now)
        return Counter(one.kind for one in found if one.open)

    @cached_property
    def known(self) -> list[tuple[str, str]]:
        """Cause and severity of the breaches that the organisation became aware of in the period."""
        found = self.frame.store.values(Breach, "cause", "severity", "aware_at")
        return [(cause, severity) for cause, severity, at in found if self.frame.within(at)]

    @cached_property
    def received(self) -> list[list[str]]:
        """The rights used by the requests that came in in the period."""
        found = self.frame.store.values(Request, "rights", "received_at")
        return [rights for rights, at in found if self.frame.within(at)]

    @cached_property
    def met(self) -> Counter[bool]:
        """How many deadlines ended in the period, in time and not; one that has passed and is still open was missed."""
        now = self.frame.now
        found = ((one.state is State.DONE, one.due) for one in ended(self.frame.store, now, _EVER))
        return Counter(kept for kept, due in found if self.frame.within(min(due, now)))

    def leading(self) -> list[tuple[str, str, str]]:
        """Say the leading figures: of what, how many, and what of them."""
        say, number = self.frame.say, self.frame.words.number
        overdue = self.open_due.states[State.OVERDUE].total()
        kept, total = self.met[True], self.met.total()
        share = f"{number(round(100 * kept / total, 1))}{self.frame.words.numerals('%')}" if total else "—"
        told = say("report.summary.by-law", kept=kept, n=total) if total else say("report.summary.none-due")
        countries = {code for _, codes in self.flows for code in codes}
        counted = (
            ("open", self.open_due.all.total(), say("report.summary.open-late", n=overdue)),
            ("requests", len(self.received), say("report.summary.asked", n=sum(map(len, self.received)))),
            ("breaches", len(self.known), ""),
            ("flows", len(self.flows), say("report.summary.flows-in", n=len(countries))),
            ("gaps", self.open.total(), ""),
        )
        return [
            (say("report.summary.kept-share"), share, told),
            *((say(f"report.summary.{name}"), number(n), said) for name, n, said in counted),
        ]

    def kept(self) -> Chart:
        """Draw the share of deadlines that were kept."""
        say = self.frame.say
        points = [
            Point(say("report.summary.in-time"), [self.met[True]], tone="ok"),
            Point(say("report.summary.late"), [self.met[False]], tone="danger"),
        ]
        return Chart("ring", say("report.summary.kept"), points)

    def rights(self) -> Chart:
        """Draw the requests of the period by right."""
        found = Counter(right for rights in self.received for right in rights)
        return self._bars("rights", found, "right")

    def causes(self) -> Chart:
        """Draw the breaches of the period by cause, parted by severity."""
        bands = CHOICES["severity"]
        found: dict[str, Counter[str]] = {}
        for cause, severity in self.known:
            found.setdefault(cause or "unknown", Counter())[severity or ""] += 1
        shown = [band for band in (*reversed(bands), "") if any(counts[band] for counts in found.values())]
        ranked = sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))
        most = _ROOM[self.frame.both].bars
        named = ranked if len(ranked) <= most else ranked[: most - 1]
        points = [
            Point(self._choice("breach_cause", cause), [counts[band] for band in shown])
            for cause, counts in named
        ]
        if rest := sum((counts for _, counts in ranked[len(named) :]), Counter[str]()):
            points.append(Point(self.frame.say("report.others"), [rest[band] for band in shown]))
        series = [
            self._choice("severity", band) if band else self.frame.say("report.summary.unscored")
            for band in shown
        ]
        return Chart("stacked", self.frame.say("report.summary.causes"), points, series)

    def gaps(self) -> Chart:
        """Draw the open findings by kind."""
        return self._bars("gap-kinds", self.open, "")

    def categories(self) -> Chart:
        """Draw the flows by category of recipient."""
        return self._bars("categories", Counter(category for category, _ in self.flows), "party_category")

    def countries(self) -> Chart:
        """Draw the flows by country."""
        return self._bars("countries", Counter(code for _, codes in self.flows for code in codes), "country")

    def _bars(self, title: str, found: Counter[str], group: str) -> Chart:
        said, most = self.frame.say(f"report.summary.{title}"), _ROOM[self.frame.both].bars
        return self.frame.counted(said, found, partial(self._choice, group), most)

    def _choice(self, group: str, key: str) -> str:
        frame = self.frame
        if group == "country":
            return twofold(country(frame.words, key), country(frame.beside, key) if frame.both else "")
        if not group:
            known = f"check.name.{key}"
            return frame.say(known if known in frame.words else f"report.summary.kind.{key}")
        return frame.say(f"choice.{group}.{key}")

    def named(self, one: Due) -> tuple[str, str, str]:
        """Say what is due, of what, and when."""
        frame, entry, most = self.frame, one.entry, _ROOM[self.frame.both].letters

        def what(words: Words) -> str:
            title = entry.title if isinstance(entry, Request) else title_of(entry, words.lang)
            said = words(one.what)
            room = most - len(said) - 2
            short = title if len(title) <= room else f"{title[: room - 1].rstrip()}…"
            return words("breach.account.line", first=said, rest=short)

        return entry.code, frame.told(what), frame.moment(one.due) if one.due else "—"

    def state(self, one: Due) -> Chip:
        """Say how pressing it is."""
        return Chip(self.frame.say(f"clock.chip.{one.state}"), _STATES.get(one.state, "mute"))


def charts(figures: Figures) -> list[tuple[Chart, Chart]]:
    """Draw everything, two beside each other; the manager's page shows the same."""
    return [
        (figures.kept(), figures.rights()),
        (figures.causes(), figures.gaps()),
        (figures.categories(), figures.countries()),
    ]
