"""Reads every national file a verifier names, or says everything that is wrong in them."""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import assert_never

from mis_assessor.core.checking.comparisons import NationalRules
from mis_assessor.core.checking.published import (
    NationalData,
    NationalFile,
    NationalSource,
    PublishedFigure,
    Rating,
    Succession,
    TrustListed,
)
from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.quantities import Month
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import File, left_by_a_system, open_files
from mis_assessor.intake.lines import TableLines, csv_lines
from mis_assessor.intake.rows_read import read_table
from mis_assessor.national.figures import figures_of
from mis_assessor.national.filled_in import FILLED_IN, RATINGS, SUCCESSIONS, TRUSTS
from mis_assessor.national.recognise import WithoutHeadings, layout_of, recognised, release_of
from mis_assessor.national.without_headings import (
    read_holidays,
    read_successors,
    read_trust_list,
)
from mis_assessor.reading import limits
from mis_assessor.reading.problems import (
    did_you_mean,
    first_few,
    gathered_in,
    listed_quoted,
    one_problem,
    quoted,
)

_SOURCES = {source.value: source for source in NationalSource}


@dataclass(slots=True)
class _Gathered:
    """What was read so far."""

    wanted: Container[str] | None
    """The trusts whose figures are kept; None is every trust's."""
    rules: NationalRules
    """What can be compared: a table filled in by hand may name nothing else."""
    files: list[NationalFile] = field(default_factory=list)
    figures: dict[str, list[PublishedFigure]] = field(default_factory=lambda: defaultdict(list))
    months: set[tuple[NationalSource, Month]] = field(default_factory=set)
    trusts: dict[str, list[TrustListed]] = field(default_factory=lambda: defaultdict(list))
    successions: list[Succession] = field(default_factory=list)
    ratings: dict[str, list[Rating]] = field(default_factory=lambda: defaultdict(list))
    holidays: dict[str, tuple[date, ...]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def whole(self) -> NationalData:
        """All of it, to be looked into."""
        return NationalData(
            tuple(self.files),
            {code: tuple(found) for code, found in self.figures.items()},
            frozenset(self.months),
            {code: tuple(found) for code, found in self.trusts.items()},
            tuple(self.successions),
            {code: tuple(found) for code, found in self.ratings.items()},
            dict(self.holidays),
            tuple(self.remarks),
        )


def read_national(
    paths: Sequence[Path],
    rules: NationalRules,
    known: Iterable[Succession] = (),
    wanted: Container[str] | None = None,
) -> NationalData:
    """Every file, as issued. Raises EvidenceUnreadable with every problem of every file."""
    gathered = _Gathered(wanted, rules, successions=list(known))
    problems: list[Problem] = []
    for path in paths:
        with gathered_in(problems), _files(path) as files:
            for file in files:
                with gathered_in(problems):
                    _read(file, gathered)
    if problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return gathered.whole()


@contextmanager
def _files(path: Path) -> Iterator[list[File]]:
    """The file itself, or those in a zip of published files."""
    if path.suffix.casefold() == ".zip":
        with open_files(path) as inside:
            yield [
                File(f"{path.name}, {name}", file.size, file.open)
                for name, file in inside.items()
                if not left_by_a_system(PurePosixPath(name))
            ]
    elif path.is_file():
        yield [File(path.name, path.stat().st_size, lambda: path.open("rb"))]
    else:
        raise one_problem(path.name, "is not a file. Name each file to compare with.")


def _read(file: File, gathered: _Gathered) -> None:
    content = file.content(limits.TABLE_BYTES)
    name = file.name
    if content.startswith(b"PK"):
        # What reads a workbook is slow to load, and most national files are CSV.
        from mis_assessor.intake.workbooks import workbook_lines

        lines = workbook_lines(name, content)
        heading = next(lines.lines, [])
        kind = layout_of(name, heading)
        rows = _table(kind, workbook_lines(name, content), gathered)
    else:
        found = recognised(name, content)
        if isinstance(found, WithoutHeadings):
            rows = _without_headings(found, name, content, gathered)
            _told(gathered, name, found.value, content, rows)
            return
        kind = found
        rows = _table(kind, csv_lines(name, content), gathered)
    _told(gathered, name, kind.name, content, rows)


def _told(gathered: _Gathered, name: str, kind: str, content: bytes, rows: int) -> None:
    gathered.files.append(NationalFile(name, kind, hashlib.sha256(content).hexdigest(), rows))


def _without_headings(kind: WithoutHeadings, name: str, content: bytes, gathered: _Gathered) -> int:
    match kind:
        case WithoutHeadings.ODS_TRUSTS:
            trusts = read_trust_list(name, content)
            for one in trusts:
                gathered.trusts[one.code].append(one)
            return len(trusts)
        case WithoutHeadings.ODS_SUCCESSORS:
            successors = read_successors(name, content)
            gathered.successions += successors
            return len(successors)
        case WithoutHeadings.BANK_HOLIDAYS:
            gathered.holidays[name] = read_holidays(name, content)
            return len(gathered.holidays[name])
        case _:
            assert_never(kind)


def _table(kind: TableKind, lines: TableLines, gathered: _Gathered) -> int:
    rows, _ = read_table(kind, lines, FalseAlarms(()), gathered.remarks)
    place = lines.place
    if kind in FILLED_IN and (unknown := list(_unknown(kind, rows, place, gathered.rules))):
        raise EvidenceUnreadable(first_few(unknown, place, "rows like these"))
    for row in rows:
        where = f"{place}, row {row.number}"
        match kind.name:
            case name if name == TRUSTS:
                one = TrustListed(
                    _text(row, "trust code"),
                    _text(row, "trust name"),
                    row.day("open date"),
                    row.day("close date"),
                    where,
                )
                gathered.trusts[one.code].append(one)
            case name if name == SUCCESSIONS:
                on = row.day("on") or date.max
                codes = _text(row, "predecessor"), _text(row, "successor")
                gathered.successions.append(Succession(*codes, on, where))
            case name if name == RATINGS:
                rating = Rating(
                    _text(row, "trust code"),
                    _text(row, "service"),
                    _text(row, "rating"),
                    row.day("published on") or date.max,
                    where,
                )
                gathered.ratings[rating.code].append(rating)
            case _:
                _figures(_SOURCES[kind.name], row, where, place, gathered)
    return len(rows)


def _unknown(
    kind: TableKind, rows: Iterable[RegisterRow], place: str, rules: NationalRules
) -> Iterator[Problem]:
    """Rows of a table filled in by hand that name what nothing is compared with."""
    source = _SOURCES[kind.name]
    names = rules.names_of(source)
    for row in rows:
        by, what = _text(row, "counted by"), _text(row, "subject") or _text(row, "criterion")
        bodies = {folded(one) for one, _ in names}
        whats = {folded(one): one for body, one in names if folded(body) == folded(by)}
        where = f"{place}, row {row.number}"
        if folded(by) not in bodies:
            known = sorted({body for body, _ in names})
            yield Problem(where, f"{quoted(by)} counts nothing here. Write {listed_quoted(known)}.")
        elif folded(what) not in whats:
            meant = did_you_mean(what, sorted(whats.values()))
            yield Problem(where, f"{quoted(what)} is compared with nothing.{meant}")


def _figures(
    source: NationalSource, row: RegisterRow, where: str, place: str, gathered: _Gathered
) -> None:
    for figure in figures_of(source, row, where, release_of(place)):
        gathered.months.add((source, figure.month))
        if gathered.wanted is None or figure.code in gathered.wanted:
            gathered.figures[figure.code].append(figure)


def _text(row: RegisterRow, column: str) -> str:
    return str(row.cells.get(column, "")).strip()
