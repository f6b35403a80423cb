"""Which file of a submission is which table, and which files have no place in it."""

import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.files import left_by_a_system, open_files
from mis_assessor.intake.identifiers import identifier_in, person_named_in
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.intake.registers import Tables
from mis_assessor.reading.problems import did_you_mean, quoted

EVIDENCE_FOLDER = "files"
_TABLE_ENDINGS = (".csv", ".xlsx")
_ENDINGS_NOT_READ = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".numbers", ".yml")

SYSTEM = "system.yaml"
"""The page of a local maternity system, where one lies in a folder."""
PAYMENT = "payment.yaml"
"""The page of the maternity payment, which few folders have."""
MAPPINGS = "mappings.yaml"
"""How the trust's own spreadsheets were read, kept to be used again."""

LAST = "last-assessment.json"
"""What the last Board paper was made from, as “mis assess --json” wrote it."""

OUTCOMES = ".outcomes.jsonl"
"""What became of a declaration, under the name of what it stands beside."""
EFFORTS = "efforts.yaml"
"""The page that says how much a repair takes; it decides nothing."""


def is_system(path: Path) -> bool:
    """Whether a folder or zip holds a system rather than one trust's submission."""
    if path.is_dir():
        with suppress(OSError):  # whoever reads the folder says that it may not be looked into
            return (path / SYSTEM).is_file()
        return False
    with suppress(EvidenceUnreadable), open_files(path) as files:
        return SYSTEM in files
    return False


def chain_beside(path: Path) -> Path:
    """Where the chain of a submission or pack lies: beside it, under its own name."""
    whole = path.resolve()
    return whole.with_name(whole.name + OUTCOMES)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names of a submission's files by what they are."""

    tables: Mapping[str, TableKind]
    """File → the table it holds."""
    evidence: tuple[str, ...]
    problems: tuple[Problem, ...]


def take_inventory(
    names: Iterable[str],
    kinds: Tables,
    page: str = MANIFEST,
    purpose: str = "It says who submits, and for what.",
    other_pages: Iterable[str] = (),
) -> Inventory:
    """Sort file names into tables and evidence; name those that have no place."""
    names = tuple(names)
    pages = {page, PAYMENT, LAST, EFFORTS, MAPPINGS, *other_pages}
    by_file = kinds.by_file()
    tables: dict[str, TableKind] = {}
    evidence, problems = [], []
    for name in sorted(names):
        path = PurePosixPath(name)
        if name in pages or left_by_a_system(path):
            continue
        if _names_a_patient(name):
            problems.append(_identifier_in(path))
        elif path.parts[0].casefold() == EVIDENCE_FOLDER:
            evidence.append(name)
        elif path.suffix.casefold() in _TABLE_ENDINGS and (
            kind := by_file.get(_stem(name).casefold())
        ):
            if kind in tables.values():
                problems.append(Problem(name, f"holds “{kind.name}” a second time. Keep one file."))
            tables[name] = kind
        elif problem := _no_place(path, page, by_file):
            problems.append(problem)
    if page not in names:
        problems.append(_missing_page(page, purpose, names))
    return Inventory(tables, tuple(evidence), tuple(problems))


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _names_a_patient(name: str) -> bool:
    apart = name.replace("/", " / ")
    return bool(identifier_in(apart) or person_named_in(apart))


def _identifier_in(path: PurePosixPath) -> Problem:
    """A name with a patient identifier, told without repeating it."""
    kept = [part for part in path.parts if not _names_a_patient(part)]
    folder = "/".join(kept[:-1] if kept and kept[-1] == path.name else kept)
    where = f"{folder}/" if folder else "the submission"
    kind = f" ({path.suffix})" if path.suffix[1:].isalpha() else ""
    return Problem(
        where, f"the name of a file{kind}, or of its folder, has a patient identifier. Rename it."
    )


def _missing_page(page: str, purpose: str, names: Collection[str]) -> Problem:
    """That the page is missing, or lies there under a name that only looks like its own."""
    stem = page.partition(".")[0]
    for name in sorted(names):
        path = PurePosixPath(name)
        if path.name == page and len(path.parts) > 1 and path.parts[0] != "providers":
            return Problem(page, f"is missing; it lies in the folder {quoted(str(path.parent))}.")
        if "/" not in name and re.fullmatch(rf"{stem}\b.*\.(ya?ml|txt)", name, re.IGNORECASE):
            return Problem(
                name,
                f"should be called {page}. Windows hides endings: in the File Explorer choose "
                "“View”, “Show”, “File name extensions”, and rename it.",
            )
    return Problem(page, f"is missing. {purpose}")


def _no_place(path: PurePosixPath, page: str, known: Collection[str]) -> Problem | None:
    """What to do with a file; notes and other papers beside the tables are left alone."""
    ending, in_registers = path.suffix.casefold(), path.parts[0].casefold() == "registers"
    is_table = ending in (*_TABLE_ENDINGS, *_ENDINGS_NOT_READ, ".yaml")
    if not is_table and not (in_registers and len(path.parts) > 1):
        return None
    if re.fullmatch(rf"{page.partition('.')[0]}\b.*", str(path), re.IGNORECASE):
        return None  # told as the page that is missing
    if ending in _ENDINGS_NOT_READ and _stem(str(path)).casefold() in known:
        return Problem(str(path), "cannot be read. Save it as CSV UTF-8, or as .xlsx.")
    if ending == ".xlsx" and len(path.parts) == 1 and not did_you_mean(str(path), known):
        return Problem(
            str(path),
            "is not a file that is asked for. The workbook of a whole submission, or a list of the "
            "trust's own, is brought in with “mis import”; keep it outside this folder.",
        )
    meant = did_you_mean(str(path), (page, PAYMENT, *(f"{stem}.csv" for stem in known)))
    return Problem(
        str(path), f"is not a file that is asked for.{meant or ' Put evidence under files/.'}"
    )
