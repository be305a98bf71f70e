"""What can be done with a version now: its next steps, who has read it, and a comparison with another."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.base import Record
from data.errors import Blocked, Invalid
from data.policy import Policy, Version
from data.unit import Unit
from desktop import policy as rules
from desktop.act import Act
from desktop.law.chips import chip
from desktop.policy_acts import VERSION_ACTS
from ui.desk import Desk
from ui.widgets.asking import ActDialog, ActForm
from ui.widgets.button import Button
from ui.widgets.chip import CountdownChip
from ui.widgets.dialogs import confirm
from ui.widgets.flow import Flow
from ui.widgets.text import Label

_ACTS: Mapping[str, Act] = {act.name: act for act in VERSION_ACTS}
_STEPS: Mapping[str, tuple[str, ...]] = {
    "draft": ("submit", "comment"),
    "review": ("approve", "send-back", "comment"),
    "approved": ("publish", "acknowledge"),
    "published": ("acknowledge",),
}
_NEW: Mapping[str, dict[str, bool]] = {"new-version": {"major": True}, "small-version": {"major": False}}
_ICONS: Mapping[str, str] = {
    "submit": "send",
    "approve": "badge-check",
    "send-back": "undo-2",
    "comment": "message-square",
    "publish": "circle-check",
    "acknowledge": "check-square",
    "new-version": "plus",
    "small-version": "plus",
    "compare": "git-compare",
}


def review_chip(desk: Desk, policy: Policy) -> CountdownChip | None:
    """Tell how long it is to the next review; nothing where no day is set."""
    if policy.next_review is None:
        return None
    due = datetime.combine(policy.next_review, time.max, desk.zone)
    shown = CountdownChip(desk)
    shown.set_deadline(chip(due, desk.now()), due, desk.words("field.next_review"))
    shown.setAccessibleName(f"{desk.words('field.next_review')}: {shown.text()}")
    return shown


class VersionBar(QWidget):
    """Offers the acts that a version's state allows, the next step first; `done` tells that one was done."""

    done = Signal(str)
    comparing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.policy: Policy | None = None
        self.version: Version | None = None
        self.buttons: dict[str, Button] = {}
        self._flow = Flow(self)

    def show_version(self, policy: Policy, version: Version | None) -> None:
        """Show what can be done with a version of a policy."""
        self.policy, self.version = policy, version
        self._flow.clear()
        self.buttons.clear()
        steps = list(_STEPS.get(version.state, ())) if version else []
        if rules.draft_of(policy) is None and policy.versions:
            steps += _NEW
        for name in steps:
            self._offer(name, partial(self.begin, name), first=name == steps[0])
        if len(policy.versions) > 1:
            self._offer("compare", self.comparing.emit)
        self.setVisible(bool(self.buttons))

    def _offer(self, name: str, act: Callable[[], object], *, first: bool = False) -> None:
        said = self.desk.words(f"policy.life.{name}")
        icon, kind = ("", "primary") if first else (_ICONS[name], "plain")
        button = Button(self.desk, said, icon=icon, kind=kind, act=act)
        self.buttons[name] = button
        self._flow.addWidget(button)
        button.show()

    def begin(self, name: str) -> None:
        """Ask for what an act needs, or at once do one that needs nothing but a yes."""
        act = _ACTS["new-version" if name in _NEW else name]
        if name in _NEW:
            self._at_once(act, _NEW[name])
        elif act.asks:
            self._dialog(act).open()
        elif self._sure(name):
            self._at_once(act, {})

    def _sure(self, name: str) -> bool:
        words = self.desk.words
        if not _ACTS[name].final:
            return True
        said = words(f"policy.life.{name}")
        return confirm(self.desk, self, said, words(f"policy.life.{name}-about"), said, danger=False)

    def _dialog(self, act: Act) -> ActDialog:
        words = self.desk.words
        title = words(f"policy.life.{act.name}")
        key = f"policy.life.{act.name}-about"
        about = Label(words(key), "body", "second", wraps=True) if key in words else None
        start: dict[str, Any] = {}
        if "effective_from" in act.asks:
            start["effective_from"] = self.desk.today()
        dialog = ActDialog(
            self.desk, self, act.name, title,
            ActForm(self.desk, "version", act.asks, about=about, start=start), self._run(act),
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._tell(act.name))
        return dialog

    def _run(self, act: Act) -> Callable[[Unit, dict[str, Any]], object]:
        def run(unit: Unit, values: dict[str, Any]) -> object:
            missing = {
                name: "required" for name, one in act.asks.items() if one.required and name not in values
            }
            if missing:
                raise Invalid(missing)
            return act.run(unit, self._target(unit, act), **values)

        return run

    def _target(self, unit: Unit, act: Act) -> Record:
        policy = unit.get(Policy, self.policy.id if self.policy else "")
        if act.target is Policy or self.version is None:
            return policy
        return rules.numbered(policy, self.version.number)

    def _at_once(self, act: Act, values: Mapping[str, bool]) -> None:
        try:
            with self.desk.unit(act.name) as unit:
                act.run(unit, self._target(unit, act), **values)
        except Blocked as problem:
            self.desk.problem(problem)
        else:
            self._tell(act.name)

    def _tell(self, name: str) -> None:
        self.desk.say(self.desk.words(f"policy.life.{name}-done"))
        self.done.emit(name)
