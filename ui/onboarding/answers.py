"""What the officer has answered so far on the first run; steps are drawn from it, so going back loses nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from data import places, vault
from data.audit import Stamp
from data.database import DATABASE
from data.errors import Blocked
from data.organisation import Organisation
from data.store import Opened, Store
from desktop import home, passphrase
from desktop.law.loading import load_packs
from desktop.settings import settled
from ui.tasks import Progress

Problems = Mapping[str, Blocked]


@dataclass(slots=True)
class Answers:
    """The answers to all steps.

    `laws` stand in the order of their weight, `proof` is what was typed of the recovery code, `sample` whether to
    fill the registers.
    """

    name_ar: str = ""
    name_en: str = ""
    laws: list[str] = field(default_factory=lambda: [law for law in settled().laws if law in load_packs()])
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    folder: str = ""
    proof: str = field(default="", repr=False)
    sample: bool = False

    def organisation_problems(self) -> Problems:
        """Find what keeps the organisation from being kept, by field."""
        found = {}
        if not (self.name_ar.strip() or self.name_en.strip()):
            found["name"] = Blocked("onboarding.need-name")
        if not self.laws:
            found["laws"] = Blocked("onboarding.need-law")
        return found

    def key_problems(self) -> Problems:
        """Find what is wrong with the passphrase and the folder, by field."""
        return secret_problems(self.passphrase, self.again) | folder_problem(self.folder)

    def organisation(self) -> Organisation:
        """Make the organisation's record."""
        return Organisation(
            name_ar=self.name_ar.strip(),
            name_en=self.name_en.strip(),
            laws=list(self.laws),
            country=self.country,
        )

    @property
    def country(self) -> str:
        """The country of the leading law."""
        return self.laws[0].partition("-")[0] if self.laws else ""


def secret_problems(secret: str, again: str) -> dict[str, Blocked]:
    """Find what is wrong with a new passphrase typed twice; letters composed differently are the same letters."""
    try:
        passphrase.require(secret, settled().minimum_passphrase)
    except Blocked as problem:
        return {"passphrase": problem}
    if normalize("NFC", secret) != normalize("NFC", again):
        return {"again": Blocked("onboarding.differ")}
    return {}


def folder_problem(folder: str) -> dict[str, Blocked]:
    """Find what is wrong with the folder of a new store, without making it."""
    if not folder.strip():
        return {"folder": Blocked("onboarding.need-folder")}
    path = Path(folder.strip()).expanduser()
    try:
        places.check(path)
        if holds_store(path):
            raise Blocked("store.exists", folder=str(path))  # noqa: TRY301  # one way to tell any obstacle
    except Blocked as problem:
        return {"folder": problem}
    return {}


def holds_store(folder: Path) -> bool:
    """Tell whether a folder holds a store already."""
    return any((folder / name).exists() for name in (DATABASE, vault.NAME))


def _names() -> Iterator[str]:
    yield "store"
    number = 2
    while True:
        yield f"store-{number}"
        number += 1


def free_folder() -> Path:
    """Choose the platform's place for a new store, one that no store has yet."""
    return next(folder for name in _names() if not holds_store(folder := home.stores() / name))


def make(answers: Answers, stamp: Stamp, progress: Progress) -> Opened:
    """Harden the key as this machine allows and make the store; on the worker.

    Raises:
        Blocked: as `Store.create` does.
    """
    progress.step(1, 3)
    cost = vault.calibrate()
    progress.step(2, 3)
    folder = Path(answers.folder.strip()).expanduser()
    return Store.create(
        home.ready(folder), answers.organisation(), stamp, passphrase=answers.passphrase, cost=cost
    )
