"""What usually follows from each kind of incident: the fields it fills and the steps of its checklist."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from data.breach import Breach, Step

GENERAL = "general"
_FILLS = ("nature", "cause", "channel")


@cache
def templates() -> Mapping[str, Any]:
    """Read the templates by incident type; `general` serves every type without one of its own."""
    text = files("resources").joinpath("breach", "incidents.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def fills(incident: str) -> dict[str, Any]:
    """Tell what a kind of incident usually fills in."""
    template = templates().get(incident, templates()[GENERAL])
    return {name: template[name] for name in _FILLS if name in template}


def apply(breach: Breach) -> None:
    """Fill what is empty and set the checklist; one that was begun, or that holds steps of the officer's, stays."""
    template = templates().get(breach.incident, templates()[GENERAL])
    for name, value in fills(breach.incident).items():
        if not getattr(breach, name):
            setattr(breach, name, value)
    if any(step.done_at or step.left_out or not step.key for step in breach.steps):
        return
    kind = breach.incident if breach.incident in templates() else GENERAL
    wanted = [f"{kind}.{name}" for name in template["steps"]]
    if [step.key for step in breach.steps] != wanted:
        said = template["steps"].values()
        steps = (
            Step(key=key, text=text["ar"], position=at)
            for at, (key, text) in enumerate(zip(wanted, said, strict=True))
        )
        breach.steps[:] = list(steps)


def said(step: Step, lang: str) -> str:
    """Say a step in a language."""
    return worded(step.key, step.text, lang)


def worded(key: str, text: str, lang: str) -> str:
    """Say a step: one of a template as the template says it, the officer's own as it was written."""
    kind, _, name = key.partition(".")
    known = templates().get(kind, {}).get("steps", {}).get(name)
    return str(known[lang]) if known else text
