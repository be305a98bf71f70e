"""The command that works a severity out."""

from typing import Any

from data.errors import Blocked
from desktop import severity
from desktop.cli.call import Add, Call

_FIGURES = ("dpc", "adjust", "ei", "cb", *severity.CIRCUMSTANCES)


def declare(add: Add) -> None:
    """Name the command of this module."""
    command = add("severity", help="score a breach by the method of ENISA: SE = DPC × EI + CB")
    command.add_argument("--dpc-category", dest="category", choices=severity.CATEGORIES)
    command.add_argument("--adjust", type=float, help="what the data tells more or less than its category")
    command.add_argument("--dpc", type=float, help="the figure itself, 1 to 4, instead of a category")
    command.add_argument(
        "--ei", type=float, required=True, help="ease of identification: 0.25, 0.5, 0.75 or 1"
    )
    command.add_argument("--cb", type=float, help="circumstances as one sum, 0 to 2, or each of its own:")
    for name in severity.CIRCUMSTANCES:
        command.add_argument(f"--cb-{name}", dest=name, type=float, metavar="0|0.25|0.5")
    command.add_argument("--people", type=int, help="how many people are concerned")
    command.add_argument("--unintelligible", action="store_true", help="the data is encrypted, its key safe")
    command.set_defaults(run=show)


def show(call: Call) -> dict[str, Any]:
    """Score a breach and explain each figure."""
    if call.args.dpc is None and call.args.category is None:
        raise Blocked("severity.no-data")
    names = ("category", *_FIGURES, "people", "unintelligible")
    result = severity.score({name: getattr(call.args, name) for name in names})
    lang = call.words.lang
    said = [
        {"factor": one.key, "question": one.question[lang], "answer": one.answer[lang]}
        for one in result.factors
    ]
    return result.plain() | {"why": said}
