"""How a policy's state looks: in words, with its tone and icon."""

from data.policy import Policy
from ui.desk import Desk
from ui.widgets.cell import Cell

_LOOKS = {
    "draft": ("mute", "pencil"),
    "review": ("soon", "eye"),
    "approved": ("info", "badge-check"),
    "published": ("ok", "circle-check"),
    "superseded": ("mute", "history"),
    "archived": ("mute", "archive"),
}


def state_cell(desk: Desk, state: str) -> Cell:
    """Say a version's state."""
    tone, icon = _LOOKS[state]
    return Cell(desk.words(f"choice.version_state.{state}"), tone=tone, icon=icon)


def title(desk: Desk, policy: Policy) -> str:
    """Name a policy in the language of the desk."""
    return desk.words.either(policy.title_ar, policy.title_en) or desk.words("policy.untitled")
