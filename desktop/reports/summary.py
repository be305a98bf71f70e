"""The management summary: one or two pages of figures and pictures, to sign."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from itertools import product
from textwrap import shorten

from data.base import title_of
from data.breach import Breach, Obligation
from data.choices import CHOICES
from data.request import Request
from data.sharing import Flow
from desktop.check import check
from desktop.due import Due, Tally, tally
from desktop.finding import Finding, name
from desktop.law.chips import Chip as State
from desktop.reports.engine import Chart, Chip, Column, Document, Point, Tone, below, twofold
from desktop.reports.frame import Frame
from desktop.reports.nearest import kind, pressing
from desktop.sharing import reached, runs
from desktop.show import country
from desktop.standing import Outcome, ended, kept
from desktop.words import Words

_EVER = timedelta(days=365 * 100)


@dataclass(frozen=True, slots=True)
class _Room:
    """What two pages hold whatever there is to tell: bars of charts, of the last ones, rows of deadlines and their lines."""

    bars: int
    last: int
    rows: int
    lines: int


_ROOM = {False: _Room(6, 6, 7, 14), True: _Room(4, 4, 5, 18)}  # in one language, and in both
_LETTERS, _LINE = (
    (120, 90, 62),
    42,
)  # that one thing may take, the fewer where all take too many lines; those of a line
_FEWEST = 42
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
        Column(frame.head("report.summary.kind-of")),
        Column(frame.head("report.summary.due"), kind="date"),
        Column(frame.head("report.summary.state")),
    ]
    nearest, letters = _fitting(frame, pressing(frame))
    shown = frame.say("report.summary.shown", shown=len(nearest), n=figures.open_due.all.total())
    doc.heading(2, frame.say("report.summary.next"), lead=shown)
    rows = ((*figures.named(one, letters), figures.state(one)) for one in nearest)
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

    @property
    def _room(self) -> _Room:
        return _ROOM[self.frame.both]

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
    def open(self) -> list[Finding]:
        """The open findings of the check."""
        return [one for one in check(self.frame.store, self.frame.packs, self.frame.now) if one.open]

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
    def over(self) -> list[Outcome]:
        """The deadlines that ended in the period; one that has passed and is still open was missed."""
        now = self.frame.now
        return [one for one in ended(self.frame.store, now, _EVER) if self.frame.within(min(one.due, now))]

    @cached_property
    def met(self) -> Counter[bool]:
        """How many deadlines ended in time, and how many not."""
        return Counter(one.state is State.DONE for one in self.over)

    def _base(self) -> str:
        """Say of which deadlines the share is: those of duties to notify, and those of requests."""
        parts: list[str] = []
        for register, record in (("breaches", Obligation), ("requests", Request)):
            found = [one for one in self.over if one.record is record]
            if found:
                parts.append(
                    self.frame.say(f"report.summary.kept-{register}", kept=kept(found), n=len(found))
                )
        return self.frame.say("report.summary.kept-base", parts=self.frame.joined("", *parts))

    def leading(self) -> list[tuple[str, str, str]]:
        """Say the leading figures: of what, how many, and what of them."""
        say, number = self.frame.say, self.frame.words.number
        overdue = self.open_due.states[State.OVERDUE].total()
        total = self.met.total()
        share = (
            f"{number(round(100 * self.met[True] / total, 1))}{self.frame.words.numerals('%')}"
            if total
            else "—"
        )
        told = self._base() if total else say("report.summary.none-due")
        countries = {code for _, codes in self.flows for code in codes}
        counted = (
            ("open", self.open_due.all.total(), say("report.summary.open-late", n=overdue)),
            ("requests", len(self.received), say("report.summary.asked", n=sum(map(len, self.received)))),
            ("breaches", len(self.known), ""),
            (
                "flows",
                len(self.flows),
                self.frame.joined(
                    " · ",
                    say("report.summary.flows-in", n=len(countries)),
                    say("report.sharing.ended", n=self.frame.store.amount(Flow) - len(self.flows)),
                ),
            ),
            ("gaps", len(self.open), ""),
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
        most = self._room.bars
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
        """Draw the open findings by what they are about, ranked as in the gap report."""
        frame = self.frame
        named = {name(one, frame.beside): frame.told(partial(name, one)) for one in self.open}
        counts = Counter(name(one, frame.beside) for one in self.open)
        return frame.counted(
            frame.say("report.summary.gap-kinds"), counts, named.__getitem__, self._room.bars
        )

    def categories(self) -> Chart:
        """Draw the flows by category of recipient."""
        return self._bars(
            "categories", Counter(category for category, _ in self.flows), "party_category", self._room.last
        )

    def countries(self) -> Chart:
        """Draw the flows by country."""
        return self._bars(
            "countries",
            Counter(code for _, codes in self.flows for code in codes),
            "country",
            self._room.last,
        )

    def _bars(self, title: str, found: Counter[str], group: str, most: int = 0) -> Chart:
        said = self.frame.say(f"report.summary.{title}")
        return self.frame.counted(said, found, partial(self._choice, group), most or self._room.bars)

    def _choice(self, group: str, key: str) -> str:
        frame = self.frame
        if group == "country":
            return twofold(country(frame.words, key), country(frame.beside, key) if frame.both else "")
        return frame.say(f"choice.{group}.{key}")

    def named(self, one: Due, letters: int) -> tuple[str, str, str, str]:
        """Say what is due, of what, by what kind of date, and when."""
        frame = self.frame
        dated = below(frame.say(f"report.summary.date.{kind(one)}"))
        what = frame.told(lambda words: _what(one, letters, words))
        return one.entry.code, what, dated, frame.moment(one.due) if one.due else "—"

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


def _fitting(frame: Frame, found: Sequence[Due]) -> tuple[Sequence[Due], int]:
    """Take as many of what is due as two pages hold, one less where that leaves room for whole titles, and letters of each."""
    voices = frame.languages if frame.both else (frame.words,)
    room = _ROOM[frame.both]
    for few, letters in product((found[: room.rows], found[: room.rows - 1]), _LETTERS):
        taken = (len(_what(one, letters, words)) for one in few for words in voices)
        if sum(-(-n // _LINE) for n in taken) <= room.lines:
            return few, letters
    return found[: room.rows], _FEWEST


def _what(one: Due, letters: int, words: Words) -> str:
    """Say what is due of which record; a long title is cut after a word."""
    title = one.entry.title if isinstance(one.entry, Request) else title_of(one.entry, words.lang)
    said = words(one.what)
    room = letters - len(said) - 2
    short = shorten(title, max(room, 2), placeholder=" …") if len(title) > room else title
    return words("breach.account.line", first=said, rest=short)
