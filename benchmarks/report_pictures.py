"""Pictures of a set of reports for the README, over the sample organisation: `python -m benchmarks.report_pictures`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PIL.Image import Palette
from pypdfium2 import PdfDocument

from data.registers import REGISTERS
from data.store import Store
from desktop import sample
from desktop.law.loading import load_packs
from desktop.reports.build import REPORTS, Order, build

_NOW = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
_SCALE = 1.1
_COLOURS = 96
_SET = (
    ("summary", "ar", 1),
    ("sharing", "ar", 3),
    ("policy", "both", 4),
    ("breach", "ar", 6),
    ("gaps", "en", 4),
    ("requests", "both", 2),
)
"""Report, language and the page shown."""


def _order(store: Store, kind: str, lang: str) -> Order:
    register = REPORTS[kind].register
    entries = store.all(REGISTERS[register], whole=False) if register else []
    return Order(kind, lang=lang, key=min((one.code, one.id) for one in entries)[1] if entries else "")


def _pictures(store: Store, folder: Path) -> Iterator[Path]:
    packs = load_packs(store.folder)
    for kind, lang, page in _SET:
        file = folder / f"report-{kind}-{lang}.png"
        with tempfile.TemporaryDirectory() as made:
            pdf = Path(made) / "report.pdf"
            build(_order(store, kind, lang), store, pdf, _NOW, packs)
            with closing(PdfDocument(pdf)) as document:
                picture = document[page - 1].render(scale=_SCALE).to_pil()
        picture.convert("P", palette=Palette.ADAPTIVE, colors=_COLOURS).save(file, optimize=True)
        yield file


def main(folder: Path) -> None:
    """Write the pictures into the folder, named by report and language."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, closing(sample.make(Path(kept) / "sample", _NOW)) as store:
        for file in _pictures(store, folder):
            print(f"{file} {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
