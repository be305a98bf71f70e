"""Files kept inside the store beside the record they prove."""

import hashlib
import mimetypes
from pathlib import Path

from data.base import Record
from data.breach import Filing
from data.errors import Blocked, NotAllowed
from data.organisation import Attachment
from data.request import Message
from data.unit import Unit
from desktop.exchange.hostile import MAX_BYTES, load

# What other programs show and do not run; anything else is saved by the officer's own hand.
_READ = frozenset({
    ".pdf", ".txt", ".csv", ".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".docx", ".xlsx",
    ".pptx", ".odt", ".ods", ".odp", ".rtf", ".eml", ".msg", ".json", ".xml", ".log",
})  # fmt: skip
_OF_PROOFS = {"file.empty": "file.nothing", "file.too-large": "file.too-much"}


def attach(unit: Unit, record: Record, file: str | Path, note: str = "") -> Record:
    """Keep a copy of a file beside a record; the same bytes are kept once.

    Raises:
        Blocked: `file.unreadable`, `file.nothing` in it or `file.too-much` (above 50 MB), with the file's name.
    """
    path = Path(file)
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if not any(one.sha256 == digest for one in unit.all(Attachment, subject_id=record.id)):
        unit.add(
            Attachment(
                subject=record.__tablename__,
                subject_id=record.id,
                name=path.name,
                media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
                size=len(content),
                sha256=digest,
                note=note,
                content=content,
            )
        )
    return record


def _content(path: Path) -> bytes:
    try:
        return load(path)
    except Blocked as error:  # a proof is not read as a text is, so what is wrong with it is told otherwise
        key = _OF_PROOFS.get(error.key, error.key)
        raise Blocked(key, name=path.name, megabytes=MAX_BYTES // 1_000_000) from error


def detach(unit: Unit, attachment: Attachment) -> Attachment:
    """Take a file off its record; what proves that a notice was filed, or went out with a letter, stays.

    Raises:
        NotAllowed: `file.proves`, `frozen.message`.
    """
    if attachment.subject == Filing.__tablename__:
        raise NotAllowed("file.proves", name=attachment.name)
    letter = unit.find(Message, attachment.subject_id or "")
    if letter is not None and letter.sent_at is not None:
        raise NotAllowed("frozen.message")
    unit.delete(attachment)
    return attachment


def save(content: bytes | None, target: Path) -> None:
    """Write a kept file out.

    Raises:
        Blocked: `file.unwritable`, or `record.absent` when it is not kept any more.
    """
    if content is None:
        raise Blocked("record.absent", id=target.name)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise Blocked("file.unwritable", name=target.name) from error


def lend(content: bytes | None, file: Attachment, folder: Path) -> Path:
    """Write a copy for another program to open, into a folder of the caller's; what could run is not lent.

    Raises:
        Blocked: `record.absent`, `file.altered` when the bytes are not those that were kept, `file.runs`,
            `file.unwritable`.
    """
    name = Path(file.name.replace("\\", "/")).name
    if content is None:
        raise Blocked("record.absent", id=name)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Blocked("file.altered", name=name)
    if Path(name).suffix.lower() not in _READ:
        raise Blocked("file.runs", name=name)
    target = folder / name
    save(content, target)
    return target
