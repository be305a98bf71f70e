"""The rights a person may use, in the words of the law the request is under."""

from data.choices import CHOICES
from ui.widgets.choosing import ChoicesEditor
from ui.widgets.form import RecordForm


class LawsRights:
    """Lets the rights of a request's form follow the law chosen in it; a right of no such law is marked as one."""

    def __init__(self, form: RecordForm) -> None:
        self._form, self._law, self._begun = form, "", False
        form.when_made(self._begin)

    def _begin(self) -> None:
        law = self._form.editors["law"]
        law.edited.connect(lambda: self.follow(str(law.value() or "")))
        self._begun = True
        self.follow(self._law)

    def follow(self, law: str) -> None:
        """Name the rights as a law does."""
        self._law = law
        if self._begun:
            self._say()

    def _say(self) -> None:
        desk, rights = self._form.desk, self._form.editors["rights"]
        pack = desk.packs.get(self._law)
        if pack is None or not isinstance(rights, ChoicesEditor):
            return
        for key in CHOICES["right"]:
            own, plain = pack.rights.items.get(key), desk.words(f"choice.right.{key}")
            said = own.name.text(desk.lang) if own else desk.words("request.outside", right=plain)
            rights.say(key, said)
