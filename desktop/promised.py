"""What the published policies promise, gathered so that practice can be held against it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.policy import Clause, Policy, Promise
from data.search import fold
from data.store import Store
from desktop.clause_reading import evidence, read, words_hash
from desktop.finding import digest
from desktop.reading.passages import Evidence
from desktop.words import messages

_DAYS = {"hours": 1 / 24, "days": 1.0, "working-days": 1.4, "weeks": 7.0, "months": 30.4375, "years": 365.25}
_SURE = 1.02  # a year written as 365 days, or as twelve months, is the same promise


@dataclass(frozen=True)
class Said:
    """One published clause with its policy and version; what it shares and promises is the officer's reading, else the suggested."""

    policy: Policy
    clause: Clause
    version: str = ""

    @cached_property
    def _read(self) -> bool:
        return bool(self.clause.reading_hash or self.clause.reading_confirmed)

    @cached_property
    def shares(self) -> tuple[str, ...]:
        """The categories of recipients the clause names."""
        if self._read or self.clause.shares_with:
            return tuple(self.clause.shares_with)
        return tuple(one.key for one in read(self.clause).shares_with)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The promises the clause makes."""
        if self._read or self.clause.promises:
            return tuple(self.clause.promises)
        found = read(self.clause).promises
        return tuple(Promise(kind=one.kind, amount=one.amount, unit=one.unit, text=one.text) for one in found)

    @cached_property
    def folded(self) -> str:
        """The clause's words in the form in which names are looked for."""
        clause = self.clause
        return fold(f"{clause.heading_ar} {clause.text_ar} {clause.heading_en} {clause.text_en}")

    def names(self, category: str) -> tuple[Evidence, ...]:
        """Quote the words by which the clause names a category of recipients."""
        return evidence(self.clause).get(("shares_with", category), ())


@dataclass(frozen=True)
class Promised:
    """Everything published policies say."""

    clauses: tuple[Said, ...]
    policies: tuple[Policy, ...] = ()

    @cached_property
    def _followed(self) -> dict[str, Said]:
        """The published clauses by id, and by the ids of what says the same in other versions of their policies."""
        found = {said.clause.id: said for said in self.clauses}
        words = {(said.policy.id, words_hash(said.clause)): said for said in reversed(self.clauses)}
        for policy in self.policies:
            for version in policy.versions:
                for clause in version.clauses:
                    said = words.get((policy.id, words_hash(clause)))
                    if said is not None:
                        found.setdefault(clause.id, said)
        return found

    @cached_property
    def categories(self) -> dict[str, list[Said]]:
        """The categories of recipients that are declared, each with the clauses that do."""
        found: dict[str, list[Said]] = {}
        for said in self.clauses:
            for category in said.shares:
                found.setdefault(category, []).append(said)
        return found

    @cached_property
    def digest(self) -> str:
        """Name the published texts as they stand, for findings about what no clause says."""
        return digest([said.clause.reading_hash or said.folded for said in self.clauses])

    def of(self, *kinds: str) -> Iterator[tuple[Said, Promise]]:
        """List the promises of some kinds with the clauses that make them."""
        for said in self.clauses:
            yield from ((said, promise) for promise in said.promises if promise.kind in kinds)

    def clause(self, keys: Sequence[str]) -> Said | None:
        """Find a published clause by any of some ids; one of an older version leads to where its words stand now."""
        return next((self._followed[key] for key in keys if key in self._followed), None)

    def mention(self, *names: str) -> Said | None:
        """Find a clause in which one of some names stands as words of its own, not as a part of others."""
        wanted = [_standing(folded) for name in names if (folded := fold(name).strip())]
        if not wanted:
            return None
        stands = re.compile("|".join(wanted))
        return next((said for said in self.clauses if stands.search(said.folded)), None)

    def country(self, code: str) -> Said | None:
        """Find a clause that mentions a country by its Arabic or English name."""
        key = f"country.{code}"
        return self.mention(*(str(messages(lang).get(key, "")) for lang in ("ar", "en")))


def _standing(name: str) -> str:
    """Write the pattern of a name with what Arabic joins to the front of a word: and, so, in, to, as."""
    joined = f"|[وف]?لل{re.escape(name[2:])}" if name.startswith("ال") else ""
    return rf"(?<!\w)(?:[وف]?[بلك]?{re.escape(name)}{joined})(?!\w)"


def promised(store: Store) -> Promised:
    """Gather what the published versions of all policies say."""
    policies = tuple(store.all(Policy))
    found = [
        Said(policy, clause, version.number)
        for policy in policies
        for version in policy.versions
        if version.state == "published"
        for clause in version.clauses
    ]
    return Promised(tuple(found), policies)


def days(amount: float | None, unit: str) -> float | None:
    """Bring a period to days, so that periods in different units compare; None where it names none."""
    return None if amount is None or unit not in _DAYS else amount * _DAYS[unit]


def longer(amount: float | None, unit: str, promise: Promise) -> bool:
    """Whether a period is longer than the one promised."""
    own, allowed = days(amount, unit), days(promise.amount, promise.unit)
    return own is not None and allowed is not None and own > allowed * _SURE
