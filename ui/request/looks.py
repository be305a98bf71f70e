"""How a request looks in a list and at the head of its page."""

from data.request import Request
from desktop import request_clocks as clocks
from ui.desk import Desk
from ui.widgets.cell import Cell
from ui.widgets.chip import countdown
from ui.widgets.text import auto, ltr

STAGES = ("receipt", "identity", "search", "review", "answer", "follow-up", "closed")
_LOOKS = {
    "receipt": ("info", "inbox"),
    "identity": ("info", "user"),
    "search": ("info", "search"),
    "review": ("info", "eye"),
    "answer": ("soon", "send"),
    "follow-up": ("soon", "list-checks"),
    "closed": ("mute", "circle-check"),
    "withdrawn": ("mute", "undo-2"),
    "duplicate": ("mute", "copy"),
    "refused": ("warn", "circle-minus"),
}
_AT = {"withdrawn": "closed", "duplicate": "closed", "refused": "answer"}


def stage_cell(desk: Desk, request: Request) -> Cell:
    """Say where a request stands, or that its requester is waited for."""
    if request.waiting_since is not None:
        return Cell(desk.words("request.waiting"), tone="soon", icon="hourglass")
    tone, icon = _LOOKS[request.stage]
    return Cell(desk.words(f"choice.request_stage.{request.stage}"), tone=tone, icon=icon)


def due_cell(desk: Desk, request: Request) -> Cell:
    """Say how pressing a request is."""
    state = clocks.standing(request, desk.now())
    speed = (request.terms.get("clock") or {}).get("speed")
    if state == "unknown" and speed in {"prompt", "immediate"}:
        return Cell(desk.words(f"request.speed.{speed}"), tone="warn", icon="timer")
    return countdown(desk, state, clocks.lead_due(request))


def bar_stage(request: Request) -> str:
    """Find the mark on the stage bar for a request, whose other ends have none of their own."""
    return _AT.get(request.stage, request.stage)


def title(desk: Desk, request: Request) -> str:
    """Name a request: by its title, else by who asked; an erased one by what was done to it."""
    if request.erased_at is not None:
        return desk.words("request.erased-title", code=ltr(request.code))
    return auto(request.title or request.requester_name) or ltr(request.code)
