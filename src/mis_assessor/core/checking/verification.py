"""What came of holding one pack against itself: a list of checks, each with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mis_assessor.core.wording import counted


class State(StrEnum):
    """What can be said of one check."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    CANNOT_BE_CHECKED = "cannot be checked"


class Subject(StrEnum):
    """What a check is about, in the order in which they are told."""

    FILE = "the file"
    DATA = "the data inside"
    RULES = "the rulebook"
    EVIDENCE = "the evidence"
    ASSESSMENT = "the re-computation"
    PAGES = "the pages"
    DECLARATION = "the declaration"
    CONDITIONS = "the conditions of the scheme"
    AGREEMENT = "whether the folder agrees with itself"
    SIGNATURES = "the signatures"


@dataclass(frozen=True, slots=True)
class CheckDone:
    """One thing that was looked at: where, what came of it, and why."""

    subject: Subject
    where: str
    state: State
    says: str
    """One sentence: what holds, what differs, or why it cannot be checked."""

    def __str__(self) -> str:
        place = f"{self.subject.value}, {self.where}" if self.where else self.subject.value
        return f"{place}: {self.says}"


def does_hold(subject: Subject, says: str, where: str = "") -> CheckDone:
    """Something was checked, and it is so."""
    return CheckDone(subject, where, State.HOLDS, says)


def fails(subject: Subject, says: str, where: str = "") -> CheckDone:
    """Something was checked, and it is not so."""
    return CheckDone(subject, where, State.DOES_NOT_HOLD, says)


def open_question(subject: Subject, says: str, where: str = "") -> CheckDone:
    """Something could not be checked; it says why."""
    return CheckDone(subject, where, State.CANNOT_BE_CHECKED, says)


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything checked of one pack."""

    name: str
    """The file or folder, by its own name."""
    sha256: str
    """Of the paper; of everything that was read, where there is no paper."""
    checks: tuple[CheckDone, ...]
    edition: str = ""
    trust_code: str = ""
    trust_name: str = ""
    scheme_year: int | None = None
    assessed: str = ""
    """The position that was computed again, else the one the data states."""
    on: date | None = None
    known_on: date | None = None
    rulebook: str = ""
    made_with: Mapping[str, str] = field(default_factory=dict)
    """Program and engine that the paper says it was made with."""
    checked_with: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)
    """How long each part took, for the bench."""

    @property
    def state(self) -> State:
        """The whole: nothing may fail, and nothing may be left open, for it to hold."""
        states = {check.state for check in self.checks}
        for state in (State.DOES_NOT_HOLD, State.CANNOT_BE_CHECKED):
            if state in states:
                return state
        return State.HOLDS

    @property
    def differences(self) -> tuple[CheckDone, ...]:
        """What does not hold, in order."""
        return self._with(State.DOES_NOT_HOLD)

    @property
    def open(self) -> tuple[CheckDone, ...]:
        """What could not be checked."""
        return self._with(State.CANNOT_BE_CHECKED)

    def _with(self, state: State) -> tuple[CheckDone, ...]:
        return tuple(check for check in self.checks if check.state is state)

    def sentence(self) -> str:
        """The whole in one sentence."""
        match self.state:
            case State.DOES_NOT_HOLD:
                number = counted(len(self.differences), "differences")
                return f"Does not hold: {number}. The first: {self.differences[0]}"
            case State.CANNOT_BE_CHECKED:
                why = "; ".join(dict.fromkeys(check.says.rstrip(".") for check in self.open))
                return f"Nothing does not hold, but not everything can be checked: {why}."
            case _:
                return "Everything holds."


def by_subject(checks: Iterable[CheckDone]) -> tuple[CheckDone, ...]:
    """Checks by what they are about, each group as it was found; the same sentence once."""
    places = {subject: n for n, subject in enumerate(Subject)}
    return tuple(sorted(dict.fromkeys(checks), key=lambda check: places[check.subject]))
