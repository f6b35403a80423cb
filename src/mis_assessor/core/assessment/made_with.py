"""What an assessment was made with: without it, an honest paper looks like a changed one."""

from dataclasses import dataclass

from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.core.rules.corrections import Correction


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The program, the rules and the confirmations behind an assessment."""

    tool: str = ""
    """The program and its version; empty where nobody recorded it."""
    engine: str = ""
    """The second evaluator and its version."""
    unpublished: tuple[str, ...] = ()
    """The books of rules that are not among those published with the program."""
    confirmed_only: bool = False
    """Whether every remembered value that nobody confirmed was left to a person."""
    confirmations: tuple[Confirmation, ...] = ()
    """Who compared which value with which page of which document, and when."""
    corrections: tuple[Correction, ...] = ()
    """Values that the trust read otherwise in the guidance, and that were used."""


NOT_RECORDED = MadeWith()


def rules_of_another_origin(made: MadeWith) -> str:
    """What the front page says of rules that were not published; empty where all were."""
    if not made.unpublished:
        return ""
    names = ", ".join(made.unpublished)
    return (
        f"Not the rulebook shipped with this tool: the rules of {names} were changed or are of "
        "another origin. Nothing below is the tool’s own reading of the guidance."
    )
