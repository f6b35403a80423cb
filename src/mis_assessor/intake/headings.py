"""The heading row of a table, matched to the columns it should have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.references import folded, is_unseen
from mis_assessor.intake.columns import Column, TableKind
from mis_assessor.intake.identifiers import identifier_in, refusal, refused_heading
from mis_assessor.reading import limits
from mis_assessor.reading.problems import listed_quoted, nearest, one_problem, quoted


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column stands where, and what is wrong with the heading row."""

    columns: tuple[tuple[int, Column], ...]
    width: int
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()
    """Headings with invisible characters, which are read without them."""


def read_headings(
    kind: TableKind,
    line: Sequence[str],
    place: str,
    below: Iterable[Sequence[str]] = (),
) -> Headings:
    """Match a heading row to a table's columns; those that tell rows apart must be there.

    Where the first row holds no headings they are looked for in the rows `below`.
    """
    line = [kind.spellings.get(_plain(heading), heading) for heading in line]
    written = [_plain(heading) for heading in line]
    while written and not written[-1]:
        written.pop()
    known = {_plain(heading): column for heading, column in kind.columns.items()}
    found = tuple((i, known[h]) for i, h in enumerate(written) if h in known)
    if not found:
        raise one_problem(f"{place}, row 1", _no_headings(kind, line, set(known), below))
    if len(written) > limits.COLUMNS:
        raise one_problem(
            f"{place}, row 1", f"has more than {limits.COLUMNS} columns. Take some out."
        )
    problems = tuple(_problems(kind, line[: len(written)], known, place))
    first = {column.heading: (i, column) for i, column in reversed(found)}
    columns = tuple(sorted(first.values(), key=_position))
    remarks = tuple(_with_unseen(line, columns, place))
    return Headings(columns, len(written), problems, remarks)


def _with_unseen(
    line: Sequence[str], columns: Iterable[tuple[int, Column]], place: str
) -> Iterator[str]:
    for position, column in columns:
        if any(map(is_unseen, line[position].strip("\ufeff\r\n\t "))):
            yield (
                f"{place}, row 1: the heading of column {position + 1} has an invisible "
                f"character. Did you mean {quoted(column.heading)}? It is read so."
            )


def _position(place_and_column: tuple[int, Column]) -> int:
    return place_and_column[0]


def _plain(heading: str) -> str:
    """A heading as it is compared, however a program wrote its letters, dashes and spaces."""
    return folded(heading)


def _no_headings(
    kind: TableKind, line: Sequence[str], known: set[str], below: Iterable[Sequence[str]]
) -> str:
    first = listed_quoted(list(kind.columns)[:3])
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if known & {_plain(part) for heading in line for part in heading.split(mark) if part}:
            return (
                f"the columns are separated by {name}. Save the table with commas, as "
                "“CSV UTF-8 (comma delimited)”."
            )
    if line and _plain(line[0]).startswith("sep="):
        return "only tells a spreadsheet how cells are separated. Delete this row."
    for number, lower in enumerate(below, start=2):
        if len(known.intersection(map(_plain, lower))) >= min(2, len(known)):
            rows = "row 1" if number == 2 else f"rows 1 to {number - 1}"
            return f"holds no headings of “{kind.name}”; they stand in row {number}. Delete {rows}."
    return f"holds no headings of “{kind.name}”. It should begin with {first}."


def _problems(
    kind: TableKind,
    line: Sequence[str],
    known: dict[str, Column],
    place: str,
) -> Iterator[Problem]:
    written = [_plain(heading) for heading in line]
    absent = {h: column for h, column in known.items() if h not in written}
    missing = {h: column for h, column in absent.items() if column.required}
    row = f"{place}, row 1"
    for heading, count in Counter(h for h in written if h in known).items():
        if count > 1:
            yield Problem(
                f"{row}, column {quoted(known[heading].heading)}",
                f"stands {count} times. Keep one of them.",
            )
    for number, (heading, plain) in enumerate(zip(line, written, strict=True), start=1):
        if plain in known:
            continue
        if not plain:
            yield Problem(f"{row}, column {number}", "has no heading. Write one.")
        elif refused := refused_heading(plain):
            yield Problem(f"{row}, column {number}", refused)
        elif identifier := identifier_in(heading):
            yield Problem(f"{row}, column {number}", refusal(identifier))
        else:
            meant = nearest(plain, missing) or nearest(plain, absent) or nearest(plain, known)
            missing.pop(meant or "", None)
            question = f"Did you mean {quoted(known[meant].heading)}?" if meant else "Take it out."
            yield Problem(
                f"{row}, column {quoted(heading)}",
                f"is not a column of “{kind.name}”. {question}",
            )
    for column in missing.values():
        yield Problem(
            f"{row}, column {quoted(column.heading)}",
            "is missing. Add it, and fill it in for every row.",
        )
