"""What each group of a framework came to, with the national score beside it."""

from dataclasses import dataclass

from mis_assessor.core.frameworks.result import FrameworkResult, GroupResult
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.tags import Tag, tag


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a framework on one line."""

    title: str
    tag: Tag
    hold: str
    questions: str
    pieces: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one framework for one body."""

    caption: str
    scored: bool
    rows: tuple[GroupRow, ...]


def group_tables(results: tuple[FrameworkResult, ...]) -> tuple[GroupTable, ...]:
    """What each group came to, with the national score beside it where there is one."""
    return tuple(
        GroupTable(
            caption=f"{result.short_title}: {body.name}, by {result.groups_called}",
            scored=any(group.scored for group in body.groups),
            rows=tuple(_group(group) for group in body.groups if _shown(group)),
        )
        for result in results
        for body in result.bodies
        if body.sent and len(body.groups) > 1
    )


def _shown(group: GroupResult) -> bool:
    return bool(group.requirements or group.scored) or group.verdict is not Verdict.NOT_APPLICABLE


def _group(group: GroupResult) -> GroupRow:
    return GroupRow(
        title=group.title,
        tag=tag(group.verdict),
        hold=f"{group.hold} of {group.requirements}" if group.requirements else "–",
        questions=_share(group.compliant, group.scored),
        pieces=_share(group.pieces_there, group.pieces_asked),
    )


def _share(part: int, whole: int) -> str:
    """So many of so many with the share, cut and never rounded up.

    >>> _share(2, 3), _share(0, 0)
    ('2 of 3 (66%)', '–')
    """
    return f"{part} of {whole} ({100 * part // whole}%)" if whole else "–"
