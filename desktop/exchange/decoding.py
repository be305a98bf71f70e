"""Bytes of unknown encoding made into clean text, with every guess and every removal told."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import Blocked

#: What the officer may choose from when a text looks wrong, likeliest first.
ENCODINGS = ("utf-8", "utf-16", "windows-1256", "iso-8859-6", "windows-1252")

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Direction overrides and isolates, controls, invisible characters and tags: they change what a reader sees or
# hide text from them. Marks that Arabic and Persian need (LRM, RLM, ALM, ZWNJ, ZWJ) are not among them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_ARABIC = re.compile("[\u0600-\u06ff]")
_SAMPLE = 65_536
_NOISE = 0.02


@dataclass(frozen=True, slots=True)
class Note:
    """Something the officer should know about a file that was read; `key` is said below `exchange.note.`."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text from bytes, with the name of the encoding it was read in."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def declared_encoding(data: bytes) -> str | None:
    """Read the encoding that a page claims for itself."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Read bytes as text: byte-order mark, strict UTF-8, UTF-16 without a mark, then a guess that is told.

    `encoding` is the officer's choice and is used as given; `declared` is what the file says of itself, and is
    believed only when it fits.

    Raises:
        Blocked: `file.encoding` when the chosen encoding does not fit, `file.binary` when this is no text.
    """
    if encoding is not None:
        return _chosen(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark) and (text := _strict(data[len(mark) :], name)) is not None:
            return Decoded(text, name)
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return _unless_noise(Decoded(text, "utf-8"))
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name)
        if text is not None and _reads_well(text[:_SAMPLE]):
            return Decoded(text, name, (Note("encoding-guessed", {"encoding": name}),))
    return _unless_noise(_guess(data, declared))


def _chosen(data: bytes, encoding: str) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark) and name.startswith(encoding.lower()):
            data, encoding = data[len(mark) :], name
    text = _strict(data, encoding)
    if text is None:
        raise Blocked("file.encoding", encoding=encoding)
    return _unless_noise(Decoded(text, encoding))


def _guess(data: bytes, declared: str | None) -> Decoded:
    """Believe what the file says of itself, else take the Arabic code page that makes more Arabic of it."""
    names = [declared] if declared and _strict(data, declared) is not None else ["windows-1256", "iso-8859-6"]
    read = {name: text for name in names if (text := _strict(data, name)) is not None}
    if not read:
        raise Blocked("file.binary")
    name = max(read, key=lambda name: len(_ARABIC.findall(read[name][:_SAMPLE])))
    return Decoded(read[name], name, (Note("encoding-guessed", {"encoding": name}),))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unless_noise(decoded: Decoded) -> Decoded:
    sample = decoded.text[:_SAMPLE]
    controls = sum(unicodedata.category(char) == "Cc" and char not in "\t\n\r\x0b\x0c\x85" for char in sample)
    if "\0" in sample or controls > len(sample) * _NOISE:
        raise Blocked("file.binary")
    return decoded


def _reads_well(text: str) -> bool:
    """Tell whether text read as UTF-16 is made of the letters and signs that policies are written with."""
    usual = sum(
        char in "\t\n\r"
        or " " <= char <= "\u024f"
        or "\u0600" <= char <= "\u06ff"
        or "\u2000" <= char <= "\u20cf"
        for char in text
    )
    spaced = sum(char.isspace() for char in text)
    return usual > len(text) * 0.95 and (spaced > 0 or len(text) < 40)  # noqa: PLR2004 - one word has no space


def clean(text: str) -> tuple[str, tuple[Note, ...]]:
    """Compose the text (NFC), make line ends one, and take out characters that hide or reorder what is read."""
    text = _BREAKS.sub("\n", text)
    text, taken = _HIDDEN.subn("", text)
    notes = (Note("hidden-characters", {"n": taken}),) if taken else ()
    return unicodedata.normalize("NFC", text), notes
