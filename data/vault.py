"""The store's key, sealed once for each way of opening it.

The data key is 256 random bits and never changes when a passphrase does: each slot holds it sealed with
AES-256-GCM, the slot's header as associated data. A wrong passphrase is known from the slot itself.
"""

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.errors import Blocked
from data.files import write_whole

NAME, COPY = "vault.json", "vault.copy.json"
_FORMAT = 1
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES, _CODE_BYTES = 32, 16, 12, 20
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OILU", "011V")
_GROUPS, _GROUP = 8, 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs (Argon2id): passes over memory, kibibytes of it, lanes."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether the figures are ones this program may have written, not a trap that would hold up the machine."""
        most = ((self.passes, 100), (self.memory, 1024 * 1024), (self.lanes, 16))
        return all(type(figure) is int and 0 < figure <= top for figure, top in most)


FLOOR = Cost(passes=2, memory=19 * 1024, lanes=1)


def calibrate(seconds: float = 0.7) -> Cost:
    """Choose a cost that takes about so many seconds on this machine, never less than the floor."""
    start = perf_counter()
    _stretch("calibration", b"0" * _SALT_BYTES, Cost(passes=1))
    once = max(perf_counter() - start, 0.001)
    return Cost(passes=max(FLOOR.passes, min(24, round(seconds / once))))


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    said = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(said, salt, cost.passes, cost.memory, cost.lanes, _KEY_BYTES, Type.ID)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def write_code(secret: bytes) -> str:
    """Write 160 random bits and their checksum as eight groups of five letters that resist misreading."""
    number = int.from_bytes(secret + hashlib.sha256(secret).digest()[:5])
    letters = "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_GROUPS * _GROUP)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read_code(written: str) -> bytes:
    """Read a recovery code back, forgiving blanks, hyphens, case and look-alike letters.

    Raises:
        Blocked: `vault.code` when letters are missing or the checksum shows a misreading.
    """
    letters = [c for c in written.upper().translate(_ALIKE) if c not in "- \u200e\u200f\t"]
    if len(letters) != _GROUPS * _GROUP or any(c not in _CROCKFORD for c in letters):
        raise Blocked("vault.code")
    number = 0
    for letter in letters:
        number = number << 5 | _CROCKFORD.index(letter)
    raw = number.to_bytes(_CODE_BYTES + 5)
    secret = raw[:_CODE_BYTES]
    if hashlib.sha256(secret).digest()[:5] != raw[_CODE_BYTES:]:
        raise Blocked("vault.code")
    return secret


@dataclass(frozen=True, slots=True)
class Slot:
    """One sealed copy of the data key: `kind` is passphrase, recovery or open (samples, which need no secret)."""

    kind: str
    store: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @property
    def header(self) -> bytes:
        """What is bound to the seal: changing any of it makes the seal void."""
        cost = [self.cost.passes, self.cost.memory, self.cost.lanes]
        return json.dumps([_FORMAT, self.kind, self.store, cost, _text(self.salt)]).encode()

    def wrapping(self, secret: str | bytes) -> bytes:
        """Derive the key that seals this slot from what the officer knows."""
        if isinstance(secret, bytes):
            return hashlib.blake2b(
                secret, key=self.salt, digest_size=_KEY_BYTES, person=b"sijill-recovery"
            ).digest()
        return _stretch(secret, self.salt, self.cost)

    def open(self, secret: str | bytes) -> bytes | None:
        """Unseal the data key, or find the secret wrong."""
        try:
            return AESGCM(self.wrapping(secret)).decrypt(self.nonce, self.sealed, self.header)
        except InvalidTag:
            return None

    def plain(self) -> dict[str, Any]:
        """Write the slot as JSON holds it."""
        return {
            "kind": self.kind,
            "kdf": {"passes": self.cost.passes, "memory": self.cost.memory, "lanes": self.cost.lanes},
            "salt": _text(self.salt),
            "nonce": _text(self.nonce),
            "sealed": _text(self.sealed),
        }


