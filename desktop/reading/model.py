"""What the reading takes in and gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop.reading.passages import Evidence


class ClauseLike(Protocol):
    """Any clause of a policy: a record, an imported text, a form."""

    @property
    def number(self) -> int | str: ...  # noqa: D102  # a plain field of the protocol
    @property
    def heading_ar(self) -> str: ...  # noqa: D102
    @property
    def heading_en(self) -> str: ...  # noqa: D102
    @property
    def text_ar(self) -> str: ...  # noqa: D102
    @property
    def text_en(self) -> str: ...  # noqa: D102


class Basis(Protocol):
    """A rule of a law: where it stands and how sure we are."""

    @property
    def article(self) -> str | None: ...  # noqa: D102  # a plain field of the protocol
    @property
    def confidence(self) -> str: ...  # noqa: D102


class Law(Protocol):
    """A law's pack, as far as the notice check asks it."""

    @property
    def notice_elements(self) -> Mapping[str, Any]: ...  # noqa: D102  # a plain field of the protocol


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic or a sharing category that a clause seems to have, with the words it stands on."""

    key: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PromiseRead:
    """A promise that a clause seems to make; amounts are in `unit`, `amount_least` is the lower end of a range.

    `same` marks an extension by as much again whose amount is taken from the answer promised in the same clause.
    """

    kind: str
    evidence: tuple[Evidence, ...]
    amount: float | None = None
    amount_least: float | None = None
    unit: str = ""
    same: bool = False

    @property
    def text(self) -> str:
        """The words it stands on: the Arabic ones where there are any."""
        return self.evidence[0].words if self.evidence else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clause seems to say, for the officer to confirm; `unnamed` where its recipients are others in general."""

    topics: tuple[Suggested, ...] = ()
    shares_with: tuple[Suggested, ...] = ()
    promises: tuple[PromiseRead, ...] = ()
    definitions: bool = False
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the check against a law, or of a policy against itself.

    `kind` is `notice-element` or `conflict`; `element` the element's or the conflict's id; `status` is `present`,
    `partial`, `missing`, or `likely` for a conflict. `clause` is the number of the clause with the first words of
    evidence, `clauses` every clause of them. `condition` names when the law asks for the element (`officer`, `consent`,
    `indirect`, `transfer`), empty for always. `says` is the message key of what to do, filled with `values`.
    """

    kind: str
    element: str
    status: str
    says: str
    clause: int | str | None = None
    clauses: tuple[int | str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    article: str = ""
    confidence: str = ""
    condition: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
