"""Model policies: the clauses that a law's notice asks for, from a library in both languages, to be filled in."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from data.organisation import Organisation
from data.policy import Clause, Policy, Version
from data.unit import Unit
from desktop import records
from desktop.clause_reading import suggest_all
from desktop.law.pack import Pack
from desktop.policy import mirror
from desktop.words import Words

BLANK = re.compile(r"\[\[.+?\]\]")
_LANGS = ("ar", "en")
_NAME = re.compile(r"\{(\w+)\}")

Table = Mapping[str, Any]


@cache
def library() -> Table:
    """Read the clause library."""
    return tomllib.loads(files("resources").joinpath("templates", "clauses.toml").read_text(encoding="utf-8"))


def start(unit: Unit, policy: Policy, law: Pack, organisation: Organisation) -> Policy:
    """Open a policy with a draft of the law's model text."""
    if not (policy.title_ar or policy.title_en):
        policy.title_ar, policy.title_en = (library()["title"][lang] for lang in _LANGS)
    version = Version(number="1.0", source="template", source_name=law.code, author=unit.actor)
    version.clauses.extend(clauses(law, organisation, unit.now.date().isoformat()))
    suggest_all(version)
    policy.versions.append(version)
    mirror(policy)
    return records.add(unit, policy)


def clauses(law: Pack, organisation: Organisation, today: str) -> list[Clause]:
    """Write the clauses of a law's model policy; what is not known of the organisation stays blank."""
    known = _known(law, organisation) | {"today": today}
    wanted = set(law.notice_elements)
    kept = ((one, _parts(one, wanted)) for one in library()["clause"])
    return [
        _clause(number, one, parts, known)
        for number, (one, parts) in enumerate(((one, parts) for one, parts in kept if parts), start=1)
    ]


def library_clause(key: str, law: Pack, organisation: Organisation, today: str) -> Clause:
    """Write one clause of the library whole, whatever the law asks for.

    Raises:
        KeyError: there is no clause of this name.
    """
    (one,) = [table for table in library()["clause"] if table["id"] == key] or [{}]
    return _clause(0, one, one["part"], _known(law, organisation) | {"today": today})


def _parts(clause: Table, wanted: set[str]) -> list[Table]:
    return [part for part in clause["part"] if part.get("core") or not wanted or wanted & {*part["elements"]}]


def _clause(number: int, table: Table, parts: list[Table], known: Mapping[str, str]) -> Clause:
    text = {lang: "\n".join(_filled(part[lang], known) for part in parts) for lang in _LANGS}
    return Clause(
        number=str(number) if number else "",
        position=max(0, number - 1),
        heading_ar=table["heading_ar"],
        heading_en=table["heading_en"],
        text_ar=text["ar"],
        text_en=text["en"],
        source_language="ar",
    )


def _filled(text: str, known: Mapping[str, str]) -> str:
    blanks = library()["blank"]
    return _NAME.sub(lambda found: known.get(found[1]) or str(blanks[found[1]]), text)


def _known(law: Pack, organisation: Organisation) -> dict[str, str]:
    found = {
        name: getattr(organisation, name) for name in ("name_ar", "name_en", "registration", "email", "phone")
    }
    for lang in _LANGS:
        found[f"address_{lang}"] = organisation.address
        found[f"officer_{lang}"] = organisation.officer(lang)
        found[f"regulator_{lang}"] = law.regulator.text(lang)
        found[f"answer_{lang}"] = _answer(law, lang)
    return found | {"officer_email": organisation.officer_email}


def _answer(law: Pack, lang: str) -> str:
    """Say the law's time to answer a request; nothing where it gives no number."""
    clock = law.request_clock()
    if clock is None or clock.amount is None or clock.unit is None:
        return ""
    return Words(lang)(f"clock.period.{clock.unit}", n=clock.amount)


def blanks(version: Version) -> Iterator[tuple[str, str]]:
    """Find what is still to be filled in: the clause's number and the blank, once for each language it stands in."""
    for clause in version.clauses:
        for name in ("heading_ar", "heading_en", "text_ar", "text_en"):
            yield from ((clause.number, found) for found in BLANK.findall(getattr(clause, name)))
