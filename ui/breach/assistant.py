"""A new breach in five steps; it can be kept at any of them, with a title and the moment of awareness alone."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from data.breach import Breach
from data.errors import Blocked, Invalid
from desktop import incidents, obligations, records
from desktop.law.loading import load_packs
from ui.breach.looks import duty_cell, duty_name, duty_second
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Facts, column, row, scrolled
from ui.widgets.dialogs import confirm
from ui.widgets.form import RecordForm
from ui.widgets.stages import StageBar
from ui.widgets.text import Label, joined

STEPS = (
    ("what", ("title", "aware_at", "incident", "description")),
    ("when", ("occurred_from", "occurred_to", "occurred_estimated", "ongoing", "detected_at",
              "processor_aware_at", "processor_told_us_at", "reported_by", "channel")),
    ("whom", ("data", "people", "people_count", "people_estimated", "encryption", "parties")),
    ("risk", ("nature", "cause", "impacts", "consequences", "measures_taken", "advice")),
)  # fmt: skip
_LAST = "duties"
_SIZE = (760, 620)


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
        self.forms = {key: RecordForm(desk, Breach, only=names) for key, names in STEPS}
        self.forms["what"].set_values({"aware_at": desk.now()})
        self._pages = QStackedWidget()
        for form in self.forms.values():
            inner = QWidget()
            column(inner, margin=8).addWidget(form)
            self._pages.addWidget(scrolled(inner))
        self._duties = QWidget()
        self._rows = column(self._duties, gap=12)
        self._pages.addWidget(scrolled(self._duties))
        self.banner = Banner(desk)
        self.back = Button(desk, words("breach.assistant.back"), act=lambda: self.turn(-1))
        self.later = Button(desk, words("breach.assistant.keep-now"), act=self.keep)
        self.next = Button(desk, words("breach.assistant.next"), kind="primary", act=lambda: self.turn(1))
        self.leave = Button(desk, words("ui.cancel"), act=self.reject)
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(words("breach.new"), "page"))
        layout.addWidget(self.stages)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(self.leave, None, self.back, self.later, self.next))
        self._show(0)
        self.finished.connect(self.deleteLater)

    def _show(self, at: int) -> None:
        self._at = at
        last = at == len(self._keys) - 1
        self.stages.set_current(self._keys[at])
        self._pages.setCurrentIndex(at)
        self.back.setVisible(at > 0)
        self.later.setVisible(not last)
        key = "finish" if last else "next"
        self.next.setText(self.desk.words(f"breach.assistant.{key}"))
        self.next.setDefault(True)
        if last:
            self._preview()
            self.next.setFocus()
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
        """Fill in what usually goes with the kind of incident, where nothing was answered yet."""
        usual = incidents.fills(str(self.values().get("incident", "")))
        for form in self.forms.values():
            for name, editor in form.editors.items():
                if name in usual and editor.value() in (None, "", []):
                    editor.set_value(usual[name])

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
            if editor.value() not in (None, "", [])
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

    def _preview(self) -> None:
        """Show which duties follow and by when, before anything is kept."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        store, words = self.desk.store, self.desk.words
        if store is None:
            return
        laws = list(store.organisation().laws)
        breach = Breach(**self.values() | {"laws": laws})
        facts = Facts(self.desk)
        for duty in obligations.preview(breach, load_packs(store.folder)):
            said = joined(duty_second(self.desk, duty), duty_cell(self.desk, duty).text)
            facts.add(duty_name(self.desk, duty, laws=len(laws) > 1), said)
        self._rows.addWidget(Label(words("breach.assistant.follows"), "emphasis", wraps=True))
        self._rows.addWidget(facts)
        self._rows.addWidget(Label(words("breach.assistant.then"), "body", "second", wraps=True))
        self._rows.addStretch(1)

    def keep(self) -> None:
        """Take the breach into the log as far as it is known."""
        if not self._sound():
            return
        try:
            with self.desk.unit("new-breach") as unit:
                key = records.create(unit, Breach, self.values()).id
        except Invalid as invalid:
            self._point(invalid)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(key)

    def _point(self, invalid: Invalid) -> None:
        """Go to the first step with something wrong in it."""
        for at, (key, names) in enumerate(STEPS):
            if set(names) & invalid.problems.keys():
                self._show(at)
                self.forms[key].show_problems(invalid.problems)
                return
        self.banner.problem(invalid)