def _seal(kind: str, store: str, key: bytes, secret: str | bytes, cost: Cost) -> Slot:
    bare = Slot(kind, store, cost, secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES), b"")
    sealed = AESGCM(bare.wrapping(secret)).encrypt(bare.nonce, key, bare.header)
    return Slot(kind, store, cost, bare.salt, bare.nonce, sealed)


@dataclass(frozen=True, slots=True)
class Vault:
    """The slots of one store, as `vault.json` and its copy keep them."""

    store: str
    slots: tuple[Slot, ...]

    @property
    def needs_passphrase(self) -> bool:
        """Whether the store asks for a secret; a sample does not."""
        return not any(slot.kind == "open" for slot in self.slots)

    def unlock(self, passphrase: str | None) -> bytes:
        """Get the data key out with a passphrase; a sample opens without one.

        Raises:
            Blocked: `vault.passphrase-needed` or `vault.passphrase-wrong`.
        """
        if not self.needs_passphrase:
            return self._open("open", "")
        if passphrase is None:
            raise Blocked("vault.passphrase-needed")
        return self._open("passphrase", passphrase)

    def recover(self, code: str) -> bytes:
        """Get the data key out with the recovery code.

        Raises:
            Blocked: `vault.code` when misread, `vault.code-wrong` when it is another store's.
        """
        return self._open("recovery", read_code(code))

    def _open(self, kind: str, secret: str | bytes) -> bytes:
        for slot in self.slots:
            if slot.kind == kind and (key := slot.open(secret)) is not None:
                return key
        raise Blocked("vault.code-wrong" if kind == "recovery" else "vault.passphrase-wrong")

    def rewrapped(self, key: bytes, passphrase: str, cost: Cost) -> "Vault":
        """Seal the same data key for a new passphrase; the recovery code stays good."""
        kept = tuple(slot for slot in self.slots if slot.kind == "recovery")
        return Vault(self.store, (_seal("passphrase", self.store, key, passphrase, cost), *kept))

    def dumps(self) -> bytes:
        """Write the vault as its file holds it."""
        plain = {"format": _FORMAT, "store": self.store, "slots": [slot.plain() for slot in self.slots]}
        return (json.dumps(plain, indent=1) + "\n").encode()

    def save(self, folder: Path) -> None:
        """Write both copies, one after the other, each whole."""
        for name in (NAME, COPY):
            write_whole(folder / name, self.dumps())


def create(store: str, passphrase: str | None, cost: Cost) -> tuple[Vault, bytes, str]:
    """Make a new data key and seal it: the vault, the key, and the recovery code (empty for a sample)."""
    key = os.urandom(_KEY_BYTES)
    if passphrase is None:
        return Vault(store, (_seal("open", store, key, "", FLOOR),)), key, ""
    secret = os.urandom(_CODE_BYTES)
    slots = (_seal("passphrase", store, key, passphrase, cost), _seal("recovery", store, key, secret, FLOOR))
    return Vault(store, slots), key, write_code(secret)


def loads(content: bytes) -> Vault:
    """Read a vault file.

    Raises:
        Blocked: `vault.broken` when it cannot be read, `vault.newer` when a later program wrote it.
    """
    try:
        plain = json.loads(content)
        if plain["format"] > _FORMAT:
            raise Blocked("vault.newer")
        slots = tuple(_slot(plain["store"], slot) for slot in plain["slots"])
    except (ValueError, KeyError, TypeError) as error:
        raise Blocked("vault.broken") from error
    return Vault(plain["store"], slots)


def _slot(store: str, plain: dict[str, Any]) -> Slot:
    cost = Cost(**plain["kdf"])
    if not cost.bearable:
        raise ValueError
    return Slot(plain["kind"], store, cost, _raw(plain["salt"]), _raw(plain["nonce"]), _raw(plain["sealed"]))


def read(folder: Path) -> Vault:
    """Read the vault of a store folder, from its copy where the first is damaged.

    Raises:
        Blocked: `store.absent` when the folder holds no store, `vault.broken` when both copies are damaged.
    """
    problem = Blocked("store.absent", folder=str(folder))
    for name in (NAME, COPY):
        try:
            return loads((folder / name).read_bytes())
        except FileNotFoundError:
            continue
        except Blocked as error:
            problem = error
    raise problem
