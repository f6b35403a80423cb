"""The story of one finding, and one safety action, of a submission assessed now."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reports.action_view import action_lines
from mis_assessor.reports.story import Story, story
from mis_assessor.services.assess import Confirmed, Days, assess_folder
from mis_assessor.services.books import Books


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment beside the rulebook it stands on."""

    assessment: Assessment
    rulebook: Rulebook


def assessed_with_rules(
    path: Path, rules: Path, days: Days, confirmed: Confirmed | None = None
) -> Assessed:
    """Assesses a submission. Raises EvidenceUnreadable, RulebookWrong or EngineFault."""
    assessment = assess_folder(path, rules, days, confirmed)
    return Assessed(assessment, Books(rules).year(assessment.scheme_year))


def explain(assessed: Assessed, name: str) -> Story:
    """The story of one requirement. Raises NotAllowed where the year has none of that id."""
    wanted = name.strip().upper()
    found = {f.id.upper(): f for f in assessed.assessment.findings}
    finding = found.get(wanted) or found.get(f"MIS-Y{assessed.assessment.scheme_year}-{wanted}")
    if finding is None:
        ids = [f.id for f in assessed.assessment.findings]
        if action_number(name) is not None:
            raise NotAllowed(
                f"{name} is a whole safety action: “mis show” prints it. One requirement has an "
                f"id such as {ids[-1]}."
            )
        meant = did_you_mean(name, ids)
        raise NotAllowed(f"This year asks nothing under {name}.{meant} “mis show” lists the ids.")
    rules = {rule.requirement.id: rule for rule in assessed.rulebook.rules}
    return story(assessed.assessment, finding, rules[finding.id])


def action_number(name: str) -> int | None:
    """The number of a safety action as people write it; 0 for the conditions of the scheme.

    >>> action_number("SA8"), action_number("8"), action_number("conditions")
    (8, 8, 0)
    >>> action_number("SA11"), action_number("MIS-Y7-SA8-2")
    (None, None)
    """
    word = name.strip().upper().removeprefix("SAFETY ACTION").removeprefix("SA").strip()
    if word in ("COND", "CONDITIONS"):
        return 0
    return int(word) if word.isdecimal() and 1 <= int(word) <= 10 else None


def shown_action(assessed: Assessed, name: str) -> Iterator[str]:
    """One safety action in lines. Raises NotAllowed where there is none of that name."""
    number = action_number(name)
    if number is None:
        raise NotAllowed(f"“{name}” is no safety action. Write SA1 to SA10, or conditions.")
    action = next((a for a in assessed.rulebook.actions if a.number == number), None)
    return action_lines(assessed.assessment, number, action.asks if action else "")
