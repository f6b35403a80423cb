"""Whether two answers to one question are the same, figure by figure and row by row."""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    Paper,
    Papers,
    Provenance,
    Stated,
    Tally,
)

_ROW, _ROWS = attrgetter("row"), attrgetter("rows")


def differences(one: Answer, other: Answer) -> tuple[str, ...]:
    """Each figure in which two answers differ, “name: one, other”; nothing where none does."""
    if type(one) is not type(other):
        return (f"answer: {_told(one)}, {_told(other)}",)
    return tuple(_differences(one, other))


def _differences(one: Answer, other: Answer) -> Iterator[str]:
    for (name, mine), (_, theirs) in zip(_figures(one), _figures(other), strict=True):
        if isinstance(mine, list) and isinstance(theirs, list) and mine != theirs:
            yield f"{name}: {_only(mine, theirs)}, {_only(theirs, mine)}"
        elif mine != theirs:
            yield f"{name}: {_shown(mine)}, {_shown(theirs)}"


def _figures(answer: Answer) -> list[tuple[str, object]]:
    match answer:
        case NoAnswer():
            return [("no figure", answer.why.value)]
        case Tally():
            return [
                *(("done", answer.done), ("failed", answer.failed), ("open", answer.open)),
                *(("unknown", answer.unknown), ("more to come", answer.more_to_come)),
                ("not seen to the last day", answer.unseen),
                *_rows(answer.provenance),
            ]
        case Figure():
            return [("number", answer.value), *_rows(answer.provenance)]
        case Stated():
            return [("stated", answer.value)]
        case Paper():
            return [("documents", [_paper(p) for p in (answer, *answer.others)])]
        case Papers():
            reports = [(r.complete, r.days, r.covers) for r in answer.reports]
            return [
                ("documents", reports),
                ("days", (answer.start, answer.end, answer.on)),
                ("pauses", answer.pauses),
                ("meetings", answer.meetings),
            ]


def _paper(paper: Paper) -> tuple[object, ...]:
    return paper.in_place, paper.dated, paper.in_force_from, paper.in_force_to


def _rows(provenance: Provenance) -> list[tuple[str, object]]:
    """The rows counted, those that failed and those left open."""
    counted = sorted(chain.from_iterable(map(_ROWS, provenance.used)))
    return [
        ("rows counted", counted),
        ("rows that failed", sorted(map(_ROW, provenance.failed))),
        ("rows left open", sorted(set(map(_ROW, provenance.open)))),
    ]


def _told(answer: Answer) -> str:
    return f"no figure ({answer.why})" if isinstance(answer, NoAnswer) else "a figure"


def _only(these: Sequence[object], those: Sequence[object]) -> str:
    """What the other count does not have; all of it where only the order differs."""
    found = [one for one in these if one not in those]
    in_order = sorted(map(str, these)) == sorted(map(str, those))
    return " and ".join(map(_shown, these if in_order else found)) or "nothing else"


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return "blank"
        case tuple() | list():
            return "(" + ", ".join(map(_shown, value)) + ")"
        case _:
            return str(value)
