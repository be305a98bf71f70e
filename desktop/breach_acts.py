"""The acts on a breach by name, with what each asks for."""

from data.breach import Breach, Filing, Obligation, Step
from data.fields import Kind
from data.unit import Unit
from desktop import breach, files, response, severity
from desktop.act import Act, ask, asks

_TEXT, _NEEDED = ask(Kind.TEXT), ask(Kind.TEXT, required=True)
_FIGURE = ask(Kind.DECIMAL)


def _duty(unit: Unit, key: str) -> Obligation | None:
    """Find a duty named by its breach and recipient, as in `BR-2026-001/authority` or `BR-2026-001/SA/subjects`."""
    code, *parts = key.split("/")
    found = unit.find(Breach, code) if parts else None
    duties = found.obligations if found else ()
    wanted = set(parts)
    return next((duty for duty in duties if wanted <= {duty.law, duty.recipient}), None)


def _step(unit: Unit, key: str) -> Step | None:
    """Find a step named by its breach and place, counted from 1, as in `BR-2026-001/2`."""
    code, _, place = key.partition("/")
    found = unit.find(Breach, code) if place.isdecimal() else None
    return next((step for at, step in enumerate(found.steps, 1) if at == int(place)), None) if found else None


ACTS = (
    Act(
        "decide",
        Obligation,
        breach.decide,
        asks(decision=ask(Kind.CHOICE, required=True, choices="decision"), rationale=_TEXT),
        _duty,
    ),
    Act(
        "record-filing",
        Obligation,
        breach.record_filing,
        asks(
            filed_at=ask(Kind.MOMENT, required=True),
            channel=ask(Kind.CHOICE, required=True, choices="filing_channel"),
            reference=ask(),
            phase=ask(Kind.CHOICE, choices="filing_phase"),
            late_reason=_TEXT,
            content=_TEXT,
            filed_by=ask(),
            note=_TEXT,
        ),
        _duty,
        final=True,
    ),
    Act("write-notice", Obligation, response.write_notice, asks(text=_TEXT, lang=ask()), _duty, law=True),
    Act("attach", Filing, files.attach, asks(file=ask(required=True), note=ask())),
    Act("close", Breach, breach.close, final=True),
    Act("reopen", Breach, breach.reopen, asks(reason=_NEEDED)),
    Act(
        "add-entry",
        Breach,
        response.add_entry,
        asks(text=_NEEDED, happened_at=ask(Kind.MOMENT), kind=ask(Kind.CHOICE, choices="timeline_kind")),
    ),
    Act(
        "add-obligation",
        Breach,
        breach.add_obligation,
        asks(
            recipient=ask(Kind.CHOICE, required=True, choices="notice_recipient"),
            name=ask(),
            law=ask(Kind.CHOICE, choices="law"),
            due=ask(Kind.MOMENT),
        ),
    ),
    Act("add-step", Breach, response.add_step, asks(text=_NEEDED, owner=ask(), due_at=ask(Kind.MOMENT))),
    Act("assign-step", Step, response.assign_step, asks(owner=ask(required=True)), _step),
    Act(
        "tick-step",
        Step,
        response.tick_step,
        asks(done=ask(Kind.FLAG), owner=ask(), done_at=ask(Kind.MOMENT)),
        _step,
    ),
    Act("leave-step", Step, response.leave_step, asks(reason=ask(required=True)), _step),
    Act(
        "assess",
        Breach,
        response.assess,
        asks(
            category=ask(),
            **dict.fromkeys(("adjust", "dpc", "ei", "cb", *severity.CIRCUMSTANCES), _FIGURE),
            note=_TEXT,
        ),
    ),
)
