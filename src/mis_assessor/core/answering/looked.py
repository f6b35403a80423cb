"""A document that was looked at: the days it counts by, and what it lacks."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.answers import Failed, Used
from mis_assessor.core.submission import Document
from mis_assessor.core.wording import act, listed, on_day


@dataclass(slots=True)
class Looked:
    """A document with what it lacks: `wanting` is not known, `wrong` is known."""

    document: Document
    days: list[tuple[str, date]]
    wanting: list[str]
    wrong: list[str]

    @property
    def complete(self) -> bool | None:
        """Whether it does all that is asked: yes, no, or not known."""
        if self.wrong:
            return False
        return None if self.wanting else True

    @property
    def in_place(self) -> date:
        """The last of the days asked for."""
        return max(day for _, day in self.days)

    @property
    def lacks(self) -> str:
        """What is wrong with it and what nobody knows, in words."""
        return listed(self.wrong + self.wanting)

    @property
    def failed(self) -> Failed:
        """It as a document that does not do what was asked."""
        return Failed("documents", self.document.id, self.lacks)

    @property
    def basis(self) -> Used:
        """It with its days, as something an answer rests on."""
        acts = listed([f"{_in_words(what)} {on_day(day)}" for what, day in self.days])
        return Used(self.document.id, f"{self.document.title}: {acts}", self.document.sha256)


def _in_words(what: str) -> str:
    verb, _, body = what.partition(" by ")
    return act(verb, body) if body else what
