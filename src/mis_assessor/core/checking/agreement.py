"""What came of holding a submission against a national file: agrees, differs, cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mis_assessor.core.checking.published import NationalFile, Rating
from mis_assessor.core.wording import on_day


class Agreement(StrEnum):
    """The closed list; none of them is a verdict."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing of the submission beside the same thing of a national file."""

    comparison: str
    """The id of the comparison in the rules."""
    about: str
    agreement: Agreement
    submission_has: str
    national_has: str
    says: str
    """The sentence for people, with the figures."""
    place: str
    """Where it stands in the national file."""
    serves: tuple[str, ...]
    """The requirements that rest on it."""
    status: str
    """How we know that the two are about the same thing."""


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Everything compared for one submission, and what could not be."""

    trust_code: str
    trust_name: str
    scheme_year: int
    submission: str
    """The fingerprint of the submission."""
    files: tuple[NationalFile, ...]
    compared: tuple[Compared, ...]
    not_looked_at: tuple[str, ...]
    """What of the submission no file given was about."""
    look_at: tuple[str, ...]
    """Reasons to look closer that decide nothing."""
    remarks: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything differs."""
        return any(one.agreement is Agreement.DIFFERS for one in self.compared)

    def count(self, agreement: Agreement) -> int:
        """How many comparisons came out one way."""
        return sum(one.agreement is agreement for one in self.compared)


def worst(found: Sequence[Agreement]) -> Agreement:
    """One difference outweighs what agrees; nothing compared tells nothing.

    >>> worst([Agreement.AGREES, Agreement.CANNOT_TELL, Agreement.DIFFERS]).value
    'differs'
    """
    for one in (Agreement.DIFFERS, Agreement.CANNOT_TELL):
        if one in found:
            return one
    return Agreement.AGREES if found else Agreement.CANNOT_TELL


def rating_told(rating: Rating) -> str:
    """A rating as a reason to look, in words that accuse nobody."""
    return (
        f"The Care Quality Commission rated {rating.service} “{rating.rating}” "
        f"{on_day(rating.published_on)} ({rating.place}). A rating meets no safety action and "
        "fails none; read the report beside the actions it touches."
    )
