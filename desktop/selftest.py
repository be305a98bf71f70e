"""What an installed program must be able to do, tried on the spot in a folder of its own: one answer for each part."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data import vault, verify
from data.audit import Stamp
from data.database import DATABASE
from data.engine import sqlite_version
from data.listing import Query
from data.organisation import Organisation
from data.policy import Policy
from data.store import Store
from desktop.law.loading import load_packs
from desktop.words import languages, messages

if TYPE_CHECKING:
    from desktop.reports.engine.shaping import Face

_AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
_PASSPHRASE = "نخلة على شاطئ بعيد"  # noqa: S105  # of a store that lives for a moment
_LINE = "تلتزم المنشأة بإتلاف البيانات الشخصية (٢٠٢٦)"
_TITLE, _SOUGHT = "سِياسةُ الخصوصيّة", "سياسه"


@dataclass(frozen=True, slots=True)
class Trial:
    """How one part did: `said` is a version or count where it is whole, what was wrong where it is not."""

    name: str
    ok: bool
    said: str


def trials() -> Iterator[Trial]:
    """Try every part that needs no window."""
    with tempfile.TemporaryDirectory(prefix="sijill-selftest-") as kept:
        folder = Path(kept) / "store"
        yield attempt("store", lambda: _store(folder))
        yield attempt("cipher", lambda: _cipher(folder))
        yield attempt("audit", lambda: _audit(folder))
        yield attempt("search", lambda: _search(folder))
    for name, part in (
        ("laws", _laws),
        ("zones", _zones),
        ("words", _words),
        ("shaping", _shaping),
        ("pdf", _pdf),
        ("reader", _reader),
    ):
        yield attempt(name, part)


def attempt(name: str, part: Callable[[], str]) -> Trial:
    """Try one part; whatever it raises is its answer."""
    try:
        return Trial(name, ok=True, said=part())
    except Exception as error:  # noqa: BLE001  # a fault of any kind is what is looked for
        return Trial(name, ok=False, said=f"{type(error).__name__}: {error}")


def demand(true: bool, said: str) -> str:  # noqa: FBT001  # reads as a sentence
    """Give back what is said of a part that is whole; raise where it is not."""
    if not true:
        raise ValueError(said)
    return said


def _store(folder: Path) -> str:
    organisation = Organisation(name_ar="تجربة", name_en="Trial", laws=["SA"])
    stamp = Stamp("selftest", _AT, "create")
    opened = Store.create(folder, organisation, stamp, passphrase=_PASSPHRASE, cost=vault.FLOOR)
    with closing(opened.store) as store, store.unit("selftest", _AT, "add") as unit:
        unit.add(Policy(title_ar=_TITLE))
    with closing(Store.open(folder, _PASSPHRASE)) as store:
        return demand(store.size(Policy) == 1, "1 record kept and read again")


def _cipher(folder: Path) -> str:
    content = (folder / DATABASE).read_bytes()
    plain = content.startswith(b"SQLite format") or _TITLE.encode() in content
    return demand(not plain, f"SQLite {sqlite_version()}, encrypted")


def _audit(folder: Path) -> str:
    with closing(Store.open(folder, _PASSPHRASE)) as store:
        found = verify.verify(store)
    return demand(found.ok, f"{found.seq} rows, chain {'whole' if found.ok else 'broken'}")


def _search(folder: Path) -> str:
    with closing(Store.open(folder, _PASSPHRASE)) as store:
        return demand(store.count(Query(Policy, find=_SOUGHT)) == 1, "Arabic spelling folded")


def _laws() -> str:
    packs = load_packs()
    return demand(len(packs) > 1, f"{len(packs)} laws")


def _zones() -> str:
    zones = {pack.zone for pack in load_packs().values()}
    return demand(all(ZoneInfo(zone) for zone in zones), f"{len(zones)} time zones")


def _words() -> str:
    known = {lang: set(messages(lang)) for lang in languages()}
    same = len({frozenset(keys) for keys in known.values()}) == 1
    return demand(same, f"{', '.join(known)}: {len(known['ar'])} texts")


def _shaping() -> str:
    from desktop.reports.engine.fonts import load  # noqa: PLC0415  # only when it is its turn

    faces = [load(f"IBMPlexSansArabic-{name}.ttf") for name in ("Regular", "Bold")]
    whole = all(_drawn(face, "سجل").isdisjoint(_drawn(face, "س") | _drawn(face, "ج")) for face in faces)
    return demand(whole, f"{len(faces)} fonts, letters joined")


def _drawn(face: "Face", text: str) -> set[object]:
    return {glyph.shape for glyph in face.shape(text, True, "Arab").glyphs}  # noqa: FBT003  # right to left


def _pdf() -> str:
    import pypdfium2  # noqa: PLC0415  # only when it is its turn

    from desktop.reports.engine import Document, Meta  # noqa: PLC0415  # as above

    file = BytesIO()
    with Document(file, Meta(title="تجربة", made_at=_AT)) as doc:
        doc.paragraph(_LINE)
    with closing(pypdfium2.PdfDocument(file.getvalue())) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return demand(all(word in text for word in ("المنشأة", "بإتلاف", "البيانات")), "printed and read back")


def _reader() -> str:
    from desktop.exchange.child import parse_apart  # noqa: PLC0415  # only when it is its turn

    lines = parse_apart("html", f"<p>{_LINE}</p>".encode())
    return demand(any(_LINE in line.text for line in lines), "a document read in a process apart")
