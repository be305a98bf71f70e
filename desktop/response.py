"""The work on a breach beside its decisions: the account of it, the checklist, the severity, the drafts of notices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.breach import Breach, Obligation, Step, TimelineEntry
from data.errors import Invalid, NotAllowed
from data.organisation import Organisation
from data.unit import Unit
from desktop import notices, records, severity
from desktop.breach import around, enter, mirror, opened
from desktop.law.pack import Pack

LANGUAGES = ("ar", "en")
_BETWEEN = "\n\n———\n\n"


def add_entry(
    unit: Unit, breach: Breach, *, text: str, happened_at: datetime | None = None, kind: str = "note"
) -> Breach:
    """Write something into the account of a breach; it stays as it was written.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: no text, an unknown kind, or a moment in the future.
    """
    opened(unit, breach.id)
    entry = TimelineEntry(
        kind=kind or "note", happened_at=happened_at or unit.now, text=text, actor=unit.actor
    )
    records.require(entry)
    if happened_at and happened_at > unit.now:
        raise Invalid({"happened_at": "after-now"})
    breach.timeline.append(entry)
    return breach


def add_step(
    unit: Unit, breach: Breach, *, text: str, owner: str = "", due_at: datetime | None = None
) -> Step:
    """Add a step to the checklist.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: no text.
    """
    opened(unit, breach.id)
    step = records.require(Step(text=text, owner=owner, due_at=due_at, position=len(breach.steps)))
    breach.steps.append(step)
    return step


def tick_step(
    unit: Unit, step: Step, *, done: bool = True, owner: str = "", done_at: datetime | None = None
) -> Step:
    """Tick a step off, or take the tick back; what was done enters the account. Either way the step is needed.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: done in the future.
    """
    breach = around(unit, step)
    at = done_at or unit.now
    if at > unit.now:
        raise Invalid({"done_at": "after-now"})
    step.owner = owner or step.owner
    if done and step.done_at is None:
        enter(unit, breach, "contained", at, step.text, step=step.key)
    step.done_at, step.left_out = (step.done_at or at) if done else None, ""
    mirror(breach)
    return step


def leave_step(unit: Unit, step: Step, *, reason: str) -> Step:
    """Leave a step out that this breach does not need, and say why; to tick it, or take a tick back, takes it in again.

    Raises:
        NotAllowed: `breach.closed`, or `breach.step-done`.
        Invalid: no reason.
    """
    breach = around(unit, step)
    if step.done_at is not None:
        raise NotAllowed("breach.step-done", code=breach.code)
    if not reason.strip():
        raise Invalid({"reason": "required"})
    step.left_out = reason.strip()
    return step


def assign_step(unit: Unit, step: Step, *, owner: str) -> Step:
    """Name who is to do a step.

    Raises:
        NotAllowed: `breach.closed`.
    """
    around(unit, step)
    step.owner = owner
    return step


def assess(unit: Unit, breach: Breach, **inputs: Any) -> Breach:  # noqa: ANN401  # the inputs of `severity.score`
    """Score the severity; the number of people and the encryption are the breach's own.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: as `severity.score` does.
    """
    opened(unit, breach.id)
    note = inputs.pop("note", None)
    kept = {name: value for name, value in inputs.items() if value not in (None, "")}
    result = severity.score(kept | known(breach))
    breach.severity_inputs = kept
    breach.severity, breach.severity_score = result.band, result.value
    breach.severity_note = breach.severity_note if note is None else note
    enter(unit, breach, "assessed", unit.now, note or "", score=result.value, band=result.band)
    return breach


def known(breach: Breach) -> dict[str, Any]:
    """Tell what the record itself says of the severity's flags."""
    return {"people": breach.people_count, "unintelligible": breach.encryption == "full"}


def drafts(duty: Obligation) -> dict[str, str]:
    """Take the drafts of a notice by language."""
    return dict(duty.draft.get("texts") or {})


def write_notice(
    unit: Unit, duty: Obligation, *, packs: Mapping[str, Pack], text: str | None = None, lang: str = ""
) -> Obligation:
    """Keep the draft of a notice in one language, written from the record where no text is given.

    An empty text lets go of it. What is filed is the draft in all its languages.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: an unknown language.
    """
    breach = around(unit, duty)
    lang = lang or LANGUAGES[0]
    if lang not in LANGUAGES:
        raise Invalid({"lang": "not-choice"})
    if text is None:
        text = notices.written(breach, unit.all(Organisation)[0], duty, packs, lang, now=unit.now).text
    texts = drafts(duty) | {lang: text}
    kept = {one: texts[one] for one in LANGUAGES if texts.get(one, "").strip()}
    duty.draft = {"texts": kept, "text": _BETWEEN.join(kept.values()), "lang": lang} if kept else {}
    return duty
