"""One breach as one folder that can be handed over: its dossier, its notices as sent, its files, and their digests."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from data.breach import Breach
from data.errors import Blocked
from data.plain import tree
from data.store import Store
from desktop.evidence import proofs
from desktop.law.pack import Pack
from desktop.reports import build

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_SUMS = "SHA256SUMS.txt"


def write_folder(  # noqa: PLR0913, PLR0917  # what the parts of the folder are made from
    store: Store, key: str, folder: Path, now: datetime, packs: Mapping[str, Pack], lang: str
) -> int:
    """Write a breach into a new folder, whole or not at all; count the files. `sha256sum -c` checks them.

    Raises:
        Blocked: `record.absent`, `file.taken` when something has that name, `file.unwritable`.
    """
    breach = store.get(Breach, key)
    if folder.exists():
        raise Blocked("file.taken", name=folder.name)
    making = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for kind, name in (("breach", "dossier"), ("breach-notice", "notices")):
            order = build.Order(kind=kind, lang=lang, key=breach.id)
            build.build(order, store, making / f"{name}.pdf", now, packs)
        for name, content in _contents(store, breach):
            target = making / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        count = _sum_up(making)
        making.rename(folder)
    except OSError as error:
        raise Blocked("file.unwritable", name=folder.name) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return count


def _contents(store: Store, breach: Breach) -> Iterator[tuple[str, bytes]]:
    whole = json.dumps(tree(breach), ensure_ascii=False, indent=1)
    yield "record.json", whole.encode()
    for place, duty in enumerate(breach.obligations, 1):
        for at, filing in enumerate(duty.filings, 1):
            if filing.content:
                name = "-".join(filter(None, (duty.law, duty.recipient, filing.phase)))
                yield f"filings/{place:02}-{at:02}-{name}.txt", filing.content.encode()
    for at, proof in enumerate(proofs(store, breach), 1):
        name = _UNSAFE.sub("_", proof.file.name).strip(". ") or "file"
        yield f"evidence/{at:02}-{name}", store.content(proof.file.id) or b""


def _sum_up(folder: Path) -> int:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in files
    ]
    (folder / _SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(files) + 1
