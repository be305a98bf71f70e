"""Looking at a store from underneath: its pages decrypted one by one, with nothing of SQLite in between."""

import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _IV, _SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def _decrypt(page: bytes, key: bytes, *, first: bool) -> bytes:
    end = _PAGE - _RESERVED
    opened = Cipher(algorithms.AES(key), modes.CBC(page[end : end + _IV])).decryptor()
    sealed = page[_SALT if first else 0 : end]
    return opened.update(sealed) + opened.finalize()


def pages(folder: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt every page of the database and of its write-ahead log, free ones too."""
    database = (folder / "store.db").read_bytes()
    for at in range(0, len(database), _PAGE):
        yield _decrypt(database[at : at + _PAGE], key, first=at == 0)
    log = folder / "store.db-wal"
    frames = log.read_bytes()[_LOG_HEADER:] if log.exists() else b""
    for at in range(0, len(frames) - _FRAME_HEADER, _FRAME_HEADER + _PAGE):
        (number,) = struct.unpack(">I", frames[at : at + 4])
        page = frames[at + _FRAME_HEADER : at + _FRAME_HEADER + _PAGE]
        yield _decrypt(page, key, first=number == 1)


def holds(folder: Path, key: bytes, words: str) -> bool:
    """Tell whether any page holds these words."""
    return any(words.encode() in page for page in pages(folder, key))
