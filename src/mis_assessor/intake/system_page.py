"""Reads ``system.yaml``, and of a neighbour's own file whom it names as its buddy."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake.false_alarms import FalseAlarm
from mis_assessor.intake.problems import did_you_mean, one_problem, quoted
from mis_assessor.intake.system_file import SystemFile
from mis_assessor.intake.system_parts import BuddyNamed
from mis_assessor.intake.yaml_page import Page, read_page

SYSTEM = "system.yaml"


class _Coded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str


class _Neighbour(BaseModel):
    """What is taken from a neighbour's file; the rest is the neighbour's to answer for."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    system: _Coded
    buddy: _Coded | None = None


def read_system_page(content: bytes) -> Page[SystemFile]:
    """The page of a system; raises EvidenceUnreadable with every problem."""
    page = read_page(content, SYSTEM, SystemFile, false_alarms=lambda says: says.false_alarms)
    if problems := list(_unknown_partnerships(page)):
        raise EvidenceUnreadable(problems)
    return page


def _unknown_partnerships(page: Page[SystemFile]) -> Iterator[Problem]:
    known = [partnership.name for partnership in page.says.maternity_voices_partnerships]
    for number, place in enumerate(page.says.places or ()):
        if place.partnership and place.partnership not in known:
            yield Problem(
                page.file.where(("places", number, "partnership")),
                f"{quoted(place.partnership)} is not under “maternity voices partnerships”."
                f"{did_you_mean(place.partnership, known)}",
            )


def buddy_of_neighbour(content: bytes, buddy: BuddyNamed, alarms: tuple[FalseAlarm, ...]) -> str:
    """The code of the buddy that a neighbour's own file names; empty where it names none."""
    page = read_page(content, buddy.file, _Neighbour, false_alarms=lambda _: alarms)
    if page.says.system.code != buddy.code:
        raise one_problem(
            page.file.where(("system", "code")),
            f"{quoted(page.says.system.code)} is not the buddy, which is {quoted(buddy.code)} in "
            f"{SYSTEM}. Check both codes.",
        )
    return page.says.buddy.code if page.says.buddy else ""
