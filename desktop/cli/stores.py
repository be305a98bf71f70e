"""Commands on a store as a whole: making, filling, checking, saving and opening it anew."""

import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import backup, bundle, vault
from data.audit import Stamp
from data.database import DATABASE
from data.errors import Blocked
from data.organisation import Organisation
from data.store import Store
from data.verify import Finding, Verdict, stood
from data.verify import verify as verified
from desktop import sample as samples
from desktop.cli.call import Add, Call
from desktop.law.answers import find_pack
from desktop.passphrase import LEAST
from desktop.passphrase import require as require_passphrase
from desktop.records import require
from desktop.settings import settled


def declare(add: Add) -> None:
    """Name the commands of this module."""
    new = add("new", help="make an encrypted store")
    new.add_argument("store")
    new.add_argument("--name-ar", default="", help="the organisation's Arabic name")
    new.add_argument("--name-en", default="", help="the organisation's English name")
    new.add_argument(
        "--law", action="append", default=[], required=True, help="a law pack; the first one leads"
    )
    new.set_defaults(run=make)
    sample = add("sample", help="make a store with a fictional organisation")
    sample.add_argument("store")
    sample.set_defaults(run=fill)
    for name, run, text in (
        ("verify", verify, "check pages, audit chain and rows against their last image"),
        ("rekey", rekey, "set a new passphrase"),
        ("recover", recover, "set a new passphrase with the recovery code"),
    ):
        command = add(name, help=text)
        command.add_argument("store")
        command.set_defaults(run=run)
        if name == "verify":
            command.add_argument(
                "--head", default="", metavar="N:HASH", help="the audit head that a report prints"
            )
        else:
            command.add_argument("--new-passphrase-file", metavar="F")
        if name == "recover":
            command.add_argument("--code-file", metavar="F", help="else SIJILL_RECOVERY_CODE")
    save = add("backup", help="write a verified bundle")
    save.add_argument("store")
    save.add_argument("file")
    save.set_defaults(run=export)
    load = add("restore", help="put a bundle back into a folder")
    load.add_argument("file")
    load.add_argument("store")
    load.set_defaults(run=restore)


def make(call: Call) -> dict[str, Any]:
    """Make an encrypted store; the recovery code is told this once."""
    laws = [find_pack(law, call.packs).code for law in call.args.law]
    name_ar, name_en = call.args.name_ar, call.args.name_en
    organisation = require(Organisation(name_ar=name_ar, name_en=name_en, laws=laws))
    passphrase = _chosen(call, call.secret())
    stamp = Stamp(call.actor, call.now, "create")
    opened = Store.create(call.folder, organisation, stamp, passphrase=passphrase, cost=vault.calibrate())
    opened.store.close()
    return {"store": str(call.folder), "recovery_code": opened.recovery_code}


def fill(call: Call) -> dict[str, Any]:
    """Make the sample organisation."""
    with closing(samples.make(call.folder, call.now)) as store:
        return {"store": str(call.folder), "counts": samples.counts(store)}


def verify(call: Call) -> dict[str, Any]:
    """Tell the truth about a store; the exit status is 1 when something was found."""
    found = _verdict(call)
    findings, printed = [*found.findings], None
    if found.ok and call.args.head:
        with call.store() as store:
            printed = stood(store, call.args.head)
        if printed is None:
            findings.append(Finding("printed", fields=(call.args.head,)))
    if findings:
        call.args.status = 1
    told = {"printed": dict(zip(("seq", "at"), printed, strict=True))} if printed else {}
    said = [_described(call, one) for one in findings]
    return {"ok": not findings, "seq": found.seq, "head": found.head, "findings": said} | told


def _verdict(call: Call) -> Verdict:
    try:
        with call.store() as store:
            return verified(store)
    except Blocked as blocked:
        if blocked.key != "store.damaged":
            raise
        return Verdict(ok=False, seq=0, head="", findings=(Finding("pages"),))


def _described(call: Call, finding: Finding) -> dict[str, Any]:
    """Write a finding's parts as JSON has them, and in a sentence."""
    parts = asdict(finding)
    named = parts | {"fields": ", ".join(finding.fields), "seq": str(finding.seq)}
    return parts | {"says": call.words(f"verify.{finding.kind}", **named)}


def export(call: Call) -> dict[str, Any]:
    """Write a verified bundle to a file."""
    with call.store() as store:
        saved = backup.export(store, Path(call.args.file), call.now)
    return {"file": call.args.file, "head": saved.head, "sha256": bundle.digest(Path(call.args.file))}


def restore(call: Call) -> dict[str, Any]:
    """Put a bundle back into a folder."""
    saved = backup.restore(Path(call.args.file), call.folder, call.now, passphrase=call.secret())
    return {"store": str(call.folder), "head": saved.head, "sha256": saved.sha256[DATABASE]}


def _chosen(call: Call, passphrase: str | None) -> str:
    """Take a new passphrase as the officer chose it, with a word of warning when it is short."""
    if not passphrase:
        raise Blocked("vault.passphrase-needed")
    least = settled().minimum_passphrase
    if least:
        require_passphrase(passphrase, least)
    if len(passphrase) < LEAST:
        sys.stderr.write(call.words("console.short-passphrase", n=LEAST) + "\n")
    return passphrase


def _set_passphrase(call: Call, slots: vault.Vault, key: bytes) -> dict[str, Any]:
    passphrase = _chosen(call, call.secret("SIJILL_NEW_PASSPHRASE", "console.new-passphrase"))
    slots.rewrapped(key, passphrase, vault.calibrate()).save(call.folder)
    return {"store": str(call.folder)}


def rekey(call: Call) -> dict[str, Any]:
    """Set a new passphrase with the old one."""
    slots = vault.read(call.folder)
    return _set_passphrase(call, slots, slots.unlock(call.secret()))


def recover(call: Call) -> dict[str, Any]:
    """Set a new passphrase with the recovery code."""
    slots = vault.read(call.folder)
    return _set_passphrase(
        call, slots, slots.recover(call.secret("SIJILL_RECOVERY_CODE", "console.code") or "")
    )
