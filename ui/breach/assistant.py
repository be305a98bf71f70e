"""A new breach in five steps, the last of them the decisions; it can be logged at any, once its title stands."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from data.breach import Breach
from data.errors import Blocked, Invalid
from desktop import incidents, obligations, records
from desktop.law.loading import load_packs
from desktop.show import label
from ui.breach.decision import Decisions
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.dialogs import confirm
from ui.widgets.form import RecordForm
from ui.widgets.stages import StageBar
from ui.widgets.text import Label

STEPS = (
    ("what", ("title", "incident", "aware_at", "people_count", "description")),
    ("when", ("occurred_from", "occurred_to", "occurred_estimated", "ongoing", "processor_aware_at",
              "processor_told_us_at", "detected_at", "channel", "reported_by")),
    ("whom", ("encryption", "people_estimated", "data", "people", "parties")),
    ("risk", ("nature", "cause", "impacts", "consequences", "measures_taken", "advice")),
)  # fmt: skip
_LAST = "duties"
_AT_PROCESSOR = ("processor_aware_at", "processor_told_us_at")
_SIZE = (760, 660)
_EMPTY: tuple[Any, ...] = (None, "", [])


class Assistant(QDialog):
    """Asks for what happened; `added` gives the id of the breach that was kept."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words("breach.new"))
        self.resize(desk.theme.px(_SIZE[0]), desk.theme.px(_SIZE[1]))
        keys = [*(key for key, _ in STEPS), _LAST]
        self._keys = keys
        self.stages = StageBar(desk, [(key, words(f"breach.assistant.{key}")) for key in keys])
        self.forms = {key: RecordForm(desk, Breach, only=names, flat=True) for key, names in STEPS}
        self._suggested: dict[str, Any] = {}
        self.forms["what"].set_values({"aware_at": desk.now()})
        self._pages = QStackedWidget()
        for form in self.forms.values():
            inner = QWidget()
            column(inner, margin=8).addWidget(form)
            self._pages.addWidget(scrolled(inner))
        self.decisions = Decisions(desk)
        self._pages.addWidget(scrolled(self.decisions))
        self._about = Label("", "caption", "second", wraps=True)
        self.banner = Banner(desk)
        self.back = Button(desk, words("breach.assistant.back"), act=lambda: self.turn(-1))
        self.later = Button(desk, words("breach.assistant.keep-now"), act=self.keep)
        self.next = Button(desk, words("breach.assistant.next"), kind="primary", act=lambda: self.turn(1))
        self.leave = Button(desk, words("ui.cancel"), act=self.reject)
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(words("breach.new"), "page"))
        layout.addWidget(self.stages)
        layout.addWidget(self._about)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(self.leave, None, self.back, self.later, self.next))
        self._show(0)
        self.finished.connect(self.deleteLater)

    def _show(self, at: int) -> None:
        self._at = at
        last = at == len(self._keys) - 1
        self.stages.set_current(self._keys[at], [key for key in self.forms if not self._answered(key)])
        self._about.setText(self._told(self._keys[at]))
        self._pages.setCurrentIndex(at)
        self.back.setVisible(at > 0)
        self.later.setVisible(not last)
        key = "finish" if last else "next"
        self.next.setText(self.desk.words(f"breach.assistant.{key}"))
        self.next.setDefault(True)
        if last:
            self._ask()
            self.decisions.begin()
        else:
            self.forms[self._keys[at]].focus_first()

    def turn(self, step: int) -> None:
        """Go on or back; from the last step on, keep."""
        if step > 0 and not self._sound():
            return
        if self._at == 0:
            self._suggest()
        if self._at + step == len(self._keys):
            self.keep()
        else:
            self._show(self._at + step)

    def _suggest(self) -> None:
        """Fill in what usually goes with the kind of incident, where the officer answered nothing."""
        incident = str(self.values().get("incident", ""))
        usual, before = incidents.fills(incident), self._suggested
        self._suggested = {}
        for form in self.forms.values():
            for name, editor in form.editors.items():
                if name in usual | before and editor.value() in (*_EMPTY, before.get(name)):
                    editor.set_value(usual.get(name))
                    self._suggested[name] = editor.value()
        self.forms["when"].offer(_AT_PROCESSOR, on=incident == "processor-breach")

    def _answered(self, step: str) -> bool:
        """Whether the officer answered something in a step, beside what was suggested."""
        editors = self.forms[step].editors
        given = {
            name: value for name, one in editors.items() if (value := one.value()) not in (*_EMPTY, False)
        }
        return any(value != self._suggested.get(name) for name, value in given.items())

    def _told(self, step: str) -> str:
        """Say what a step is for, and which of its answers are only suggested."""
        words = self.desk.words
        about = words(f"breach.assistant.about.{step}")
        editors = self.forms[step].editors if step in self.forms else {}
        guessed = [
            label(words, "breach", name)
            for name, one in editors.items()
            if one.value() not in _EMPTY and one.value() == self._suggested.get(name)
        ]
        more = words("breach.assistant.suggested", what=words.joined(guessed)) if guessed else ""
        return " ".join(part for part in (about, more) if part)

    def reject(self) -> None:
        """Leave without keeping anything, once it is asked whether to where something was written."""
        words = self.desk.words
        asked = (
            words("breach.assistant.leave"),
            words("breach.assistant.leave-about"),
            words("breach.assistant.leave-yes"),
        )
        if "title" not in self.values() or confirm(self.desk, self, *asked):
            super().reject()

    def values(self) -> dict[str, Any]:
        """Read what was answered so far."""
        return {
            name: editor.value()
            for form in self.forms.values()
            for name, editor in form.editors.items()
            if editor.value() not in _EMPTY
        }

    def _sound(self) -> bool:
        """Whether what stands in the step at hand can be read, and the first one has its title and moment."""
        form = self.forms.get(self._keys[self._at])
        if form is None:
            return True
        given = self.values()
        wrong = dict(form.unreadable())
        if self._at == 0:
            wrong |= {
                name: "required" for name in ("title", "aware_at") if name not in given and name not in wrong
            }
        form.show_problems(wrong)
        return not wrong

    def _ask(self) -> None:
        """Ask about the duties that follow, before anything is kept."""
        store = self.desk.store
        if store is not None:
            breach = Breach(**self.values() | {"laws": list(store.organisation().laws)})
            obligations.preview(breach, load_packs(store.folder))
            self.decisions.ask(breach)

    def keep(self) -> None:
        """Take the breach into the log as far as it is known, with what was decided, in one act."""
        if not self._sound():
            return
        try:
            with self.desk.unit("new-breach") as unit:
                breach = records.create(unit, Breach, self.values())
                self.decisions.decide(unit, breach)
        except Invalid as invalid:
            self._point(invalid)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(breach.id)

    def _point(self, invalid: Invalid) -> None:
        """Go to the first step with something wrong in it."""
        if self.decisions.wrong is not None:
            self._show(len(self._keys) - 1)
            self.decisions.point(invalid.problems)
            return
        for at, (key, names) in enumerate(STEPS):
            if set(names) & invalid.problems.keys():
                self._show(at)
                self.forms[key].show_problems(invalid.problems)
                return
        self.banner.problem(invalid)
