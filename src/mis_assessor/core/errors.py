"""The errors people meet, each family with its own exit code.

::

    AssessorError
    ├── RulebookWrong        ours to fix                      exit 10
    ├── EvidenceUnreadable   the trust's to fix               exit 11
    ├── NotAllowed           the person may not do this       exit 12
    └── EngineFault          the two evaluators could not     exit 13
        │                    both decide, or did not agree
        ├── CountsDiffer     the two counts of the rows do not agree
        └── TookTooLong      stopped at its time limit

Not being compliant is none of these: it is a result.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mis_assessor.core.wording import one_line


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place: where, what, and what to do, in words."""

    where: str
    what: str

    def __str__(self) -> str:
        said = f"{self.where}: {self.what}" if self.where else self.what
        return one_line(said)


class AssessorError(Exception):
    """Anything shown to a person without a traceback; carries every problem found."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = (Problem("", problems),)
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RulebookWrong(AssessorError):
    """A rule file cannot be right. Never means that a trust is not compliant."""


class NothingInForce(RulebookWrong):
    """No guidance of a scheme year or framework was out yet on the day asked about."""


class EvidenceUnreadable(AssessorError):
    """A submission cannot be read whole, so nothing is assessed."""


class NotAllowed(AssessorError):
    """The person, or the place, does not permit what was asked."""


class EngineFault(AssessorError):
    """The engine crashed, hung or disagreed with the reference evaluator."""


class CountsDiffer(EngineFault):
    """The rows counted twice gave two figures, so nothing of it is published."""


class TookTooLong(EngineFault):
    """An assessment was stopped at its time limit, so nothing of it is published."""
