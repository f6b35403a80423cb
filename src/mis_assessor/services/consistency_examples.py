"""The examples of consistency rules: small tables read as a trust's own, and looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.consistency.check import contradictions
from mis_assessor.core.consistency.look import looking
from mis_assessor.core.consistency.tables import Tables
from mis_assessor.core.errors import AssessorError, Problem, RulebookWrong
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.consistency import ConsistencyExample, ConsistencyRule
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.manifest import Manifest
from mis_assessor.intake.read import assemble
from mis_assessor.intake.registers import REGISTER_LIST
from mis_assessor.intake.registers import Tables as TableKinds
from mis_assessor.intake.rows_read import read_table
from mis_assessor.intake.table_files import TableFile, TableFiles
from mis_assessor.reading.problems import did_you_mean


@dataclass(frozen=True, slots=True)
class ConsistencyResult:
    """One example of a consistency rule, and what the rule finds in it."""

    rule: str
    example: ConsistencyExample
    found: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether exactly what the example says is found, a sentence a piece."""
        left = list(self.found)
        for piece in self.example.finds:
            held = next((one for one in left if piece in one), None)
            if held is None:
                return False
            left.remove(held)
        return not left

    def sentence(self) -> str:
        """What does not agree, in words."""
        found = " · ".join(self.found) or "nothing"
        wanted = " · ".join(self.example.finds) or "nothing"
        return f"“{self.example.case}” should find {wanted}, but the rule finds {found}."


def run_consistency_examples(
    rulebook: Rulebook, kinds: TableKinds, only: str = ""
) -> Iterator[ConsistencyResult]:
    """Looks into every example of the rules of a year. Raises RulebookWrong."""
    for rule in rulebook.consistency:
        for example in rule.examples if rule.id.startswith(only) else ():
            if example.year in (None, rulebook.year.year):
                found = _found(rulebook, kinds, rule, example)
                yield ConsistencyResult(rule.id, example, found)


def _found(
    rulebook: Rulebook, kinds: TableKinds, rule: ConsistencyRule, example: ConsistencyExample
) -> tuple[str, ...]:
    try:
        on = date.fromisoformat(example.on) if example.on else rulebook.year.last_day
        submission = _submission(rulebook, kinds, example)
    except (AssessorError, ValueError) as error:
        where = f"rules/consistency, {rule.id}, example “{example.case}”"
        raise RulebookWrong([Problem(where, str(error))]) from error
    tables = Tables(submission, rulebook.rules, tuple(r.id for r in rulebook.consistency))
    guidance = (rulebook.year, rulebook.year.editions[-1].id)
    look = looking(rule, tables, guidance, rulebook.rules, on, {})
    return tuple(one.sentence for one in contradictions(look))


def _submission(rulebook: Rulebook, kinds: TableKinds, example: ConsistencyExample) -> Submission:
    """The tables of an example as a folder that holds nothing else."""
    year = rulebook.year.year
    found: dict[str, TableFile] = {}
    known = {**kinds.registers, **kinds.lists}
    written: Mapping[str, str] = {REGISTER_LIST: _listed(example, kinds), **example.tables}
    for name, text in written.items():
        if (kind := known.get(name)) is None:
            raise ValueError(f"“{name}” is no table.{did_you_mean(name, known)}")
        if not text.strip():
            continue
        lines = csv_lines(f"{kind.stem}.csv", _csv(text).encode())
        rows, columns = read_table(kind, lines, FalseAlarms(()).in_file(f"{kind.stem}.csv"))
        found[name] = TableFile(f"{kind.stem}.csv", "", rows, columns)
    trust = {"code": "RZ9", "name": "Vale of Harrowmere NHS Trust"}
    manifest = Manifest.model_validate(
        {"trust": trust, "scheme": "MIS", "scheme year": str(year), **example.submission},
        context=(year,),
    )
    problems: list[Problem] = []
    submission = assemble(manifest, TableFiles(kinds, found, ()), {}, problems)
    if problems or submission is None:
        raise RulebookWrong(problems)
    return submission


def _listed(example: ConsistencyExample, kinds: TableKinds) -> str:
    """Every register as covering all days; one left empty has nothing to report."""
    lines = [
        f"{name} | {'' if text.strip() else 'yes'} | 2000-01-01 | 2099-12-31"
        for name, text in example.tables.items()
        if name in kinds.registers
    ]
    head = "register | nothing to report | covers from | covers to"
    return "\n".join([head, *lines]) if lines else ""


def _csv(text: str) -> str:
    """A table between bars as a table between commas."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return "\n".join(",".join(_quoted(cell) for cell in row) for row in rows) + "\n"


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell
