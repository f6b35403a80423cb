"""Joins each register with its line in ``registers.csv``, and compares the two."""

from collections.abc import Iterator, Mapping, Sequence

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.documents import day, text
from mis_assessor.intake.named_files import without_ending
from mis_assessor.intake.table_files import TableFile
from mis_assessor.reading.problems import did_you_mean, quoted

Registers = Mapping[str, TableKind]


def join_registers(
    listed: Sequence[RegisterRow],
    place: str,
    known: Registers,
    found: Mapping[str, TableFile],
) -> Mapping[str, Register]:
    """Every register supplied, with what the register list says of it.

    Raises EvidenceUnreadable where a line and a file contradict each other.
    """
    names = {_spelled(row, known): row for row in listed}
    if problems := [
        p for name, row in names.items() for p in _wrong(name, row, place, known, found)
    ]:
        raise EvidenceUnreadable(problems)
    joined = {name: _register(name, names.get(name), read) for name, read in found.items()}
    nil_returns = {name: row for name, row in names.items() if name not in found}
    return joined | {name: _register(name, row, None) for name, row in nil_returns.items()}


def _spelled(row: RegisterRow, known: Registers) -> str:
    """A register's name as the data dictionary spells it."""
    written = text(row, "register")
    return next((n for n in known if folded(n) == folded(written)), written)


def _wrong(
    name: str, row: RegisterRow, place: str, known: Registers, found: Mapping[str, TableFile]
) -> Iterator[Problem]:
    where = f"{place}, row {row.number}"
    nothing = row.cells.get("nothing to report") is True
    if name not in known:
        yield Problem(where, f"{quoted(name)} is no register.{did_you_mean(name, known)}")
    elif name not in found:
        if not nothing:
            yield Problem(
                where,
                f"{quoted(name)} is listed, and {known[name].stem}.csv is not there. "
                "Add the file. Only where there was nothing at all to enter, write “yes” under "
                "“nothing to report”.",
            )
    else:
        yield from _differences(name, row, where, found[name], nothing)


def _differences(
    name: str, row: RegisterRow, where: str, read: TableFile, nothing: bool
) -> Iterator[Problem]:
    rows, sha256, file = row.cells.get("rows"), text(row, "sha256"), text(row, "file")
    count = None if read.rows is None else len(read.rows)
    if file and without_ending(file) != without_ending(read.name):
        yield Problem(where, f"names the file {quoted(file)}, and it is {quoted(read.name)}.")
    if sha256 and read.sha256 and sha256 != read.sha256:
        yield Problem(
            where,
            f"{read.name} is not the file this fingerprint was made from. Check which of "
            "the two is right, then write the new fingerprint.",
        )
    if isinstance(rows, int) and count is not None and rows != count:
        yield Problem(where, f"says {rows:,} rows, and {read.name} has {count:,}. Check the file.")
    if nothing and count:
        yield Problem(
            where, f"says nothing to report, and {read.name} has {count:,} rows of {name}."
        )


def _register(name: str, row: RegisterRow | None, read: TableFile | None) -> Register:
    rows = (read.rows or ()) if read else ()
    file, sha256 = (read.name, read.sha256) if read else ("", "")
    columns = read.columns if read else None
    if row is None:
        return Register(name, rows, file=file, sha256=sha256, columns=columns)
    return Register(
        name,
        rows,
        covers_from=day(row, "covers from"),
        covers_to=day(row, "covers to"),
        complete_to=day(row, "complete to"),
        nothing_to_report=row.cells.get("nothing to report") is True,
        checked_by=text(row, "checked by"),
        checked_on=day(row, "checked on"),
        taken_from=text(row, "taken from"),
        taken_on=day(row, "taken on"),
        supplied_by=text(row, "supplied by"),
        file=file,
        sha256=sha256,
        columns=columns,
    )
