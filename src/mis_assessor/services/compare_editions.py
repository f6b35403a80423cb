"""The same submission under each edition of a year: what would have been decided when."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.position import decide_under
from mis_assessor.core.scheme import Rulebook
from mis_assessor.core.submission import Submission
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """One requirement that two editions decide differently."""

    requirement: str
    title: str
    verdicts: tuple[Verdict, ...]
    """In the order of the editions compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The editions compared and every requirement on which they differ."""

    editions: tuple[str, ...]
    outcomes: tuple[Verdict, ...]
    differences: tuple[Difference, ...]


def compare_editions(rulebook: Rulebook, submission: Submission, on: date) -> Comparison:
    """Decides under every loaded edition of the year, on the same day."""
    editions = tuple(e for e in rulebook.year.editions if not e.not_loaded)
    positions = [decide_under(rulebook, submission, on, on, (edition,)) for edition in editions]
    differences = []
    for rule in rulebook.rules:
        name = rule.requirement.id
        if not rule.requirement.decided:
            continue
        verdicts = tuple(p.rolled.requirements[name] for p in positions)
        if len(set(verdicts)) > 1:
            differences.append(Difference(name, rule.requirement.title, verdicts))
    return Comparison(
        tuple(e.title for e in editions),
        tuple(p.rolled.outcome for p in positions),
        tuple(differences),
    )
