"""The account of a breach down the line of time, with where now is and the deadlines still to come."""

from collections.abc import Iterator

from data.breach import Breach, TimelineEntry
from desktop import account
from ui.breach import dialogs
from ui.breach.looks import duty_name
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import Section
from ui.widgets.text import auto, joined
from ui.widgets.timeline import Mark, Timeline

_ICONS = {
    "aware": ("accent", "flag"),
    "assessed": ("ok", "check"),
    "decided": ("info", "check"),
    "filed": ("ok", "send"),
    "note": ("info", "pencil"),
    "closed": ("mute", "lock"),
    "reopened": ("warn", "rotate-ccw"),
}


class Story(Section):
    """What was written into the account, and the open deadlines dashed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("breach.story"))
        self.desk = desk
        self._breach: Breach | None = None
        self.line = Timeline(desk)
        self.head.addWidget(Button(desk, desk.words("breach.add-entry"), kind="link", act=self._add))
        self.body.addWidget(self.line)

    def show_story(self, breach: Breach) -> None:
        """Show the account of a breach."""
        self._breach = breach
        self.line.set_marks([*self._past(breach), *self._coming(breach)], self.desk.now())

    def _past(self, breach: Breach) -> Iterator[Mark]:
        for entry in breach.timeline:
            if entry.happened_at is not None:
                yield self._mark(breach, entry)

    def _mark(self, breach: Breach, entry: TimelineEntry) -> Mark:
        words = self.desk.words
        tone, icon = _ICONS.get(entry.kind, ("ok", "check"))
        if account.outdated(breach, entry):
            tone = "mute"
        when = self._when(entry)
        return Mark(
            entry.happened_at or self.desk.now(),
            account.title(breach, entry, words),
            joined(when, auto(entry.actor)),
            tone,
            icon,
        )

    def _when(self, entry: TimelineEntry) -> str:
        at = entry.happened_at
        return self.desk.calendar.moment(self.desk.local(at)) if at else ""

    def _coming(self, breach: Breach) -> Iterator[Mark]:
        desk = self.desk
        many = len({duty.law for duty in breach.obligations}) > 1
        for duty in breach.obligations:
            if duty.state == "open" and duty.due is not None and breach.closed_at is None:
                local = desk.local(duty.due)
                second = joined(desk.calendar.moment(local), desk.calendar.hijri(local.date()) or "")
                name = duty_name(desk, duty, laws=many)
                title = desk.words("breach.deadline-for", recipient=name)
                yield Mark(
                    duty.due,
                    title,
                    second,
                    "danger" if duty.due < desk.now() else "warn",
                    "clock",
                    deadline=True,
                )

    def _add(self) -> None:
        if self._breach is not None:
            dialogs.add_entry(self.desk, self, self._breach)
