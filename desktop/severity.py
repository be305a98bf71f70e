"""The severity of a breach by the method of ENISA (2013): SE = DPC × EI + CB, in whole quarters.

The questions, their answers and the bands stand in `resources/breach/severity.toml`. The score informs the officer's
decision and never makes it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from data.errors import Invalid

CIRCUMSTANCES = ("confidentiality", "integrity", "availability", "intent")
CATEGORIES = ("simple", "behavioural", "financial", "sensitive")
_LEAST, _MOST = 1, 4
_QUARTERS = 4
_MOST_CB = 8


def bare(figure: float) -> float:
    """Write a whole figure without its fraction."""
    return int(figure) if float(figure).is_integer() else figure


@cache
def method() -> Mapping[str, Any]:
    """Read the method: categories with their adjustments, ease of identification, circumstances, bands."""
    text = files("resources").joinpath("breach", "severity.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Factor:
    """One figure of the score with the question it answers and the answer in words; `value` in quarters."""

    key: str
    question: Mapping[str, str]
    answer: Mapping[str, str]
    value: int


@dataclass(frozen=True, slots=True)
class Score:
    """The result in quarters, the figures it was made of, and the flags beside it (`many-people`, `unintelligible`)."""

    dpc: int
    ei: int
    cb: int
    factors: tuple[Factor, ...]
    flags: tuple[str, ...]

    @property
    def quarters(self) -> int:
        """The score in quarters."""
        return self.dpc * self.ei + self.cb

    @property
    def value(self) -> float:
        """The score, 0.25 to 6."""
        return self.quarters / _QUARTERS

    @property
    def band(self) -> str:
        """Low below 2, medium below 3, high below 4, very high from 4 on."""
        found = [name for name, since in method()["bands"].items() if self.quarters >= since]
        return str(found[-1])

    @property
    def figures(self) -> dict[str, float]:
        """The formula's parts as they are told: whole ones without a fraction."""
        parts = {"dpc": self.dpc, "ei": self.ei / _QUARTERS, "cb": self.cb / _QUARTERS, "score": self.value}
        return {name: bare(figure) for name, figure in parts.items()}

    def plain(self) -> dict[str, Any]:
        """Write the result as JSON has it."""
        figures = {"dpc": self.dpc, "ei": self.ei / _QUARTERS, "cb": self.cb / _QUARTERS}
        return {**figures, "score": self.value, "band": self.band, "flags": list(self.flags)}


def score(inputs: Mapping[str, Any]) -> Score:
    """Work out the severity from its inputs.

    `dpc` is a figure from 1 to 4, or `category` names one of `CATEGORIES` with `adjust` as the method lists it; `ei`
    is 0.25, 0.5, 0.75 or 1; `cb` is a sum from 0 to 2, or each of `CIRCUMSTANCES` is given. `people` and
    `unintelligible` raise the flags.

    Raises:
        Invalid: naming the inputs that are missing or not of the method.
    """
    problems: dict[str, str] = {}
    factors = [*_data(inputs, problems), *_ease(inputs, problems), *_circumstances(inputs, problems)]
    if problems:
        raise Invalid(problems)
    dpc, ei, *rest = factors
    return Score(dpc.value, ei.value, sum(one.value for one in rest), tuple(factors), tuple(_flags(inputs)))


def _in_order(figure: str) -> str:
    """Keep the order of a sum inside an Arabic sentence, whatever the shape of its digits."""
    return f"\u2066{figure}\u2069".replace("+", "\u200e+\u200e").replace("-", "\u200e-\u200e")


def _data(inputs: Mapping[str, Any], problems: dict[str, str]) -> Iterator[Factor]:
    asked = method()["dpc"]
    category = inputs.get("category")
    if category:
        if category not in CATEGORIES:
            problems["category"] = "not-choice"
            return
        kind, step = asked[category], _whole(inputs.get("adjust") or 0)
        if step is None or str(step) not in kind["adjust"]:
            problems["adjust"] = "not-choice"
            return
        words = kind["adjust"][str(step)]
        total = str(kind["base"]) + (f"{step:+d}" if step else "")
        figures = {"ar": _in_order(total), "en": total}
        said = {lang: f"{kind[lang]} ({figures[lang]}): {words[lang]}" for lang in figures}
        yield Factor("dpc", asked, said, kind["base"] + step)
        return
    figure = _whole(inputs.get("dpc"))
    if figure is None or not _LEAST <= figure <= _MOST:
        problems["dpc"] = "required" if inputs.get("dpc") is None else "not-choice"
        return
    yield Factor("dpc", asked, {"ar": str(figure), "en": str(figure)}, figure)


def _ease(inputs: Mapping[str, Any], problems: dict[str, str]) -> Iterator[Factor]:
    asked = method()["ei"]
    quarters = _in_quarters(inputs.get("ei"))
    if quarters is None or str(quarters) not in asked["options"]:
        problems["ei"] = "required" if inputs.get("ei") is None else "not-choice"
        return
    yield Factor("ei", asked, asked["options"][str(quarters)], quarters)


def _circumstances(inputs: Mapping[str, Any], problems: dict[str, str]) -> Iterator[Factor]:
    if inputs.get("cb") is not None:
        total = _in_quarters(inputs["cb"])
        if total is None or not 0 <= total <= _MOST_CB:
            problems["cb"] = "not-choice"
            return
        figure = str(bare(total / _QUARTERS))
        yield Factor("cb", {"ar": "", "en": ""}, {"ar": figure, "en": figure}, total)
        return
    for name in CIRCUMSTANCES:
        asked = method()["cb"][name]
        quarters = _in_quarters(inputs.get(name) or 0)
        if quarters is None or str(quarters) not in asked["options"]:
            problems[name] = "not-choice"
        else:
            yield Factor(name, asked, asked["options"][str(quarters)], quarters)


def _flags(inputs: Mapping[str, Any]) -> Iterator[str]:
    if (inputs.get("people") or 0) > method()["flags"]["people"]:
        yield "many-people"
    if inputs.get("unintelligible"):
        yield "unintelligible"


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and float(value).is_integer() else None


def _in_quarters(value: object) -> int | None:
    return _whole(value * _QUARTERS) if isinstance(value, int | float) else None
